"""FIDE Technical Commission, *Exercises in Tie-Breaking* (2024): the Swiss of page 5 and the round robin of page 6.

The values are the printed ones; those for the Handbook of March 2026 (capped dummy opponents) are marked.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from scoring.rulebook import TIE_BREAKS
from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.matches.league import with_matches
from scoring.rulebook.matchplay.table import NumberTieBreak
from tests.scoring.rulebook.matches.tables import game_of, order, places, ranking_of, read

PAIRED = {
    1: "1-9 a; 10-2 b; 3-11 draw; 12-4 b; 5-13 b; 14-6 a; 7-15 a; 16-8 draw",
    2: "13-1 draw; 2-7 a; 6-3 b; 15-5 a; 8-14 a; 9-10 b; 11-16 b; 4 half; 12 bye",
    3: "1-2 draw; 3-8 a; 4-13 a; 5-11 a; 16-7 a; 10-15 b; 14-12 absent_a; 6 bye; 9 half",
    4: "15-1 b; 2-16 a; 4-3 draw; 7-5 draw; 6-10 a; 8-13 a; 11-9 absent_b",
    5: "1-4 draw; 3-2 draw; 5-10 a; 8-6 b; 11-7 a; 13-14 b; 16-15 a; 9 bye",
}
ROUND_ROBIN = {
    1: "1-5 draw; 2-6 a; 3-4 a",
    2: "1-2 a; 6-3 b; 5-4 a",
    3: "3-1 b; 2-5 a; 4-6 draw",
    4: "1-4 b; 2-3 draw; 5-6 absent_a",
    5: "6-1 b; 4-2 b; 3-5 a",
}
BYES: dict[str, dict[str, Any]] = {"bye": {}, "half": {"winner": "draw"}}
ENDINGS: dict[str, dict[str, Any]] = {
    "absent_a": {"ended": "walkover", "by": "a"},
    "absent_b": {"ended": "walkover", "by": "b"},
}
FIDE = {"unplayed": "own_score", "opponents": "adjusted", "own_choice_first": True}
FIDE_2026 = {**FIDE, "unplayed": "own_score_capped"}


def matches_of(rounds: dict[int, str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for number, line in rounds.items():
        for one in line.split("; "):
            who, result = one.split(" ")
            if "-" in who:
                a, b = who.split("-")
                found.append({"round": number, "a": a, "b": b, **ENDINGS.get(result, {"winner": result})})
            else:
                found.append({"round": number, "a": who, "ended": "bye", **BYES[result]})
    return [{key: value for key, value in one.items() if value != "absent"} for one in found]


def values(rounds: dict[int, str], code: str, **settings: Any) -> dict[int, Mark]:
    """What a tie-break sees in everybody."""
    game = game_of({"system": "fide_swiss"})
    matches = read(game, matches_of(rounds))
    ids = sorted({side for match in matches for side in (match.a, match.b) if side}, key=int)
    performances = with_matches([Performance(one, None) for one in ids], matches, game, rounds=5)
    if code == "points":
        return {int(one.id): one.achieved for one in performances}
    rule = TIE_BREAKS[code](settings)
    assert isinstance(rule, NumberTieBreak)
    return {int(one.id): rule.number(one.played, one) for one in performances}


def half(numbers: dict[int, float]) -> dict[int, Mark]:
    """Printed values, exact: all of them are whole quarters."""
    return {who: Fraction(round(4 * number), 4) for who, number in numbers.items()}


SWISS_VALUES: list[tuple[str, dict[str, Any], dict[int, float]]] = [
    (
        "points",
        {},
        {
            2: 4, 1: 3.5, 3: 3.5, 4: 3.5, 16: 3.5, 6: 3, 5: 2.5, 8: 2.5, 11: 2.5, 12: 2, 14: 2, 15: 2, 7: 1.5, 9: 1.5,
            13: 1.5, 10: 1,
        },
    ),
    (
        "wins",
        {},
        {2: 3, 16: 3, 1: 2, 3: 2, 4: 2, 6: 3, 5: 2, 8: 2, 11: 2, 12: 2, 14: 2, 15: 2, 7: 1, 9: 1, 13: 1, 10: 1},
    ),
    (
        "wins",
        {"walkovers": False},
        {2: 3, 16: 3, 1: 2, 3: 2, 4: 2, 6: 2, 5: 2, 8: 2, 11: 1, 14: 2, 15: 2, 12: 0, 7: 1, 13: 1, 9: 0, 10: 1},
    ),
    (
        "second_moves",
        {},
        {2: 3, 1: 2, 3: 2, 4: 2, 16: 2, 6: 2, 5: 2, 8: 2, 11: 2, 15: 3, 14: 2, 12: 0, 7: 3, 13: 3, 9: 1, 10: 3},
    ),
    (
        "wins",
        {"second_move": True, "walkovers": False},
        {2: 1, 1: 1, 3: 1, 4: 1, 16: 1, 6: 1, 5: 0, 8: 0, 11: 0, 12: 0, 14: 1, 15: 1, 7: 0, 9: 0, 13: 1, 10: 1},
    ),
    (
        "progressive",
        {},
        {
            2: 13, 4: 11.5, 1: 11, 3: 11, 16: 10.5, 6: 6, 8: 8.5, 11: 5.5, 5: 5, 12: 7, 15: 7, 14: 6, 13: 7, 7: 6,
            9: 2.5, 10: 4,
        },
    ),
    (
        "progressive",
        {"cut": 1},
        {
            2: 12, 3: 10.5, 4: 10.5, 1: 10, 16: 10, 6: 6, 8: 8, 5: 5, 11: 5, 12: 7, 15: 7, 14: 5, 13: 6, 7: 5, 9: 2.5,
            10: 4,
        },
    ),
    (
        "opponents_scores",
        FIDE,
        {
            2: 13, 3: 15.5, 4: 15, 1: 12.5, 16: 12.5, 6: 12, 8: 13.5, 11: 13.5, 5: 8.5, 15: 12, 12: 11.5, 14: 11,
            7: 14.5, 13: 14, 9: 9, 10: 13,
        },
    ),
    (
        "opponents_scores",
        FIDE_2026,
        {
            2: 13, 3: 15.5, 4: 14, 1: 12.5, 16: 12.5, 6: 11.5, 8: 13.5, 11: 12.5, 5: 8.5, 15: 12, 12: 11.5, 14: 11,
            7: 14.5, 13: 14, 9: 9, 10: 13,
        },
    ),
    (
        "opponents_scores",
        {**FIDE, "cut_lowest": 1},
        {5: 7.5, 8: 12, 11: 12, 7: 12.5, 9: 7.5, 13: 12, 1: 11, 3: 13, 4: 11.5, 16: 11, 12: 9.5, 14: 9, 15: 11},
    ),
    (
        "sonneborn_berger",
        FIDE,
        {
            2: 9.5, 3: 10.5, 4: 9.75, 1: 8, 16: 7.25, 6: 6.5, 11: 5.75, 8: 5.25, 5: 4.25, 14: 4.5, 12: 4, 15: 3.5,
            13: 4.25, 7: 3.25, 9: 2.25, 10: 1.5,
        },
    ),
    (
        "sonneborn_berger",
        {**FIDE, "cut_lowest": 1},
        {
            2: 8.5, 3: 9.25, 4: 8, 1: 7.25, 16: 5.75, 6: 5.5, 11: 4.25, 8: 3.75, 5: 3.25, 12: 4, 14: 3, 15: 2.5,
            13: 4.25, 7: 1.25, 9: 2.25, 10: 0,
        },
    ),
]  # fmt: skip


@pytest.mark.parametrize(("code", "settings", "printed"), SWISS_VALUES, ids=lambda one: one if type(one) is str else "")
def test_the_swiss_exercise(code: str, settings: dict[str, Any], printed: dict[int, float]) -> None:
    computed = values(PAIRED, code, **settings)

    assert {who: computed[who] for who in printed} == half(printed)


def test_the_adjusted_scores_count_rounds_left_out_at_the_end_as_draws() -> None:
    game = game_of({"system": "fide_swiss"})
    ids = [str(number) for number in range(1, 17)]
    performances = with_matches([Performance(one, None) for one in ids], read(game, matches_of(PAIRED)), game, rounds=5)
    of_12 = next(row.met for one in performances if one.id == "4" for row in one.played if row.opponent == "12")

    assert of_12 is not None
    assert (of_12.mark, of_12.adjusted) == (2, 3)


def test_the_round_robin_exercise() -> None:
    # A forfeit counts as played where the pairings were known beforehand (15.2).
    berger = values(ROUND_ROBIN, "sonneborn_berger", walkovers="as_played")
    cut = values(ROUND_ROBIN, "sonneborn_berger", walkovers="as_played", cut_lowest=1)

    assert values(ROUND_ROBIN, "points") == half({1: 3.5, 2: 3.5, 3: 3.5, 4: 1.5, 5: 1.5, 6: 1.5})
    assert berger == half({1: 9.25, 2: 6.25, 3: 6.25, 4: 4.25, 5: 3.25, 6: 2.25})
    assert cut == half({1: 9.25, 2: 4.75, 3: 4.75, 4: 4.25, 5: 3.25, 6: 1.5})
    assert values(ROUND_ROBIN, "koya") == half({1: 2, 2: 0.5, 3: 0.5, 4: 1, 5: 0.5, 6: 0})


def test_direct_encounter_of_the_round_robin_exercise() -> None:
    game = game_of({"system": "fide_round_robin"})

    direct = ranking_of(game, matches_of(ROUND_ROBIN), chain=[{"rule": "head_to_head"}])
    everything = ranking_of(game, matches_of(ROUND_ROBIN))

    assert order(direct) == "1 2=3 6 5 4"
    assert places(everything) == {"1": 1, "2": 2, "3": 2, "6": 4, "5": 5, "4": 6}


def test_somebody_withdrawn_has_no_place() -> None:
    game = game_of({"system": "fide_round_robin"})

    ranking = ranking_of(game, matches_of(ROUND_ROBIN), withdrawn=["6"])

    assert [(one.id, one.absence) for one in ranking.unplaced] == [("6", Absence.WD)]
