"""How far a contest is, and which entries a publication covers: what tablets show beside every row."""

from __future__ import annotations

from collections.abc import Iterable

from events.states import State
from registration.models import Entry
from scoring.models import Publication
from scoring.queries.conduct import HELD, RELEASED, states_of
from scoring.queries.reading import SheetReading, is_waiting

ENTRY_IS_OPEN = frozenset({State.CLOSED, State.RUNNING})


def state_of(reading: SheetReading) -> str:
    """`held`, `released`, `locked` once entry of results has ended, else how much is in."""
    activity = reading.sheet.contest.activity
    conduct = states_of(activity)[reading.sheet.pk]
    if conduct in {HELD, RELEASED}:
        return conduct
    if State(activity.state) not in ENTRY_IS_OPEN:
        return "locked"
    if not reading.operations:
        return "not_started"
    return "entered" if reading.complete else "entering"


def confirmed_in(reading: SheetReading, entries: Iterable[Entry]) -> list[str]:
    """The codes of entries of which all that is alive stood there when the contest was published last."""
    latest = Publication.objects.filter(sheet=reading.sheet).order_by("-number").values_list("at", flat=True).first()
    if latest is None:
        return []
    live = {(entry, uuid) for entry, slots in reading.folded.live.items() for uuids in slots.values() for uuid in uuids}
    written = [(row.entry_id, str(row.uuid), is_waiting(row) or row.received_at > latest) for row in reading.operations]
    written += [(row.entry_id, str(row.uuid), row.at > latest) for row in reading.rulings]
    later = {entry for entry, uuid, is_new in written if is_new and (entry, uuid) in live}
    confirmed = {entry for entry, _uuid in live} - later
    code = reading.sheet.contest.code
    return [f"{code}/{entry.number}" for entry in entries if entry.pk in confirmed]
