"""Saving a roster: the lines somebody typed or uploaded become people and entries, one writer after the other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.models import Unit, User
from accounts.services import log
from events.models import Activity, Contest, Division
from events.queries import contests_of
from registration.limits import settled
from registration.models import Entry, Person, Roster
from registration.queries import ENTRIES, Listing, contest_value
from registration.services.gate import NotOpen, Stale, lock_numbers, may_pass, note_change, pass_gate
from registration.services.places import move_up
from registration.services.teams import hand_over_captaincy

FIELDS = ("name", "gender", "post", "healthy")
UNIT_FACTS = ("size", "partners", "fee_paid")
FACTS = ("birth_date", "service_since", "kind", "functions", "traits")


@dataclass(frozen=True, slots=True)
class Line:
    """One person as typed or uploaded; `entries` are contest codes with a division's code, or None to find it.

    `facts` holds what was asked for (birth date, kind ...) and `contents` what is performed in a contest: what is not
    named stays as it is.
    """

    key: UUID
    name: str
    gender: str
    post: str
    healthy: bool
    entries: Mapping[str, str | None] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    contents: Mapping[str, str] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the person that this line says something about."""
        return {name: getattr(self, name) for name in FIELDS} | {
            name: value for name, value in self.facts.items() if name in FACTS
        }


@transaction.atomic
def begin(*, activity: Activity, unit: Unit, by: User, now: datetime) -> Roster:
    """The unit's roster, made when first asked for."""
    roster, is_new = Roster.objects.select_related("unit", "activity__host").get_or_create(activity=activity, unit=unit)
    if is_new:
        if not may_pass(roster, by=by, now=now):
            raise NotOpen(roster, now)
        log.record(verb="registration.begin_roster", subject=roster, by=by, now=now, unit=unit)
    return roster


@transaction.atomic
def save(
    *,
    roster: Roster,
    version: int,
    lines: Sequence[Line],
    by: User,
    now: datetime,
    remove: Collection[UUID] = (),
    restore: Collection[UUID] = (),
    verb: str = "registration.save_roster",
    seen: Listing | None = None,
) -> Roster:
    """Bring the named people to what the lines say; people who are not named stay as they are.

    Stale when somebody else saved meanwhile. The same form sent twice is one change and no error. `seen` is the
    roster as this request has read it already.
    """
    locked = pass_gate(roster, by=by, now=now)
    writer = _planned(locked, now, lines, remove, restore, seen=seen)
    if not writer.changes:
        return locked
    if not may_pass(locked, by=by, now=now, act=writer.act):
        raise NotOpen(locked, now, writer.act)
    if version != locked.version:
        raise Stale(locked, by)
    writer.write()
    note_change(locked, by=by, now=now)
    log.record(verb=verb, subject=locked, by=by, now=now, unit=locked.unit, **writer.as_details())
    return locked


def changes_something(
    seen: Listing, lines: Sequence[Line], *, remove: Collection[UUID] = (), restore: Collection[UUID] = ()
) -> bool:
    """Whether these lines say something else than the roster does as it was read."""
    return _planned(seen.roster, None, lines, remove, restore, seen=seen).changes


@transaction.atomic
def set_unit_facts(*, roster: Roster, version: int, facts: Mapping[str, Any], by: User, now: datetime) -> Roster:
    """What the limits ask about the unit itself."""
    locked = pass_gate(roster, by=by, now=now, act="change")
    given = {name: value for name, value in facts.items() if name in UNIT_FACTS and value != getattr(locked, name)}
    if not given:
        return locked
    if version != locked.version:
        raise Stale(locked, by)
    for name, value in given.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(given))
    note_change(locked, by=by, now=now)
    log.record(
        verb="registration.set_unit_facts", subject=locked, by=by, now=now, unit=locked.unit, facts=sorted(given)
    )
    return locked


def _planned(
    roster: Roster,
    now: datetime | None,
    lines: Sequence[Line],
    remove: Collection[UUID],
    restore: Collection[UUID],
    *,
    seen: Listing | None,
) -> _Writer:
    writer = _Writer(roster, now, seen)
    for line in lines:
        writer.plan(line)
    writer.plan_removal(remove)
    writer.plan_return(restore)
    return writer


class _Writer:
    """Compares first, writes after: a save that changes nothing touches nothing."""

    def __init__(self, roster: Roster, now: datetime | None, seen: Listing | None) -> None:
        self.roster, self.now = roster, now
        if seen is not None and seen.roster.version == roster.version:
            people, contests = seen.everybody, seen.contests
        else:
            people = list(Person.objects.filter(roster=roster).prefetch_related(ENTRIES))
            contests = contests_of(roster.activity)
        self.people: dict[UUID, Person] = {person.key: person for person in people}
        self.contests: dict[str, Contest] = {contest.code: contest for contest in contests}
        self.new: list[tuple[Line, dict[Contest, Division | None]]] = []
        self.fields: dict[UUID, dict[str, Any]] = {}
        self.entered: list[tuple[Person, Contest, Division | None, str]] = []
        self.moved: list[tuple[Entry, Division | None, str]] = []
        self.dropped: list[Entry] = []
        self.removed: list[Person] = []
        self.returned: list[Person] = []

    @property
    def changes(self) -> bool:
        return any((self.new, self.fields, self.entered, self.moved, self.dropped, self.removed, self.returned))

    def plan(self, line: Line) -> None:
        wanted = self._wanted(line)
        person = self.people.get(line.key)
        if person is None:
            self.new.append((line, wanted))
            return
        if differing := {name: value for name, value in line.values.items() if value != getattr(person, name)}:
            self.fields[line.key] = differing
        standing = {entry.contest_id: entry for entry in person.entries.all() if entry.withdrawn_at is None}
        for contest, division in wanted.items():
            entry = standing.pop(contest.pk, None)
            if entry is None:
                self.entered.append((person, contest, division, line.contents.get(contest.code, "")))
            else:
                content = line.contents.get(contest.code, entry.content)
                if (entry.division_id, entry.content) != (division.pk if division else None, content):
                    self.moved.append((entry, division, content))
        self.dropped += standing.values()

    def plan_removal(self, keys: Collection[UUID]) -> None:
        self.removed = [p for key in keys if (p := self.people.get(key)) and p.withdrawn_at is None]

    def plan_return(self, keys: Collection[UUID]) -> None:
        self.returned = [p for key in keys if (p := self.people.get(key)) and p.withdrawn_at is not None]

    def write(self) -> None:
        assert self.now is not None
        if self.new or self.entered or self.dropped or self.removed:
            lock_numbers(self.roster.activity)
        self._write_people()
        for person, contest, division, content in self.entered:
            self._enter(person, contest, division, content)
        for entry, division, content in self.moved:
            entry.division, entry.content = division, content
            entry.save(update_fields=["division", "content"])
        self._drop(self.dropped)
        for person in self.removed:
            standing = [entry for entry in person.entries.all() if entry.withdrawn_at is None]
            gone = Entry.objects.filter(pk__in=[entry.pk for entry in standing])
            gone.update(withdrawn_at=self.now, placed_at=None, waiting_since=None)
            person.withdrawn_at = self.now
            person.save(update_fields=["withdrawn_at"])
        for person in self.returned:
            # Only what was withdrawn together with the person comes back with the person.
            Entry.objects.filter(person=person, withdrawn_at=person.withdrawn_at).update(withdrawn_at=None)
            person.withdrawn_at = None
            person.save(update_fields=["withdrawn_at"])
        if self.removed:
            hand_over_captaincy(self.roster)
        left = {entry.contest.code for entry in self.dropped}
        left |= {entry.contest.code for person in self.removed for entry in person.entries.all()}
        move_up(self.roster.activity, left, now=self.now)

    @property
    def act(self) -> str:
        """What this amounts to once registration is closed."""
        more = any((self.new, self.fields, self.entered, self.moved, self.returned))
        return "change" if more else "withdrawals"

    def as_details(self) -> dict[str, Any]:
        """What changed, by start number: names are looked up when the log is read, so that they can be erased."""
        entries: dict[str, dict[str, list[str]]] = {}
        for person, contest, _division, _content in self.entered:
            entries.setdefault(str(person.number), {}).setdefault("in", []).append(contest.code)
        for entry in self.dropped:
            number = next(p.number for p in self.people.values() if p.pk == entry.person_id)
            entries.setdefault(str(number), {}).setdefault("out", []).append(entry.contest.code)
        return {
            "added": [self.people[line.key].number for line, _wanted in self.new],
            "changed": {str(self.people[key].number): sorted(given) for key, given in self.fields.items()},
            "entries": entries,
            "removed": [person.number for person in self.removed],
            "returned": [person.number for person in self.returned],
        }

    def _wanted(self, line: Line) -> dict[Contest, Division | None]:
        wanted: dict[Contest, Division | None] = {}
        for code, chosen in line.entries.items():
            if contest := self.contests.get(code):
                found = settled(contest_value(contest), line.gender, chosen)
                wanted[contest] = next((each for each in contest.divisions.all() if each.code == found), None)
        return wanted

    def _write_people(self) -> None:
        for key, differing in self.fields.items():
            person = self.people[key]
            for name, value in differing.items():
                setattr(person, name, value)
            person.save(update_fields=list(differing))
        number = next_number(self.roster.activity) if self.new else 0
        for offset, (line, wanted) in enumerate(self.new):
            person = Person.objects.create(
                roster=self.roster, activity=self.roster.activity, key=line.key, number=number + offset,
                **line.values,
            )  # fmt: skip
            self.people[line.key] = person
            self.entered += [
                (person, contest, division, line.contents.get(contest.code, "")) for contest, division in wanted.items()
            ]

    def _enter(self, person: Person, contest: Contest, division: Division | None, content: str) -> None:
        """A withdrawn entry comes back under its old number."""
        entry = Entry.objects.filter(person=person, contest=contest, team=None).first()
        on_the_day = self.roster.activity.state == "running"
        if entry is None:
            Entry.objects.create(
                person=person, contest=contest, division=division, number=next_entry_number(contest), content=content,
                walk_in=on_the_day,
            )  # fmt: skip
            return
        entry.division, entry.content, entry.walk_in, entry.withdrawn_at = division, content, on_the_day, None
        entry.save(update_fields=["division", "content", "walk_in", "withdrawn_at"])

    def _drop(self, entries: Sequence[Entry]) -> None:
        """Before the first submission nobody has seen the number, so the entry goes; later it is withdrawn."""
        rows = Entry.objects.filter(pk__in=[entry.pk for entry in entries])
        if self.roster.submitted_at is None:
            rows.delete()
        else:
            rows.update(withdrawn_at=self.now, placed_at=None, waiting_since=None)


def next_number(activity: Activity) -> int:
    """The next start number; hold `lock_numbers` while it is given out."""
    return (Person.objects.filter(activity=activity).aggregate(n=Max("number"))["n"] or 0) + 1


def next_entry_number(contest: Contest) -> int:
    """The next number in a contest; hold `lock_numbers` while it is given out."""
    return (Entry.objects.filter(contest=contest).aggregate(n=Max("number"))["n"] or 0) + 1
