"""Several results made one: every aggregation, every setting."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from scoring.rulebook import GAMES, Absence, CaseProblems, outcome_of
from scoring.rulebook.aggregations import AGGREGATIONS
from scoring.rulebook.marks.performance import Performance
from tests.scoring.rulebook.cases import case_of, placings, ranks

COUNT, TIMED = GAMES["count"]({}), GAMES["timed"]({})


def parts(*marks: Any) -> list[Performance]:
    """Marks, absences as texts, None for nothing recorded, a trial in a list."""
    made = []
    for number, mark in enumerate(marks, 1):
        trial = isinstance(mark, list)
        value = mark[0] if trial else mark
        absence = Absence(value) if isinstance(value, str) else None
        made.append(Performance(str(number), None if absence else value, absence, trial=trial))
    return made


WORKED: list[tuple[str, dict[str, Any], list[Any], Any]] = [
    ("best", {}, [5, 9, "NM"], 9),
    ("best", {}, [5, [9]], 5),
    ("best", {}, ["NM", "DSQ"], "DSQ"),
    ("sum", {}, [5, 9, [100]], 14),
    ("sum", {}, [5, "DNS", None], 5),
    ("sum", {"absent": "void"}, [5, "DNF", 9], "DNF"),
    ("sum", {"absent": "void"}, [5, None], None),
    ("sum", {"absent": "counts_as", "absent_mark": -3}, [5, "DNF", 9], 11),
    ("sum", {"absent": "counts_as", "absent_mark": "1/2"}, [5, "DNF"], Fraction(11, 2)),
    ("sum", {"absent": "counts_as", "absent_mark": 7}, ["DNS", "DNS"], "DNS"),
    ("sum", {"least": 2}, [5, "DNF"], "NM"),
    ("sum", {"least": 2}, [5, None], None),
    ("mean", {}, [1, 2, 2], Fraction(5, 3)),
    ("mean", {"divisor": 4}, [1, 2, 3], Fraction(3, 2)),
    ("mean", {"decimals": 0}, [1, 2], 2),
    ("mean", {"decimals": 0, "rounding": "down"}, [1, 2], 1),
    ("mean", {"decimals": 1, "rounding": "up"}, [1, 1, 2], Fraction(7, 5)),
    ("mean", {"decimals": 0}, [-1, -2], -2),
    ("best_k", {"k": 2}, [5, 9, 7], 16),
    ("best_k", {"k": 2, "by": "mean"}, [5, 9, 8], Fraction(17, 2)),
    ("best_k", {"k": 2}, [5, "DNF"], "NM"),
    ("best_k", {"k": 2, "fewer": True}, [5, "DNF"], 5),
    ("nth_best", {"n": 2}, [5, 9, 7], 7),
    ("nth_best", {}, [5, 9, 7], 5),
    ("nth_best", {"n": 3}, [5, 9], "NM"),
    ("latest", {}, [5, 9, "DNS"], 9),
    ("latest", {}, [None, "DNS"], None),
    ("trimmed", {}, [9, 9, 1, 4], Fraction(13, 2)),
    ("trimmed", {"by": "sum"}, [9, 9, 1, 4], 13),
    ("trimmed", {"drop_highest": 0, "drop_lowest": 2}, [9, 1, 4], 9),
    ("trimmed", {}, [9, 1], "NM"),
    ("trimmed", {"least": 4}, [9, 1, 5], "NM"),
    ("weighted", {"weights": [30, 70]}, [90, 80], 83),
    ("weighted", {"weights": [200, 100]}, [5, 1], 11),
    ("weighted", {"weights": [30, 70], "decimals": 0}, [75, 88], 84),
    ("weighted", {"weights": [30, 70], "absent": "void"}, [90], None),
    ("weighted", {"weights": [30, 70], "absent": "counts_as", "absent_mark": 10}, ["DNS", 80], 59),
    ("daily_cap", {"cap": 10}, [30, 4, 10], 24),
    ("qualifying_days", {"limit": 6}, [6, 5, 7, "DNS"], 2),
    ("qualifying_days", {"limit": 6, "side": "at_most"}, [6, 5, 7], 2),
    ("qualifying_days", {}, ["WD"], "WD"),
    ("longest_run", {"limit": 6}, [6, 6, 5, 6, 6, 6, None, 6], 3),
]


@pytest.mark.parametrize(("rule", "settings", "marks", "result"), WORKED)
def test_several_results_become_one(rule: str, settings: dict[str, Any], marks: list[Any], result: Any) -> None:
    combined = AGGREGATIONS[rule](settings).combine(parts(*marks), COUNT)

    expected = (None, Absence(result)) if isinstance(result, str) else (result, None)
    assert (combined.mark, combined.absence) == expected


def test_the_best_times_are_the_short_ones() -> None:
    times = parts(12_000, 11_000, 15_000)

    assert AGGREGATIONS["best"]({}).combine(times, TIMED).mark == 11_000
    assert AGGREGATIONS["best_k"]({"k": 2}).combine(times, TIMED).mark == 23_000
    assert AGGREGATIONS["nth_best"]({}).combine(times, TIMED).mark == 15_000


def test_a_mean_of_times_may_be_recorded_to_the_hundredth_like_a_time() -> None:
    mean = AGGREGATIONS["mean"]({"decimals": 2, "rounding": "up"})

    assert mean.combine(parts(10_000, 10_010, 10_010), TIMED).mark == 10_010
    assert AGGREGATIONS["mean"]({}).combine(parts(10_000, 10_010, 10_010), TIMED).mark == Fraction(30_020, 3)


def test_parts_without_a_weight_are_noted() -> None:
    combined = AGGREGATIONS["weighted"]({"weights": [100]}).combine(parts(5, 6), COUNT)

    assert (combined.mark, str(combined.note)) == (5, "有 2 个部分，只有 1 个权重，多出的不计")


@pytest.mark.parametrize(
    ("rule", "settings", "place"),
    [
        ("sum", {"absent_mark": 5}, ("absent_mark",)),
        ("weighted", {"weights": []}, ("weights",)),
        ("weighted", {"weights": [0, 0]}, ("weights",)),
        ("trimmed", {"least": 2}, ("least",)),
    ],
)
def test_settings_that_cannot_stand_together_are_named(
    rule: str, settings: dict[str, Any], place: tuple[str, ...]
) -> None:
    assert [steps for steps, _ in AGGREGATIONS[rule](settings).contradictions()] == [place]


@pytest.mark.parametrize(
    ("rule", "settings", "said"),
    [
        ("best", {}, "取最好一次"),
        ("sum", {"absent": "void"}, "各项相加；没有成绩的一项整个成绩无效"),
        ("sum", {"absent": "counts_as", "absent_mark": 60000}, "各项相加；没有成绩的一项按规定成绩计（60000）"),
        ("mean", {"divisor": 5, "decimals": 1}, "相加后除以 5；保留 1 位小数，四舍五入"),
        ("best_k", {"k": 4, "by": "mean", "fewer": True}, "取最好 4 项取平均，不足时也计"),
        ("nth_best", {"n": 3}, "取第 3 好的一项"),
        ("nth_best", {}, "取最差的一项"),
        ("latest", {}, "取最后一次"),
        ("trimmed", {"least": 5}, "去掉最高 1 项、最低 1 项，其余取平均；至少 5 项有成绩"),
        ("weighted", {}, "按 30%、70% 的权重相加"),
        ("daily_cap", {"cap": 20000}, "各项相加，每项最多计 20000"),
        ("qualifying_days", {"unit": "times"}, "计达标次数（不少于 6000），多者列前"),
        ("longest_run", {"side": "at_most", "limit": 9}, "计最长连续达标天数（不多于 9），多者列前"),
    ],
)
def test_every_setting_is_said(rule: str, settings: dict[str, Any], said: str) -> None:
    assert str(AGGREGATIONS[rule](settings).says()) == said


def team(code: str, *members: tuple[str, list[int]]) -> dict[str, Any]:
    people = [
        {"person": person, "attempts": [{"records": {"count": count}} for count in counts]}
        for person, counts in members
    ]
    return {"id": code, "person": code, "members": people}


def test_levels_compose_best_of_attempts_then_best_two_of_the_team() -> None:
    contest = {
        "code": "rope",
        "game": "count",
        "aggregation": [
            {"over": "members", "rule": "best_k", "k": 2},
            {"over": "attempts", "rule": "best", "count": 2},
        ],
        "entries": [
            team("t1", ("a", [50, 60]), ("b", [10, 20]), ("c", [55, 1])),
            team("t2", ("d", [58, 2]), ("e", [58, 58]), ("f", [0, 0])),
        ],
    }
    outcome = outcome_of(case_of(contest))

    assert ranks(outcome) == {"t2": 1, "t1": 2}
    assert [placing["mark"] for placing in placings(outcome)] == [116, 115]


def test_several_tries_a_day_the_best_counts_and_days_that_qualify_are_counted() -> None:
    def days(*tries: list[int]) -> list[dict[str, Any]]:
        return [{"attempts": [{"records": {"steps": steps}} for steps in day]} for day in tries]

    contest = {
        "code": "steps",
        "game": "steps",
        "aggregation": [
            {"over": "days", "rule": "qualifying_days", "limit": 6000},
            {"over": "attempts", "rule": "best"},
        ],
        "entries": [
            {"id": "1", "person": "a", "days": days([5000, 6000], [7000])},
            {"id": "2", "person": "b", "days": days([5000, 1000], [70_000])},
        ],
    }
    first, second = placings(outcome_of(case_of(contest)))

    assert (first["person"], first["shown"]["zh"], second["shown"]["zh"]) == ("a", "2 天", "1 天")


def test_a_fraction_is_exact_in_the_outcome() -> None:
    entries = [
        {"id": "1", "person": "a", "rounds": [{"records": {"count": count}} for count in (1, 2, 2)]},
        {"id": "2", "person": "b", "rounds": [{"records": {"count": count}} for count in (2, 2, 1)]},
    ]
    contest = {"code": "c", "game": "count", "aggregation": [{"over": "rounds", "rule": "mean"}], "entries": entries}
    outcome = outcome_of(case_of(contest))

    assert [placing["mark"] for placing in placings(outcome)] == ["5/3", "5/3"]
    assert ranks(outcome) == {"a": 1, "b": 1}


def test_records_that_settings_do_not_ask_for_are_refused_at_their_place() -> None:
    entries = [
        {"id": "1", "person": "a", "records": {"count": 5, "time": 9000}},
        {"id": "2", "person": "b", "records": {"count": 5}},
    ]

    with pytest.raises(CaseProblems) as refused:
        outcome_of(case_of({"code": "c", "game": "count", "entries": entries}))

    assert [problem.path for problem in refused.value.problems] == ["$.contests[0].entries[0].records.time"]


def test_a_mark_above_the_maximum_of_its_criterion_is_refused_at_its_place() -> None:
    settings = {"judges": 3, "criteria": [{"code": "a", "maximum": 10}]}
    entries = [{"id": "1", "person": "a", "rounds": [{"records": {"a": [9, 11, 10]}}, {"records": {"b": [1]}}]}]
    contest = {
        "code": "c", "game": "judged", "settings": settings, "entries": entries,
        "aggregation": [{"over": "rounds", "rule": "sum"}],
    }  # fmt: skip

    with pytest.raises(CaseProblems) as refused:
        outcome_of(case_of(contest))

    assert [problem.path for problem in refused.value.problems] == [
        "$.contests[0].entries[0].rounds[0].records.a[1]",
        "$.contests[0].entries[0].rounds[1].records.b",
    ]


def test_too_few_parts_with_a_mark_are_said_to_be_too_few() -> None:
    members = [{"person": "a1", "records": {"time": 9000}}, {"person": "a2", "absence": "DNS"}]
    dash = {"code": "dash", "game": "timed", "aggregation": [{"over": "members", "rule": "mean", "least": 2}]}

    outcome = outcome_of(case_of({**dash, "entries": [{"id": "1", "person": "a", "members": members}]}))

    said = placings(outcome)[0]["why"]["zh"]
    assert said == "无成绩（NM），不排名次：有成绩的 1 项，至少要 2 项"
