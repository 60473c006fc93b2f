"""The rules across contests: every example comes out, every setting does what it says."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import outcome_of, problems_of
from scoring.rulebook.awarding import AWARD_RULES
from scoring.rulebook.awardrule import AwardRule
from tests.scoring.rulebook.cases import ALL_THREE, case_of, counted, placings, top


def meet(*contests: dict[str, Any], **awards: Any) -> dict[str, Any]:
    """Contests with a first and two second prizes each, and the rest third where more places are rewarded."""
    return case_of(*contests, prize_rules=top(3), awards=awards)


def given(outcome: dict[str, Any]) -> list[tuple[str, str]]:
    return [(award["person"], award["prize"]) for award in outcome["awards"]]


def checks(outcome: dict[str, Any]) -> list[tuple[bool, str]]:
    return [(check["holds"], check["zh"]) for check in outcome.get("checks", [])]


def with_units(contest: dict[str, Any], units: dict[str, str]) -> dict[str, Any]:
    for entry in contest["entries"]:
        entry["unit"] = units.get(entry["person"])
        entry["unit_name"] = f"单位{entry['unit']}" if entry["unit"] else None
    return contest


def with_tags(contest: dict[str, Any], tags: dict[str, list[str]]) -> dict[str, Any]:
    for entry in contest["entries"]:
        entry["tags"] = tags.get(entry["person"], [])
    return contest


def with_team(contest: dict[str, Any], teams: dict[str, list[str]]) -> dict[str, Any]:
    for entry in contest["entries"]:
        if entry["person"] in teams:
            entry["members"] = [{"person": person} for person in teams[entry["person"]]]
    return contest


@pytest.mark.parametrize("rule", AWARD_RULES.values(), ids=lambda rule: rule.code)
def test_the_example_of_a_rule_across_contests_comes_out(rule: type[AwardRule]) -> None:
    example = rule.example
    contest = with_units(counted("ball", example["counts"]), example.get("units", {}))
    case = meet(with_tags(contest, example.get("tags", {})), **example["awards"])
    places = 3 if any(prize != "souvenir" for _, prize in example["given"]) else 0
    case["prize_rules"] = top(places)

    outcome = outcome_of(case)

    assert [list(pair) for pair in given(outcome)] == example["given"]
    if "checks" in example:
        assert [check["holds"] for check in outcome["checks"]] == example["checks"]
    assert [problem["zh"] for problem in outcome["problems"]] == [
        check["zh"] for check in outcome.get("checks", []) if not check["holds"]
    ]
    assert str(rule({**_first(example["awards"][rule.code])}).says())


def _first(settings: Any) -> dict[str, Any]:
    return settings[0] if isinstance(settings, list) else settings
