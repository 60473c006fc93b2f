"""The chief referee's overview: every contest by its heats, who records it, and what waits for a decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from events.models import Activity, Session
from registration.models import Entry
from scoring.models import Device, HelpCall, StationTask
from scoring.queries.conduct import HELD, OPEN, RELEASED, states_of
from scoring.queries.reading import SheetReading, read_activity
from unionevents.lib.phrase import Phrase

NOT_STARTED, ENTERING, ALL_IN, LATE = "not_started", "entering", "all_in", "late"
WORDS: Final[Mapping[str, Phrase]] = {
    NOT_STARTED: Phrase(en="not started", zh="未开始"),
    LATE: Phrase(en="late", zh="未按时开始"),
    ENTERING: Phrase(en="entering", zh="录入中"),
    ALL_IN: Phrase(en="all in", zh="已录完"),
    HELD: Phrase(en="held", zh="待核"),
    RELEASED: Phrase(en="released", zh="已公布"),
    "reopened": Phrase(en="open again", zh="重新开放"),
}
TONES: Final[Mapping[str, str]] = {
    NOT_STARTED: "neutral",
    LATE: "danger",
    ENTERING: "info",
    ALL_IN: "success",
    HELD: "warning",
    RELEASED: "success",
    "reopened": "warning",
}
OUT_OF_TOUCH: Final = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Heat:
    """One heat of a contest (`number` None: not drawn into heats), with how far it is."""

    number: int | None
    entered: int
    total: int
    state: str

    @property
    def word(self) -> Phrase:
        return WORDS[self.state]

    @property
    def tone(self) -> str:
        return TONES[self.state]


@dataclass(frozen=True, slots=True)
class Tablet:
    """A tablet at a station: when it was last heard of and how much it says it still holds."""

    station: str
    name: str
    seen_at: datetime | None
    waiting: int
    out_of_touch: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One contest on the overview."""

    reading: SheetReading
    state: str
    heats: tuple[Heat, ...]
    tablets: tuple[Tablet, ...]
    due: datetime | None

    @property
    def word(self) -> Phrase | None:
        """How its release stands; nothing to say while it is simply open."""
        return WORDS.get(self.state)

    @property
    def tone(self) -> str:
        return TONES.get(self.state, "neutral")


def overview(activity: Activity, *, now: datetime) -> list[Row]:
    """Every contest that can be recorded; the number of queries does not grow with them."""
    states = states_of(activity)
    readings = read_activity(activity)
    due = _due(activity, [reading.sheet.contest.title for reading in readings])
    tablets = _tablets(activity, now)
    return [
        Row(
            reading,
            states[reading.sheet.pk],
            _heats(reading, states[reading.sheet.pk], due.get(reading.sheet.contest.title), now),
            tuple(tablets.get(reading.sheet.pk, ())),
            due.get(reading.sheet.contest.title),
        )
        for reading in readings
    ]


def open_calls(activity: Activity) -> list[HelpCall]:
    """Who asks for the chief referee, longest wait first."""
    rows = HelpCall.objects.filter(device__station__activity=activity, answered_at=None)
    return list(rows.select_related("device__station", "sheet__contest").order_by("at"))


def _heats(reading: SheetReading, state: str, due: datetime | None, now: datetime) -> tuple[Heat, ...]:
    if reading.sheet.stages:
        total, entered = len(reading.entries), reading.entered
        return (Heat(None, entered, total, _how_far(state, entered, entered == total, due, now)),) if total else ()
    missing = {entry.pk for entry in reading.missing}
    open_ones = missing | {entry.pk for entry in reading.under_way}
    by_heat: dict[int | None, list[Entry]] = defaultdict(list)
    for entry in reading.in_start_order:
        start = getattr(entry, "start", None)
        by_heat[start.heat if start and reading.sheet.heat_size > 1 else None].append(entry)
    found = []
    for number, entries in by_heat.items():
        begun = sum(entry.pk not in missing for entry in entries)
        entered = sum(entry.pk not in open_ones for entry in entries)
        found.append(Heat(number, entered, len(entries), _how_far(state, begun, entered == len(entries), due, now)))
    return tuple(found)


def _how_far(state: str, begun: int, all_in: bool, due: datetime | None, now: datetime) -> str:
    if state in {HELD, RELEASED}:
        return state
    if not begun:
        return LATE if due is not None and due < now and state == OPEN else NOT_STARTED
    return ALL_IN if all_in else ENTERING


def _due(activity: Activity, titles: Sequence[str]) -> dict[str, datetime]:
    """Title of a contest → when the first session that bears its title starts."""
    sessions: Sequence[Session] = list(activity.sessions.order_by("-starts_at"))
    return {title: session.starts_at for session in sessions for title in titles if title in session.title}


def _tablets(activity: Activity, now: datetime) -> dict[int, list[Tablet]]:
    """Scoresheet → the tablets at its stations."""
    sheets: dict[int, list[int]] = defaultdict(list)
    for station, sheet in StationTask.objects.filter(station__activity=activity).values_list("station", "sheet"):
        sheets[station].append(sheet)
    found: dict[int, list[Tablet]] = defaultdict(list)
    devices = Device.objects.filter(station__activity=activity, revoked_at=None).select_related("station")
    for device in devices.order_by("station__position", "pk"):
        waiting = device.health.get("waiting", 0)
        tablet = Tablet(
            device.station.name,
            device.name,
            device.seen_at,
            waiting if isinstance(waiting, int) else 0,
            device.seen_at is None or now - device.seen_at > OUT_OF_TOUCH,
        )
        for sheet in sheets[device.station_id]:
            found[sheet].append(tablet)
    return found
