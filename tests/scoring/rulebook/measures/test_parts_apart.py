"""Parts of one result that are put together in different ways."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import CaseProblems, outcome_of
from scoring.rulebook.cases.regulation import say_regulation
from tests.scoring.rulebook.cases import case_of, placings, ranks

JURY_AND_VOTE = [
    {"over": "parts", "rule": "weighted", "weights": [70, 30]},
    {"over": "attempts", "rule": "trimmed", "of": ["jury"]},
]


def scores(*marks: int) -> list[dict[str, Any]]:
    return [{"records": {"score": mark}} for mark in marks]


def show(lines: list[dict[str, Any]], *entries: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    rows = [{"id": str(n), "person": f"p{n}", "parts": parts} for n, parts in enumerate(entries, 1)]
    contest = {"code": "show", "game": "exam", "settings": {"maximum": 1000}, "aggregation": lines, "entries": rows}
    return case_of(contest | more)


def problems(case: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(CaseProblems) as found:
        outcome_of(case)
    return [(problem.path, problem.sentence.rule) for problem in found.value.problems]


def test_seventy_percent_a_trimmed_mean_of_five_judges_and_thirty_percent_the_public() -> None:
    outcome = outcome_of(
        show(
            JURY_AND_VOTE,
            [{"code": "jury", "attempts": scores(900, 800, 850, 870, 700)}, {"code": "public", **scores(640)[0]}],
            [{"code": "jury", "attempts": scores(900, 900, 850, 870, 700)}, {"code": "public", **scores(600)[0]}],
        )
    )

    # 840 x 0.7 + 640 x 0.3 = 780; 2620/3 x 0.7 + 180 = 791.33
    assert [(row["entry"], row["mark"]) for row in placings(outcome)] == [("2", "2374/3"), ("1", 780)]


def test_a_line_without_parts_is_for_all_the_others() -> None:
    lines = [
        {"over": "parts", "rule": "sum"},
        {"over": "attempts", "rule": "trimmed", "of": ["E"]},
        {"over": "attempts", "rule": "mean"},
    ]
    adjustments = [{"rule": "deduct_per_fault", "fault": "line", "amount": 3, "at": "parts"}]
    parts = [
        {"code": "E", "attempts": scores(90, 80, 85, 87, 70), "faults": {"line": 2}},
        {"code": "D", "attempts": scores(52, 53)},
    ]

    assert placings(outcome_of(show(lines, parts, adjustments=adjustments)))[0]["mark"] == "261/2"


def test_parts_without_a_code_are_named_by_their_number_and_parts_below_by_those_around_them() -> None:
    lines = [
        {"over": "rounds", "rule": "sum"},
        {"over": "parts", "rule": "sum"},
        {"over": "attempts", "rule": "best", "of": ["1"]},
        {"over": "attempts", "rule": "mean", "of": ["2"]},
    ]
    one = {"code": "a", "attempts": scores(10, 20)}
    case = show(lines, [])
    case["contests"][0]["entries"] = [{"id": "1", "person": "p", "rounds": [{"parts": [one]}, {"parts": [one]}]}]

    assert placings(outcome_of(case))[0]["mark"] == 35


@pytest.mark.parametrize(
    ("lines", "where", "rule"),
    [
        ([{"over": "parts", "rule": "sum", "of": ["a"]}], "$.contests[0].aggregation[0].of", "no_parts_yet"),
        (
            [{"over": "parts", "rule": "sum"}, {"over": "attempts", "rule": "best"},
             {"over": "attempts", "rule": "mean", "of": ["a"]}],
            "$.contests[0].aggregation[2].over",
            "level_twice",
        ),
        (
            [{"over": "parts", "rule": "sum"}, {"over": "attempts", "rule": "best", "of": ["a", "b"]},
             {"over": "attempts", "rule": "mean", "of": ["b", "c"]}],
            "$.contests[0].aggregation[2].over",
            "level_twice",
        ),
        (
            [{"over": "parts", "rule": "sum"}, {"over": "days", "rule": "longest_run", "limit": 5, "of": ["a"]}],
            "$.contests[0].aggregation[1].rule",
            "other_measure",
        ),
    ],
)  # fmt: skip
def test_lines_that_cannot_hold_beside_each_other(lines: list[dict[str, Any]], where: str, rule: str) -> None:
    assert problems(show(lines)) == [(where, rule)]


def test_a_list_where_no_line_holds_is_refused() -> None:
    part = {"code": "public", "attempts": scores(10)}

    assert problems(show(JURY_AND_VOTE, [part])) == [("$.contests[0].entries[0].parts[0].attempts", "level_not_set")]


def test_the_setting_is_said() -> None:
    said = [clause.zh for clause in say_regulation({"game": "exam", "aggregation": JURY_AND_VOTE})]

    assert any(clause.startswith("“jury”的各次试做：") for clause in said)


def test_weights_may_be_out_of_any_number() -> None:
    thirds = [{"over": "parts", "rule": "weighted", "weights": [1, 1, 1], "out_of": 3}]
    twice = [{"over": "parts", "rule": "weighted", "weights": [2, 1], "out_of": 1}]

    assert placings(outcome_of(show(thirds, scores(90, 80, 84))))[0]["mark"] == "254/3"
    assert placings(outcome_of(show(twice, scores(90, 80))))[0]["mark"] == 260
    assert ranks(outcome_of(show(thirds, scores(1, 2, 3), scores(3, 2, 1)))) == {"p1": 1, "p2": 1}
