"""The panel of a contest on the chief referee's table: who has marked, and the marks side by side once all have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from registration.models import Entry
from scoring.models import PanelSeat
from scoring.queries.reading import SheetReading
from scoring.queries.seats import judges_of
from scoring.rulebook.marks.numbers import decimal_text
from scoring.sync.layout import Layout
from scoring.sync.operation import Value
from scoring.sync.panels import is_whole, marked_by, panel_fields, say_where
from unionevents.lib.phrase import Phrase

Slots = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Seen:
    """One judge's marks of one performance, in the order of the criteria; none are told before all are in."""

    has_marked: bool
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PanelRow:
    entry: Entry
    place: Phrase | None
    whole: bool
    seen: tuple[Seen, ...]

    @property
    def marked(self) -> int:
        return sum(each.has_marked for each in self.seen)


@dataclass(frozen=True, slots=True)
class PanelTable:
    seats: tuple[PanelSeat, ...]
    rows: tuple[PanelRow, ...]


def panel_of(reading: SheetReading) -> PanelTable | None:
    """None where no seat of a panel belongs to anybody; the latest starters of whom something is in."""
    if not reading.seats:
        return None
    layout, seats = reading.layout, tuple(judges_of(reading.sheet))
    rows = tuple(
        row
        for entry in reading.in_start_order
        for row in _rows(layout, entry, reading.folded.slots.get(entry.pk, {}), seats)
    )
    return PanelTable(seats, rows)


def _rows(layout: Layout, entry: Entry, slots: Slots, seats: tuple[PanelSeat, ...]) -> list[PanelRow]:
    numbers = frozenset(seat.number for seat in seats)
    found = []
    for where, marked in sorted(marked_by(layout, slots).items()):
        whole = is_whole(layout, slots, where, numbers)
        seen = tuple(
            Seen(seat.number in marked, _marks(layout, slots, where, seat.number) if whole else ()) for seat in seats
        )
        found.append(PanelRow(entry, say_where(layout, where), whole, seen))
    return found


def _marks(layout: Layout, slots: Slots, where: str, seat: int) -> tuple[str, ...]:
    return tuple(
        decimal_text(Fraction(value, 10**field.decimals), field.decimals)
        for field in panel_fields(layout)
        if isinstance(value := slots.get(f"{where}{field.code}.{seat}"), int)
    )
