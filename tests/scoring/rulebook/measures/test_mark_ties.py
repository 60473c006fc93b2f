"""Ties on marks, as athletics, shooting, panels and union regulations break them."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import TIE_BREAKS, outcome_of, problems_of
from tests.scoring.rulebook.cases import case_of, placings, ranks
from tests.scoring.rulebook.measures.ties import contest, ranked


def series(field: str, *marks: int | None, level: str = "attempts") -> dict[str, Any]:
    """Attempts in order; None is a foul."""
    return {level: [{"absence": "NM"} if mark is None else {"records": {field: mark}} for mark in marks]}


BEST = {"aggregation": [{"over": "attempts", "rule": "best"}]}


def test_a_throw_is_counted_back_attempt_by_attempt() -> None:
    # TR 25.22: level on 74.60; second best decides, then the third; who has no further valid one is behind
    throws = {
        "a": series("distance", 74_600, 73_100, None, 70_000),
        "b": series("distance", 73_100, 74_600, 72_900, None),
        "c": series("distance", 74_600, 74_000),
        "d": series("distance", None, 74_600, 73_100),
        "e": series("distance", 74_610),
        "f": series("distance", None, None),
    }
    ranks_of = ranked("distance", ["next_best"], throws, **BEST)

    assert ranks_of == {"e": 1, "c": 2, "b": 3, "a": 4, "d": 5, "f": None}


def test_equal_in_every_attempt_shares_the_place() -> None:
    throws = {"a": series("distance", 7_000, 6_000), "b": series("distance", 6_000, 7_000)}

    assert ranked("distance", ["next_best"], throws, **BEST) == {"a": 1, "b": 1}


def test_next_best_attempts_of_a_race_are_the_shorter_ones_and_trials_are_left_out() -> None:
    runs = {"a": series("time", 9_000, 9_500), "b": series("time", 9_000, 9_400)}
    runs["a"]["attempts"].append({"records": {"time": 1_000}, "trial": True})

    assert ranked("timed", ["next_best"], runs, **BEST) == {"b": 1, "a": 2}


def test_a_high_jump_is_counted_back_by_failures() -> None:
    # TR 26.8: fewest failures at the best height, then fewest up to it; failures above it never count
    bars = {"settings": {"bars": [1_750, 1_800, 1_840, 1_880, 1_910]}}
    jumps = {
        "a": {"records": {"bar": ["o", "xo", "o", "xo", "xxx"]}},
        "b": {"records": {"bar": ["-", "xo", "-", "xo", "xxx"]}},
        "c": {"records": {"bar": ["-", "o", "xo", "xo", "xxx"]}},
        "d": {"records": {"bar": ["-", "xo", "xo", "xo", "xxx"]}},
        "e": {"records": {"bar": ["-", "xxo", "xxo", "o", "-"]}},
        "f": {"records": {"bar": ["o", "xo", "xo", "x-", "xx"]}},
        "g": {"records": {"bar": ["xxx"]}},
    }

    assert ranks(
        outcome_of(case_of(contest("height", ["fewer_failures_at_best", "fewer_failures_up_to_best"], jumps, **bars)))
    ) == {"e": 1, "a": 2, "b": 2, "c": 2, "d": 5, "f": 6, "g": None}


def test_failures_carried_to_a_next_height_count_only_for_elimination() -> None:
    # Bondarenko: 2.38 xx-, 2.40 x: out, with 2.35 cleared at once
    bars = {"settings": {"bars": [2_350, 2_380, 2_400]}}
    jumps = {
        "bondarenko": {"records": {"bar": ["o", "xx-", "x"]}},
        "other": {"records": {"bar": ["xo", "xxx"]}},
    }
    outcome = outcome_of(case_of(contest("height", ["fewer_failures_at_best"], jumps, **bars)))

    assert ranks(outcome) == {"bondarenko": 1, "other": 2}
    assert placings(outcome)[0]["why"]["zh"] == "第 1 名：2.35 米，与 1 人成绩相同，在最后跳过的高度上失败次数少（0）"


CHAINS: list[tuple[str, list[Any], dict[str, Any], dict[str, Any], list[str]]] = [
    (
        "best_part",
        [{"rule": "best_part"}],
        {"aggregation": [{"over": "members", "rule": "sum"}]},
        {"a": (50, 60), "b": (40, 70), "c": (55, 55)},
        ["b", "a", "c"],
    ),
    (
        "last_parts",
        ["last_parts"],
        {"aggregation": [{"over": "members", "rule": "sum"}]},
        {"a": (50, 60), "b": (40, 70), "c": (70, 40)},
        ["b", "a", "c"],
    ),
    (
        "part_first",
        [{"rule": "part_first", "part": "2"}],
        {"aggregation": [{"over": "rounds", "rule": "sum"}]},
        {"a": (50, 60), "b": (40, 70), "c": (60, 50)},
        ["b", "a", "c"],
    ),
    (
        "best_earlier",
        ["best_earlier"],
        {"aggregation": [{"over": "attempts", "rule": "best"}]},
        {"a": (10, 20, 70), "b": (70, 0, 0), "c": (10, 70, 70)},
        ["b", "c", "a"],
    ),
]


@pytest.mark.parametrize(("name", "chain", "how", "marks", "order"), CHAINS, ids=[line[0] for line in CHAINS])
def test_parts_break_a_tie(
    name: str, chain: list[Any], how: dict[str, Any], marks: dict[str, Any], order: list[str]
) -> None:
    level = how["aggregation"][0]["over"]
    entries: dict[str, Any] = {}
    for person, counts in marks.items():
        nodes = [{"records": {"count": count}} for count in counts]
        if level == "members":
            nodes = [{"person": f"{person}{number}", **node} for number, node in enumerate(nodes)]
        entries[person] = {level: nodes}
    outcome = outcome_of(case_of(contest("count", chain, entries, **how)))

    assert [placing["person"] for placing in placings(outcome)] == order
    assert {placing["decided_by"] for placing in placings(outcome)} == {name}


def test_without_parts_a_rule_about_parts_decides_nothing() -> None:
    entries = {"a": {"records": {"count": 5}}, "b": {"records": {"count": 5}}}

    for rule in ("next_best", "best_part", "last_parts", "part_first", "best_earlier"):
        assert ranked("count", [rule], entries) == {"a": 1, "b": 1}


@pytest.mark.parametrize(
    ("fault", "expected"),
    [("", {"b": 1, "a": 2, "c": 2}), ("miss", {"a": 1, "b": 2, "c": 3})],
)
def test_fewer_faults_of_a_code_or_of_all(fault: str, expected: dict[str, int]) -> None:
    entries = {
        "a": {"records": {"count": 5}, "faults": {"late": 3}},
        "b": {"records": {"count": 5}, "faults": {"miss": 1}},
        "c": {"records": {"count": 5}, "faults": {"miss": 3}},
    }

    assert ranked("count", [{"rule": "fewer_faults", "fault": fault}], entries) == expected


def test_less_time_is_added_over_rounds_and_without_a_time_one_is_behind() -> None:
    rounds = {"aggregation": [{"over": "rounds", "rule": "sum"}], "settings": {"time": True}}
    entries = {
        "a": {"rounds": [{"records": {"score": 50, "time": 10}}, {"records": {"score": 40, "time": 30}}]},
        "b": {"rounds": [{"records": {"score": 45, "time": 20}}, {"records": {"score": 45, "time": 19}}]},
        "c": {"rounds": [{"records": {"score": 45}}, {"records": {"score": 45}}]},
    }

    assert ranked("exam", ["less_time"], entries, **rounds) == {"b": 1, "a": 2, "c": 3}


def test_a_panel_s_tie_goes_to_the_sum_of_all_marks_or_to_the_highest_mark() -> None:
    marks = {
        "a": {"records": {"score": [99, 80, 80, 80, 60]}},
        "b": {"records": {"score": [90, 80, 80, 80, 75]}},
    }

    assert ranked("judged", [], marks) == {"a": 1, "b": 1}
    assert ranked("judged", ["untrimmed_sum"], marks) == {"b": 1, "a": 2}
    assert ranked("judged", ["highest_mark"], marks) == {"a": 1, "b": 2}


def test_execution_goes_before_difficulty() -> None:
    # FIG apparatus final: higher E, then higher D, else shared
    settings = {
        "judges": 3,
        "decimals": 1,
        "criteria": [{"code": "d", "maximum": 10}, {"code": "e", "maximum": 10}],
    }
    marks = {
        "a": {"records": {"d": [60, 60, 60], "e": [85, 85, 85]}},
        "b": {"records": {"d": [58, 58, 58], "e": [87, 87, 87]}},
        "c": {"records": {"d": [60, 60, 60], "e": [85, 85, 85]}},
    }
    chain = [{"rule": "criterion_first", "criterion": "e"}, {"rule": "criterion_first", "criterion": "d"}]

    assert ranked("judged", chain, marks, settings=settings) == {"b": 1, "a": 2, "c": 2}
    less = [{"rule": "criterion_first", "criterion": "d", "better": "less"}]
    assert ranked("judged", less, marks, settings=settings) == {"b": 1, "a": 2, "c": 2}


def test_the_third_decimal_decides_only_where_the_second_is_level() -> None:
    settings = {"judges": 3, "drop_highest": 0, "drop_lowest": 0, "ranking_decimals": 2, "decimals": 3, "maximum": 10}
    marks = {
        "a": {"records": {"score": [9_123, 9_123, 9_123]}},
        "b": {"records": {"score": [9_124, 9_124, 9_124]}},
        "c": {"records": {"score": [9_130, 9_130, 9_130]}},
    }

    assert ranked("judged", [], marks, settings=settings) == {"c": 1, "a": 2, "b": 2}
    assert ranked("judged", ["third_decimal"], marks, settings=settings) == {"c": 1, "b": 2, "a": 3}


def test_thousandths_decide_between_equal_hundredths_where_the_regulation_says_so() -> None:
    times = {"a": {"records": {"time": 9_979}}, "b": {"records": {"time": 9_971}}, "c": {"records": {"time": 9_980}}}

    assert ranked("timed", [], times) == {"a": 1, "b": 1, "c": 1}
    assert ranked("timed", ["third_decimal"], times) == {"b": 1, "a": 2, "c": 3}


def test_a_play_off_is_an_order_on_record() -> None:
    entries = {"a": {"records": {"count": 5}}, "b": {"records": {"count": 5}}}

    assert ranked("count", ["play_off"], entries, orders={"play_off": [["b", "a"]]}) == {"b": 1, "a": 2}


@pytest.mark.parametrize(
    ("rule", "settings", "said"),
    [
        ("part_first", {"part": "practice"}, "比“practice”一项"),
        ("part_first", {"part": "2"}, "比第 2 项"),
        ("fewer_faults", {"fault": "miss"}, "“miss”少者列前"),
        ("fewer_faults", {}, "犯规少者列前"),
        ("last_shots", {"series": 1}, "从最后一发往前比"),
        ("extra_shots", {"set": 3}, "加投 3 次比总数，再相同逐次比"),
        ("last_shots", {}, "从最后一组（每组 10 发）往前比"),
        ("criterion_first", {"criterion": "e", "better": "less"}, "“e”低者列前"),
    ],
)
def test_every_setting_is_said(rule: str, settings: dict[str, Any], said: str) -> None:
    assert str(TIE_BREAKS[rule](settings).says()) == said


@pytest.mark.parametrize(
    ("game", "line", "said"),
    [
        ("count", {"rule": "less_time"}, "这个项目没有记用时，请在设置里选“同时记用时”"),
        ("zones", {"rule": "inner_tens"}, "这个项目没有记内十环，请在设置里选“记内十环数”"),
        ("judged", {"rule": "criterion_first", "criterion": "e"}, "评分项里没有“e”，现有：-"),
        ("shooting", {"rule": "extra_shots"}, "这个项目没有加投，请在设置里填加投次数上限"),
    ],
)
def test_a_tie_break_that_finds_nothing_to_read_is_named(game: str, line: dict[str, Any], said: str) -> None:
    found = problems_of(case_of(contest(game, [line], {})))

    assert [(problem.path, problem.sentence.phrase.zh) for problem in found] == [
        ("$.contests[0].tie_breaks[0].rule", said)
    ]
