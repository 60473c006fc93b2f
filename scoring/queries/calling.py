"""The call room: who is due where next, with the delay of each venue, and who is due in two places at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from events.models import Activity, Session, Venue
from registration.models import Entry, Person
from scoring.models import Delay
from scoring.queries.entries import lineup_of, title_of
from scoring.queries.reading import SheetReading, read_activity

USUAL_HEAT: Final = timedelta(minutes=10)  # where the timetable gives no end


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is called: an entry by number and name; `elsewhere` names the contests that want the same person then.

    `names` are those of the people, for whoever has to hide them.
    """

    number: int
    name: str
    unit: str
    people: frozenset[int]
    elsewhere: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heats:
    """What is still to come of one contest, whenever that is: (position, number, who is missing) of `total` heats."""

    sheet: int
    title: str
    total: int
    due: tuple[tuple[int, int | None, tuple[Caller, ...]], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """One heat that is still to come. Times are None for a contest that no session names."""

    sheet: int
    title: str
    heat: int | None
    heats: int
    venue: Venue | None
    planned: datetime | None
    expected: datetime | None
    until: datetime | None
    callers: tuple[Caller, ...]

    @property
    def is_late(self) -> bool:
        return self.planned != self.expected

    @property
    def clashes(self) -> int:
        return sum(bool(caller.elsewhere) for caller in self.callers)


def calls_of(activity: Activity) -> list[Call]:
    """Heats without a result, the next one first; those without a time last. The queries do not grow with them."""
    return timed(activity, map(heats_of, read_activity(activity)))


def heats_of(reading: SheetReading) -> Heats:
    """The heats in which somebody has no result yet."""
    heats: dict[int | None, list[Entry]] = defaultdict(list)
    for entry in reading.in_start_order:
        start = getattr(entry, "start", None)
        heats[start.heat if start and reading.sheet.heat_size > 1 else None].append(entry)
    missing = {entry.pk for entry in reading.missing}
    waiting = {number: [entry for entry in entries if entry.pk in missing] for number, entries in heats.items()}
    due = (
        (position, number, tuple(map(_caller, entries)))
        for position, (number, entries) in enumerate(waiting.items())
        if entries
    )
    return Heats(reading.sheet.pk, reading.sheet.contest.title, len(heats), tuple(due))


def timed(activity: Activity, heats: Iterable[Heats]) -> list[Call]:
    """The calls by the timetable and the delays of now."""
    delays = {delay.venue_id: delay.minutes for delay in Delay.objects.filter(activity=activity)}
    sessions = list(activity.sessions.select_related("venue").order_by("starts_at"))
    found = [call for each in heats for call in _calls(each, sessions, delays)]
    return sorted(
        with_clashes(found), key=lambda call: (call.expected is None, call.expected, call.title, call.heat or 0)
    )


def with_clashes(calls: Sequence[Call]) -> list[Call]:
    """Every caller with the other contests that want one of their people during the same time."""
    wanted: dict[int, list[Call]] = defaultdict(list)
    for call in calls:
        for caller in call.callers:
            for person in caller.people:
                wanted[person].append(call)
    return [
        replace(call, callers=tuple(replace(each, elsewhere=_elsewhere(each, call, wanted)) for each in call.callers))
        for call in calls
    ]


def _elsewhere(caller: Caller, call: Call, wanted: dict[int, list[Call]]) -> tuple[str, ...]:
    others = {other.title for person in caller.people for other in wanted[person] if _overlap(call, other)}
    return tuple(sorted(others))


def _overlap(one: Call, other: Call) -> bool:
    if one is other or one.sheet == other.sheet:
        return False
    if one.expected is None or other.expected is None or one.until is None or other.until is None:
        return False
    return one.expected < other.until and other.expected < one.until


def _calls(heats: Heats, sessions: Iterable[Session], delays: dict[int | None, int]) -> Iterable[Call]:
    session = next((each for each in sessions if heats.title in each.title), None)
    each = _length_of_heat(session, heats.total)
    late = timedelta(minutes=delays.get(session.venue_id, 0)) if session else timedelta()
    for position, number, callers in heats.due:
        planned = session.starts_at + position * each if session else None
        expected = planned + late if planned else None
        yield Call(
            heats.sheet,
            heats.title,
            number,
            heats.total,
            session.venue if session else None,
            planned,
            expected,
            expected + each if expected else None,
            callers,
        )


def _length_of_heat(session: Session | None, heats: int) -> timedelta:
    if session is None or session.ends_at is None or not heats:
        return USUAL_HEAT
    return (session.ends_at - session.starts_at) / heats


def _caller(entry: Entry) -> Caller:
    people: list[Person] = lineup_of(entry) or [entry.person]
    return Caller(
        entry.person.number,
        title_of(entry),
        entry.person.roster.unit.name,
        frozenset(person.pk for person in people),
        names=tuple(person.name for person in people),
    )


def venues_with_delays(activity: Activity) -> list[tuple[Venue | None, int]]:
    """Every venue of the timetable and how late it runs; None stands for sessions without a venue."""
    delays = {delay.venue_id: delay.minutes for delay in Delay.objects.filter(activity=activity)}
    venues = list(Venue.objects.filter(activity=activity).order_by("pk"))
    rows: list[tuple[Venue | None, int]] = [(venue, delays.get(venue.pk, 0)) for venue in venues]
    if activity.sessions.filter(venue=None).exists() or not rows:
        rows.append((None, delays.get(None, 0)))
    return rows
