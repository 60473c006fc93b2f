"""Small cases for tests, and hypothesis strategies drawn from the registered rules themselves."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from scoring.rulebook import GAMES, PLACES, TIE_BREAKS, TIE_POLICIES, TIERS, problems_of
from tests.scoring.rulebook.strategies import (
    MEASURES,
    agreeing,
    any_settings,
    chain_for,
    configured,
    mixed,
    mixed_node,
    node,
    scoring,
    seeds,
    with_entries,
)

PRIZES = [
    {"code": "first", "title": "一等奖", "item": "毛巾", "value": 20000},
    {"code": "second", "title": "二等奖", "item": "水杯", "value": 10000},
    {"code": "third", "title": "三等奖", "item": "香皂", "value": 5000},
    {"code": "souvenir", "title": "纪念奖", "item": "徽章", "value": 500},
]
ALL_THREE = [
    {"prize": "first", "rule": "fixed", "count": 1},
    {"prize": "second", "rule": "fixed", "count": 2},
    {"prize": "third", "rule": "rest"},
]
POLICIES = tuple(str(choice.code) for choice in TIE_POLICIES)
PEOPLE = [f"p{number}" for number in range(1, 13)]


def case_of(*contests: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A case around contests."""
    case = {"format": "unionevents-case", "version": 1, "contests": list(contests), "prizes": PRIZES, **more}
    return copy.deepcopy(case)


def counted(code: str, counts: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A counting contest: person to count, or to the code of an absence, or to None."""
    entries = []
    for person, count in counts.items():
        entry: dict[str, Any] = {"id": f"{code}/{person}", "person": person}
        if isinstance(count, int):
            entry["records"] = {"count": count}
        elif count is not None:
            entry["absence"] = count
        entries.append(entry)
    return {"code": code, "title": code, "game": "count", "entries": entries, **more}


def top(places: int, tiers: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    """Prize rules for a fixed number of places."""
    return {
        "places": {"rule": "fixed", "count": places},
        "tiers": copy.deepcopy(ALL_THREE if tiers is None else tiers),
        **more,
    }


def placings(outcome: dict[str, Any], contest: int = 0, ranking: int = 0) -> list[dict[str, Any]]:
    """The placings of one ranking."""
    found: list[dict[str, Any]] = outcome["contests"][contest]["rankings"][ranking]["placings"]
    return found


def ranks(outcome: dict[str, Any], contest: int = 0) -> dict[str, int | None]:
    """Person to rank."""
    return {placing["person"]: placing["rank"] for placing in placings(outcome, contest)}


def prizes(outcome: dict[str, Any], contest: int = 0) -> dict[str, str | None]:
    """Person to prize, for those with a rank."""
    return {placing["person"]: placing["prize"] for placing in placings(outcome, contest) if placing["rank"]}


@st.composite
def contests(
    draw: st.DrawFn,
    code: str = "contest",
    game: str | None = None,
    undecided: tuple[str, ...] = ("shared", "decide"),
    put_together: bool = True,
) -> dict[str, Any]:
    """A contest of any game but matches, put together and adjusted in any way, with a chain and orders on record."""
    game = game or draw(st.sampled_from(MEASURES))
    people = draw(st.lists(st.sampled_from(PEOPLE), unique=True, max_size=9))
    rng = draw(seeds())
    settings = agreeing(GAMES[game], any_settings(rng, GAMES[game].parameters))
    how = scoring(rng) if put_together else {}
    levels = [line["over"] for line in how.get("aggregation", ())]
    set_up = GAMES[game](settings)
    if put_together and rng.random() < 0.25:
        how = {"aggregation": mixed(rng), "adjustments": []}
        results = [mixed_node(rng, set_up) for _ in people]
    else:
        results = [node(rng, set_up, levels) for _ in people]
    entries = [
        {"id": f"{code}/{person}", "person": person, **result} for person, result in zip(people, results, strict=True)
    ]
    ids = [entry["id"] for entry in entries]
    if put_together:
        how["adjustments"] = with_entries(rng, how["adjustments"], ids)
    chain = chain_for(rng, set_up)
    usable = [line["rule"] for line in chain if TIE_BREAKS[line["rule"]].recorded] + ["prize_line"]
    orders = {rule: [rng.sample(ids, len(ids))] for rule in usable if len(ids) > 1 and rng.random() < 0.5}
    return {
        "code": code,
        "game": game,
        "settings": settings,
        **how,
        "tie_breaks": chain,
        "undecided": draw(st.sampled_from(undecided)),
        "orders": orders,
        "entries": entries,
    }


@st.composite
def prize_rules(draw: st.DrawFn, policies: tuple[str, ...] = POLICIES) -> dict[str, Any]:
    """Prize rules of any registered kinds; contradictory ones are thrown away by the caller."""
    rule = draw(st.sampled_from(sorted(PLACES)))
    places = {"rule": rule, **draw(configured(PLACES[rule]))}
    codes = draw(st.sampled_from([["first"], ["first", "second"], ["first", "second", "third"]]))
    kinds = [draw(st.sampled_from(["fixed", "percent", "ratio"]))] * (len(codes) - 1) + [
        draw(st.sampled_from(sorted(TIERS)))
    ]
    policy = st.sampled_from(policies)
    tiers = [
        {"prize": prize, "rule": kind, "ties": draw(st.none() | policy), **draw(configured(TIERS[kind]))}
        for prize, kind in zip(codes, kinds, strict=True)
    ]
    return {
        "places": places,
        "tiers": tiers,
        "ties": draw(policy),
        "ties_at_cut": draw(st.none() | policy),
        "ceiling": draw(st.none() | st.just({"percent": 2, "out_of": 3})),
    }


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    once: tuple[str | None, ...] = (None, "best_placing"),
    down: bool | None = None,
    policies: tuple[str, ...] = POLICIES,
    undecided: tuple[str, ...] = ("shared", "decide"),
) -> dict[str, Any]:
    """Up to three contests with prizes and awards across them, without contradictions."""
    number = draw(st.integers(1, 3))
    one_per_person = draw(st.sampled_from(once))
    case = case_of(
        *(draw(contests(code=f"contest-{at}", undecided=undecided)) for at in range(1, number + 1)),
        prize_rules=draw(prize_rules(policies)),
        awards={
            "one_per_person": one_per_person,
            "passed_down": bool(one_per_person) and (draw(st.booleans()) if down is None else down),
            "souvenir": draw(st.sampled_from([None, {"prize": "souvenir", "to": "took_part"}])),
        },
    )
    assume(not problems_of(case))
    return case
