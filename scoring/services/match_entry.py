"""Writing a match down: what a form says becomes operations over what stood there, and goes through the one intake."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from accounts.models import User
from scoring.queries.reading import SheetReading
from scoring.services import intake
from scoring.sync.matchslots import words_of
from scoring.sync.operation import Value

DEVICE = "form"


def standing_of(reading: SheetReading, stage: str, match: str) -> dict[tuple[str, str], Value]:
    """The slots in force that belong to this match, by entry code and slot."""
    start = f"stage.{stage}.match.{match}."
    codes = {entry.pk: f"{reading.sheet.contest.code}/{entry.number}" for entry in reading.entries}
    return {
        (codes[entry], slot): value
        for entry, slots in reading.folded.slots.items()
        if entry in codes
        for slot, value in slots.items()
        if slot.startswith(start)
    }


def write(
    *, reading: SheetReading, stage: str, row: Mapping[str, Any], reason: str, by: User, now: datetime
) -> list[intake.Receipt]:
    """Stores the match `row` (a MATCH with id, a, b) in place of what stood there; only what differs is written."""
    start = f"stage.{stage}."
    wanted: dict[tuple[str, str], Value] = {
        (entry, start + slot): value for entry, slots in words_of([row]).items() for slot, value in slots.items()
    }
    standing = standing_of(reading, stage, str(row["id"]))
    changes = {place: wanted.get(place) for place in wanted.keys() | standing.keys()}
    return write_slots(reading=reading, values=changes, reason=reason, by=by, now=now)


def write_slots(
    *, reading: SheetReading, values: Mapping[tuple[str, str], Value], reason: str, by: User, now: datetime
) -> list[intake.Receipt]:
    """Stores values by entry code and slot over what stands in each; what stands so already is not written again."""
    pks = {f"{reading.sheet.contest.code}/{entry.number}": entry.pk for entry in reading.entries}
    operations: list[object] = []
    reasons: dict[str, str] = {}
    for entry, slot in sorted(values):
        value = values[entry, slot]
        if value == reading.folded.slots.get(pks[entry], {}).get(slot):
            continue
        uuid = str(uuid4())
        if reason:
            reasons[uuid] = reason
        operations.append(
            {
                "uuid": uuid,
                "entry": entry,
                "device": DEVICE,
                "seq": 0,
                "slot": slot,
                "value": value,
                "replaces": list(reading.folded.live.get(pks[entry], {}).get(slot, ())),
                "captured_at": now.isoformat(),
            }
        )
    return intake.take(sheet=reading.sheet, batch=intake.Batch(operations, reasons), by=by, now=now)
