"""What is written down for one entry: the tablet pad, Excel columns and range checks all come from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from scoring.rulebook.base.shapes import OrNull, Rows, Shape, Whole
from scoring.rulebook.marks.bartries import BarTries
from unionevents.lib.phrase import Phrase

ABSENCE_SLOT = "absence"

# What a value stands for. Tie-breaks name the kinds they read; forms and sheets write each kind in its own way.
FieldKind: TypeAlias = Literal[
    "time", "count", "shots", "zones", "distance", "weight", "heights", "marks", "score", "order", "yes_no", "points"
]
Pad: TypeAlias = Literal["digits", "counter", "hit_miss", "zones", "attempts", "judges", "order", "yes_no"]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a referee records; `attempts` > 1 makes it an ordered list of slots `code.1` .. `code.n`.

    Values are whole numbers, of which the last `decimals` digits stand behind the point when written;
    only `heights` are texts such as `xxo`. `optional` fields may stay empty beside a full record.
    """

    code: str
    title: Phrase
    kind: FieldKind
    unit: Phrase
    lowest: int
    highest: int
    attempts: int = 1
    pad: Pad = "digits"
    step: int = 1
    attempt_title: Phrase | None = None
    decimals: int = 0
    optional: bool = False
    listed: bool = False

    @property
    def is_list(self) -> bool:
        """Whether its value is a list: more than one attempt, or a list that may have only one item."""
        return self.listed or self.attempts > 1

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of its slots, in order."""
        if not self.is_list:
            return (self.code,)
        return tuple(f"{self.code}.{number}" for number in range(1, self.attempts + 1))

    def slot_title(self, slot: str) -> Phrase:
        """What the slot is called on a pad, a sheet or a column."""
        if not self.is_list or self.attempt_title is None:
            return self.title
        return self.attempt_title.fill(number=slot.rpartition(".")[2])

    def value_shape(self) -> Shape:
        """How one of its values is written."""
        if self.kind == "heights":
            return BarTries(self.highest)
        return Whole(self.lowest, self.highest, written=self.written)

    @property
    def written(self) -> Phrase | None:
        """How the whole number comes about, for somebody who wrote a decimal point."""
        if self.decimals:
            return WITHOUT_POINT.fill(half=f"{5 * 10 ** (self.decimals - 1):d}", unit=self.unit)
        return IN_UNIT.fill(unit=self.unit) if self.unit.en else None

    def shape(self) -> Shape:
        """How its value stands in `records`."""
        return Rows(OrNull(self.value_shape())) if self.is_list else self.value_shape()

    def said(self, value: int) -> Phrase:
        """One of its values with its decimals and its unit, for lists of what was recorded."""
        digits = f"{abs(value):0{self.decimals + 1}d}"
        text = f"{digits[: -self.decimals]}.{digits[-self.decimals :]}" if self.decimals else digits
        text = f"-{text}" if value < 0 else text
        return Phrase(en=f"{text} {self.unit.en}".rstrip(), zh=f"{text} {self.unit.zh}".rstrip())

    def fits(self, value: Any) -> bool:
        """Whether this can be a value of one of its slots."""
        return self.value_shape().read(value, (), []) is value


IN_UNIT = Phrase(en="in {unit}", zh="以{unit}计")
WITHOUT_POINT = Phrase(en="in {unit} without the point: 0.5 is {half}", zh="以{unit}计，不写小数点：0.5 写成 {half}")
