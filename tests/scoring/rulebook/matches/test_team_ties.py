"""Team ties: rubbers in order, line-ups, and what a tie comes to."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from scoring.rulebook import GAMES
from scoring.rulebook.matches.match import MatchGame
from tests.scoring.rulebook.matches.tables import game_of, read_one, wrong

WON, LOST = {"score": [2, 0]}, {"score": [0, 2]}
ABSENT = {"ended": "walkover", "by": "b"}


def ties(number: int = 5, **settings: Any) -> MatchGame:
    return game_of({"rubbers": [{} for _ in range(number)], **settings}, code="team_match")


@pytest.mark.parametrize(
    ("settings", "rubbers", "complaints"),
    [
        ({}, [WON, WON, WON], []),
        ({}, [WON, LOST, WON, {}, WON], []),
        ({}, [WON, WON, WON, WON], [(".rubbers[3]", "played_on")]),
        ({}, [WON, WON], [(".rubbers", "tie_not_over")]),
        ({}, [WON] * 6, [(".rubbers", "too_many_rubbers")]),
        ({"stop": "all"}, [WON] * 5, []),
        ({"stop": "all"}, [WON] * 4, [(".rubbers", "tie_not_over")]),
        ({"stop": "all"}, [WON, WON, WON, WON, {"score": [1, 1]}], [(".rubbers[4].score", "not_over")]),
        ({}, [WON, WON, {"games": [[21, 5]]}], [(".rubbers[2].games", "not_over")]),
        (
            {},
            [WON, WON, {"score": [2, 0], "ended": "walkover", "by": "b"}],
            [(".rubbers[2].score", "walkover_with_score")],
        ),
    ],
)
def test_the_order_of_rubbers(settings: dict[str, Any], rubbers: list[Any], complaints: list[tuple[str, str]]) -> None:
    assert wrong(ties(**settings), rubbers=rubbers) == complaints


@pytest.mark.parametrize(
    ("settings", "match", "complaints"),
    [
        ({}, {"games": [[2, 0]]}, [(".games", "games_of_tie")]),
        ({}, {"score": [3, 2]}, []),
        ({}, {"score": [3, 3]}, [(".score", "too_many_games")]),
        ({}, {"score": [2, 1]}, [(".score", "not_over")]),
        ({"stop": "all"}, {"score": [5, 0]}, []),
        ({"stop": "all"}, {"score": [3, 0]}, [(".score", "too_few_games")]),
        ({}, {"score": [3, 0], "rubbers": [WON] * 3}, [(".score", "score_twice")]),
        ({}, {"score": [3, 0], "winner": "b"}, [(".winner", "other_winner")]),
        ({}, {"winner": "b"}, [(".winner", "winner_without_score")]),
        ({}, {"ended": "walkover"}, [("", "who_gave_up")]),
        ({}, {"ended": "retired", "by": "a", "score": [3, 0]}, [("", "over_before")]),
        ({}, {"rubbers": [{}, {}, {}]}, []),
    ],
)
def test_what_cannot_be_of_a_tie(settings: dict[str, Any], match: dict[str, Any], complaints: list[Any]) -> None:
    assert wrong(ties(**settings), **match) == complaints


def test_rubbers_games_and_points_add_up() -> None:
    game = ties(3, stop="all", points_to=21, cap=30)
    match = read_one(
        game,
        rubbers=[
            {"games": [[21, 15], [21, 18]]},
            {"games": [[19, 21], [22, 20], [29, 30]]},
            {"games": [[21, 10], [21, 12]]},
        ],
    )

    assert (match.winner, match.rubbers, match.games, match.scores) == ("a", (2, 1), (5, 2), (154, 126))
    assert match.points == (2, 1)
    assert match.played_by(1).rubbers == (1, 2)


def test_a_walkover_of_one_rubber_is_booked_in_the_tie() -> None:
    match = read_one(ties(3, points_to=11), rubbers=[ABSENT, LOST, WON])

    assert (match.rubbers, match.games, match.scores) == ((2, 1), (4, 2), (22, 0))


def test_a_rubber_may_have_its_own_number_of_games() -> None:
    game = game_of(
        {"rubbers": [{"title": "单打", "games": 5}, {"title": "双打"}, {"title": "单打", "games": 1}]},
        code="team_match",
    )

    assert read_one(game, rubbers=[{"score": [3, 2]}, {"score": [0, 2]}, {"score": [1, 0]}]).games == (4, 4)
    assert wrong(game, rubbers=[{"score": [2, 0]}, WON]) == [(".rubbers[0].score", "not_over")]
    assert str(game.says()) == ("3 盘（单打、双打、单打），胜负已定即止；每盘：3 局 2 胜；胜 2 分、负 1 分、未到 0 分")


@pytest.mark.parametrize(
    ("settings", "score", "winner", "points"),
    [
        ({"level": "draw", "draw": 1}, [2, 2], "draw", (1, 1)),
        ({"level": "draw", "points": "scored"}, [3, 1], "a", (3, 1)),
        ({"level": "draw", "points": "difference", "base": 10}, [3, 1], "a", (12, 8)),
        (
            {"points": "by_score", "by_score": [{"won": 4, "lost": 0, "winner": 3, "loser": "1/2"}]},
            [4, 0],
            "a",
            (3, Fraction(1, 2)),
        ),
    ],
)
def test_points_of_a_tie_of_four_that_is_played_out(
    settings: dict[str, Any], score: list[int], winner: str, points: tuple[Any, Any]
) -> None:
    match = read_one(ties(4, stop="all", **settings), score=score)

    assert (match.winner, match.points) == (winner, points)


def test_a_level_tie_goes_by_games_then_by_points() -> None:
    game = ties(2, stop="all", level="games_points", points_to=11)
    by_games = read_one(game, rubbers=[{"score": [2, 0]}, {"score": [1, 2]}])
    by_points = read_one(game, rubbers=[{"games": [[11, 0], [11, 9]]}, {"games": [[9, 11], [3, 11]]}])
    nothing = read_one(game, rubbers=[{"games": [[11, 5], [11, 5]]}, {"games": [[5, 11], [5, 11]]}])

    assert (by_games.winner, by_games.rubbers, by_games.extra) == ("a", (1, 1), False)
    assert by_points.winner == "a"
    assert nothing.winner == "draw"


def test_a_level_tie_may_need_a_decider() -> None:
    game = ties(2, stop="all", level="decider")

    assert wrong(game, score=[1, 1]) == [("", "no_winner")]
    assert read_one(game, score=[1, 1], winner="b").winner == "b"


def test_chess_boards_may_be_drawn() -> None:
    game = game_of(
        {"system": "fide_round_robin", "rubbers": [{}, {}, {}, {}], "stop": "all", "points": "scored"},
        code="team_match",
    )
    match = read_one(game, rubbers=[{"winner": "a"}, {"winner": "draw"}, {"winner": "draw"}, {"winner": "b"}])

    assert (match.winner, match.rubbers, match.points) == ("draw", (2, 2), (2, 2))
    assert read_one(game, score=["5/2", "3/2"]).points == (Fraction(5, 2), Fraction(3, 2))


@pytest.mark.parametrize(("won_by", "winner"), [("rubbers", "b"), ("games", "a"), ("points", "a")])
def test_a_tie_can_be_won_by_games_or_points(won_by: str, winner: str) -> None:
    game = ties(3, stop="all", won_by=won_by, games=5, points_to=11)
    close = {"games": [[11, 0], [11, 0], [9, 11], [9, 11], [9, 11]]}

    assert read_one(game, rubbers=[{"games": [[11, 0]] * 3}, close, close]).winner == winner


def test_two_legs_on_aggregate_are_a_tie_won_by_points() -> None:
    game = ties(2, stop="all", won_by="points", format="score", rubber_level="draw", level="decider", lead=1)

    assert read_one(game, rubbers=[{"score": [2, 1]}, {"score": [0, 0]}]).winner == "a"
    assert read_one(game, rubbers=[{"score": [2, 1]}, {"score": [0, 1]}], winner="b").extra
    assert read_one(game, score=[3, 2]).winner == "a"
    assert read_one(ties(2, stop="all", won_by="games", rubber_level="draw"), score=[3, 2]).games == (3, 2)


@pytest.mark.parametrize(
    ("settings", "rubbers", "games", "scores"),
    [
        ({}, (0, 3), (0, 6), (0, 66)),
        ({"stop": "all"}, (0, 5), (0, 10), (0, 110)),
        ({"booked": "nothing"}, (0, 0), (0, 0), (0, 0)),
        ({"booked": "score", "booked_for": 3, "booked_against": 0}, (0, 3), (0, 0), (0, 0)),
        ({"booked": "score", "booked_for": 9, "stop": "all", "won_by": "games"}, (0, 0), (0, 9), (0, 0)),
        ({"booked": "score", "booked_for": 9, "stop": "all", "won_by": "points"}, (0, 0), (0, 0), (0, 9)),
    ],
)
def test_what_is_booked_for_a_tie_that_was_given_away(
    settings: dict[str, Any], rubbers: Any, games: Any, scores: Any
) -> None:
    match = read_one(ties(points_to=11, **settings), ended="walkover", by="a")

    assert (match.winner, match.rubbers, match.games, match.scores) == ("b", rubbers, games, scores)
    assert match.points == (0, 2)


@pytest.mark.parametrize(
    ("policy", "rubbers"), [("completed", (3, 1)), ("so_far", (1, 1)), ("booked", (3, 0)), ("nothing", (0, 0))]
)
def test_a_tie_broken_off(policy: str, rubbers: Any) -> None:
    assert read_one(ties(retired=policy), ended="retired", by="b", rubbers=[WON, LOST]).rubbers == rubbers
    assert read_one(ties(retired=policy), ended="retired", by="b", score=[1, 1]).rubbers == rubbers


def test_nobody_plays_more_often_than_allowed() -> None:
    game = ties(3, appearances=1)

    def rubbers(*line_ups: tuple[list[str], list[str]]) -> list[dict[str, Any]]:
        return [{**WON, "a": list(a), "b": list(b)} for a, b in line_ups]

    assert wrong(game, rubbers=rubbers((["p"], ["x"]), (["q"], ["y"]))) == []
    assert wrong(game, rubbers=rubbers((["p"], ["x"]), (["q", "p"], ["y", "z"]))) == [
        (".rubbers[1].a", "too_many_appearances")
    ]
    assert wrong(ties(3), rubbers=rubbers((["p"], ["x"]), (["p"], ["x"]))) == []
    assert wrong(ties(3), rubbers=rubbers((["p", "p"], ["x"]), (["q"], ["p"]))) == [
        (".rubbers[0].a", "twice_in_rubber"),
        (".rubbers", "on_both_sides"),
    ]


def test_games_or_points_decide_only_where_all_rubbers_are_played() -> None:
    assert [where for where, _phrase in GAMES["team_match"]({"won_by": "games"}).contradictions()] == [("won_by",)]
    assert [where for where, _phrase in GAMES["team_match"]({"rubbers": []}).contradictions()] == [("rubbers",)]
