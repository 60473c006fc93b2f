"""The chief referee decides: a conflict, a corrected value, an absence, the order of those who are level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import log, sealing
from registration.models import Entry
from scoring.models import Ruling, Scoresheet
from scoring.queries.reading import ORDER_SLOTS, SheetReading, read_sheet, reading_of
from scoring.rulebook.marks.fields import ABSENCE_SLOT
from scoring.services.casing import code_of, group_of, write_step
from scoring.sync.operation import Value
from scoring.sync.records import oddity


class ReasonMissing(Exception):
    """Every ruling says why."""

    def __init__(self) -> None:
        super().__init__(_("Nothing was decided: write the reason."))


class NotPossible(Exception):
    """The value cannot stand in this contest; the message says why."""


class NothingChanges(Exception):
    def __init__(self) -> None:
        super().__init__(_("Nothing was decided: this is what stands already."))


def considered(reading: SheetReading, values: Mapping[Entry, Mapping[str, Value]], *, now: datetime) -> SheetReading:
    """The contest as it would stand with these values; nothing is written."""
    extra = _rulings(reading, values, reason="", by=None, now=now)
    return reading_of(reading.sheet, reading.entries, reading.operations, [*reading.rulings, *extra], reading.seats)


@transaction.atomic
def decide(
    *, sheet: Scoresheet, values: Mapping[Entry, Mapping[str, Value]], reason: str, by: User, now: datetime
) -> list[Ruling]:
    """Sets slots of entries to these values, over everything entered in them so far."""
    if not reason.strip():
        raise ReasonMissing
    locked = _lock(sheet)
    reading = read_sheet(locked)
    known = {entry.pk for entry in reading.entries}
    for entry, slots in values.items():
        if entry.pk not in known:
            raise NotPossible(_("This entry does not start in the contest."))
        for slot, value in slots.items():
            if slot not in ORDER_SLOTS and (odd := oddity(reading.layout, slot, value)):
                raise NotPossible(str(odd))
    rows = _rulings(reading, values, reason=reason.strip(), by=by, now=now)
    if not rows:
        raise NothingChanges
    sealing.after_commit(Ruling.objects.bulk_create(rows))
    for entry, slots in values.items():
        log.record(
            verb="scoring.rule", subject=locked, by=by, now=now,
            entry=code_of(entry, reading), values=dict(slots), reason=reason.strip(),
        )  # fmt: skip
    return rows


def decide_order(
    *, sheet: Scoresheet, slot: str, steps: Mapping[Entry, int], reason: str, by: User, now: datetime
) -> list[Ruling]:
    """Puts the order of a level group on record: 1 before 2; the same number leaves them level."""
    if slot not in ORDER_SLOTS:
        raise NotPossible(_("There is no such order."))
    if slot == "prize_line" and len(set(steps.values())) < len(steps):
        raise NotPossible(_("At a prize line everybody needs a number of their own."))
    return decide(sheet=sheet, values=order_values(sheet, slot, steps), reason=reason, by=by, now=now)


def order_values(sheet: Scoresheet, slot: str, steps: Mapping[Entry, int]) -> dict[Entry, dict[str, Value]]:
    """The slots that keep such an order."""
    group = group_of(f"{sheet.contest.code}/{entry.number}" for entry in steps)
    return {entry: {slot: write_step(group, step)} for entry, step in steps.items()}


def set_absent(
    *, sheet: Scoresheet, entries: Sequence[Entry], absence: str, reason: str, by: User, now: datetime
) -> list[Ruling]:
    """Those who have no record get the reason why: did not start, withdrew."""
    values = {entry: {ABSENCE_SLOT: absence} for entry in entries}
    return decide(sheet=sheet, values=values, reason=reason, by=by, now=now)


def _rulings(
    reading: SheetReading,
    values: Mapping[Entry, Mapping[str, Value]],
    *,
    reason: str,
    by: User | None,
    now: datetime,
) -> list[Ruling]:
    """One ruling for every slot that is contested or stands otherwise; what stands so already needs none."""
    contested = {(conflict.entry, conflict.slot) for conflict in reading.folded.conflicts}
    rows = []
    for entry, slots in values.items():
        for slot, value in slots.items():
            stands = reading.folded.slots.get(entry.pk, {}).get(slot)
            if stands == value and (entry.pk, slot) not in contested:
                continue
            rows.append(
                Ruling(
                    sheet=reading.sheet,
                    entry=entry,
                    uuid=uuid4(),
                    slot=slot,
                    value=value,
                    settles=list(reading.folded.live.get(entry.pk, {}).get(slot, ())),
                    reason=reason,
                    by=by,
                    by_name=by.name if by else "",
                    at=now,
                )
            )
    return rows


def _lock(sheet: Scoresheet) -> Scoresheet:
    rows = Scoresheet.objects.select_for_update(of=("self",)).select_related("contest__activity__host")
    return rows.get(pk=sheet.pk)
