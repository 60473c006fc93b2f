"""Tables of people: an all-around over contests, and a series with discards."""

from __future__ import annotations

from typing import Any

from scoring.rulebook import outcome_of, problems_of, table_moves
from scoring.rulebook.tables import TABLES
from scoring.rulebook.unitsums.tableshape import TABLE_LIST
from tests.scoring.rulebook.cases import case_of, counted, top
from tests.scoring.rulebook.tables.meets import table


def all_around(*tables: dict[str, Any], **more: Any) -> dict[str, Any]:
    """a and b of unit u1, c of u2, in two contests."""
    ball = counted("ball", {"a": 9, "b": 8, "c": 7})
    rope = counted("rope", {"a": 7, "b": 9, "c": 8})
    for contest in (ball, rope):
        for entry in contest["entries"]:
            entry["unit"] = "u2" if entry["person"] == "c" else "u1"
    listed = [{"code": f"t{number}", "who": "people", **line} for number, line in enumerate(tables)]
    return case_of(ball, rope, tables=listed, **more)


POINTS = {"rule": "points", "points": [5, 3, 2]}


def test_points_are_added_for_each_person() -> None:
    found = table(all_around(POINTS))

    assert (found["who"], found["entered"]) == ("people", 3)
    assert [(row["person"], row["unit"], row["rank"], row["total"]) for row in found["rows"]] == [
        ("b", "u1", 1, 8), ("a", "u1", 2, 7), ("c", "u2", 3, 5)
    ]  # fmt: skip


def test_a_table_of_people_may_be_for_the_people_of_some_units() -> None:
    units = [{"code": "u2", "tags": ["small"]}]

    assert [row["person"] for row in table(all_around({**POINTS, "units": ["u1"]}))["rows"]] == ["b", "a"]
    assert [row["person"] for row in table(all_around({**POINTS, "unit_tags": ["small"]}, units=units))["rows"]] == [
        "c"
    ]


def test_its_prizes_are_rewards_of_people() -> None:
    case = all_around({**POINTS, "prizes": top(1)}, prize_rules=top(1), awards={"one_per_person": "best_placing"})
    awards = outcome_of(case)["awards"]

    # b is first in rope and all around, and is rewarded once, for the contest that stands first.
    assert [(award["person"], award["unit"], award["contest"], award.get("table")) for award in awards] == [
        ("a", "u1", "ball", None), ("b", "u1", "rope", None)
    ]  # fmt: skip
    without = outcome_of(all_around({**POINTS, "prizes": top(1)}))["awards"]
    assert [(award["person"], award["contest"], award["table"]) for award in without] == [("b", None, "t0")]


def test_people_move_in_it() -> None:
    before = all_around(POINTS)
    after = all_around(POINTS)
    after["contests"][0]["entries"][2]["records"]["count"] = 10

    moved = table_moves(outcome_of(before), outcome_of(after))

    assert [(move["person"], move["rank"]) for move in moved] == [("c", [3, 1]), ("b", [1, 2]), ("a", [2, 3])]


def test_what_is_only_for_units_says_so() -> None:
    assert [(problem.path, problem.sentence.rule) for problem in problems_of(all_around({"rule": "rate"}))] == [
        ("$.tables[0].who", "not_for_people")
    ]
    assert problems_of(all_around({**POINTS, "undecided": "decide", "orders": {"decision": [["a", "b"]]}})) == []
    found = problems_of(all_around({**POINTS, "undecided": "decide", "orders": {"decision": [["a", "u1"]]}}))
    assert [problem.sentence.rule for problem in found] == ["unknown_entry"]


def test_no_setting_of_a_table_hides_behind_a_key_that_all_tables_have() -> None:
    common = set(TABLE_LIST.item.shapes["points"].keys) - {parameter.code for parameter in TABLES["points"].parameters}  # type: ignore[attr-defined]  # Kinds

    for rule in TABLES.values():
        assert common.isdisjoint(parameter.code for parameter in rule.parameters), rule.code


def test_a_series_is_split_by_single_places_and_then_by_the_last_race() -> None:
    # Places: a 1 3 2 (3 discarded), b 2 1 3 (3 discarded): both 3 points from 1 and 2; the last race is a's.
    races = [
        counted("r1", {"a": 9, "b": 8, "c": 7}),
        counted("r2", {"a": 7, "b": 9, "c": 8}),
        counted("r3", {"a": 8, "b": 7, "c": 9}),
    ]
    chain = [{"rule": "best_score"}, {"rule": "latest_first"}]
    series = {"code": "series", "rule": "ranks", "who": "people", "best": 2, "fewer": "entered_plus_one"}
    rows = table(case_of(*races, tables=[{**series, "tie_breaks": chain}]))["rows"]

    # c: 3 2 1, discards 3: also 3 points from 1 and 2, and first in the last race.
    assert [(row["person"], row["total"], row["decided_by"]) for row in rows] == [
        ("c", 3, "latest_first"), ("a", 3, "latest_first"), ("b", 3, "latest_first")
    ]  # fmt: skip
    assert rows[0]["why"]["zh"] == "第 1 名：名次总和 3，与 2 人成绩相同，从最后一项往前比（1-2-3）"
