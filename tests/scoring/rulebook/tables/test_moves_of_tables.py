"""Who moves in tables, in more than one ranking, and among the awards of units."""

from __future__ import annotations

from scoring.rulebook import award_moves, moves, outcome_of, table_moves
from tests.scoring.rulebook.cases import case_of, top
from tests.scoring.rulebook.tables.meets import contest, meet

TABLE = {"title": "团体总分", "rule": "points", "points": [5, 3], "prizes": top(1)}


def test_units_move_when_a_result_is_corrected() -> None:
    before = outcome_of(meet({"run": {"a": [9], "b": [8], "c": [1]}}, TABLE))
    after = outcome_of(meet({"run": {"a": [7], "b": [8], "c": [1]}}, TABLE))

    found = table_moves(before, after)

    assert [(move["table"], move["unit"], move["rank"], move["prize"]) for move in found] == [
        ("table-1", "b", [2, 1], [None, "first"]),
        ("table-1", "a", [1, 2], ["first", None]),
    ]
    assert found[0]["why"]["zh"] == "b：第 2 名 → 第 1 名，成绩 3 分 → 5 分，奖项 无 → 一等奖"
    assert [move["why"]["zh"] for move in award_moves(before, after)] == ["b：改得一等奖", "a：不再得一等奖"]


def test_nothing_moves_between_equal_outcomes_and_a_new_table_lists_its_units() -> None:
    without = outcome_of(meet({"run": {"a": [9]}}))
    with_table = outcome_of(meet({"run": {"a": [9]}}, {"rule": "points"}))

    assert table_moves(with_table, with_table) == []
    assert table_moves(without, with_table)[0]["why"]["zh"] == "a：新列入名单，无名次 → 第 1 名"
    assert table_moves(with_table, without)[0]["why"]["zh"] == "a：已不在名单，第 1 名 → 无名次"


def test_an_entry_in_two_rankings_moves_in_each() -> None:
    def ranked(count: int) -> dict[str, object]:
        run = contest("run", {"a": [count], "b": [8]})
        run["rankings"] = [{"code": "all"}, {"code": "again"}]
        return outcome_of(case_of(run))

    assert [(move["ranking"], move["entry"]) for move in moves(ranked(9), ranked(7))] == [
        ("all", "run/b-1"), ("all", "run/a-1"), ("again", "run/b-1"), ("again", "run/a-1")
    ]  # fmt: skip
