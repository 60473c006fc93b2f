"""Fouls, bonuses and rulings: every adjustment, every setting, and their order."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from scoring.rulebook import GAMES, Absence, outcome_of, problems_of
from scoring.rulebook.adjustments import ADJUSTMENTS
from scoring.rulebook.cases.regulation import say_regulation
from scoring.rulebook.marks.performance import Performance
from tests.scoring.rulebook.cases import ALL_THREE, case_of, counted, placings, prizes, ranks, top

COUNT = GAMES["count"]({})


def done(mark: Any, *members: Performance, tags: str = "", **faults: int) -> Performance:
    absence = Absence(mark) if isinstance(mark, str) else None
    return Performance(
        "1", None if absence else mark, absence, parts=members, faults=faults, tags=frozenset(tags.split())
    )


WORKED: list[tuple[str, dict[str, Any], Performance, Any]] = [
    ("add_per_fault", {"fault": "drop", "amount": 5}, done(10, drop=2), 20),
    ("add_per_fault", {"fault": "drop", "amount": 5, "free": 1}, done(10, drop=2), 15),
    ("add_per_fault", {"fault": "drop", "amount": "1/2"}, done(10, drop=1), Fraction(21, 2)),
    ("add_per_fault", {"fault": "drop"}, done(10, other=2), 10),
    ("add_per_fault", {"fault": "drop"}, done("DNF", drop=2), "DNF"),
    ("add_per_fault", {"fault": "drop"}, done(10, done(1, drop=1), done(2, drop=2), drop=1), 14),
    ("deduct_per_fault", {"fault": "miss", "amount": 2}, done(10, miss=3), 4),
    ("deduct_per_fault", {"fault": "miss", "amount": 2, "every": 3}, done(10, miss=5), 8),
    ("deduct_per_fault", {"fault": "miss", "every": 3, "free": 2}, done(10, miss=5), 9),
    ("deduct_per_fault", {"fault": "miss", "amount": 6, "floor": 0}, done(10, miss=2), 0),
    ("deduct_per_fault", {"fault": "miss", "amount": 6}, done(10, miss=2), -2),
    ("deduct_per_fault", {"fault": "miss", "floor": 0}, done(-5, miss=2), -5),
    ("factor", {"percent": 120}, done(10), 12),
    ("factor", {"percent": "200/3"}, done(9), 6),
    ("factor", {"tag": "women", "percent": 110}, done(10, tags="women"), 11),
    ("factor", {"tag": "women", "percent": 110}, done(10), 10),
    ("bonus", {"tag": "leader", "amount": 5}, done(10, tags="leader young"), 15),
    ("bonus", {"tag": "leader", "amount": -5}, done(10, tags="leader"), 5),
    ("bonus", {"tag": "leader", "amount": 5}, done(10), 10),
    ("bonus", {"amount": 5}, done(10), 15),
    ("bonus", {"tag": "w", "amount": 2, "counted": "parts"}, done(10, done(1, tags="w"), done(2, tags="w")), 14),
    (
        "bonus",
        {"tag": "w", "amount": 2, "counted": "parts", "most": 1},
        done(10, done(1, tags="w"), done(2, tags="w")),
        12,
    ),
    ("bonus", {"tag": "w", "amount": 2, "counted": "parts"}, done(10, done("DNS", tags="w")), 10),
    ("void", {"fault": "foul"}, done(10, foul=1), "DSQ"),
    ("void", {"fault": "foul", "from_number": 3, "absence": "NM"}, done(10, foul=3), "NM"),
    ("void", {"fault": "foul", "from_number": 3}, done(10, foul=2), 10),
    ("void", {"fault": "foul"}, done("DNS", foul=1), "DNS"),
    ("late", {"minutes": 15}, done(10, minutes_late=15), 10),
    ("late", {"minutes": 15}, done(10, minutes_late=16), "WD"),
    ("late", {"minutes": 15, "absence": "DSQ"}, done(None, minutes_late=16), "DSQ"),
    ("counts_as", {"fault": "illegal"}, done(10, illegal=1), 0),
    ("counts_as", {"fault": "illegal", "mark": 3, "from_number": 2}, done(10, illegal=2), 3),
    ("counts_as", {"fault": "illegal"}, done("DNS", illegal=1), "DNS"),
    ("absence_as", {"mark": 99}, done("DNF"), 99),
    ("absence_as", {"absence": "DNS", "mark": "1/2"}, done("DNS"), Fraction(1, 2)),
    ("absence_as", {"mark": 99}, done("DNS"), "DNS"),
    ("missing_members", {"size": 3, "amount": 4}, done(10, done(5), done("DNF")), 6),
    ("missing_members", {"size": 3, "amount": 4}, done(10, done(5), done("DNS")), 2),
    ("missing_members", {"size": 1, "tag": "women", "amount": 4}, done(10, done(5)), 6),
    ("missing_members", {"size": 1, "amount": -4}, done(10), 14),
    ("missing_members", {"size": 1, "amount": 4}, done(10, done(5), done(5)), 10),
]


@pytest.mark.parametrize(("rule", "settings", "performance", "result"), WORKED)
def test_a_result_is_adjusted(rule: str, settings: dict[str, Any], performance: Performance, result: Any) -> None:
    adjusted = ADJUSTMENTS[rule](settings).apply(performance, COUNT)

    expected = (None, Absence(result)) if isinstance(result, str) else (result, None)
    assert (adjusted.mark, adjusted.absence) == expected
    changed = (performance.mark, performance.absence) != expected
    assert len(adjusted.notes) == int(changed)


def contest(adjustments: list[dict[str, Any]], entries: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"code": "rope", "title": "跳绳", "game": "count", "adjustments": adjustments, "entries": entries, **more}


def test_adjustments_work_in_the_order_stated() -> None:
    entries = [{"id": "1", "person": "a", "records": {"count": 100}, "faults": {"miss": 10}}]
    deduct: dict[str, Any] = {"rule": "deduct_per_fault", "fault": "miss"}
    factor: dict[str, Any] = {"rule": "factor", "percent": 150}

    deducted_first = outcome_of(case_of(contest([deduct, factor], entries)))
    factor_first = outcome_of(case_of(contest([factor, deduct], entries)))

    assert placings(deducted_first)[0]["mark"] == 135
    assert placings(factor_first)[0]["mark"] == 140
    assert placings(deducted_first)[0]["why"]["zh"] == "第 1 名：135 个（miss 10 次，扣 10 个）（90 个 乘 150%）"


def test_an_attempt_can_be_void_without_the_result() -> None:
    entries = [
        {
            "id": "1",
            "person": "a",
            "attempts": [{"records": {"count": 9}, "faults": {"foul": 1}}, {"records": {"count": 5}}],
        },
        {"id": "2", "person": "b", "attempts": [{"records": {"count": 6}}]},
    ]
    void = [{"rule": "void", "fault": "foul", "absence": "NM", "at": "attempts"}]
    outcome = outcome_of(case_of(contest(void, entries, aggregation=[{"over": "attempts", "rule": "best"}])))

    assert ranks(outcome) == {"b": 1, "a": 2}
    assert placings(outcome)[1]["mark"] == 5


def test_demotions_add_up_and_last_is_the_most() -> None:
    demote = ADJUSTMENTS["demote"]

    once = demote({"fault": "ran", "places": 2}).apply(done(5, ran=1), COUNT)
    assert once.demotion == 2
    assert demote({"fault": "ran", "places": 3, "from_number": 1}).apply(once, COUNT).demotion == 5
    last = demote({"fault": "ran"}).apply(once, COUNT)
    assert last.demotion == "last"
    assert demote({"fault": "ran", "places": 1}).apply(last, COUNT).demotion == "last"
    assert demote({"fault": "ran", "from_number": 2}).apply(done(5, ran=1), COUNT).demotion == 0


def test_an_offender_keeps_the_place_and_gets_the_third_prize() -> None:
    lines = [{"rule": "tier_cap", "fault": "ran", "name": "跑步", "prize": "third"}]
    walk = counted("walk", {"a": 9, "b": 8, "c": 7, "d": 6}, adjustments=lines, prizes=top(4, ALL_THREE))
    walk["entries"][0]["faults"] = {"ran": 1}
    outcome = outcome_of(case_of(walk))

    assert ranks(outcome) == {"a": 1, "b": 2, "c": 3, "d": 4}
    assert prizes(outcome)["a"] == "third"


def test_a_cap_from_the_second_fault_on_leaves_the_first_alone() -> None:
    cap = ADJUSTMENTS["tier_cap"]({"fault": "ran", "from_number": 2, "prize": "third"})

    assert cap.apply(done(5, ran=1), COUNT).tier_cap is None
    assert cap.apply(done(5, ran=2), COUNT).tier_cap == "third"


@pytest.mark.parametrize(
    ("then", "expected"),
    [("DNS", {"b": 1, "c": 2, "a": None}), ("swapped", {"b": 1, "c": 2, "a": 3})],
)
def test_a_ruling_moves_a_result_to_another_entry(then: str, expected: dict[str, int | None]) -> None:
    line = {"rule": "moved", "from_entry": "rope/a", "to_entry": "rope/b", "then": then}
    outcome = outcome_of(case_of(counted("rope", {"a": 9, "b": 1, "c": 5}, adjustments=[line])))

    assert ranks(outcome) == expected
    assert placings(outcome)[0]["why"]["zh"] == "第 1 名：9 个（按裁决由 rope/a 改记）"


def test_results_move_only_between_two_entries_that_exist() -> None:
    def paths(**line: Any) -> list[str]:
        aggregation = [{"over": "attempts", "rule": "best"}]
        found = problems_of(
            case_of(contest([{"rule": "moved", **line}], [{"id": "1", "person": "a"}], aggregation=aggregation))
        )
        return [problem.path for problem in found]

    assert paths(from_entry="1", to_entry="2") == ["$.contests[0].adjustments[0].to_entry"]
    assert paths(from_entry="1", to_entry="1") == ["$.contests[0].adjustments[0].to_entry"]
    assert paths(from_entry="1", to_entry="1", at="attempts")[1:] == ["$.contests[0].adjustments[0].at"]


def test_nothing_moves_to_another_ranking() -> None:
    rope = counted("rope", {"a": 9, "b": 1}, divisions=[{"code": "w"}, {"code": "m"}])
    rope["adjustments"] = [{"rule": "moved", "from_entry": "rope/a", "to_entry": "rope/b"}]
    for entry, division in zip(rope["entries"], "wm", strict=True):
        entry["division"] = division

    assert ranks(outcome_of(case_of(rope))) == {"a": 1}


def test_a_foul_that_leaves_no_result_is_said() -> None:
    entries = [{"id": "1", "person": "a", "records": {"count": 9}, "faults": {"card": 3}}]
    void = [{"rule": "void", "fault": "card", "name": "红牌", "from_number": 3}]

    why = placings(outcome_of(case_of(contest(void, entries))))[0]["why"]

    assert why["zh"] == "犯规（DSQ），不排名次：红牌 3 次，记为犯规"


@pytest.mark.parametrize(
    ("rule", "settings", "said"),
    [
        (
            "add_per_fault",
            {"fault": "drop", "name": "掉球", "amount": 2000, "free": 1},
            "每次“掉球”加 2000（前 1 次免罚）",
        ),
        (
            "deduct_per_fault",
            {"fault": "miss", "every": 3, "free": 2, "floor": 0},
            "每 3 次“miss”扣 1（前 2 次免罚），最低 0",
        ),
        ("factor", {"tag": "women", "percent": 120}, "标记为“women”的成绩乘 120%"),
        ("factor", {"percent": 120}, "所有成绩乘 120%"),
        ("bonus", {"tag": "leader", "amount": 5, "most": 2}, "“leader”加 5（有此标记的成绩加一次，最多计 2 名）"),
        ("void", {"fault": "card", "name": "红牌", "from_number": 3}, "“红牌”满 3 次记为犯规"),
        ("late", {"minutes": 10}, "迟到超过 10 分钟按弃权"),
        ("counts_as", {"fault": "illegal", "name": "阵容违规"}, "“阵容违规”满 1 次计为 0"),
        ("absence_as", {"mark": 120000}, "未完成计为 120000"),
        ("tier_cap", {"fault": "ran", "prize": "third"}, "“ran”满 1 次，最高只得“third”"),
        ("demote", {"fault": "ran", "places": 2}, "“ran”满 1 次，降 2 名"),
        ("demote", {"fault": "ran"}, "“ran”满 1 次，排到最后"),
        ("missing_members", {"size": 4, "tag": "women", "amount": 2}, "应有“women” 4 人，每缺一人扣 2"),
        ("moved", {"from_entry": "1", "to_entry": "2"}, "1 的成绩改记给 2，1 改为未到"),
    ],
)
def test_every_setting_is_said(rule: str, settings: dict[str, Any], said: str) -> None:
    assert str(ADJUSTMENTS[rule](settings).says()) == said


@pytest.mark.parametrize(
    ("game", "line", "says"),
    [
        ("timed", {"rule": "add_per_fault", "fault": "drop", "name": "掉球", "amount": 2000}, "每次“掉球”加 2.00 秒"),
        ("count", {"rule": "deduct_per_fault", "fault": "miss", "amount": 1}, "每次“miss”扣 1 个"),
        ("timed", {"rule": "bonus", "tag": "家庭", "amount": -500}, "“家庭”加 −0.50 秒（有此标记的成绩加一次）"),
    ],
)
def test_the_regulation_says_amounts_as_the_game_prints_them(game: str, line: dict[str, Any], says: str) -> None:
    clauses = say_regulation({"game": game, "settings": {}, "adjustments": [line]})
    assert says in [clause.zh for clause in clauses]
