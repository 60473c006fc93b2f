"""Points for placings: every setting, with the numbers of regulations where they are published."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import outcome_of
from tests.scoring.rulebook.cases import case_of
from tests.scoring.rulebook.tables.meets import Counts, contest, meet, points, table, totals

LIST = [9, 7, 6, 5, 4, 3, 2, 1]


def scores(case: dict[str, Any], unit: str) -> list[tuple[str | None, Any, bool, str]]:
    """Contest, points, counted, reason of every part of one unit's total."""
    row = next(row for row in table(case)["rows"] if row["unit"] == unit)
    return [(score["contest"], score["points"], score["counted"], score["why"]["zh"]) for score in row["scores"]]


def test_points_are_added_over_contests_by_the_list() -> None:
    meet_of_two = {"ball": {"a": [9], "b": [8], "c": [7]}, "rope": {"a": [7], "b": [8], "c": [9]}}

    # a: 9 + 6, b: 7 + 7, c: 6 + 9; level on 15, one first and one third each
    assert points(meet_of_two, points=LIST) == [["a", 1, 15], ["c", 1, 15], ["b", 3, 14]]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        # Two level on second: (7 + 6) / 2 = 6.5 each.
        ({"a": [9], "b": [8], "c": [8], "d": [7]}, [["a", 1, 9], ["b", 2, "13/2"], ["c", 2, "13/2"], ["d", 4, 5]]),
        # Three level on second: (7 + 6 + 5) / 3 = 6 each.
        (
            {"a": [9], "b": [8], "c": [8], "d": [8], "e": [1]},
            [["a", 1, 9], ["b", 2, 6], ["c", 2, 6], ["d", 2, 6], ["e", 5, 4]],
        ),
        # Three level on the last place that scores: 1/3 each.
        (
            {**{f"u{place}": [20 - place] for place in range(1, 8)}, "x": [1], "y": [1], "z": [1]},
            [
                *([f"u{place}", place, worth] for place, worth in enumerate(LIST[:7], 1)),
                *([unit, 8, "1/3"] for unit in "xyz"),
            ],
        ),
    ],
)
def test_shared_places_share_the_points_of_their_slots_exactly(counts: Any, expected: Any) -> None:
    assert points({"ball": counts}, points=LIST) == expected


def test_a_shared_place_says_how_its_points_came_about() -> None:
    case = meet({"ball": {"a": [9], "b": [8], "c": [8]}}, {"rule": "points", "points": LIST})

    assert scores(case, "b") == [("ball", "13/2", True, "第 2 名 2 个并列，平分第 2 至 3 名的 13 分，各得 6.5 分")]
    assert scores(case, "a") == [("ball", 9, True, "第 1 名得 9 分")]
    assert table(case)["rows"][1]["shown"] == {"zh": "6.5 分", "en": "6.5 points"}


@pytest.mark.parametrize(("ties", "worth"), [("share", "13/2"), ("higher", 7), ("lower", 6)])
def test_a_shared_place_may_give_all_the_higher_or_the_lower_points(ties: str, worth: Any) -> None:
    rows = points({"ball": {"a": [9], "b": [8], "c": [8]}}, points=LIST, ties=ties)

    assert [row[2] for row in rows] == [9, worth, worth]


@pytest.mark.parametrize(
    ("length", "expected"),
    [("listed", [2, 1, 0]), ("units", [3, 2, 1]), ("entered", [4, 3, 2]), ("finished", [3, 2, 1])],
)
def test_the_list_may_be_as_long_as_the_meet(length: str, expected: list[int]) -> None:
    rows = points({"ball": {"a": [9, "DNS"], "b": [8], "c": [7]}}, points=[2, 1], length=length)

    assert [row[2] for row in rows] == expected


def test_places_beyond_the_list_bring_what_is_stated() -> None:
    assert points({"ball": {"a": [9], "b": [8], "c": [7]}}, points=[5], beyond="1/2") == [
        ["a", 1, 5], ["b", 2, "1/2"], ["c", 3, "1/2"]
    ]  # fmt: skip


def test_a_relay_counts_double_or_has_a_list_of_its_own() -> None:
    two = {"ball": {"a": [9], "b": [8]}, "relay": {"a": [8], "b": [9]}}

    assert points(two, points=[7, 5], own=[{"contest": "relay", "times": 2}]) == [["b", 1, 19], ["a", 2, 17]]
    own = [{"contest": "relay", "points": [14, 12, 10]}]
    assert {row[0]: row[2] for row in points(two, points=[7, 5], own=own)} == {"a": 19, "b": 19}
    assert {row[0]: row[2] for row in points(two, points=[7, 5], own=[{"contest": "relay", "times": "3/2"}])} == {
        "a": "29/2", "b": "31/2"
    }  # fmt: skip


def test_only_so_many_of_a_unit_score_and_the_places_stay_or_move_up() -> None:
    race = {"run": {"a": [9, 8, 7], "b": [6]}}

    assert points(race, points=[5, 4, 3, 2], scorers=2) == [["a", 1, 9], ["b", 2, 2]]
    assert points(race, points=[5, 4, 3, 2], scorers=2, passed_over="move_up") == [["a", 1, 9], ["b", 2, 3]]
    case = meet(race, {"rule": "points", "points": [5, 4], "scorers": 2})
    assert scores(case, "a")[2] == ("run", 0, True, "第 3 名，本单位已有 2 个计分，计 0 分")


def test_who_ranks_without_scoring_leaves_the_place_empty_or_lets_others_move_up() -> None:
    run = contest("run", {"a": [9], "b": [8], "c": [8]})
    run["entries"][0]["tags"] = ["pe"]
    setting = {"code": "t", "rule": "points", "points": [5, 3, 1], "without": ["pe"]}

    kept = case_of(run, tables=[setting])
    assert totals(kept) == [["b", 1, 2], ["c", 1, 2], ["a", 3, 0]]
    assert scores(kept, "a") == [("run", 0, True, "第 1 名，只排名次不计分，计 0 分")]
    assert totals(case_of(run, tables=[{**setting, "passed_over": "move_up"}])) == [
        ["b", 1, 4], ["c", 1, 4], ["a", 3, 0]
    ]  # fmt: skip


@pytest.mark.parametrize(("several", "expected"), [("sum", 12), ("mean", 6), ("best", 9)])
def test_a_unit_with_two_teams_gets_their_sum_their_mean_or_the_best(several: str, expected: int) -> None:
    rows = points({"relay": {"a": [9, 5], "b": [8], "c": [7], "d": [6]}}, points=[9, 7, 6, 5, 3], several=several)

    assert {unit: total for unit, _, total in rows}["a"] == expected


def test_the_mean_counts_a_team_that_did_not_come_as_nothing() -> None:
    rows = points({"relay": {"a": [9, "DNS"], "b": [8]}}, points=[9, 7], several="mean")

    assert rows == [["b", 1, 7], ["a", 2, "9/2"]]


def test_the_best_contests_of_a_unit_count() -> None:
    three = {"x": {"a": [9], "b": [1]}, "y": {"a": [1], "b": [9]}, "z": {"a": [9], "b": [1]}}
    case = meet(three, {"rule": "points", "points": [5, 3], "best": 2})

    assert totals(case) == [["a", 1, 10], ["b", 2, 8]]
    assert scores(case, "a")[1] == ("y", 3, False, "第 2 名得 3 分；不在最好的 2 项里，不计")


def test_absent_disqualified_and_without_mark_is_nothing_unless_stated() -> None:
    race: Counts = {"run": {"a": [9], "b": ["DSQ"], "c": ["DNS"], "d": ["DNF"]}}

    assert points(race, points=[5]) == [["a", 1, 5], ["b", 2, 0], ["c", 2, 0], ["d", 2, 0]]
    assert points(race, points=[5], took_part=1, absent=-2) == [["a", 1, 6], ["b", 2, 1], ["d", 2, 1], ["c", 4, -2]]
    assert scores(meet(race, {"rule": "points"}), "c") == [("run", 0, True, "未到，计 0 分")]


def test_only_rewarded_places_may_score_and_the_list_is_not_shortened() -> None:
    prizes = {"places": {"rule": "entries_minus_one", "top": 8}, "tiers": []}
    case = meet({"run": {"a": [9], "b": [8], "c": [7]}}, {"rule": "points", "rewarded_only": True}, prize_rules=prizes)

    # Three entered, fewer than eight: one fewer, two places; they still bring 9 and 7.
    assert totals(case) == [["a", 1, 9], ["b", 2, 7], ["c", 3, 0]]


def test_a_contest_with_too_few_entries_brings_nothing() -> None:
    two = {"ball": {"a": [9], "b": [8], "c": [7]}, "rope": {"a": [1], "b": [2]}}

    assert points(two, points=[3, 2, 1], least_entries=3) == [["a", 1, 3], ["b", 2, 2], ["c", 3, 1]]


def test_records_of_the_union_bring_a_bonus_or_multiply() -> None:
    race = {"rope": {"a": [210], "b": [200], "c": [190]}}
    records = [{"contest": "rope", "mark": 200}]

    assert points(race, points=[5, 3, 1], records=records, record_bonus=9, equal_bonus=4) == [
        ["a", 1, 14], ["b", 2, 7], ["c", 3, 1]
    ]  # fmt: skip
    assert points(race, points=[5, 3, 1], records=records, record_times=2)[0] == ["a", 1, 10]
    case = meet(race, {"rule": "points", "points": [5], "records": records, "record_bonus": 9})
    assert scores(case, "a")[0][3] == "第 1 名得 5 分；破纪录，计 14 分"


def test_a_record_in_time_is_broken_by_less() -> None:
    dash = {
        "code": "dash",
        "game": "timed",
        "entries": [
            {"id": "dash/1", "person": "p1", "unit": "a", "records": {"time": 12340}},
            {"id": "dash/2", "person": "p2", "unit": "b", "records": {"time": 12990}},
        ],
    }
    setting = {"code": "t", "rule": "points", "points": [2, 1], "records": [{"contest": "dash", "mark": 12500}]}

    assert totals(case_of(dash, tables=[{**setting, "record_bonus": 5}])) == [["a", 1, 7], ["b", 2, 1]]


def test_a_record_may_hold_for_one_division() -> None:
    run = contest("run", {"a": [9], "b": [9]}, divisions=[{"code": "w"}, {"code": "m"}])
    for entry, division in zip(run["entries"], ("w", "m"), strict=True):
        entry["division"] = division
    records = [{"contest": "run", "division": "w", "mark": 8}]
    setting = {"code": "t", "rule": "points", "points": [2], "records": records, "record_bonus": 1}

    assert totals(case_of(run, tables=[setting])) == [["a", 1, 3], ["b", 2, 2]]


def test_decisions_add_and_take_points_with_their_reason() -> None:
    corrections = [{"unit": "b", "points": 5, "reason": "精神文明"}, {"unit": "a", "points": -1, "reason": "缺观众"}]
    case = meet({"run": {"a": [9], "b": [8]}}, {"rule": "points", "points": [5, 3], "corrections": corrections})

    assert totals(case) == [["b", 1, 8], ["a", 2, 4]]
    assert scores(case, "a")[1] == (None, -1, True, "另计 -1 分：缺观众")


def test_only_named_contests_rankings_and_units_stand_in_a_table() -> None:
    three = {"x": {"a": [9], "b": [1], "c": [5]}, "y": {"a": [1], "b": [9], "c": [5]}}
    units = [{"code": "a", "tags": ["small"]}, {"code": "c", "tags": ["small"]}, {"code": "d"}]
    setting = {"rule": "points", "points": [5, 3, 1]}

    assert totals(meet(three, {**setting, "contests": ["x"]})) == [["a", 1, 5], ["c", 2, 3], ["b", 3, 1]]
    assert [row[0] for row in totals(meet(three, {**setting, "units": ["b", "c"]}))] == ["b", "c"]
    assert [row[0] for row in totals(meet(three, {**setting, "unit_tags": ["small"]}, units=units))] == ["a", "c"]
    assert totals(meet(three, setting, units=units))[-1] == ["d", 4, 0]


def test_a_contest_with_several_rankings_counts_those_named() -> None:
    run = contest("run", {"a": [9], "b": [8]})
    run["entries"][1]["tags"] = ["guest"]
    run["rankings"] = [{"code": "all"}, {"code": "members", "without_tags": ["guest"]}]
    setting = {"code": "t", "rule": "points", "points": [5, 3]}

    assert totals(case_of(run, tables=[setting])) == [["a", 1, 10], ["b", 2, 3]]
    assert totals(case_of(run, tables=[{**setting, "rankings": ["members"]}])) == [["a", 1, 5]]


def test_an_outcome_without_tables_has_no_such_key() -> None:
    assert "tables" not in outcome_of(case_of(contest("run", {"a": [9]})))
