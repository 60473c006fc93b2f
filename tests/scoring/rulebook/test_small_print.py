"""Small print that mutants of the rule book once got past all other tests (docs/mutation.md)."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import outcome_of, problems_of
from scoring.rulebook.games.timed import clock_text

Json = dict[str, Any]


def case(contest: Json, **more: Any) -> Json:
    return {"format": "unionevents-case", "version": 1, "contests": [{"code": "c", **contest}], **more}


def entries(**each: Json) -> list[Json]:
    return [{"id": name, "person": name, **more} for name, more in each.items()]


def placings(document: Json) -> list[Json]:
    return outcome_of(document)["contests"][0]["rankings"][0]["placings"]


def ranks(document: Json) -> dict[str, int | None]:
    return {each["entry"]: each["rank"] for each in placings(document)}


def test_fewer_faults_than_are_free_cost_nothing_and_bring_nothing() -> None:
    line = {"rule": "deduct_per_fault", "fault": "drop", "amount": 5, "free": 3}
    jumps = entries(a={"records": {"count": 30}, "faults": {"drop": 1}}, b={"records": {"count": 30}})
    found = placings(case({"game": "count", "adjustments": [line], "entries": jumps}))

    assert [each["mark"] for each in found] == [30, 30]


def test_a_second_yellow_card_weighs_as_much_as_three_yellow_ones() -> None:
    teams = entries(a={"faults": {"second_yellow": 1}}, b={"faults": {"yellow": 3}}, c={"faults": {"yellow": 4}})
    drawn = [{"a": a, "b": b, "score": [0, 0]} for a, b in ("ab", "ac", "bc")]
    stage = {"code": "group", "rule": "round_robin", "matches": drawn}

    assert ranks(case({"game": "match", "settings": {"system": "fifa"}, "stages": [stage], "entries": teams})) == {
        "a": 1,
        "b": 1,
        "c": 3,
    }


def test_losers_of_the_round_of_sixteen_read_how_far_they_came() -> None:
    names = [f"p{number:02}" for number in range(1, 17)]
    pairs = [(names[at], names[-1 - at]) for at in range(8)]
    cup = {"code": "cup", "rule": "knockout", "by": "as_played"}
    cup["matches"] = [{"a": a, "b": b, "winner": "a", "round": 1} for a, b in pairs]
    contest = {"game": "match", "settings": {"format": "result"}, "stages": [cup]}
    contest["entries"] = entries(**{name: {} for name in names})
    shown = {each["entry"]: each["shown"] for each in placings(case(contest))}

    assert shown["p16"] == {"en": "out in the round of 16", "zh": "止步1/8 决赛"}


def test_a_stage_may_take_from_a_list_of_one_stage() -> None:
    groups = {"code": "groups", "rule": "groups", "groups": 2, "advance": {"by_place": 1}}
    takes = [{"stage": "groups", "from": 2, "to": 2, "by": "group"}]
    stages = [groups, {"code": "second", "rule": "knockout", "takes": takes}]

    assert not problems_of(case({"game": "match", "stages": stages, "entries": entries(a={}, b={}, d={}, e={})}))


def test_a_prize_has_a_code() -> None:
    document = case({"game": "count", "entries": []}, prizes=[{"code": "", "title": "一等奖"}])

    assert [problem.path for problem in problems_of(document)] == ["$.prizes[0].code"]


@pytest.mark.parametrize(("time", "text"), [(-5_000, "-5.00"), (-65_430, "-1:05.43"), (0, "0.00")])
def test_a_time_below_nothing_is_printed_with_its_sign(time: int, text: str) -> None:
    assert clock_text(time, 10, "up") == text


@pytest.mark.parametrize(("win", "draw", "loss"), [(1, "1/2", 0), (2, 1, 0), (4, 2, 0)])
def test_koya_counts_points_against_those_with_half_of_a_full_score_whatever_a_win_is_worth(
    win: int, draw: Any, loss: int
) -> None:
    """a and b have half of all, d more, c less: what a won from c does not count, what b won from d does."""
    results = [("a", "b", "draw"), ("a", "c", "a"), ("a", "d", "b"), ("b", "c", "b"), ("b", "d", "a"), ("c", "d", "b")]
    stage = {"code": "all", "rule": "round_robin"}
    stage["matches"] = [{"a": a, "b": b, "winner": winner} for a, b, winner in results]
    settings = {"format": "result", "level": "draw", "points": "result", "win": win, "draw": draw, "loss": loss}
    contest = {"game": "match", "settings": settings, "stages": [stage], "tie_breaks": [{"rule": "koya"}]}

    assert ranks(case({**contest, "entries": entries(a={}, b={}, c={}, d={})})) == {"d": 1, "b": 2, "a": 3, "c": 4}
