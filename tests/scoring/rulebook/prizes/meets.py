"""Small meets for tests of the rules across contests."""

from __future__ import annotations

from typing import Any

from tests.scoring.rulebook.cases import ALL_THREE, case_of, counted, top


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


def two() -> list[dict[str, Any]]:
    """a is first in ball and second in rope, b third and first, c second and third; d and e win nothing."""
    return [
        counted("ball", {"a": 9, "c": 8, "b": 7, "d": 6, "e": "DSQ", "f": "DNS"}),
        counted("rope", {"b": 9, "a": 8, "c": 7, "d": 6}),
    ]


def with_policies(*policies: str | None) -> list[dict[str, Any]]:
    """A first, two second and the rest third prizes, each line with its own policy for ties."""
    tiers: list[Any] = ALL_THREE
    return [{**tier, "ties": policy} for tier, policy in zip(tiers, policies, strict=True)]
