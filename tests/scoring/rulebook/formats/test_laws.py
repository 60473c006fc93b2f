"""Laws of every format, whatever its settings: a plan can be made, and playing it out places everybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scoring.rulebook import CaseProblems
from scoring.rulebook.formats import FORMATS
from tests.scoring.rulebook.formats.meets import duel, entries, race, run
from tests.scoring.rulebook.strategies import settings_of

Json = dict[str, Any]
laws = settings(
    deadline=None,
    max_examples=10,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
MISSED = {"ended": "walkover", "by": "both"}
PLAYED = sorted(code for code, rule in FORMATS.items() if not rule.nested)


@st.composite
def contests(draw: st.DrawFn, rule: str) -> Json:
    """A contest of one stage of any settings, and a second one for those who advance."""
    number = draw(st.integers(0, 7))
    people = entries(
        number,
        unit=draw(st.lists(st.sampled_from(["u", "v", "w"]), min_size=number, max_size=number)),
        seed=draw(st.permutations([*range(1, number + 1)])),
        absence=draw(st.lists(st.sampled_from([None] * 6 + ["WD"]), min_size=number, max_size=number)),
    )
    for one in people:
        if draw(st.booleans()):
            one["seed"] = None
    line: Json = {
        "code": "first",
        "rule": rule,
        **draw(settings_of(FORMATS[rule].parameters)),
        "draw": {"seed": draw(st.sampled_from(["", "x"])), "apart": draw(st.sampled_from([None, "unit"]))},
        "advance": {
            "by_place": draw(st.integers(0, 2)),
            "by_mark": draw(st.integers(1, 3)),
            "ties": draw(st.sampled_from(["all", "none", "lots", "decide"])),
            "unequal": draw(st.sampled_from(["as_played", "drop_last", "average"])),
        },
    }
    if "cycles" in line:
        line["cycles"] = min(line["cycles"], 2)
    if line.get("by") == "as_played":  # has no plan of its own
        line["by"] = "ranked"
    matches = FORMATS[rule].played_by == "matches"
    following: Json = {"code": "second", "rule": "knockout" if matches else "final"}
    if matches:
        following["by"] = draw(st.sampled_from(["ranked", "cross", "drawn"]))
    return (duel if matches else race)(number, line, following, entries=people)


def played_out(contest: Json, data: st.DataObject) -> Json:
    """Play whatever is open, until nothing is."""
    for _ in range(60):
        stages = run(contest)["stages"]
        for line, stage in zip(contest["stages"], stages, strict=True):
            if contest["game"] == "match":
                new = _open_matches(stage, line, data)
                line["matches"] = line.get("matches", []) + new
            else:
                known = {row["entry"] for row in line.get("results", [])}
                absent = {one["id"] for one in contest["entries"] if one["absence"]}
                new = [
                    {"entry": entry, "records": {"time": 1000 * data.draw(st.integers(1, 4))}}
                    for entry in stage["entrants"]
                    if entry not in known | absent
                ]
                line["results"] = line.get("results", []) + new
            if new:
                break
        else:
            return contest
    raise AssertionError("never over")


def _legs_to_play(fixtures: list[Json]) -> Iterator[Json]:
    """The fixtures; of a tie of several matches the next one."""
    for one in fixtures:
        number = next((at for at, leg in enumerate(one.get("legs", ()), 1) if not leg["finished"]), None)
        if number is None:
            yield one
        else:
            leg = one["legs"][number - 1]
            yield {**one, "leg": number, "a": {"entry": leg["a"]}, "b": {"entry": leg["b"]}}


def _open_matches(stage: Json, line: Json, data: st.DataObject) -> list[Json]:
    sides = "ab" if line["rule"] == "knockout" else ["a", "b", "draw"]
    known = {(row["a"], row["b"], row.get("round")) for row in line.get("matches", [])}
    found = []
    for one in _legs_to_play(stage["fixtures"]):
        if one["finished"] or not all(one[side] and "entry" in one[side] for side in "ab"):
            continue
        row = {"a": one["a"]["entry"], "b": one["b"]["entry"]}
        if line["rule"] in ("swiss", "round_robin", "groups"):
            row["round"] = one["round"]
        if "leg" in one:
            found.append({**row, "leg": one["leg"], "winner": data.draw(st.sampled_from(sides))})
        elif (row["a"], row["b"], row.get("round")) not in known:
            # A knock-out that both missed leaves places empty, which `test_knockouts` says by cases.
            nobody = [] if line["rule"] == "knockout" else ["both"]
            result = data.draw(st.sampled_from([*sides, *sides, *nobody]))
            found.append({**row, **(MISSED if result == "both" else {"winner": result})})
    return found


@pytest.mark.parametrize("rule", PLAYED)
@laws
@given(data=st.data())
def test_a_plan_can_be_made_and_played_out_and_everybody_is_on_the_list_once(rule: str, data: st.DataObject) -> None:
    contest = data.draw(contests(rule))
    try:
        run(contest)
    except CaseProblems:
        assume(False)

    outcome = run(played_out(contest, data))

    listed = [one["entry"] for one in outcome["rankings"][0]["placings"]]
    assert sorted(listed) == sorted(one["id"] for one in contest["entries"])
    assert all(stage["complete"] or not stage["entrants"] for stage in outcome["stages"])
    placed = [one["rank"] for one in outcome["rankings"][0]["placings"] if one["rank"]]
    assert placed == [1 + sum(other < rank for other in placed) for rank in placed]
    withdrawn = {one["id"] for one in contest["entries"] if one["absence"]}
    assert {one["entry"] for one in outcome["rankings"][0]["placings"] if one["rank"] is None} == withdrawn


@pytest.mark.parametrize("rule", PLAYED)
@laws
@given(data=st.data())
def test_the_order_of_entries_and_of_rows_changes_nothing(rule: str, data: st.DataObject) -> None:
    contest = data.draw(contests(rule))
    try:
        run(contest)
    except CaseProblems:
        assume(False)
    contest = played_out(contest, data)
    turned = {**contest, "entries": contest["entries"][::-1]}
    for key in ("matches", "results"):
        turned["stages"] = [{**line, **({key: line[key][::-1]} if key in line else {})} for line in turned["stages"]]

    one, other = run(contest), run(turned)

    assert one["rankings"] == other["rankings"]
    assert [stage["advancing"] for stage in one["stages"]] == [stage["advancing"] for stage in other["stages"]]


@pytest.mark.parametrize("rule", PLAYED)
@laws
@given(data=st.data())
def test_whoever_advances_never_ranks_behind_somebody_who_does_not(rule: str, data: st.DataObject) -> None:
    contest = data.draw(contests(rule))
    try:
        run(contest)
    except CaseProblems:
        assume(False)
    outcome = run(played_out(contest, data))

    second = set(outcome["stages"][1]["entrants"])
    ranks = {one["entry"]: one["rank"] for one in outcome["rankings"][0]["placings"] if one["rank"]}
    for entry in second & set(ranks):
        assert all(ranks[entry] < ranks[other] for other in set(ranks) - second)
