"""What a match comes to: games, points, league points, bookings of matches given away, byes."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from tests.scoring.rulebook.matches.tables import game_of, read, read_one

TABLE_TENNIS = {"games": 5, "points_to": 11}


def test_games_and_points_are_counted_for_both_sides() -> None:
    match = read_one(game_of(TABLE_TENNIS), games=[[11, 9], [8, 11], [12, 10], [11, 2]])

    assert (match.winner, match.games, match.scores, match.points) == ("a", (3, 1), (42, 32), (2, 1))
    b = match.played_by(1)
    assert (b.opponent, b.result, b.games, b.scores, b.points, b.second) == ("A", "lost", (1, 3), (32, 42), 1, True)


def test_a_drawn_game_is_half_to_each() -> None:
    # Chess, best of three: a win and two draws.
    match = read_one(game_of({"drawn_games": True}), games=[[1, 0], [0, 0], [1, 1]])

    assert (match.winner, match.games) == ("a", (2, 1))
    shared = read_one(game_of({"drawn_games": True, "level": "draw"}), games=[[1, 0], [0, 1], [0, 0]])
    assert (shared.winner, shared.games) == ("draw", (Fraction(3, 2), Fraction(3, 2)))


def test_hands_of_cards_add_up() -> None:
    game = game_of({"system": "guandan_hands"})
    match = read_one(game, games=[[3, 0], [0, 2], [0, 1], [1, 0]])

    assert (match.winner, match.scores, match.games, match.points) == ("a", (4, 3), (2, 2), (2, 0))
    assert read_one(game, games=[[3, 0], [0, 3], [2, 0], [0, 2]]).winner == "draw"
    assert read_one(game, score=[7, 5]).scores == (7, 5)
    assert read_one(game_of({"system": "guandan_hands", "points": "scored"}), score=[7, 5]).points == (7, 5)


def test_thirteen_plus_or_minus_the_difference_of_levels() -> None:
    game = game_of({"system": "guandan"})

    assert read_one(game, score=[9, 5]).points == (17, 9)
    assert read_one(game, score=[5, 9]).points == (9, 17)
    assert read_one(game, score=[7, 7]).points == (13, 13)
    capped = game_of({"system": "guandan", "most_difference": 3, "base": "25/2"})
    assert read_one(capped, score=[2, 14]).points == (Fraction(19, 2), Fraction(31, 2))
    assert read_one(game, ended="walkover", by="b").points == (13, 0)


def test_points_for_a_decider() -> None:
    game = game_of({"format": "score", "level": "decider", "win": 3, "loss": 0, "decider_win": 2, "decider_loss": 1})

    assert read_one(game, score=[1, 1], winner="b").points == (1, 2)
    assert read_one(game, score=[1, 1], winner="b").extra
    assert read_one(game, score=[2, 1]).points == (3, 0)
    plain = game_of({"format": "score", "level": "decider", "win": 3, "loss": 0})
    assert read_one(plain, score=[1, 1], winner="a").points == (3, 0)


@pytest.mark.parametrize(
    ("settings", "games", "scores"),
    [
        ({**TABLE_TENNIS, "booked": "clean"}, (0, 3), (0, 33)),
        ({**TABLE_TENNIS, "booked": "nothing"}, (0, 0), (0, 0)),
        ({**TABLE_TENNIS, "booked": "score", "booked_for": 3}, (0, 3), (0, 0)),
        ({"system": "fiba"}, (0, 0), (0, 20)),
        ({"system": "fivb"}, (0, 3), (0, 75)),
        ({"format": "score", "points_to": 31}, (0, 0), (0, 31)),
        ({"format": "all_games", "games": 4, "points_to": 15}, (0, 4), (0, 60)),
        (
            {"format": "all_games", "games": 2, "decided_by": "points", "booked": "score", "booked_for": 9},
            (0, 0),
            (0, 9),
        ),
        ({"system": "go"}, (0, 0), (0, 0)),
    ],
)
@pytest.mark.parametrize("ended", ["walkover", "forfeit"])
def test_what_is_booked_for_a_match_that_was_given_away(
    settings: dict[str, Any], games: tuple[int, int], scores: tuple[int, int], ended: str
) -> None:
    match = read_one(game_of(settings), ended=ended, by="a")

    assert (match.winner, match.ended, match.games, match.scores) == ("b", ended, games, scores)
    assert match.points[0] == 0


def test_points_of_matches_given_away() -> None:
    game = game_of({"walkover_win": 3, "walkover_loss": "1/2", "retired_win": 4, "retired_loss": "3/2"})

    assert read_one(game, ended="walkover", by="b").points == (3, Fraction(1, 2))
    assert read_one(game, ended="forfeit", by="a").points == (Fraction(1, 2), 3)
    assert read_one(game, ended="retired", by="b").points == (4, Fraction(3, 2))
    both = read_one(game, ended="walkover", by="both")
    assert (both.winner, both.points, both.games) == (None, (Fraction(1, 2), Fraction(1, 2)), (0, 0))
    assert [both.played_by(side).result for side in (0, 1)] == ["lost", "lost"]


@pytest.mark.parametrize(
    ("policy", "games", "scores"),
    [
        ("completed", (1, 3), (24, 37)),
        ("so_far", (1, 1), (24, 15)),
        ("booked", (0, 3), (0, 33)),
        ("nothing", (0, 0), (0, 0)),
    ],
)
def test_a_match_broken_off(policy: str, games: tuple[int, int], scores: tuple[int, int]) -> None:
    game = game_of({**TABLE_TENNIS, "retired": policy})

    # 11:4, 5:11, and 8:0 in the third when side a could not go on.
    match = read_one(game, ended="retired", by="a", games=[[11, 4], [5, 11], [8, 0]])

    assert (match.winner, match.games, match.scores) == ("b", games, scores)


def test_the_open_game_of_a_match_broken_off_is_played_to_its_own_end() -> None:
    game = game_of({"points_to": 25, "last_game_to": 15})

    assert read_one(game, ended="retired", by="a", games=[[25, 20], [20, 8]]).scores == (45, 60)
    assert read_one(game, ended="retired", by="a", games=[[25, 20], [20, 25], [9, 7]]).scores == (54, 60)
    assert read_one(game, ended="retired", by="a", games=[[25, 20], [24, 24]]).scores == (49, 61)


def test_broken_off_with_only_a_score() -> None:
    assert read_one(game_of(TABLE_TENNIS), ended="retired", by="b", score=[1, 2]).games == (3, 2)
    single = game_of({"format": "score", "points_to": 31, "lead": 1})
    assert read_one(single, ended="retired", by="a", score=[20, 3]).scores == (20, 31)
    extended = game_of({"format": "score", "points_to": 31, "lead": 2, "cap": 35})
    assert read_one(extended, ended="retired", by="a", score=[34, 33]).scores == (34, 35)


def test_byes() -> None:
    game = game_of({"system": "fide_swiss"})

    def bye(**match: Any) -> Any:
        return read(game, [{"a": "A", "ended": "bye", **match}])[0]

    assert bye().points == (1, 0)
    assert bye(winner="draw").points == (Fraction(1, 2), 0)
    assert bye(winner="b").points == (0, 0)
    assert read(game_of({"bye": "3/2"}), [{"a": "A", "ended": "bye"}])[0].points == (Fraction(3, 2), 0)
    assert game.bye("A", round=3).round == 3


def test_the_mark_says_points_or_wins() -> None:
    assert game_of().shown(5).as_json() == {"zh": "5 分", "en": "5 points"}
    assert game_of().shown(1).en == "1 point"
    assert game_of().shown(Fraction(7, 2)).zh == "3.5 分"
    assert game_of({"system": "bwf"}).shown(2).as_json() == {"zh": "2 胜", "en": "2 won"}
    assert game_of().mark({}) is None


def test_a_walkover_with_points_of_its_own_needs_no_line_in_the_table() -> None:
    table = {"points": "by_score", "by_score": [{"won": 2, "lost": 1, "winner": 2, "loser": 1}]}
    game = game_of({**table, "walkover_win": 3, "retired_win": 2, "retired_loss": "1/2"})

    assert read_one(game, ended="walkover", by="b").points == (3, 0)
    assert read_one(game, ended="retired", by="a").points == (Fraction(1, 2), 2)


def test_a_decider_after_a_level_score_keeps_what_the_score_brings() -> None:
    game = game_of({"format": "score", "level": "decider", "points": "difference", "base": 10, "decider_win": 11})

    assert read_one(game, score=[2, 2], winner="b").points == (10, 11)
    assert read_one(game, score=[4, 2]).points == (12, 8)


def test_broken_off_where_no_number_ends_a_game() -> None:
    game = game_of({})

    assert read_one(game, ended="retired", by="b", games=[[5, 3], [2, 2]]).games == (2, 0)
    assert read_one(game, ended="retired", by="a", games=[[5, 3]]).games == (1, 2)
    assert read_one(game_of({"format": "result"}), ended="retired", by="a").winner == "b"
    hands = game_of({"system": "guandan_hands"})
    assert read_one(hands, ended="retired", by="a", score=[5, 2]).scores == (5, 2)
