"""What regulations say and a case once could not: each line of the rule catalogue that needed a new word."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import CaseProblems, outcome_of
from tests.scoring.rulebook.cases import case_of, counted, placings, prizes, ranks, top

Json = dict[str, Any]
EVERYBODY = [{"prize": "first", "rule": "rest"}]


def entries(**each: Json) -> list[Json]:
    return [{"id": name, "person": name, **more} for name, more in each.items()]


def test_a_veto_takes_the_prize_and_leaves_the_place() -> None:
    """一票否决."""
    adjustments = [
        {"rule": "tier_cap", "fault": "accident", "prize": None},
        {"rule": "tier_cap", "fault": "accident", "prize": "third"},
    ]
    people = entries(
        a={"records": {"count": 9}, "faults": {"accident": 1}}, b={"records": {"count": 5}}, c={"records": {"count": 3}}
    )
    contest = {"code": "rope", "game": "count", "adjustments": adjustments, "entries": people}
    free = outcome_of(case_of(contest, prize_rules=top(2)))
    moved = outcome_of(case_of(contest, prize_rules=top(2, capped_places="passed_down")))

    assert ranks(free) == ranks(moved) == {"a": 1, "b": 2, "c": 3}
    assert prizes(free) == {"a": None, "b": "second", "c": None}
    assert prizes(moved) == {"a": None, "b": "first", "c": "second"}
    assert placings(free)[0]["why"]["en"].endswith("(“accident”: no prize) (“accident”: the prize is capped)")


@pytest.mark.parametrize(
    ("places", "small", "large"),
    [
        ({"rule": "entries_minus_one", "top": 8, "cancel_below": 3}, 0, 2),
        ({"rule": "share", "percent": 50, "cancel_below": 3}, 0, 2),
        ({"rule": "everybody", "cancel_below": 3}, 0, 3),
    ],
)
def test_a_field_that_is_too_small_has_no_prizes(places: Json, small: int, large: int) -> None:
    def rewarded(number: int) -> Json:
        contest = counted("rope", {f"p{at}": at for at in range(number)})
        rules = {"places": places, "tiers": EVERYBODY}
        found: Json = outcome_of(case_of(contest, prize_rules=rules))["contests"][0]["rankings"][0]["places"]
        return found

    assert (rewarded(2)["count"], rewarded(3)["count"]) == (small, large)
    assert "fewer than 3: cancelled" in rewarded(2)["why"]["en"]
    assert "不足 3，取消录取" in rewarded(2)["why"]["zh"]


def test_a_ceiling_is_rounded_down_unless_stated() -> None:
    """Two thirds of eight are not six."""

    def places(**ceiling: Any) -> int:
        contest = counted("rope", {f"p{at}": at for at in range(8)})
        outcome = outcome_of(case_of(contest, prize_rules=top(8, ceiling={"percent": 2, "out_of": 3, **ceiling})))
        return int(outcome["contests"][0]["rankings"][0]["places"]["count"])

    assert (places(), places(rounding="up")) == (5, 6)


def test_whoever_has_the_best_reward_steps_out_elsewhere_before_others_choose() -> None:
    """b is second twice; when a leaves the second contest to him he is first there, and c second in the other."""
    both = [counted(code, {"a": 9, "b": 5, "c": 3}) for code in ("one", "two")]
    awards = {"one_per_person": "best_placing", "passed_down": True}
    outcome = outcome_of(case_of(*both, prize_rules=top(2), awards=awards))

    assert [(each["person"], each["contest"], each["prize"]) for each in outcome["awards"]] == [
        ("a", "one", "first"),
        ("c", "one", "second"),
        ("b", "two", "first"),
    ]


def test_pairs_need_no_names() -> None:
    pairs = {"pairs": [{"records": {"count": 3}}, {"records": {"count": 5}, "person": "x"}]}
    contest = {"code": "c", "game": "count", "aggregation": [{"over": "pairs", "rule": "sum"}]}

    assert placings(outcome_of(case_of({**contest, "entries": entries(a=pairs)})))[0]["mark"] == 8


def lifter(*lifts: int) -> Json:
    snatch, jerk = (
        [{"records": {"weight": kilos}} if kilos else {"absence": "NM"} for kilos in lifts[at:][:3]] for at in (0, 3)
    )
    return {"parts": [{"code": "snatch", "attempts": snatch}, {"code": "jerk", "attempts": jerk}]}


def test_lifts_that_are_level_go_to_the_lower_clean_and_jerk_and_then_to_fewer_attempts_in_it() -> None:
    aggregation = [{"over": "parts", "rule": "sum", "absent": "void"}, {"over": "attempts", "rule": "best"}]
    chain = [{"rule": "part_first", "part": "snatch"}, {"rule": "best_earlier", "part": "jerk"}]
    people = entries(
        a=lifter(100, 0, 105, 120, 125, 130),
        b=lifter(100, 105, 0, 120, 130, 0),
        c=lifter(110, 0, 0, 125, 0, 0),
    )
    contest = {"code": "c", "game": "weight", "aggregation": aggregation, "tie_breaks": chain, "entries": people}

    assert ranks(outcome_of(case_of(contest))) == {"c": 1, "b": 2, "a": 3}


def test_archers_that_are_level_go_by_tens_and_then_by_inner_tens() -> None:
    """Not by nines: b has fewer of them than a."""
    chain = [{"rule": "shots_of", "value": 10}, {"rule": "inner_tens"}]
    people = entries(
        a={"records": {"shot": [10, 9, 9, 8], "inner": 0}},
        b={"records": {"shot": [10, 10, 8, 8], "inner": 1}},
        c={"records": {"shot": [10, 10, 9, 7], "inner": 2}},
    )
    contest = {"code": "c", "game": "zones", "settings": {"shots": 4, "inner": True}, "tie_breaks": chain}

    assert ranks(outcome_of(case_of({**contest, "entries": people}))) == {"c": 1, "b": 2, "a": 3}


def knockout(matches: list[Json], **more: Any) -> Json:
    final: Json = {"code": "final", "rule": "knockout", "settings": {"games": 5}}
    final["matches"] = [{"a": "e1", "b": "e2", "score": [3, 1]}]
    first: Json = {"code": "cup", "rule": "knockout", "until": 2, "matches": matches, **more}
    people = [{"id": f"e{at}", "person": f"p{at}", "seed": at} for at in range(1, 5)]
    return case_of(
        {"code": "c", "game": "match", "settings": {"games": 3}, "stages": [first, final], "entries": people}
    )


SEMI_FINALS = [{"a": "e1", "b": "e4", "score": [2, 0]}, {"a": "e2", "b": "e3", "score": [2, 0]}]


def test_those_whom_a_knock_out_leaves_go_on_without_being_told() -> None:
    shared = outcome_of(knockout(SEMI_FINALS, third_place="shared"))
    played = outcome_of(knockout([*SEMI_FINALS, {"a": "e4", "b": "e3", "score": [2, 0]}]))

    assert ranks(shared) == {"p1": 1, "p2": 2, "p3": 3, "p4": 3}
    assert ranks(played) == {"p1": 1, "p2": 2, "p3": 4, "p4": 3}


def test_a_stage_with_nobody_in_it_says_why() -> None:
    robin = knockout(SEMI_FINALS)
    stages: list[Json] = robin["contests"][0]["stages"]
    stages[0] = {"code": "all", "rule": "round_robin", "matches": []}

    with pytest.raises(CaseProblems, match="has still to be played \\(match for places 3 and 4\\)"):
        outcome_of(knockout(SEMI_FINALS))
    with pytest.raises(CaseProblems, match="the stage before it has no `advance`"):
        outcome_of(robin)


def test_those_level_in_a_double_round_may_go_by_what_they_scored_away() -> None:
    """a and b beat each other 2:1 and 1:0: b scored once away, a never."""
    matches = [{"a": "a", "b": "b", "score": [2, 1]}, {"a": "b", "b": "a", "score": [1, 0]}]
    group = {"code": "g", "rule": "round_robin", "cycles": 2, "matches": matches}
    contest = {"code": "c", "game": "match", "settings": {"system": "fifa"}, "tie_breaks": [{"rule": "away_total"}]}
    outcome = outcome_of(case_of({**contest, "stages": [group], "entries": entries(a={}, b={})}))

    assert ranks(outcome) == {"b": 1, "a": 2}
    assert placings(outcome)[0]["why"]["en"].endswith("more scored away among those level (1)")
