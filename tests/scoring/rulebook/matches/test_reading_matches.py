"""A match is read strictly: what cannot have happened is named with its place."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import GAMES, CaseProblems, say_contest
from scoring.rulebook.matches.systems import SYSTEMS
from tests.scoring.rulebook.matches.tables import game_of, read, read_one, wrong

BADMINTON = {"points_to": 21, "cap": 30}
TABLE_TENNIS = {"games": 5, "points_to": 11}
VOLLEYBALL = {"system": "fivb"}


@pytest.mark.parametrize(
    ("settings", "game", "stands"),
    [
        (TABLE_TENNIS, [11, 9], True),
        (TABLE_TENNIS, [11, 0], True),
        (TABLE_TENNIS, [11, 10], False),
        (TABLE_TENNIS, [12, 10], True),
        (TABLE_TENNIS, [13, 10], False),
        (TABLE_TENNIS, [17, 15], True),
        (TABLE_TENNIS, [10, 8], False),
        (TABLE_TENNIS, [12, 11], False),
        (BADMINTON, [21, 19], True),
        (BADMINTON, [21, 20], False),
        (BADMINTON, [30, 29], True),
        (BADMINTON, [30, 28], True),
        (BADMINTON, [30, 27], False),
        (BADMINTON, [31, 29], False),
        ({"points_to": 21, "cap": 21}, [21, 20], True),
        ({"points_to": 21, "cap": 21}, [22, 20], False),
        ({"points_to": 21, "lead": 1}, [21, 20], True),
        ({"points_to": 21, "lead": 1}, [22, 21], False),
        ({"points_to": 15, "lead": 3}, [16, 13], True),
        ({"points_to": 15, "lead": 3}, [15, 13], False),
        ({"game_worth": [{"points": 3}, {"points": 2}, {"points": 1}]}, [3, 0], True),
        ({"game_worth": [{"points": 3}, {"points": 2}, {"points": 1}]}, [0, 2], True),
        ({"game_worth": [{"points": 3}, {"points": 2}, {"points": 1}]}, [3, 1], False),
        ({"game_worth": [{"points": 3}, {"points": 2}, {"points": 1}]}, [4, 0], False),
        ({"points_to": 11, "time_limit": 20}, [7, 5], True),
        ({"points_to": 11, "time_limit": 20}, [13, 5], False),
        ({"points_to": 11, "time_limit": 20}, [7, 7], False),
        ({}, [5, 4], True),
        ({}, [4, 4], False),
        ({"drawn_games": True}, [4, 4], True),
    ],
)
def test_a_game_ends_the_moment_it_can(settings: dict[str, Any], game: list[int], stands: bool) -> None:
    played = game_of({**settings, "format": "all_games", "games": 1, "level": "draw"})

    assert wrong(played, games=[game]) == ([] if stands else [(".games[0]", "impossible_score")])


@pytest.mark.parametrize(
    ("settings", "match", "complaints"),
    [
        (TABLE_TENNIS, {"games": [[11, 5]] * 3}, []),
        (TABLE_TENNIS, {"games": [[11, 5]] * 4}, [(".games[3]", "played_on")]),
        (TABLE_TENNIS, {"games": [[11, 5]] * 2}, [(".games", "not_over")]),
        (TABLE_TENNIS, {"games": [[11, 5], [5, 11]] * 3}, [(".games", "too_many_games")]),
        (TABLE_TENNIS, {"score": [3, 2]}, []),
        (TABLE_TENNIS, {"score": [4, 1]}, [(".score", "played_on")]),
        (TABLE_TENNIS, {"score": [3, 3]}, [(".score", "too_many_games")]),
        (TABLE_TENNIS, {"score": [2, 1]}, [(".score", "not_over")]),
        (TABLE_TENNIS, {"score": ["1/3", 1]}, [(".score", "not_halves")]),
        (TABLE_TENNIS, {"score": [3, 1, 0]}, [(".score", "not_two")]),
        (TABLE_TENNIS, {"score": [3, "x"]}, [(".score[1]", "not_a_number")]),
        ({"format": "result"}, {"ended": "retired", "by": "a", "games": [[1, 0]]}, [(".games", "one_score")]),
        (TABLE_TENNIS, {"score": [3, 0], "games": [[11, 5]] * 3}, [(".score", "score_twice")]),
        (TABLE_TENNIS, {"score": [3, 0], "winner": "b"}, [(".winner", "other_winner")]),
        (TABLE_TENNIS, {"winner": "a"}, [(".winner", "winner_without_score")]),
        (TABLE_TENNIS, {"rubbers": [{}]}, [(".rubbers", "rubbers_of_one")]),
        (TABLE_TENNIS, {"score": [3, 0], "by": "a"}, [(".by", "by_without_ending")]),
        (TABLE_TENNIS, {"ended": "walkover"}, [("", "who_gave_up")]),
        (TABLE_TENNIS, {"ended": "walkover", "by": "a", "score": [0, 3]}, [(".score", "walkover_with_score")]),
        (TABLE_TENNIS, {"ended": "walkover", "by": "a", "winner": "a"}, [(".winner", "other_winner")]),
        (TABLE_TENNIS, {"ended": "retired", "by": "both"}, [(".by", "both_retired")]),
        (TABLE_TENNIS, {"ended": "retired", "by": "a", "games": [[11, 5]] * 3}, [("", "over_before")]),
        (TABLE_TENNIS, {"ended": "retired", "by": "a", "score": [3, 0]}, [(".score", "over_before")]),
        (
            TABLE_TENNIS,
            {"ended": "retired", "by": "a", "games": [[11, 5], [14, 5]]},
            [(".games[1]", "impossible_score")],
        ),
        (VOLLEYBALL, {"games": [[25, 20], [20, 25], [25, 23], [24, 26], [15, 13]]}, []),
        (
            VOLLEYBALL,
            {"games": [[25, 20], [20, 25], [25, 23], [24, 26], [25, 13]]},
            [(".games[4]", "impossible_score")],
        ),
        ({"format": "score"}, {"games": [[1, 0]]}, [(".games", "one_score")]),
        ({"format": "score"}, {"score": [2, 2]}, [("", "no_draws")]),
        ({"format": "score"}, {"score": ["1/2", 2]}, [(".score", "not_whole_points")]),
        ({"format": "score", "level": "draw"}, {"score": [2, 2]}, []),
        ({"format": "score", "level": "draw"}, {"score": [2, 2], "winner": "a"}, [(".winner", "other_winner")]),
        ({"format": "score", "level": "decider"}, {"score": [2, 2]}, [("", "no_winner")]),
        ({"format": "score", "level": "decider"}, {"score": [2, 2], "winner": "a"}, []),
        ({"format": "score", "points_to": 31, "level": "draw"}, {"score": [20, 20]}, [(".score", "impossible_score")]),
        ({"format": "result"}, {"winner": "draw"}, [(".winner", "no_draws")]),
        ({"format": "result"}, {"winner": "a", "score": [1, 0]}, [(".score", "only_the_winner")]),
        ({"format": "all_games", "games": 2, "level": "draw"}, {"score": [1, 1]}, []),
        ({"format": "all_games", "games": 3}, {"score": [2, 0]}, [(".score", "too_few_games")]),
        ({"format": "all_games", "games": 3}, {"games": [[5, 4], [5, 3]]}, [(".games", "too_few_games")]),
        ({"format": "all_games", "games": 3, "time_limit": 40}, {"games": [[5, 4], [5, 3]]}, []),
        ({"format": "best_of", "games": 2, "level": "draw"}, {"games": [[5, 4], [3, 5]]}, []),
        ({}, {"ended": "bye", "b": "B"}, [("", "bye_with_opponent")]),
        ({}, {"b": None, "score": [2, 0]}, [(".b", "no_opponent")]),
        ({}, {"b": "A", "score": [2, 0]}, [(".b", "against_itself")]),
        (
            {"points": "by_score", "by_score": [{"won": 2, "lost": 0, "winner": 3, "loser": 0}]},
            {"score": [2, 1]},
            [("", "no_points_for_score")],
        ),
    ],
)
def test_what_cannot_be_is_named_with_its_place(
    settings: dict[str, Any], match: dict[str, Any], complaints: list[tuple[str, str]]
) -> None:
    assert wrong(game_of(settings), **match) == complaints


def test_a_match_names_entrants_that_exist_and_an_id_once() -> None:
    game = game_of()

    with pytest.raises(CaseProblems) as found:
        read(game, [{"id": "m1", "a": "A", "b": "B", "score": [2, 0]}, {"id": "m1", "a": "A", "b": "B", "sets": 3}])

    assert [(problem.path, problem.sentence.rule) for problem in found.value.problems] == [
        ("$.matches[1].sets", "unknown_key"),
        ("$.matches[1].id", "match_twice"),
    ]


def test_a_match_of_two_games_that_cannot_be_caught_up_is_over() -> None:
    game = game_of({"drawn_games": True, "games": 4, "level": "draw"})

    assert read_one(game, games=[[1, 0], [0, 0], [1, 0]]).winner == "a"
    assert wrong(game, games=[[1, 0], [0, 0], [1, 0], [0, 1]]) == [(".games[3]", "played_on")]


def test_a_fixture_without_result_is_not_finished() -> None:
    match = read_one(game_of(), group="A", round=2, id="m1")

    assert (match.finished, match.winner, match.points, match.group, match.round) == (False, None, (0, 0), "A", 2)


def test_a_knock_out_needs_a_winner() -> None:
    draws = game_of({"format": "score", "level": "draw"})

    assert draws.decisive().settings["level"] == "decider"
    assert game_of().decisive().settings["level"] == "none"
    assert draws.changed({"points_to": 31}).settings["points_to"] == 31
    assert draws.changed({"system": "fiba"}).settings["booked_for"] == 20


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        ({"decided_by": "points"}, "decided_by"),
        ({"format": "score", "drawn_games": True}, "drawn_games"),
        ({"points_to": 21, "cap": 20}, "cap"),
        ({"cap": 20}, "cap"),
        ({"last_game_to": 15}, "last_game_to"),
        ({"points_to": 25, "last_game_to": 15, "last_game_cap": 14}, "last_game_cap"),
        ({"points_to": 25, "last_game_cap": 14}, "last_game_cap"),
        ({"points_to": 25, "game_worth": [{"points": 1}]}, "game_worth"),
        ({"format": "result", "points_to": 5}, "points_to"),
        ({"format": "result", "points": "scored"}, "points"),
        ({"points": "by_score"}, "by_score"),
        ({"by_score": [{"won": 2, "lost": 0, "winner": 1, "loser": 0}]}, "by_score"),
        ({"booked_for": 3}, "booked_for"),
        ({"booked": "score"}, "booked_for"),
        ({"decider_win": 3}, "decider_win"),
        ({"points": "by_score", "by_score": [{"won": 2, "lost": 1, "winner": 2, "loser": 1}]}, "walkover_win"),
    ],
)
def test_settings_that_cannot_stand_together(settings: dict[str, Any], place: str) -> None:
    assert [where[0] for where, _phrase in GAMES["match"](settings).contradictions()] == [place]


def test_a_table_of_points_has_each_score_once_the_winner_first() -> None:
    rows = [
        {"won": 2, "lost": 0, "winner": 3, "loser": 0},
        {"won": 2, "lost": 0, "winner": 2, "loser": 0},
        {"won": 0, "lost": 2, "winner": 2, "loser": 0},
    ]

    found = GAMES["match"]({"points": "by_score", "by_score": rows}).contradictions()

    assert [where for where, _phrase in found] == [("by_score", 1), ("by_score", 2)]


def test_a_system_fills_what_is_not_said() -> None:
    game = game_of({"system": "fivb", "games": 3, "by_score": [{"won": 2, "lost": 0, "winner": 3, "loser": 0}]})

    assert (game.settings["points_to"], game.settings["games"], len(game.settings["by_score"])) == (25, 3, 1)
    assert game_of(game.settings).settings == game.settings


def test_a_longer_deciding_game_may_have_its_own_cap() -> None:
    game = game_of({"points_to": 15, "cap": 17, "last_game_to": 21, "last_game_cap": 25})

    assert read_one(game, games=[[17, 16], [10, 15], [25, 24]]).winner == "a"
    assert wrong(game, games=[[17, 16], [10, 15], [17, 16]]) == [(".games[2]", "impossible_score")]


# Volleyball's table of points is for sets: a tie of three rubbers has no 2-0 there.
@pytest.mark.parametrize(
    ("code", "system"),
    [("match", code) for code in SYSTEMS] + [("team_match", code) for code in SYSTEMS if code != "fivb"],
)
def test_every_system_stands_and_is_said_in_both_languages(code: str, system: str) -> None:
    assert game_of({"system": system}, code=code).settings["system"] == system
    said = say_contest(code, {"system": system})

    for text in (said.zh, said.en):
        assert text
        assert "{" not in text
