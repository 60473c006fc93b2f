"""Tie-breaks of Swiss rounds: direct encounter, progressive scores, opponents and rounds without one."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import TIE_BREAKS
from scoring.rulebook.matches.league import with_matches
from tests.scoring.rulebook.matches.tables import entrants, game_of, order, ranking_of, read


def swiss(*rounds: str) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(rounds, 1):
        for one in line.split(" "):
            who, winner = one.split("=")
            a, b = who.split("-")
            rows.append({"round": number, "a": a, "b": b, "winner": {"1": "a", "0": "b", "x": "draw"}[winner]})
    return rows


@pytest.mark.parametrize(
    ("unmet", "expected"),
    [("count", "A B=C D=E"), ("only_if_all_met", "A=B=C D=E"), ("only_if_sure", "A B=C D=E")],
)
def test_direct_encounter_where_not_everybody_has_met(unmet: str, expected: str) -> None:
    # A, B and C have two points each; A beat B and C, who have not met: nobody could catch A.
    rows = swiss("A-B=1 A-C=1 A-D=0 A-E=0 B-D=1 B-E=1 C-D=1 C-E=1 D-E=x")

    ranking = ranking_of(game_of({"system": "fide_swiss"}), rows, chain=[{"rule": "head_to_head", "unmet": unmet}])

    assert order(ranking) == expected


def test_direct_encounter_says_nothing_while_somebody_could_still_catch_up() -> None:
    # A beat B; C met neither of them.
    rows = swiss("A-B=1 A-D=0 B-D=1 C-D=1 C-E=0 E-D=0")
    ranking = ranking_of(
        game_of({"system": "fide_swiss"}), rows, chain=[{"rule": "head_to_head", "unmet": "only_if_sure"}]
    )

    assert order(ranking) == "D A=B=C=E"


def test_direct_encounter_goes_on_among_those_left_who_have_all_met() -> None:
    # A beat B and C, and has not met D, who lost to both: with A placed, B, C and D have all met.
    game = game_of({"system": "fide_swiss"})
    found = with_matches(entrants(*"ABCD"), read(game, swiss("A-B=1 A-C=1 B-C=x B-D=1 C-D=1")), game)

    parts = TIE_BREAKS["head_to_head"]({"unmet": "only_if_sure"}).split(found)

    assert [[one.id for one in part] for part in parts] == [["A"], ["B", "C"], ["D"]]


def test_progressive_scores_round_by_round() -> None:
    game = game_of({"system": "go"})
    # Running scores: A 2 2 4 4 6, B 0 2 4 6 6 (both 18). Without round 1: A 16, B 18.
    rows = swiss("A-P=1 Q-B=1", "P-A=1 B-Q=1", "A-Q=1 B-P=1", "Q-A=1 P-B=0", "A-R=1 R-B=1")
    found = with_matches(entrants("A", "B", "P", "Q", "R"), read(game, rows), game)
    a, b = found[0], found[1]

    def groups(rule: str, **settings: Any) -> str:
        parts = TIE_BREAKS[rule](settings).split([a, b])
        return " ".join("=".join(one.id for one in part) for part in parts)

    assert (a.mark, b.mark) == (6, 6)
    assert groups("progressive") == "A=B"
    assert groups("progressive", cut=1) == "B A"
    assert groups("progressive_countdown") == "B A"
    assert groups("progressive_countdown", **{"from": "last"}) == "A B"
    why = TIE_BREAKS["progressive_countdown"]({}).why_among(a, [a, b])
    assert str(why) == "累进分逐轮递减（2-2-4-4-6）"


def test_koya_by_another_share() -> None:
    game = game_of({"system": "fide_round_robin"})
    rows = swiss("1-4=0 2-3=1", "4-3=0 1-2=1", "2-4=x 3-1=0")
    found = {one.id: one for one in with_matches(entrants("1", "2", "3", "4"), read(game, rows), game)}
    half = TIE_BREAKS["koya"]({})
    third = TIE_BREAKS["koya"]({"percent": 33})

    assert [[one.id for one in group] for group in half.split([found["2"], found["4"]])] == [["4"], ["2"]]
    assert [[one.id for one in group] for group in third.split([found["2"], found["4"]])] == [["2", "4"]]


@pytest.mark.parametrize(
    ("settings", "value"),
    [
        ({}, "12"),
        ({"cut_lowest": 1}, "10"),
        ({"cut_highest": 1}, "6"),
        ({"cut_lowest": 1, "cut_highest": 1}, "4"),
        ({"cut_lowest": 9}, "0"),
        ({"unplayed": "zero"}, "8"),
        ({"unplayed": "virtual"}, "10"),
        ({"unplayed": "own_score_capped"}, "8"),
        ({"walkovers": "as_played"}, "8"),
        ({"opponents": "drawn"}, "12"),
        ({"opponents": "adjusted", "walkovers": "as_played"}, "9"),
    ],
)
def test_rounds_without_an_opponent(settings: dict[str, Any], value: str) -> None:
    game = game_of({"system": "go"})
    rows = [
        *swiss("A-B=1 C-D=1", "A-C=0 B-D=1", "B-C=0"),
        {"round": 3, "a": "A", "b": "D", "ended": "walkover", "by": "b"},
    ]
    found = with_matches(entrants("A", "B", "C", "D"), read(game, rows), game)
    a = found[0]

    # A has 4 points: beat B (2), lost to C (6), and D (0) did not come to the last round.
    assert a.mark == 4
    why = TIE_BREAKS["opponents_scores"](settings).why_among(a, found)
    assert str(why).endswith(f"（{value}）")


def test_a_virtual_opponent_draws_from_then_on() -> None:
    game = game_of({"system": "go"})
    rows = [
        {"round": 1, "a": "A", "ended": "bye", "winner": "draw"},
        *[{**row, "round": row["round"] + 1} for row in swiss("A-B=1", "A-C=0")],
    ]
    found = with_matches(entrants("A", "B", "C"), read(game, rows), game)

    # Level at 0 before round 1, a half-point bye leaves 1 for him, then two draws: 3. B has 0, C has 2.
    why = TIE_BREAKS["opponents_scores"]({"unplayed": "virtual"}).why_among(found[0], found)
    assert str(why) == "对手分（5）"


def test_scores_of_the_opponents_opponents_add_nothing_for_a_bye() -> None:
    game = game_of({"system": "go"})
    rows = [{"round": 1, "a": "A", "ended": "bye"}, *[{**row, "round": 2} for row in swiss("A-B=1")]]
    found = with_matches(entrants("A", "B"), read(game, rows), game)

    assert str(TIE_BREAKS["opponents_opponents"]({}).why_among(found[0], found)) == "对手的对手分（4）"
