"""Laws of what moves places and prizes on purpose: demotion and the prize cap."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.rulebook import outcome_of
from tests.scoring.rulebook.cases import ALL_THREE, case_of, counted, placings, top

TIERS = ["first", "second", "third", None]
laws = settings(
    deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@st.composite
def fields_with_offenders(draw: st.DrawFn) -> dict[str, Any]:
    """Counts with ties, some of the people with faults."""
    counts = draw(st.lists(st.integers(0, 4) | st.sampled_from(["DNS", "DNF"]), min_size=1, max_size=8))
    contest = counted("rope", {f"p{number}": count for number, count in enumerate(counts)})
    for entry in contest["entries"]:
        entry["faults"] = {"ran": draw(st.integers(0, 2)), "cut": draw(st.integers(0, 1))}
    return contest


@laws
@given(contest=fields_with_offenders(), places=st.none() | st.integers(1, 4))
def test_demotion_keeps_everybody_and_lets_those_without_a_fault_only_move_up(
    contest: dict[str, Any], places: int | None
) -> None:
    lines = [{"rule": "demote", "fault": "ran", "places": places}, {"rule": "demote", "fault": "cut", "places": 1}]
    before = {placing["entry"]: placing for placing in placings(outcome_of(case_of(contest)))}
    after = {placing["entry"]: placing for placing in placings(outcome_of(case_of({**contest, "adjustments": lines})))}

    assert before.keys() == after.keys()
    ranks = [placing["rank"] for placing in after.values() if placing["rank"]]
    assert sorted(ranks) == sorted(1 + sum(other < rank for other in ranks) for rank in ranks)
    for entry in contest["entries"]:
        one, other = before[entry["id"]], after[entry["id"]]
        assert one["mark"] == other["mark"]
        if one["rank"] and not any(entry["faults"].values()):
            assert other["rank"] <= one["rank"]
            assert other["decided_by"] == one["decided_by"]


@laws
@given(contest=fields_with_offenders(), places=st.integers(1, 8))
def test_a_cap_moves_no_place_and_nobody_under_it_has_a_better_prize(contest: dict[str, Any], places: int) -> None:
    contest["prizes"] = top(places, ALL_THREE)
    capped = {**contest, "adjustments": [{"rule": "tier_cap", "fault": "ran", "prize": "third"}]}
    before = {placing["entry"]: placing for placing in placings(outcome_of(case_of(contest)))}
    after = {placing["entry"]: placing for placing in placings(outcome_of(case_of(capped)))}

    for entry in contest["entries"]:
        assert after[entry["id"]]["rank"] == before[entry["id"]]["rank"]
        if entry["faults"]["ran"]:
            assert TIERS.index(after[entry["id"]]["prize"]) >= TIERS.index("third")
