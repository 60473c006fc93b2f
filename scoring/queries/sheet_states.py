"""How far a contest is, and which entries a publication covers: what tablets and the chief referee's table show."""

from __future__ import annotations

from collections.abc import Iterable

from events.states import State
from registration.models import Entry
from scoring.models import Publication
from scoring.queries.reading import SheetReading

ENTRY_IS_OPEN = frozenset({State.CLOSED, State.RUNNING})


def state_of(reading: SheetReading) -> str:
    """`released` once published, `locked` once entry of results has ended, else how much is in."""
    if Publication.objects.filter(sheet=reading.sheet).exists():
        return "released"
    if State(reading.sheet.contest.activity.state) not in ENTRY_IS_OPEN:
        return "locked"
    if not reading.operations:
        return "not_started"
    return "entered" if reading.complete else "entering"


def confirmed_in(reading: SheetReading, entries: Iterable[Entry]) -> list[str]:
    """The codes of entries of which all that is alive was there when the contest was published last."""
    latest = Publication.objects.filter(sheet=reading.sheet).order_by("-number").values_list("at", flat=True).first()
    if latest is None:
        return []
    contested = {entry.pk for entry in reading.contested}
    waiting = {entry.pk for entry, code in reading.flagged if code == "late"}
    code = reading.sheet.contest.code
    return [f"{code}/{entry.number}" for entry in entries if entry.pk not in contested | waiting]
