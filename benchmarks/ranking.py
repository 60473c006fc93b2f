"""Ranking 10,000 entries: alone, with prizes, as a whole outcome with reasons, against a sorted() of the marks."""

from __future__ import annotations

import json
import random
import statistics
import sys
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measuring import Comparison, compare
from scoring.rulebook import GAMES, outcome_of
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.prizes.dealing import Lines, deal
from scoring.rulebook.prizes.tierrule import TierLine, spans
from scoring.rulebook.prizes.tiers import TIERS
from scoring.rulebook.ranks.ranking import rank
from scoring.rulebook.ranks.tiebreak import Chain
from scoring.rulebook.tiebreaks import TIE_BREAKS

ENTRIES = 10_000
STEADY = 2  # rounds of the same floor that differ by more than this say nothing
PLACES = ENTRIES // 3
PRIZES = [("first", PLACES // 6), ("second", PLACES // 3), ("third", PLACES // 2)]


def run(entries: int = ENTRIES) -> list[Comparison]:
    """From the bare ranking to everything that a results page shows."""
    chance = random.Random(20260923)
    times = [chance.randrange(9_000, 90_000, 10) for _ in range(entries)]
    shots = [[chance.randrange(2) for _ in range(10)] for _ in range(entries)]
    timed, shooting = GAMES["timed"](), GAMES["shooting"]()
    runners = [Performance(f"run/{number}", time) for number, time in enumerate(times, 1)]
    shooters = [Performance(f"shot/{n}", sum(row), None, {"shot": row}) for n, row in enumerate(shots, 1)]
    hits = [sum(row) for row in shots]
    lots = TIE_BREAKS["recorded_lot"](orders=[[each.id for each in shooters]])
    chain = Chain.of([TIE_BREAKS["earlier_hit"](), lots])
    lines = spans([TierLine(prize, TIERS["fixed"]({"count": count})) for prize, count in PRIZES], entries // 3)
    tuples = list(zip(times, range(entries), strict=True))
    case = whole_case(times)
    floor_is = "sorted() of the marks"
    return [
        compare(
            f"rank {entries:,} times",
            ours=lambda: rank(runners, key=timed.key),
            floor=lambda: sorted(times),
            floor_is=floor_is,
        ),
        compare(
            f"rank {entries:,} times and deal prizes",
            ours=lambda: deal(rank(runners, key=timed.key).levels, Lines(lines, entries // 3)),
            floor=lambda: by_hand(tuples, entries // 3),
            floor_is="sort tuples, count off places and prizes in one loop",
        ),
        compare(
            f"rank {entries:,} rows of shots, then first hits, then lots",
            ours=lambda: rank(shooters, key=shooting.key, chain=chain),
            floor=lambda: sorted(hits),
            floor_is=floor_is,
            note="eleven different marks: nearly everybody is level",
        ),
        compare(
            f"whole outcome of {entries:,} entries: checked, ranked, rewarded, with reasons",
            ours=lambda: outcome_of(case),
            floor=lambda: sorted(times),
            floor_is=floor_is,
        ),
    ]


def by_hand(tuples: list[tuple[int, int]], places: int) -> list[tuple[int, int, str | None]]:
    """What a script for this one race would do: no absences, no chain, no reasons."""
    found: list[tuple[int, int, str | None]] = []
    place, before = 0, -1
    first, second = PRIZES[0][1], PRIZES[0][1] + PRIZES[1][1]
    for position, (mark, entry) in enumerate(sorted(tuples), 1):
        if mark != before:
            place, before = position, mark
        prize = None
        if place <= places:
            prize = "first" if place <= first else "second" if place <= second else "third"
        found.append((entry, place, prize))
    return found


def whole_case(times: list[int]) -> dict[str, Any]:
    """One contest with a person an entry, three prizes and souvenirs."""
    entries = [
        {"id": f"run/{n}", "person": f"p{n}", "name": f"p{n}", "unit": f"u{n % 50}", "records": {"time": time}}
        for n, time in enumerate(times, 1)
    ]
    return {
        "format": "unionevents-case",
        "version": 1,
        "contests": [{"code": "run", "title": "20 m", "game": "timed", "entries": entries}],
        "prizes": [{"code": prize, "title": prize, "value": 100} for prize in ("first", "second", "third", "souvenir")],
        "prize_rules": {
            "places": {"rule": "share", "percent": 33, "rounding": "down"},
            "tiers": [{"prize": prize, "rule": "fixed", "count": count} for prize, count in PRIZES],
        },
        "awards": {"one_per_person": "best_placing", "souvenir": {"prize": "souvenir"}},
    }


def is_void(result: Comparison) -> bool:
    """Whether the floor's own rounds differ too much for a ratio to mean anything."""
    return max(result.floor_seconds) > STEADY * min(result.floor_seconds)


def as_json(result: Comparison) -> dict[str, Any]:
    """One result for machines."""
    return {
        "what": result.what,
        "floor": result.floor,
        "ours_ms": round(statistics.median(result.ours_seconds) * 1000, 3),
        "floor_ms": round(statistics.median(result.floor_seconds) * 1000, 3),
        "ratio": round(result.ratio, 2),
        "void": is_void(result),
    }


def main() -> int:
    """Print JSON, then the same as text; 1 when a floor was too unsteady."""
    results = run()
    print(json.dumps([as_json(result) for result in results], indent=2))
    for result in results:
        verdict = "void: the floor was unsteady" if is_void(result) else f"{result.ratio:.1f} x {result.floor}"
        print(f"{result.what}: {verdict}")
    return 1 if any(is_void(result) for result in results) else 0


if __name__ == "__main__":
    raise SystemExit(main())
