"""Marks converted to points: by formula, exactly; by scale; by division."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rulebook import problems_of
from scoring.rulebook.tables import TABLES
from scoring.rulebook.tables.mark_points import whole_power, whole_root
from tests.scoring.rulebook.cases import case_of
from tests.scoring.rulebook.tables.meets import table, totals

# World Athletics' scoring tables for combined events: time in seconds, jumps in cm, throws in metres.
# (code, game, a, b, c, unit, mark in ms or mm, points of D. Warner at Tokyo 2020, 9018 in all)
DECATHLON: list[tuple[str, str, str, str, str, int, int, int]] = [
    ("100m", "timed", "254347/10000", "18/1", "181/100", 1000, 10120, 1066),
    ("long-jump", "distance", "14354/100000", "220/1", "140/100", 10, 8240, 1123),
    ("shot", "distance", "5139/100", "3/2", "105/100", 1000, 14800, 777),
    ("high-jump", "distance", "8465/10000", "75/1", "142/100", 10, 2020, 822),
    ("400m", "timed", "153775/100000", "82/1", "181/100", 1000, 47480, 934),
    ("hurdles", "timed", "574352/100000", "57/2", "192/100", 1000, 13460, 1045),
    ("discus", "distance", "1291/100", "4/1", "110/100", 1000, 48670, 843),
    ("pole-vault", "distance", "2797/10000", "100/1", "135/100", 10, 4900, 880),
    ("javelin", "distance", "1014/100", "7/1", "108/100", 1000, 63440, 790),
    ("1500m", "timed", "3768/100000", "480/1", "185/100", 1000, 271080, 738),
]


def rope(*entries: dict[str, Any], **more: Any) -> dict[str, Any]:
    rows = [{"id": str(n), "person": f"p{n}", "unit": f"u{n}", **entry} for n, entry in enumerate(entries, 1)]
    return {"code": "rope", "game": "count", "entries": rows, **more}


def test_a_decathlon_is_the_sum_of_whole_points_of_its_formulas() -> None:
    contests = []
    for code, game, *_, mark, _points in DECATHLON:
        field = "time" if game == "timed" else "distance"
        entry = {"id": f"{code}/1", "person": "warner", "unit": "can", "records": {field: mark}}
        contests.append({"code": code, "game": game, "entries": [entry]})
    formulas = [
        {"contest": code, "a": a, "b": b, "c": c, "unit": unit} for code, _, a, b, c, unit, _, _ in DECATHLON
    ]  # fmt: skip
    case = case_of(*contests, tables=[{"code": "all", "rule": "mark_points", "who": "people", "formulas": formulas}])
    row = table(case)["rows"][0]

    assert {score["contest"]: score["points"] for score in row["scores"]} == {line[0]: line[-1] for line in DECATHLON}
    assert (row["person"], row["total"]) == ("warner", 9018)


def test_a_scale_gives_the_points_of_its_best_line_that_is_reached_by_division() -> None:
    people = [(30, "men"), (30, "women"), (45, "women"), (9, "women")]
    contest = rope(
        *({"records": {"count": count}, "division": division} for count, division in people),
        divisions=[{"code": "men"}, {"code": "women"}],
    )
    scale = [
        {"contest": "rope", "division": "men", "mark": 40, "points": 60},
        {"contest": "rope", "division": "women", "mark": 40, "points": 100},
        {"contest": "rope", "division": "women", "mark": 30, "points": "165/2"},
        {"contest": "rope", "division": "women", "mark": 10, "points": 60},
    ]
    case = case_of(contest, tables=[{"code": "t", "rule": "mark_points", "scales": scale}])

    assert totals(case) == [["u3", 1, 100], ["u2", 2, "165/2"], ["u1", 3, 0], ["u4", 3, 0]]


def test_who_has_nothing_to_convert_is_not_ranked() -> None:
    case = case_of(rope({"absence": "DNS"}), tables=[{"code": "t", "rule": "mark_points"}])

    assert totals(case) == [["u1", None, None]]


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        ({"scales": [{"contest": "x", "mark": 1, "points": 1}]}, "scales[0].contest"),
        ({"formulas": [{"contest": "x", "a": 1, "b": 1, "c": 1, "unit": 1}]}, "formulas[0].contest"),
        ({"formulas": [{"contest": "rope", "a": 1, "b": 1, "c": "1/1001", "unit": 1}]}, "formulas[0].c"),
        (
            {
                "formulas": [{"contest": "rope", "a": 1, "b": 1, "c": 1, "unit": 1}],
                "scales": [{"contest": "rope", "mark": 1, "points": 1}],
            },
            "formulas[0].contest",
        ),
    ],
)
def test_what_cannot_be_is_named(settings: dict[str, Any], where: str) -> None:
    case = case_of(rope({"records": {"count": 1}}), tables=[{"code": "t", "rule": "mark_points", **settings}])

    assert [problem.path for problem in problems_of(case)] == [f"$.tables[0].{where}"]


@given(st.integers(0, 10**40), st.integers(1, 100))
def test_a_root_is_the_largest_whole_number_below(number: int, degree: int) -> None:
    root = whole_root(number, degree)

    assert root**degree <= number < (root + 1) ** degree


@given(st.fractions(0, 1000), st.fractions(-10, 10), st.integers(0, 30))
def test_a_power_with_a_whole_exponent_is_plain(factor: Fraction, base: Fraction, exponent: int) -> None:
    expected = factor * base**exponent
    assert whole_power(factor, base, Fraction(exponent)) == (expected.__floor__() if base > 0 else 0)


def test_it_is_a_table_for_people_too() -> None:
    assert TABLES["mark_points"].for_people
