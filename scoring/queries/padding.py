"""What a pad shows: the queue of one contest, what stands in every slot, and which marks would be surprising."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from statistics import median_low

from accounts.models import User
from registration.models import Entry
from scoring.queries.entries import title_of
from scoring.queries.reading import ORDER_SLOTS, SheetReading, field_slots
from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.game import Game
from scoring.sync.operation import Value
from scoring.sync.records import Recorded
from unionevents.lib.phrase import Phrase

ENOUGH_TO_JUDGE = 3
FAR = 3
LAST_SHOWN = 3
NO_MARK = Phrase(en="", zh="")


@dataclass(frozen=True, slots=True)
class PadRow:
    """One entry in the queue; `live` names the operations that a new one replaces."""

    code: str
    entry_number: int
    number: int
    name: str
    unit_name: str
    place: Phrase | None
    slots: Mapping[str, Value]
    live: Mapping[str, tuple[str, ...]]
    done: bool
    in_conflict: bool
    shown: Phrase

    @property
    def slots_json(self) -> str:
        return json.dumps(self.slots)

    @property
    def live_json(self) -> str:
        return json.dumps(self.live)


@dataclass(frozen=True, slots=True)
class PadQueue:
    """A contest as its pad needs it."""

    rows: list[PadRow]
    last: list[PadRow]
    lowest: int | None
    highest: int | None

    @property
    def waiting(self) -> list[PadRow]:
        return [row for row in self.rows if not row.done]

    @property
    def done(self) -> list[PadRow]:
        return [row for row in self.rows if row.done]

    def chosen(self, number: str) -> PadRow | None:
        """The entry asked for, else the first that waits, else the first."""
        asked = next((row for row in self.rows if str(row.entry_number) == number), None)
        return asked or next(iter([*self.waiting, *self.rows]), None)

    def after(self, row: PadRow | None) -> PadRow | None:
        """Who is next: the first that waits behind this one, then from the top."""
        if row is None:
            return None
        at = self.rows.index(row)
        return next((each for each in [*self.rows[at + 1 :], *self.rows[:at]] if not each.done), None)


def queue_of(reading: SheetReading, user: User) -> PadQueue:
    """The queue in start order; `last` are the entries that this referee touched last."""
    contested = {conflict.entry for conflict in reading.conflicts}
    game = reading.game
    rows = {entry.pk: _row(entry, reading, game, entry.pk in contested) for entry in reading.in_start_order}
    touched = [row.entry_id for row in reversed(reading.operations) if row.by_id == user.pk and row.entry_id in rows]
    lowest, highest = usual_range(reading)
    last = [rows[pk] for pk in list(dict.fromkeys(touched))[:LAST_SHOWN]]
    return PadQueue(list(rows.values()), last, lowest, highest)


def usual_range(reading: SheetReading) -> tuple[int | None, int | None]:
    """Marks far from the middle of the others are worth a second look; unknown while few are in."""
    game = reading.game
    marks = [mark for each in reading.recorded.values() if (mark := game.mark(each.records)) is not None]
    if len(marks) < ENOUGH_TO_JUDGE or len(game.fields) > 1 or game.fields[0].is_list:
        return None, None
    middle = median_low(marks)
    return int(middle // FAR), int(middle * FAR)


def say_recorded(game: Game, recorded: Recorded) -> Phrase:
    """The mark or the absence as printed; empty while nothing is in."""
    if recorded.absence:
        return Absence(recorded.absence).title
    if recorded.parts:
        return PARTS_IN.fill(number=len(recorded.parts))
    mark = game.mark(recorded.records)
    return NO_MARK if mark is None else game.shown(mark)


def is_done(game: Game, recorded: Recorded) -> bool:
    """Nothing more is expected: an absence, or every slot of every field."""
    if recorded.absence:
        return True
    if recorded.level is not None:
        return False
    filled = [recorded.records.get(field.code) for field in game.fields]
    return all(
        field.optional
        or (values is not None and (not field.is_list or (len(values) == field.attempts and None not in values)))
        for field, values in zip(game.fields, filled, strict=True)
    )


def is_complete(reading: SheetReading, entry: int) -> bool:
    """In a contest with levels: every result that is offered has a value, or an absence somewhere above it."""
    layout = reading.layout
    if not layout.levels:
        return False
    places = [layout.read(slot) for slot in field_slots(reading.folded.slots.get(entry, {}))]
    filled = {place.numbers for place in places if place is not None and not place.fault}
    offered = product(*(range(1, level.offered + 1) for level in layout.levels))
    return all(any(numbers[:depth] in filled for depth in range(1, len(numbers) + 1)) for numbers in offered)


def _row(entry: Entry, reading: SheetReading, game: Game, in_conflict: bool) -> PadRow:
    start = getattr(entry, "start", None)
    place = None
    if start and reading.sheet.heat_size == 1:
        place = ONE_BY_ONE.fill(heat=start.heat)
    elif start:
        place = IN_HEAT.fill(heat=start.heat, lane=start.lane)
    recorded = reading.recorded[entry.pk]
    live = field_slots_of(reading, entry.pk)
    return PadRow(
        code=f"{reading.sheet.contest.code}/{entry.number}",
        entry_number=entry.number,
        number=entry.person.number,
        name=title_of(entry),
        unit_name=entry.person.roster.unit.name,
        place=place,
        slots=reading.open_slots(entry.pk),
        live={slot: uuids for slot, uuids in live.items() if uuids},
        done=is_done(game, recorded) or is_complete(reading, entry.pk) or in_conflict,
        in_conflict=in_conflict,
        shown=say_recorded(game, recorded),
    )


def field_slots_of(reading: SheetReading, entry: int) -> Mapping[str, tuple[str, ...]]:
    """What is alive in each slot that may be read."""
    hidden = reading.sealed(entry)
    live = reading.folded.live.get(entry, {})
    return {slot: uuids for slot, uuids in live.items() if slot not in hidden and slot not in ORDER_SLOTS}


PARTS_IN = Phrase(en="{number} in", zh="已录 {number} 项")
IN_HEAT = Phrase(en="heat {heat}, lane {lane}", zh="第 {heat} 组 第 {lane} 道")
ONE_BY_ONE = Phrase(en="start {heat}", zh="第 {heat} 个出场")
