"""Level on marks: both readings of 先投中者列前, lots, finish orders, decisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from scoring.rulebook import outcome_of, say_contest
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.ranking import rank
from scoring.rulebook.ranks.tiebreak import Chain, TieBreak
from tests.scoring.rulebook.cases import case_of, counted, placings, ranks
from unionevents.lib.phrase import Phrase

# Four hits each, but three for E. A: first hit at once, last at shot 10; B and D: later start, all in by shot 6.
SEQUENCES = {
    "A": [1, 0, 0, 0, 0, 1, 0, 1, 0, 1],
    "B": [0, 1, 0, 1, 1, 1, 0, 0, 0, 0],
    "C": [1, 0, 1, 0, 0, 0, 0, 0, 1, 1],
    "D": [0, 1, 0, 1, 1, 1, 0, 0, 0, 0],
    "E": [1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
}


def shooting(**more: Any) -> dict[str, Any]:
    entries = [{"id": f"s/{who}", "person": who, "records": {"shot": shots}} for who, shots in SEQUENCES.items()]
    return {"code": "shots", "title": "定点投篮", "game": "shooting", "entries": entries, **more}


def test_reading_a_compares_the_first_hit_then_the_second() -> None:
    outcome = outcome_of(case_of(shooting(tie_breaks=[{"rule": "earlier_hit"}])))

    assert ranks(outcome) == {"C": 1, "A": 2, "B": 3, "D": 3, "E": 5}


def test_reading_b_asks_who_reached_the_total_first() -> None:
    outcome = outcome_of(case_of(shooting(tie_breaks=[{"rule": "total_reached_first"}])))

    assert ranks(outcome) == {"B": 1, "D": 1, "A": 3, "C": 3, "E": 5}


def test_shooting_is_read_the_first_way_unless_another_is_set() -> None:
    assert ranks(outcome_of(case_of(shooting()))) == ranks(
        outcome_of(case_of(shooting(tie_breaks=[{"rule": "earlier_hit"}])))
    )
    assert ranks(outcome_of(case_of(shooting(tie_breaks=[])))) == {"A": 1, "B": 1, "C": 1, "D": 1, "E": 5}


def test_a_chain_goes_on_where_the_first_rule_leaves_a_tie() -> None:
    chain = [{"rule": "total_reached_first"}, {"rule": "earlier_hit"}, {"rule": "recorded_lot"}]
    outcome = outcome_of(case_of(shooting(tie_breaks=chain, orders={"recorded_lot": [["s/D", "s/B"]]})))

    assert ranks(outcome) == {"D": 1, "B": 2, "C": 3, "A": 4, "E": 5}
    assert [placing["decided_by"] for placing in placings(outcome)] == [
        "recorded_lot", "recorded_lot", "earlier_hit", "earlier_hit", "mark"
    ]  # fmt: skip


def test_the_reason_names_the_rule_and_what_it_saw() -> None:
    outcome = outcome_of(case_of(shooting()))
    first, _, third, _, last = (placing["why"]["zh"] for placing in placings(outcome))

    assert first == "第 1 名：4 中，与 3 人成绩相同，先投中者列前（命中在第 1、3、9、10 投）"
    assert third == "并列第 3 名：4 中，2 人相同，先投中者列前（命中在第 2、4、5、6 投）"
    assert last == "第 5 名：3 中"


def test_no_hit_at_all_stays_level_under_both_readings() -> None:
    for rule in ("earlier_hit", "total_reached_first"):
        contest = shooting(tie_breaks=[{"rule": rule}])
        contest["entries"] = [
            {"id": "1", "person": "a", "records": {"shot": [0] * 10}},
            {"id": "2", "person": "b", "records": {"shot": [0] * 4}},
        ]
        assert ranks(outcome_of(case_of(contest))) == {"a": 1, "b": 1}


def test_what_nothing_decides_is_shared_or_waits_as_set() -> None:
    shared = outcome_of(case_of(counted("rope", {"a": 5, "b": 5, "c": 3})))
    waits = outcome_of(case_of(counted("rope", {"a": 5, "b": 5, "c": 3}, undecided="decide")))

    assert [placing["decided_by"] for placing in placings(shared)] == ["mark", "mark", "mark"]
    assert shared["contests"][0]["rankings"][0]["undecided"] == []
    assert [placing["decided_by"] for placing in placings(waits)] == [None, None, "mark"]
    assert waits["contests"][0]["rankings"][0]["undecided"] == [["rope/a", "rope/b"]]
    assert placings(waits)[0]["why"]["zh"] == "第 1 名待定：5 个，2 人分不出先后，等裁判长裁定"


def test_a_decision_may_order_or_leave_level_and_then_nothing_waits() -> None:
    contest = counted(
        "rope", {"a": 5, "b": 5, "c": 5}, undecided="decide", orders={"decision": [["rope/c", ["rope/a", "rope/b"]]]}
    )
    outcome = outcome_of(case_of(contest))

    assert ranks(outcome) == {"c": 1, "a": 2, "b": 2}
    assert outcome["contests"][0]["rankings"][0]["undecided"] == []
    assert placings(outcome)[0]["decided_by"] == "decision"

    contest["orders"] = {"decision": [[["rope/a", "rope/b", "rope/c"], "rope/d"]]}
    contest["entries"].append({"id": "rope/d", "person": "d", "records": {"count": 1}})
    level = outcome_of(case_of(contest))
    assert ranks(level) == {"a": 1, "b": 1, "c": 1, "d": 4}
    assert level["contests"][0]["rankings"][0]["undecided"] == []
    assert placings(level)[0]["why"]["zh"] == "并列第 1 名：5 个，3 人相同，裁定并列"


def test_a_lot_that_does_not_name_everybody_level_decides_nothing() -> None:
    contest = counted(
        "rope",
        {"a": 5, "b": 5, "c": 5},
        tie_breaks=[{"rule": "recorded_lot"}],
        orders={"recorded_lot": [["rope/b", "rope/a"]]},
    )

    assert ranks(outcome_of(case_of(contest))) == {"a": 1, "b": 1, "c": 1}


def test_of_two_lots_for_the_same_group_the_later_one_counts() -> None:
    contest = counted(
        "rope",
        {"a": 5, "b": 5},
        tie_breaks=[{"rule": "recorded_lot"}],
        orders={"recorded_lot": [["rope/a", "rope/b"], ["rope/b", "rope/a"]]},
    )

    assert ranks(outcome_of(case_of(contest))) == {"b": 1, "a": 2}


def test_an_order_on_record_never_moves_somebody_past_a_better_mark() -> None:
    contest = counted(
        "rope", {"a": 5, "b": 6}, tie_breaks=[{"rule": "recorded_lot"}], orders={"recorded_lot": [["rope/a", "rope/b"]]}
    )

    assert ranks(outcome_of(case_of(contest))) == {"b": 1, "a": 2}


def test_absences_follow_in_their_order_and_the_missing_come_last() -> None:
    contest = counted("rope", {"a": "DNS", "b": None, "c": "DSQ", "d": 0, "e": "DNF", "f": "WD", "g": "NM", "h": "DSQ"})
    outcome = outcome_of(case_of(contest))
    ranking = outcome["contests"][0]["rankings"][0]

    assert [placing["person"] for placing in ranking["placings"]] == ["d", "e", "g", "c", "h", "f", "a", "b"]
    assert (ranking["entered"], ranking["started"], ranking["finished"]) == (8, 5, 1)
    assert ranking["missing"] == ["rope/b"]
    assert [placing["why"]["zh"] for placing in ranking["placings"]][-2:] == ["未到（DNS），不排名次", "还没有记录"]


def test_equals_stand_in_natural_order_of_their_ids() -> None:
    outcome = outcome_of(case_of(counted("rope", {"10": 5, "9": 5, "2": 5})))

    assert [placing["person"] for placing in placings(outcome)] == ["2", "9", "10"]


class Greedy(TieBreak):
    """A defect: leaves somebody out."""

    code = "greedy"
    title = Phrase(en="greedy", zh="贪心")

    def split(self, tied: Sequence[Performance]) -> list[list[Performance]]:
        return [[tied[0]]]

    def why(self, performance: Performance) -> Phrase:
        return self.title


def test_a_tie_break_that_loses_somebody_is_stopped() -> None:
    with pytest.raises(ValueError, match="greedy did more than split"):
        rank([Performance("1", 5), Performance("2", 5)], key=lambda mark: mark, chain=Chain.of([Greedy()]))


def test_the_setting_is_said_in_one_sentence() -> None:
    assert str(say_contest("timed", {}, [{"rule": "finish_order"}, {"rule": "recorded_lot"}])) == (
        "计时，用时少者列前，成绩记到 0.01 秒（向上进）；成绩相同：终点裁判判定的先后，再抽签；仍分不出的名次并列"
    )
    assert (
        say_contest("count", undecided="decide").en
        == "count in 60 s, most first; still level: the chief referee decides"
    )
