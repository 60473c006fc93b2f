"""A ranking for each group of a stage, so that prizes can be dealt inside every drawn group."""

from __future__ import annotations

from typing import Any

from scoring.rulebook import outcome_of, problems_of
from tests.scoring.rulebook.cases import case_of

THIRDS = [
    {"prize": "first", "rule": "ratio", "parts": 1, "at_least_one": True},
    {"prize": "second", "rule": "ratio", "parts": 1},
    {"prize": "third", "rule": "ratio", "parts": 2},
]


def pingpong(entries: int, **ranking: Any) -> dict[str, Any]:
    """Two groups, the lower number wins every match; everybody gets a prize in the ratio 1:1:2 of each group."""
    placed = [{"entry": str(number), "group": "AB"[number % 2]} for number in range(1, entries + 1)]
    groups = [[number for number in range(1, entries + 1) if number % 2 == rest] for rest in (0, 1)]
    matches = [{"a": str(a), "b": str(b), "score": [2, 0]} for group in groups for a in group for b in group if a < b]
    return {
        "code": "pingpong",
        "game": "match",
        "settings": {"games": 3},
        "stages": [{"code": "groups", "rule": "groups", "groups": 2, "draw": {"placed": placed}, "matches": matches}],
        "rankings": [{"code": "each", "within": "groups"} | ranking],
        "prizes": {"places": {"rule": "everybody"}, "tiers": THIRDS},
        "entries": [{"id": str(number), "person": f"p{number}"} for number in range(1, entries + 1)],
    }


def test_each_group_has_its_own_ranking_and_its_own_prizes() -> None:
    outcome = outcome_of(case_of(pingpong(9)))

    a, b = outcome["contests"][0]["rankings"]
    assert [(one["ranking"], one["title"]) for one in (a, b)] == [("each-A", "A 组"), ("each-B", "B 组")]
    assert [(one["entry"], one["rank"], one["prize"]) for one in a["placings"]] == [
        ("2", 1, "first"),
        ("4", 2, "second"),
        ("6", 3, "third"),
        ("8", 4, "third"),
    ]
    assert [one["prize"] for one in b["placings"]] == ["first", "second", "third", "third", "third"]
    assert len(outcome["contests"][0]["stages"]) == 1, "the stage is told once"


def test_it_stands_beside_a_ranking_of_all() -> None:
    contest = pingpong(4)
    contest["rankings"] = [{"code": "all", "rewarded": False}, *contest["rankings"]]

    rankings = outcome_of(case_of(contest))["contests"][0]["rankings"]

    assert [one["ranking"] for one in rankings] == ["all", "each-A", "each-B"]
    assert [one["entered"] for one in rankings] == [4, 2, 2]


def test_a_stage_that_is_not_there_is_named() -> None:
    (problem,) = problems_of(case_of(pingpong(4, within="final")))

    assert problem.path == "$.contests[0].rankings[0].within"
