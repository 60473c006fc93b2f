"""Tables: level totals, prizes of units, and what is wrong named with its place."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import outcome_of, problems_of
from tests.scoring.rulebook.cases import top
from tests.scoring.rulebook.tables.meets import PARTICIPATION, SIZES, meet, table, totals


@pytest.mark.parametrize(
    ("chain", "first"),
    [
        ([], ["a", "b", "c"]),
        ([{"rule": "count_back"}], ["a"]),
        ([{"rule": "count_back", "depth": 1}], ["a"]),
        ([{"rule": "best_score"}], ["a"]),
        ([{"rule": "contest_first", "contest": "y"}], ["b"]),
        ([{"rule": "recorded_lot"}], ["c"]),
    ],
)
def test_level_totals_are_split_by_the_chain_of_the_table(chain: list[dict[str, Any]], first: list[str]) -> None:
    # Points 6, 4, 2: a 6 + 0, b 0 + 4 + 2 and c 4 + 2.
    contests = {"x": {"a": [9], "c": [8], "b": [7]}, "y": {"z": [9], "b": [8], "c": [7]}}
    orders = {"recorded_lot": [["c", "a", "b"]]} if chain and chain[0]["rule"] == "recorded_lot" else {}
    setting = {"rule": "points", "points": [6, 4, 2], "tie_breaks": chain, "orders": orders, "units": ["a", "b", "c"]}
    rows = totals(meet(contests, setting))

    assert [row[2] for row in rows] == [6, 6, 6]
    assert [unit for unit, rank, _ in rows if rank == 1] == first


def test_count_back_as_deep_as_stated() -> None:
    contests = {"x": {"a": [9], "b": [9], "c": [1], "d": [2]}, "y": {"a": [3], "c": [5], "b": [1], "d": [5]}}
    setting = {"rule": "points", "points": [4, 4], "ties": "higher", "beyond": 4}

    deep = totals(meet(contests, {**setting, "tie_breaks": [{"rule": "count_back"}]}))
    shallow = totals(meet(contests, {**setting, "tie_breaks": [{"rule": "count_back", "depth": 1}]}))
    assert [rank for _, rank, _ in deep] == [1, 1, 3, 3]
    assert [rank for _, rank, _ in shallow] == [1, 1, 1, 1]


def test_what_nothing_decides_waits_where_the_table_says_so() -> None:
    one = {"x": {"a": [9], "b": [9]}}
    waiting = table(meet(one, {"rule": "points", "undecided": "decide"}))
    settled = meet(one, {"rule": "points", "undecided": "decide", "orders": {"decision": [["b", "a"]]}})

    assert waiting["undecided"] == [["a", "b"]]
    assert totals(settled) == [["b", 1, 8], ["a", 2, 8]]


def test_different_rules_for_two_and_for_more_serve_tables_too() -> None:
    chain = {"two": [{"rule": "contest_first", "contest": "y"}], "more": [{"rule": "count_back"}], "restart": False}
    contests = {"x": {"a": [9], "b": [8]}, "y": {"a": [8], "b": [9]}}

    assert totals(meet(contests, {"rule": "points", "points": [3, 1], "tie_breaks": chain})) == [
        ["b", 1, 4], ["a", 2, 4]
    ]  # fmt: skip


def test_units_win_prizes_and_an_organisation_award_by_a_threshold() -> None:
    rules = {
        "places": {"rule": "everybody"},
        "tiers": [{"prize": "first", "rule": "standard", "mark": "1/3"}],
    }
    case = meet(PARTICIPATION, {"title": "参与率", "rule": "rate", "prizes": rules}, units=SIZES)
    outcome = outcome_of(case)
    award = outcome["awards"][0]

    assert [(award["unit"], award["table"], award["contest"], award["rank"]) for award in outcome["awards"]] == [
        ("b", "table-1", None, 1)
    ]
    assert award["why"]["zh"] == "参与率第 1 名（33.33%）；2 个单位有总分，全部录取；第 1 名为一等奖"
    assert [row["awarded"] for row in outcome["tables"][0]["rows"]] == [True, False, False]


def test_a_unit_prize_does_not_count_as_a_persons_reward() -> None:
    case = meet(
        {"x": {"a": [9], "b": [8]}},
        {"rule": "points", "prizes": top(1)},
        prize_rules=top(1),
        awards={"one_per_person": "best_placing"},
    )

    assert [(award["person"], award["contest"]) for award in outcome_of(case)["awards"]] == [("a-1", "x"), ("a", None)]


@pytest.mark.parametrize(
    ("setting", "path", "rule"),
    [
        ({"rule": "points", "contests": ["nowhere"]}, "$.tables[0].contests[0]", "unknown_name"),
        ({"rule": "points", "rankings": ["nowhere"]}, "$.tables[0].rankings[0]", "unknown_name"),
        ({"rule": "points", "units": ["nowhere"]}, "$.tables[0].units[0]", "unknown_name"),
        ({"rule": "points", "points": []}, "$.tables[0].points", "contradiction"),
        ({"rule": "points", "rewarded_only": True}, "$.tables[0].rewarded_only", "nothing_rewarded"),
        ({"rule": "points", "record_bonus": 3}, "$.tables[0].records", "contradiction"),
        ({"rule": "points", "own": [{"contest": "nowhere"}]}, "$.tables[0].own[0].contest", "unknown_name"),
        (
            {"rule": "points", "records": [{"contest": "x", "mark": 3}, {"contest": "x", "mark": 4}]},
            "$.tables[0].records[1]",
            "contradiction",
        ),
        (
            {"rule": "points", "corrections": [{"unit": "nowhere", "points": 1}]},
            "$.tables[0].corrections[0].unit",
            "unknown_name",
        ),
        ({"rule": "composite", "parts": []}, "$.tables[0].parts", "contradiction"),
        (
            {"rule": "composite", "parts": [{"table": "table-1", "weight": 1}]},
            "$.tables[0].parts[0].table",
            "unknown_name",
        ),
        ({"rule": "rate", "of": "value"}, "$.tables[0].value", "contradiction"),
        ({"rule": "rate", "of": "value", "value": "nowhere"}, "$.tables[0].value", "unknown_name"),
        ({"rule": "recorded", "value": "nowhere"}, "$.tables[0].value", "unknown_name"),
        (
            {"rule": "points", "orders": {"recorded_lot": [["a", "b"]]}},
            "$.tables[0].orders.recorded_lot",
            "order_without_rule",
        ),
        (
            {"rule": "points", "orders": {"prize_line": [["a", "q"]]}},
            "$.tables[0].orders.prize_line[0]",
            "unknown_entry",
        ),
        (
            {"rule": "points", "tie_breaks": [{"rule": "contest_first", "contest": "q"}]},
            "$.tables[0].tie_breaks[0].contest",
            "unknown_name",
        ),
        (
            {"rule": "points", "tie_breaks": [{"rule": "other_table", "table": "q"}]},
            "$.tables[0].tie_breaks[0].table",
            "unknown_name",
        ),
        ({"rule": "points", "tie_breaks": [{"rule": "earlier_hit"}]}, "$.tables[0].tie_breaks[0].rule", "not_a_choice"),
        ({"rule": "points", "code": "x"}, "$.tables[0].code", "taken"),
        ({"rule": "points", "points": [1, 2.5]}, "$.tables[0].points[1]", "not_whole"),
        ({"rule": "points", "beyond": "0.5"}, "$.tables[0].beyond", "not_a_number"),
    ],
)
def test_what_is_wrong_with_a_table_is_named_with_its_place(setting: dict[str, Any], path: str, rule: str) -> None:
    found = problems_of(meet({"x": {"a": [9], "b": [8]}}, setting))

    assert [(problem.path, problem.sentence.rule) for problem in found] == [(path, rule)]


def test_rankings_that_share_people_are_noted_when_all_of_them_count() -> None:
    case = meet({"x": {"a": [9]}}, {"rule": "points"})
    case["contests"][0]["rankings"] = [{"code": "all"}, {"code": "guests", "tags": ["guest"]}]
    assert [note["rule"] for note in outcome_of(case)["problems"]] == ["counted_twice"]

    case["tables"][0]["rankings"] = ["all"]
    assert outcome_of(case)["problems"] == []

    case["tables"][0]["rankings"] = []
    case["contests"][0]["rankings"] = [{"code": "g", "tags": ["guest"]}, {"code": "m", "without_tags": ["guest"]}]
    assert outcome_of(case)["problems"] == []


def test_a_table_cannot_stand_twice_nor_a_unit() -> None:
    case = meet({"x": {"a": [9]}}, {"code": "t", "rule": "points"}, {"code": "t", "rule": "medals"})
    case["units"] = [{"code": "a"}, {"code": "a"}]

    assert [problem.path for problem in problems_of(case)] == ["$.units[1].code", "$.tables[1].code"]


def test_a_tag_that_no_unit_carries_yet_is_noted_and_the_table_stands() -> None:
    case = meet({"x": {"a": [9], "b": [8]}}, {"rule": "points", "unit_tags": ["nobody"]})

    outcome = outcome_of(case)

    noted = [(note["path"], note["rule"]) for note in outcome["problems"]]
    assert noted == [("$.tables[0].unit_tags[0]", "unknown_tag")]
    assert outcome["tables"][0]["rows"] == []


def test_a_number_that_is_asked_for_and_not_yet_known_leaves_the_unit_unranked() -> None:
    case = meet({"x": {"a": [9], "b": [8]}}, {"rule": "recorded", "value": "inspection"})
    case["units"] = [{"code": "a", "values": {"inspection": None}}, {"code": "b", "values": {"inspection": "91/2"}}]

    rows = outcome_of(case)["tables"][0]["rows"]

    assert [(row["unit"], row["rank"], row["total"]) for row in rows] == [("b", 1, "91/2"), ("a", None, None)]
