"""What a correction changes, entry by entry and person by person."""

from __future__ import annotations

from typing import Any

from scoring.rulebook import award_moves, moves, outcome_of
from tests.scoring.rulebook.cases import case_of, counted, top


def outcome(counts: dict[str, Any]) -> dict[str, Any]:
    return outcome_of(case_of(counted("rope", counts), prize_rules=top(3)))


BEFORE = {"a": 9, "b": 8, "c": 7, "d": 6}


def test_nothing_moves_between_equal_outcomes() -> None:
    assert moves(outcome(BEFORE), outcome(BEFORE)) == []
    assert award_moves(outcome(BEFORE), outcome(BEFORE)) == []


def test_a_corrected_mark_shows_who_moves_in_rank_and_prize() -> None:
    found = moves(outcome(BEFORE), outcome({**BEFORE, "d": 10}))

    assert [(move["person"], move["rank"], move["prize"]) for move in found] == [
        ("d", [4, 1], [None, "first"]),
        ("a", [1, 2], ["first", "second"]),
        ("b", [2, 3], ["second", "second"]),
        ("c", [3, 4], ["second", None]),
    ]
    assert [move["why"]["zh"] for move in found] == [
        "d：第 4 名 → 第 1 名，成绩 6 个 → 10 个，奖项 无 → 一等奖",
        "a：第 1 名 → 第 2 名，奖项 一等奖 → 二等奖",
        "b：第 2 名 → 第 3 名",
        "c：第 3 名 → 第 4 名，奖项 二等奖 → 无",
    ]
    assert found[0]["why"]["en"] == "d: place 4 → place 1, mark 6 → 10, prize none → 一等奖"


def test_a_disqualification_an_addition_and_a_removal_are_said() -> None:
    found = moves(outcome({"a": 9, "b": 8}), outcome({"a": "DSQ", "c": None}))

    assert [move["why"]["zh"] for move in found] == [
        "a：第 1 名 → 无名次，成绩 9 个 → 犯规，奖项 一等奖 → 无",
        "c：新列入名单，无名次 → 无名次",
        "b：已不在名单，第 2 名 → 无名次，奖项 二等奖 → 无",
    ]


def test_awards_lost_and_won_are_listed_by_person() -> None:
    found = award_moves(outcome(BEFORE), outcome({**BEFORE, "d": 10}))

    assert [(move["person"], move["before"], move["after"]) for move in found] == [
        ("d", [], ["一等奖"]),
        ("a", ["一等奖"], ["二等奖"]),
        ("c", ["二等奖"], []),
    ]
    assert [move["why"]["zh"] for move in found] == ["d：改得一等奖", "a：不再得一等奖，改得二等奖", "c：不再得二等奖"]
