"""Totals of ranks, medals, rates, recorded numbers, marks and weighted sums: every setting."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import outcome_of
from tests.scoring.rulebook.cases import case_of, top
from tests.scoring.rulebook.tables.meets import PARTICIPATION, SIZES, Counts, contest, meet, table, totals

# Ranks 1..7: a 1 4 6, b 2 3, c 5 7.
RUN: Counts = {"run": {"a": [90, 60, 40], "b": [80, 70], "c": [50, 30]}}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        # a and b both have 5; the better best place goes before.
        ({"count": 2}, [["a", 1, 5], ["b", 2, 5], ["c", 3, 12]]),
        ({}, [["b", 1, 5], ["a", 2, 11], ["c", 3, 12]]),
        ({"count": 3}, [["a", 1, 11], ["b", None, None], ["c", None, None]]),
        ({"count": 3, "fewer": "last_plus_one"}, [["a", 1, 11], ["b", 2, 13], ["c", 3, 20]]),
    ],
)
def test_the_low_total_of_ranks_wins(settings: dict[str, Any], expected: Any) -> None:
    rows = totals(meet(RUN, {"rule": "ranks", **settings}))

    assert rows == expected


def test_whoever_has_too_few_says_so() -> None:
    row = table(meet(RUN, {"rule": "ranks", "count": 3}))["rows"][1]

    assert row["why"]["zh"] == "不排名：run有名次的不够，不计团体名次"
    assert [score["counted"] for score in row["scores"]] == [False, False]


def test_ranks_over_contests_may_count_the_best() -> None:
    three: Counts = {"x": {"a": [9], "b": [8]}, "y": {"a": [8], "b": [9]}, "z": {"a": [9], "b": ["DNS"]}}

    assert totals(meet(three, {"rule": "ranks"})) == [["a", 1, 4], ["b", None, None]]
    assert totals(meet(three, {"rule": "ranks", "best": 2})) == [["a", 1, 2], ["b", 2, 3]]
    assert totals(meet(three, {"rule": "ranks", "fewer": "last_plus_one"})) == [["a", 1, 4], ["b", 2, 5]]


@pytest.mark.parametrize(("ties", "total"), [("higher", 1), ("share", "3/2"), ("lower", 2)])
def test_a_shared_rank_counts_as_stated(ties: str, total: Any) -> None:
    assert totals(meet({"x": {"a": [9], "b": [9]}}, {"rule": "ranks", "ties": ties})) == [
        ["a", 1, total], ["b", 1, total]
    ]  # fmt: skip


def test_guests_may_be_left_out_of_the_ranks() -> None:
    run = contest("run", {"a": [9], "b": [8]})
    run["entries"][0]["tags"] = ["guest"]
    setting = {"code": "t", "rule": "ranks", "without": ["guest"]}

    assert totals(case_of(run, tables=[setting])) == [["b", 1, 2], ["a", None, None]]
    assert totals(case_of(run, tables=[{**setting, "passed_over": "move_up"}])) == [["b", 1, 1], ["a", None, None]]


# a: gold, bronze; b: silver, gold; c: bronze, silver, bronze; d: gold
MEDALS: Counts = {
    "x": {"a": [9], "b": [8], "c": [7]},
    "y": {"b": [9], "c": [8], "a": [7]},
    "z": {"d": [9], "e": [8], "c": [7]},
}


def test_a_medal_table_goes_by_gold_then_silver_then_bronze() -> None:
    found = table(meet(MEDALS, {"rule": "medals"}))

    assert [(row["unit"], row["rank"], row["shown"]["zh"]) for row in found["rows"]] == [
        ("b", 1, "1 金 1 银 0 铜"),
        ("a", 2, "1 金 0 银 1 铜"),
        ("d", 3, "1 金 0 银 0 铜"),
        ("c", 4, "0 金 1 银 2 铜"),
        ("e", 5, "0 金 1 银 0 铜"),
    ]
    assert found["rows"][0]["decided_by"] == "count_back"


def test_equal_triples_share_a_place_in_the_medal_table() -> None:
    assert totals(meet({"x": {"a": [9], "b": [9]}}, {"rule": "medals"})) == [["a", 1, 1], ["b", 1, 1]]


def test_medals_may_be_deeper_fewer_and_limited_to_scorers() -> None:
    one = {"x": {"a": [9, 8], "b": [7], "c": [6]}}

    assert [row["shown"]["zh"] for row in table(meet(one, {"rule": "medals", "depth": 4}))["rows"]] == [
        "1-1-0-0", "0-0-1-0", "0-0-0-1"
    ]  # fmt: skip
    moved = table(meet(one, {"rule": "medals", "scorers": 1, "passed_over": "move_up"}))
    assert [row["shown"]["zh"] for row in moved["rows"]] == ["1 金 0 银 0 铜", "0 金 1 银 0 铜", "0 金 0 银 1 铜"]


def test_guests_win_no_medals() -> None:
    run = contest("run", {"a": [9], "b": [8]})
    run["entries"][0]["tags"] = ["guest"]
    found = table(case_of(run, tables=[{"code": "t", "rule": "medals", "without": ["guest"]}]))

    assert [(row["unit"], row["shown"]["zh"]) for row in found["rows"]] == [
        ("b", "0 金 1 银 0 铜"), ("a", "0 金 0 银 0 铜")
    ]  # fmt: skip


def test_prizes_may_be_counted_instead_of_places() -> None:
    case = meet({"x": {"a": [9], "b": [8], "c": [7]}}, {"rule": "medals", "by": "prizes"}, prize_rules=top(3))

    # One first prize, two second prizes.
    assert [(row["unit"], row["rank"], row["shown"]["zh"]) for row in table(case)["rows"]] == [
        ("a", 1, "1-0-0"), ("b", 2, "0-1-0"), ("c", 2, "0-1-0")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        # a-1 in both contests counts once; a-2 did not come.
        ({}, [["b", 1, "1/3"], ["a", 2, "1/4"], ["c", None, None]]),
        ({"of": "entered"}, [["a", 1, "1/2"], ["b", 2, "1/3"], ["c", None, None]]),
        ({"of": "starts"}, [["b", 1, "2/3"], ["a", 2, "1/2"], ["c", None, None]]),
        ({"of": "value", "value": "present"}, [["a", 1, "3/4"], ["b", None, None], ["c", None, None]]),
    ],
)
def test_a_rate_divides_by_the_size_of_the_unit(settings: dict[str, Any], expected: Any) -> None:
    assert totals(meet(PARTICIPATION, {"rule": "rate", **settings}, units=SIZES)) == expected


def test_a_rate_is_shown_in_percent() -> None:
    rows = table(meet(PARTICIPATION, {"rule": "rate", "decimals": 1}, units=SIZES))["rows"]

    assert [row["shown"]["zh"] for row in rows] == ["33.3%", "25.0%", ""]
    assert rows[0]["scores"][0]["why"]["zh"] == "3 人中 1，33.3%"
    assert rows[2]["why"]["zh"] == "不排名：没有写单位人数"


def test_the_people_of_a_team_each_take_part() -> None:
    run = contest("relay", {"a": [9]})
    run["entries"][0]["members"] = [{"person": "p1"}, {"person": "p2"}, {"person": "p3", "unit": "b"}]
    case = case_of(run, units=SIZES, tables=[{"code": "t", "rule": "rate"}])

    assert totals(case) == [["a", 1, "1/2"], ["b", 2, "1/3"], ["c", None, None]]


def test_a_number_on_record_ranks_units_either_way() -> None:
    units = [{"code": "a", "values": {"mark": 90}}, {"code": "b", "values": {"mark": "181/2"}}, {"code": "c"}]
    one = {"x": {"a": [9]}}

    more = totals(meet(one, {"rule": "recorded", "value": "mark"}, units=units))
    less = totals(meet(one, {"rule": "recorded", "value": "mark", "better": "less"}, units=units))
    assert more == [["b", 1, "181/2"], ["a", 2, 90], ["c", None, None]]
    assert less == [["a", 1, 90], ["b", 2, "181/2"], ["c", None, None]]


ABOVE: list[dict[str, Any]] = [{"code": "total", "rule": "points", "points": [10, 5]}, {"code": "low", "rule": "ranks"}]
TWO: Counts = {"x": {"a": [9], "b": [8], "c": ["DNS"]}}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"scale": "raw"}, [["a", 1, 21], ["b", 2, 12], ["c", 3, 0]]),
        ({"scale": "best"}, [["a", 1, 3], ["b", 2, "3/2"], ["c", 3, 0]]),
        ({"scale": "ranks"}, [["a", 1, 8], ["b", 2, 5], ["c", 3, 2]]),
        ({"scale": "raw", "missing": "not_ranked"}, [["a", 1, 21], ["b", 2, 12], ["c", None, None]]),
    ],
)
def test_tables_are_brought_to_one_scale_and_weighted(settings: dict[str, Any], expected: Any) -> None:
    parts = [{"table": "total", "weight": 2}, {"table": "low", "weight": 1}]

    assert totals(meet(TWO, *ABOVE, {"rule": "composite", "parts": parts, **settings})) == expected


def test_an_index_that_does_not_end_is_ranked_exactly_and_printed_with_two_decimals() -> None:
    points = {"code": "total", "rule": "points", "points": [9, 7]}
    index = {"rule": "composite", "parts": [{"table": "total", "weight": 60}]}

    row = outcome_of(meet(TWO, points, index))["tables"][-1]["rows"][1]

    assert (row["total"], row["shown"]["zh"]) == ("140/3", "46.67 分")
    assert row["scores"][0]["why"]["zh"].endswith("：0.7778 × 60 = 46.67")


def test_the_best_of_nothing_is_nothing() -> None:
    parts = [{"table": "total", "weight": "1/2"}]
    case = meet({"x": {"a": ["DNS"], "b": ["DNS"]}}, ABOVE[0], {"rule": "composite", "parts": parts, "scale": "best"})

    assert totals(case) == [["a", 1, "1/2"], ["b", 1, "1/2"]]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, [["a", 1, 16], ["b", 2, 7]]),
        ({"scorers": 1}, [["a", 1, 9], ["b", 2, 7]]),
        ({"take": "mean"}, [["b", 1, 7], ["a", 2, "16/3"]]),
        ({"least": 2}, [["a", 1, 16], ["b", None, None]]),
        ({"without": ["star"]}, [["a", 1, 7], ["b", 2, 7]]),
    ],
)
def test_marks_of_a_unit_are_added_or_averaged(settings: dict[str, Any], expected: Any) -> None:
    rope = contest("rope", {"a": [9, 4, 3], "b": [7]})
    rope["entries"][0]["tags"] = ["star"]
    rows = totals(case_of(rope, tables=[{"code": "t", "rule": "marks", **settings}]))

    assert [[unit, total] for unit, _, total in rows] == [[unit, total] for unit, _, total in expected]


def test_times_of_a_unit_are_better_when_less() -> None:
    entries = [
        {"id": f"dash/{unit}{at}", "person": f"{unit}{at}", "unit": unit, "records": {"time": time}}
        for unit, times in {"a": [12000, 15000], "b": [13000, 13500]}.items()
        for at, time in enumerate(times)
    ]
    case = case_of(
        {"code": "dash", "game": "timed", "entries": entries},
        tables=[{"code": "t", "rule": "marks", "scorers": 2}],
    )

    rows = table(case)["rows"]
    assert [(row["unit"], row["total"], row["shown"]["zh"]) for row in rows] == [
        ("b", 26500, "26.50 秒"), ("a", 27000, "27.00 秒")
    ]  # fmt: skip
