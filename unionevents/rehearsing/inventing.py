"""Invented results, and what goes wrong while they are entered. The same seed invents the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from unionevents.rehearsing.recount import Record, Result

LIMITS = {"timed": (9_000, 40), "count": (60, 25)}
ABSENT = (("DNS", 0.05), ("DNF", 0.03), ("DSQ", 0.03))
OFF_BY = timedelta(days=400)


@dataclass(frozen=True)
class Faults:
    """How often each thing goes wrong; all 0 is a day without trouble."""

    lost_answers: float = 0.0
    repeats: float = 0.0
    two_tablets: float = 0.0
    slips: float = 0.03
    late: float = 0.0
    wrong_clocks: bool = False
    reordered: bool = False

    @classmethod
    def all_of_them(cls) -> Faults:
        return cls.named(KINDS)

    @classmethod
    def named(cls, kinds: Iterable[str]) -> Faults:
        """Those of `KINDS` that are wanted."""
        return cls(**{KINDS[kind][0]: KINDS[kind][1] for kind in kinds})


# What can go wrong, by the name under which it is asked for; how often, or that it does.
KINDS: Mapping[str, tuple[str, Any]] = {
    "lost-answers": ("lost_answers", 0.3),
    "repeats": ("repeats", 0.3),
    "two-tablets": ("two_tablets", 0.12),
    "slips": ("slips", 0.12),
    "late": ("late", 0.1),
    "wrong-clocks": ("wrong_clocks", True),
    "reordered": ("reordered", True),
}


@dataclass
class Chance:
    """All chance of a rehearsal."""

    seed: int
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311  # invented results, no secrets

    def happens(self, how_often: float) -> bool:
        return self.random.random() < how_often

    def uuid(self) -> str:
        return str(UUID(int=self.random.getrandbits(128), version=4))


def result_of(sheet: Record, chance: Chance) -> Result:
    """From a narrow span, so that many are level."""
    for absence, how_often in ABSENT:
        if chance.happens(how_often):
            return Result(None, absence)
    game, settings = sheet["game"], sheet["settings"]
    if game == "shooting":
        shots = [chance.random.randrange(2) for _ in range(settings.get("shots", 10))]
        return shot(shots)
    lowest, span = LIMITS[game]
    step = settings.get("precision", 10) if game == "timed" else 1
    return Result(lowest + step * chance.random.randrange(span))


def shot(shots: list[int]) -> Result:
    return Result(sum(shots), hits=tuple(turn for turn, hit in enumerate(shots, start=1) if hit))


def slots_of(sheet: Record, result: Result) -> dict[str, Any]:
    """What a referee enters for it."""
    if result.absence:
        return {"absence": result.absence}
    if sheet["game"] == "shooting":
        shots = sheet["settings"].get("shots", 10)
        return {f"shot.{turn}": int(turn in result.hits) for turn in range(1, shots + 1)}
    return {"time" if sheet["game"] == "timed" else "count": result.mark}


def other_value(slot: str, value: Any, chance: Chance) -> Any:
    """A slip: something else that could have been."""
    if slot == "absence" or slot.startswith("shot"):
        return value
    return value + (10 if slot == "time" else 1) * chance.random.randrange(1, 9)


class Clock:
    """What a tablet believes the time to be."""

    def __init__(self, chance: Chance, *, wrong: bool) -> None:
        off = chance.random.uniform(-1, 1) * OFF_BY if wrong else timedelta()
        self.now = datetime(2026, 9, 23, 8, 30, tzinfo=UTC) + off

    def tick(self) -> str:
        self.now += timedelta(seconds=2)
        return self.now.isoformat(timespec="milliseconds")


def results_for(document: Record, chance: Chance) -> dict[str, Result]:
    """By entry code, for everybody who starts."""
    sheets: Mapping[str, Record] = {sheet["contest"]: sheet for sheet in document["scoresheets"]}
    return {code: result_of(sheets[contest], chance) for contest, code in starters(document)}


def starters(document: Record) -> Iterator[tuple[str, str]]:
    for roster in document["rosters"]:
        for person in roster["people"]:
            for entry in person["entries"]:
                if person["withdrawn_at"] is None and entry["withdrawn_at"] is None:
                    yield entry["contest"], f"{entry['contest']}/{entry['number']}"
