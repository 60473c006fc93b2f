"""What is written down for one entry: the tablet pad, Excel columns and range checks all come from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scoring.rulebook.shapes import OrNull, Rows, Shape, Whole
from unionevents.lib.phrase import Phrase

ABSENCE_SLOT = "absence"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a referee records; `attempts` > 1 makes it an ordered list of slots `code.1` .. `code.n`."""

    code: str
    title: Phrase
    kind: Literal["time", "count", "shots"]
    unit: Phrase
    lowest: int
    highest: int
    attempts: int = 1
    pad: Literal["digits", "counter", "hit_miss"] = "digits"
    step: int = 1
    attempt_title: Phrase | None = None

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of its slots, in order."""
        if self.attempts == 1:
            return (self.code,)
        return tuple(f"{self.code}.{number}" for number in range(1, self.attempts + 1))

    def slot_title(self, slot: str) -> Phrase:
        """What the slot is called on a pad, a sheet or a column."""
        if self.attempts == 1 or self.attempt_title is None:
            return self.title
        return self.attempt_title.fill(number=slot.rpartition(".")[2])

    def shape(self) -> Shape:
        """How its value stands in `records`."""
        value = Whole(self.lowest, self.highest)
        return value if self.attempts == 1 else Rows(OrNull(value))
