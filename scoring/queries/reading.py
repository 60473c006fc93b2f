"""What has been entered and decided in the contests of an activity, folded: the ground of every page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from django.db.models import QuerySet

from events.models import Activity, Contest
from registration.models import Entry
from scoring.models import Operation, Ruling, Scoresheet
from scoring.queries.entries import entries_of, lineup_of, start_order, starts
from scoring.queries.layouts import layout_of
from scoring.queries.seats import seats_of
from scoring.queries.setting import person_code
from scoring.rulebook import GAMES, TIE_BREAKS
from scoring.rulebook.marks.game import Game
from scoring.sync.fold import Conflict, Folded, fold
from scoring.sync.layout import Layout, stage_of
from scoring.sync.operation import Operation as Act
from scoring.sync.operation import Ruling as Decision
from scoring.sync.operation import Value
from scoring.sync.panels import sealed
from scoring.sync.records import Recorded, records_of
from scoring.sync.stages import StageRecords, read_stages
from scoring.sync.underway import is_under_way

LATE = "late"
# Flags of operations that count only by a ruling: too late, from a revoked tablet, or of an unknown author.
# … or a judge’s that is not of the own seat, or over a judge’s own mark by somebody else.
WAITING = frozenset({LATE, "revoked", "unsigned", "other_seat", "over_judge"})
# Slots of rulings that put an order on record; they belong to no field of a game.
ORDER_SLOTS = (
    "decision",
    "prize_line",
    "cut",
    *(code for code, rule in TIE_BREAKS.items() if rule.recorded and code != "decision"),
)
SAME_BREATH = timedelta(seconds=60)


@dataclass(slots=True)
class SheetReading:
    """One contest with everything entered so far. `entries` are those that start, or have a result all the same."""

    sheet: Scoresheet
    entries: list[Entry]
    operations: list[Operation]
    rulings: list[Ruling]
    folded: Folded
    recorded: Mapping[int, Recorded]
    layout: Layout  # where its results are written
    staged: Mapping[str, StageRecords] = field(default_factory=dict)
    seats: frozenset[int] = frozenset()

    @property
    def game(self) -> Game:
        return game_of(self.sheet)

    def sealed(self, entry: int) -> frozenset[str]:
        """Slots of judges' marks that nobody may read yet, because one of the panel is still to mark."""
        return sealed(self.layout, self.folded.slots.get(entry, {}), self.seats)

    def open_slots(self, entry: int) -> dict[str, Value]:
        """What stands for an entry and may be read."""
        hidden = self.sealed(entry)
        slots = field_slots(self.folded.slots.get(entry, {}))
        return {slot: value for slot, value in slots.items() if slot not in hidden}

    @property
    def in_start_order(self) -> list[Entry]:
        return sorted(self.entries, key=start_order)

    @property
    def conflicts(self) -> list[Conflict]:
        """Live values that differ, also those that came in after a ruling."""
        known = {entry.pk for entry in self.entries}
        return [each for each in self.folded.conflicts if each.entry in known and each.slot not in ORDER_SLOTS]

    @property
    def contested(self) -> list[Entry]:
        """Entries with a difference that waits for the chief referee."""
        keys = {conflict.entry for conflict in self.conflicts}
        return [entry for entry in self.entries if entry.pk in keys]

    @property
    def missing(self) -> list[Entry]:
        """Entries with neither a mark nor an absence; one in conflict is not missing. Stages say themselves who is."""
        if self.sheet.stages:
            return []
        contested = {conflict.entry for conflict in self.conflicts}
        return [entry for entry in self.entries if self.recorded[entry.pk].missing and entry.pk not in contested]

    @property
    def under_way(self) -> list[Entry]:
        """Entries of which something is in and more is to come. To publish is allowed: who stops early stops early."""
        if self.sheet.stages:
            return []
        layout, contested = self.layout, {conflict.entry for conflict in self.conflicts}
        begun = (entry for entry in self.entries if entry.pk not in contested)
        return [entry for entry in begun if is_under_way(layout, self.recorded[entry.pk])]

    @property
    def begun(self) -> int:
        """How many entries have something recorded."""
        if self.sheet.stages:
            rows = [row for records in self.staged.values() for row in records.rows]
            return len({row[side] for row in rows for side in ("entry", "a", "b") if row.get(side)})
        return len(self.entries) - len(self.missing)

    @property
    def entered(self) -> int:
        """How many entries are in, with nothing more to come."""
        return self.begun - len(self.under_way)

    @property
    def complete(self) -> bool:
        return bool(self.entries) and not self.missing and not self.under_way

    @property
    def flagged(self) -> list[tuple[Entry, str]]:
        """(entry, flag code) of live operations to look at: late, odd, or corrected without a reason."""
        live = {uuid for slots in self.folded.live.values() for uuids in slots.values() for uuid in uuids}
        by_uuid = {str(row.uuid): row for row in self.operations}
        entries = {entry.pk: entry for entry in self.entries}
        found = []
        for row in self.operations:
            if str(row.uuid) in live and row.entry_id in entries:
                codes = [flag["rule"] for flag in row.flags]
                if corrects_silently(row, by_uuid):
                    codes.append("unexplained")
                found += [(entries[row.entry_id], code) for code in codes]
        return found


def game_of(sheet: Scoresheet) -> Game:
    """The game as set up."""
    return GAMES[sheet.game](sheet.settings)


def corrects_silently(row: Operation, by_uuid: Mapping[str, Operation]) -> bool:
    """Replaces earlier or other work without a reason; to take back within a minute is no correction."""
    if row.reason:
        return False
    replaced = [by_uuid[uuid] for uuid in row.replaces if uuid in by_uuid]
    return any(
        before.device != row.device or abs(row.captured_at - before.captured_at) > SAME_BREATH for before in replaced
    )


def sheets_of(activity: Activity) -> QuerySet[Scoresheet]:
    """The scoresheets in the order of the contests."""
    rows: QuerySet[Scoresheet] = Scoresheet.objects.filter(contest__activity=activity)
    return rows.select_related("contest__activity__host").order_by("contest__position", "contest_id")


def read_activity(activity: Activity) -> list[SheetReading]:
    """Every contest that has a scoresheet, in four queries."""
    return _read(list(sheets_of(activity)), entries_of(activity))


def read_sheet(sheet: Scoresheet) -> SheetReading:
    """One contest, in three queries."""
    return _read([sheet], entries_of(sheet.contest.activity).filter(contest=sheet.contest_id))[0]


def without_starters(activity: Activity, contests: Sequence[Contest]) -> set[int]:
    """Those of the contests in which nobody starts, nor has a result all the same; in four queries."""
    entries = list(entries_of(activity).filter(contest__in=contests))
    readings = _read(list(sheets_of(activity).filter(contest__in=contests)), entries)
    begun = {entry.contest_id for entry in entries if starts(entry)}
    begun |= {reading.sheet.contest_id for reading in readings if reading.entries}
    return {contest.pk for contest in contests} - begun


def act_of(row: Operation) -> Act:
    """An operation for the fold. A late one changes nothing by itself: it waits for the chief referee."""
    return Act(str(row.uuid), row.entry_id, row.slot, row.value, frozenset(row.replaces), waits=is_waiting(row))


def is_waiting(row: Operation) -> bool:
    """Does it count only by a ruling?"""
    return any(flag["rule"] in WAITING for flag in row.flags)


def decision_of(row: Ruling) -> Decision:
    return Decision(str(row.uuid), row.entry_id, row.slot, row.value, frozenset(row.settles))


def field_slots(slots: Mapping[str, Value]) -> dict[str, Value]:
    """The slots that the game reads."""
    return {slot: value for slot, value in slots.items() if slot not in ORDER_SLOTS}


def _read(sheets: Sequence[Scoresheet], entries: Iterable[Entry]) -> list[SheetReading]:
    pks = [sheet.pk for sheet in sheets]
    operations, rulings, entered = defaultdict(list), defaultdict(list), defaultdict(list)
    for operation in Operation.objects.filter(sheet__in=pks).order_by("received_at", "pk"):
        operations[operation.sheet_id].append(operation)
    for ruling in Ruling.objects.filter(sheet__in=pks).order_by("at", "pk"):
        rulings[ruling.sheet_id].append(ruling)
    for entry in entries:
        entered[entry.contest_id].append(entry)
    seats = seats_of(sheets)
    return [
        reading_of(sheet, entered[sheet.contest_id], operations[sheet.pk], rulings[sheet.pk], seats[sheet.pk])
        for sheet in sheets
    ]


def reading_of(
    sheet: Scoresheet,
    entries: list[Entry],
    operations: list[Operation],
    rulings: list[Ruling],
    seats: frozenset[int],
) -> SheetReading:
    """Folded; also with a ruling that is only being considered. No mark counts before all `seats` have marked."""
    folded = fold(map(act_of, operations), map(decision_of, rulings))
    layout = layout_of(sheet)
    touched = set(folded.slots) | {conflict.entry for conflict in folded.conflicts}
    running = [entry for entry in entries if starts(entry) or entry.pk in touched]
    reading = SheetReading(sheet, running, operations, rulings, folded, {}, layout, seats=seats)
    own = {entry.pk: reading.open_slots(entry.pk) for entry in running}
    people = {
        entry.pk: [{"person": person_code(each), "name": each.name} for each in lineup_of(entry)] for entry in running
    }
    recorded = {
        pk: records_of(
            layout, {slot: value for slot, value in slots.items() if not stage_of(slot)[0]}, members=people[pk]
        )
        for pk, slots in own.items()
    }
    codes = {entry.pk: f"{sheet.contest.code}/{entry.number}" for entry in running}
    staged = read_stages(layout, {codes[pk]: slots for pk, slots in own.items()}) if layout.stages else {}
    return replace(reading, recorded=recorded, staged=staged)
