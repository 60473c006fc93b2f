"""Invented results: what referees might have entered, as operations of an activity file."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from unionevents.lib.documents import write_moment

Record = dict[str, Any]
SPANS = {
    "ball-run": (780, 1650),
    "ball-walk": (900, 1900),
    "stepping-stones": (1500, 3600),
    "rope": (88, 176),
    "shuttlecock": (12, 64),
    "beans": (9, 31),
}
SHOTS, CHANCE = 10, 0.45
REFEREES = {"ball-run": "何俊杰", "ball-walk": "何俊杰", "stepping-stones": "何俊杰", "shots": "唐婉清"}
TAKES = timedelta(seconds=50)
LATER = timedelta(seconds=2)


class Referee:
    """Writes operations one after the other, as one tablet would."""

    def __init__(self, *, meet: str, contest: Mapping[str, Any], begins: datetime) -> None:
        self.meet, self.code, self.at, self.seq = meet, contest["contest"], begins, 0
        self.game = contest["game"]
        self.chance = random.Random(f"{meet} {self.code}")  # noqa: S311  # invented results, no secrets

    def watch(self, entry: str) -> Iterator[Record]:
        """The result of one entry; now and then somebody fouls, or a slip is put right."""
        self.at += TAKES
        if self.game == "shooting":
            yield from (
                self.enter(entry, f"shot.{number}", int(self.chance.random() < CHANCE))
                for number in range(1, SHOTS + 1)
            )
            return
        if self.code == "stepping-stones" and self.chance.random() < 0.15:  # noqa: PLR2004  # one in seven steps beside
            yield self.enter(entry, "absence", "DSQ")
            return
        lowest, highest = SPANS[self.code]
        value = self.chance.randint(lowest, highest)
        slot, step = ("time", 10) if self.game == "timed" else ("count", 1)
        first = self.enter(entry, slot, value * step)
        yield first
        if self.chance.random() < 0.1:  # noqa: PLR2004  # one in ten is corrected at once
            yield self.enter(entry, slot, (value + 1) * step, replaces=[first["uuid"]])

    def enter(
        self, entry: str, slot: str, value: Any, *, replaces: list[str] | None = None, device: str = "A"
    ) -> Record:
        self.seq += 1
        self.at += LATER
        return {
            "entry": entry,
            "uuid": str(uuid5(NAMESPACE_URL, f"{self.meet}/{entry}/{slot}/{self.seq}")),
            "slot": slot,
            "value": value,
            "replaces": replaces or [],
            "device": f"平板 {device}",
            "seq": self.seq,
            "captured_at": write_moment(self.at),
            "received_at": write_moment(self.at + LATER),
            "by_name": REFEREES.get(self.code, "唐婉清"),
            "flags": [],
            "reason": "",
        }
