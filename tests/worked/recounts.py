"""Counting again in the plainest way, without any code of the product: panels, shots, prizes, draws, plans."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any

from tests.worked.recount_leagues import league_ranks
from tests.worked.recount_plans import recount_plan

Case = dict[str, Any]
Outcome = dict[str, Any]


def ranks_of(outcome: Outcome, contest: int = 0) -> dict[str, int | None]:
    return {each["entry"]: each["rank"] for each in outcome["contests"][contest]["rankings"][0]["placings"]}


def recount_league(case: Case, outcome: Outcome) -> None:
    assert ranks_of(outcome) == league_ranks(case["contests"][0])


def recount_everybody_meets(case: Case, outcome: Outcome) -> None:
    """Every pair once, nobody twice in a round, home and away as even as can be."""
    entrants = [entry["id"] for entry in case["contests"][0]["entries"]]
    met, rounds, homes = set(), {}, dict.fromkeys(entrants, 0)
    fixtures = [each for each in outcome["contests"][0]["stages"][0]["fixtures"] if each["b"]]
    for fixture in fixtures:
        pair = [fixture[side]["entry"] for side in "ab"]
        met.add(frozenset(pair))
        rounds.setdefault(fixture["round"], []).extend(pair)
        homes[pair[0]] += 1
    assert met == {frozenset(pair) for pair in combinations(entrants, 2)}
    assert len(fixtures) == len(met)
    assert all(len(here) == len(set(here)) for here in rounds.values())
    assert len(rounds) == len(entrants) - 1 + len(entrants) % 2
    if case["contests"][0]["stages"][0].get("schedule") is None:
        assert max(homes.values()) - min(homes.values()) <= 1


def recount_panel(case: Case, outcome: Outcome) -> None:
    marks = {each["entry"]: each["mark"] for each in outcome["contests"][0]["rankings"][0]["placings"]}
    for entry in case["contests"][0]["entries"]:
        given = sorted(mark for mark in entry.get("records", {}).get("score", []) if mark is not None)
        middle = given[1:-1]
        mean = Fraction(sum(middle), len(middle)) if middle else None
        assert (None if marks[entry["id"]] is None else Fraction(marks[entry["id"]])) == mean


def recount_skating(case: Case, outcome: Outcome) -> None:
    shown = {each["entry"]: each["shown"]["en"] for each in outcome["contests"][0]["rankings"][0]["placings"]}
    for entry in case["contests"][0]["entries"]:
        given = sorted(Decimal(mark) / 100 for mark in entry["records"]["components"] if mark is not None)
        mean = sum(given[1:-1]) / len(given[1:-1])
        assert shown[entry["id"]] == f"{mean.quantize(Decimal('0.01'), ROUND_HALF_UP)} points"


def recount_hits(case: Case, outcome: Outcome) -> None:
    ranks = ranks_of(outcome)
    hits = {
        entry["id"]: [number for number, shot in enumerate(entry["records"]["shot"], 1) if shot]
        for entry in case["contests"][0]["entries"]
        if entry.get("records")
    }
    for one, other in combinations(hits, 2):
        if len(hits[one]) != len(hits[other]):
            better = len(hits[one]) > len(hits[other])
        elif hits[one] != hits[other]:
            better = hits[one] < hits[other]
        else:
            continue
        assert (ranks[one] < ranks[other]) == better


def recount_ratio(case: Case, outcome: Outcome) -> None:
    """Whole shares of 1 : 1 : 2 first, then one each to the largest remainders, the higher prize first."""
    parts = [("first", 1), ("second", 1), ("third", 2)]
    for contest in outcome["contests"]:
        placings = contest["rankings"][0]["placings"]
        number = len(placings)
        given = {code: number * part // 4 for code, part in parts}
        left = sorted(parts, key=lambda line: -(number * line[1] % 4))
        for code, _ in left[: number - sum(given.values())]:
            given[code] += 1
        found = [placing["prize"] for placing in placings]
        assert found == [code for code, _ in parts for _ in range(given[code])]


def recount_opponents(case: Case, outcome: Outcome) -> None:
    """Score, then the scores of all opponents but the lowest, then all, then Sonneborn-Berger; every round played."""
    halves = {"a": (2, 0), "b": (0, 2), "draw": (1, 1)}
    score: dict[str, int] = {}
    met: dict[str, list[tuple[str, int]]] = {}
    for match in case["contests"][0]["stages"][0]["matches"]:
        for side, other, half in zip("ab", "ba", halves[match["winner"]], strict=True):
            score[match[side]] = score.get(match[side], 0) + half
            met.setdefault(match[side], []).append((match[other], half))
    keys = {}
    for player, games in met.items():
        scores = sorted(score[other] for other, _ in games)
        berger = sum(score[other] * half for other, half in games)
        keys[player] = (score[player], sum(scores[1:]), sum(scores), berger)
    assert ranks_of(outcome) == {
        player: 1 + sum(other > key for other in keys.values()) for player, key in keys.items()
    }


def better_by(contest: Case) -> Callable[[Case], Any] | None:
    """What makes a result of this contest good, the greater the better; None where matches or stages decide."""
    if contest.get("stages"):
        return None

    def judged(entry: Case) -> tuple[Fraction, int]:
        judges = [sum(marks) for marks in zip(*entry["records"].values(), strict=True) if None not in marks]
        middle = sorted(judges)[1:-1]
        first = sorted(mark for mark in next(iter(entry["records"].values())) if mark is not None)[1:-1]
        return Fraction(sum(middle), len(middle)), Fraction(sum(first), len(first))

    return {
        "timed": lambda entry: entry["records"]["time"] // -contest.get("settings", {}).get("precision", 10),
        "count": lambda entry: max(entry["records"]["count"] - 5 * entry.get("faults", {}).get("late_stop", 0), 0),
        "finish_order": lambda entry: -entry["records"]["place"],
        "rate": lambda entry: Fraction(entry["records"]["done"], entry["records"]["of"]),
        "standard": lambda entry: entry["records"]["value"] <= contest["settings"]["limit"],
        "shooting": lambda entry: (
            sum(entry["records"]["shot"]),
            [-number for number, shot in enumerate(entry["records"]["shot"]) if shot],
        ),
        "judged": judged,
        "points": lambda entry: entry["records"]["points"][0],
    }[contest["game"]]


def recount_meet(case: Case, outcome: Outcome) -> None:
    """Every contest of a meet that is not played in stages, each division by itself."""
    for contest, found in zip(case["contests"], outcome["contests"], strict=True):
        better = better_by(contest)
        settled = {entry for order in contest.get("orders", {}).get("decision", []) for entry in order}
        if better is None:
            continue
        for ranking in found["rankings"]:
            here = [entry for entry in contest["entries"] if entry.get("division") == ranking["division"]]
            with_mark = {entry["id"]: better(entry) for entry in here if not entry.get("absence")}
            ranks = {each["entry"]: each["rank"] for each in ranking["placings"]}
            for entry in here:
                if entry.get("absence"):
                    assert ranks[entry["id"]] is None
                elif entry["id"] not in settled:
                    assert ranks[entry["id"]] == 1 + sum(other > with_mark[entry["id"]] for other in with_mark.values())


def first_round(outcome: Outcome) -> list[list[str | None]]:
    """Who meets whom in the first round of a knock-out, from the top; None is a bye."""
    fixtures = [each for each in outcome["contests"][0]["stages"][0]["fixtures"] if each["round"] == 1]
    return [[side["entry"] if side else None for side in (each["a"], each["b"])] for each in fixtures]


def recount_zones(case: Case, outcome: Outcome) -> None:
    """The first-round matches of every group of seeds are those of its zone, one seed in each."""
    match_of = {entry: number for number, pair in enumerate(first_round(outcome), 1) for entry in pair if entry}
    for seeds, matches in ZONES[len(case["contests"][0]["entries"])]:
        assert sorted(match_of[str(seed)] for seed in seeds) == matches


# First-round matches of the seeds: 32 of 128 and 8 of 32, as in Grand Slam and ATP draws.
ZONES = {
    128: [
        ([1], [1]),
        ([2], [64]),
        ([3, 4], [17, 48]),
        ([5, 6, 7, 8], [16, 32, 33, 49]),
        ([9, 10, 11, 12], [9, 25, 40, 56]),
        ([13, 14, 15, 16], [8, 24, 41, 57]),
        (range(17, 25), [5, 12, 21, 28, 37, 44, 53, 60]),
        (range(25, 33), [4, 13, 20, 29, 36, 45, 52, 61]),
    ],
    32: [([1], [1]), ([2], [16]), ([3, 4], [5, 12]), ([5, 6, 7, 8], [4, 8, 9, 13])],
}


def recount_halves(case: Case, outcome: Outcome) -> None:
    """Of every unit: two in opposite halves, four in the quarters, and never two in one match while there is room."""
    units = {entry["id"]: entry["unit"] for entry in case["contests"][0]["entries"]}
    pairs = first_round(outcome)
    for sections in (2, 4):
        length = len(pairs) // sections
        parts = [pairs[at : at + length] for at in range(0, len(pairs), length)]
        for unit in set(units.values()):
            here = [sum(units.get(entry or "") == unit for pair in part for entry in pair) for part in parts]
            assert max(here) - min(here) <= 1
    assert all(None in pair or units[pair[0] or ""] != units[pair[1] or ""] for pair in pairs)


def recount_spread(case: Case, outcome: Outcome) -> None:
    """Unit mates over the heats as evenly as can be, heats of nearly equal size, every lane once."""
    units = {entry["id"]: entry["unit"] for entry in case["contests"][0]["entries"]}
    heats = [heat["starts"] for heat in outcome["contests"][0]["stages"][0]["heats"]]
    sizes = [len(heat) for heat in heats]
    assert sum(sizes) == len(units)
    assert max(sizes) - min(sizes) <= 1
    for unit in set(units.values()):
        here = [sum(units[start["entry"]] == unit for start in heat) for heat in heats]
        assert max(here) - min(here) <= 1
    assert all(len({start["lane"] for start in heat}) == len(heat) for heat in heats)


RECOUNTS: dict[str, Callable[[Case, Outcome], None]] = {
    "league": recount_league,
    "everybody_meets": recount_everybody_meets,
    "panel": recount_panel,
    "skating": recount_skating,
    "hits": recount_hits,
    "ratio": recount_ratio,
    "opponents": recount_opponents,
    "meet": recount_meet,
    "plan": recount_plan,
    "zones": recount_zones,
    "halves": recount_halves,
    "spread": recount_spread,
}
