"""A small invented meet to break things in: two contests, a chief referee, stations with tablets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import Membership, Unit, User
from accounts.roles import Role
from events.models import Activity, Contest
from events.states import State
from registration.models import Entry, Person, Roster, Terms
from scoring.models import Device, PrizePlan, Publication, Scoresheet, Station
from scoring.queries.reading import read_sheet
from scoring.queries.setting import Setting
from scoring.services import pairing, publishing, signing_in, stations
from scoring.services.casing import case_of_contest
from unionevents.lib.documents import sha256_of

PIN = "402917"  # invented


@dataclass
class Meet:
    """The rows that drills ask for."""

    activity: Activity
    chief: User
    sheet: Scoresheet
    station: Station
    tablets: list[Tablet] = field(default_factory=list)

    def state(self) -> str:
        """A name for everything that counts in the contest now: who has which result, and what is contested."""
        reading = read_sheet(self.sheet)
        conflicts = [
            [str(conflict.entry), conflict.slot, sorted(repr(value) for value, _ in conflict.claims)]
            for conflict in reading.conflicts
        ]
        return sha256_of([case_of_contest(reading, Setting(self.activity)), conflicts])

    def draft(self) -> publishing.Draft:
        """What the chief referee looks at."""
        return publishing.draft_of(read_sheet(self.sheet), Setting(self.activity), None)

    def publish(self, seen: str) -> Publication:
        return publishing.publish(sheet=self.sheet, seen=seen, reason="", by=self.chief, now=timezone.now())


@dataclass
class Tablet:
    """A tablet with its token and its referee's ticket; counts its operations like the real one."""

    device: Device
    token: str
    ticket: str
    sheet: str = "run"
    seq: int = 0

    def operation(self, entry: str, value: object, uuid: UUID, *replaces: str, at: str = "") -> dict[str, Any]:
        self.seq += 1
        return {
            "uuid": str(uuid),
            "entry": entry,
            "device": self.device.code,
            "seq": self.seq,
            "slot": "time",
            "value": value,
            "replaces": list(replaces),
            "captured_at": at or "2026-09-23T08:41:07.120+08:00",
        }

    def batch(self, *operations: object) -> dict[str, Any]:
        return {
            "format": "unionevents-operations",
            "version": 1,
            "sheet": self.sheet,
            "ticket": self.ticket,
            "operations": list(operations),
        }


def make_meet(name: str, *, people: int, tablets: int = 2) -> Meet:
    """A running activity; `name` keeps several apart in one database."""
    now = timezone.now()
    unit = Unit.objects.create(name=f"演练工会 {name}")
    unit.path = f"/{unit.pk}/"
    unit.save(update_fields=["path"])
    chief = User(username=f"chief-{name}", name="演练裁判长")
    chief.set_unusable_password()
    chief.save()
    Membership.objects.create(user=chief, unit=unit, role=Role.CHIEF_REFEREE)
    activity = Activity.objects.create(host=unit, title=f"演练 {name}", state=State.RUNNING, created_at=now)
    Terms.objects.create(activity=activity)
    PrizePlan.objects.create(activity=activity)
    contest = Contest.objects.create(activity=activity, code="run", title="托球跑", position=1)
    sheet = Scoresheet.objects.create(contest=contest, game="timed")
    roster = Roster.objects.create(activity=activity, unit=unit, state=Roster.State.ACCEPTED)
    for number in range(1, people + 1):
        person = Person.objects.create(
            roster=roster, activity=activity, number=number, name=f"演练{number}", gender="female", post="cadre",
            healthy=True,
        )  # fmt: skip
        Entry.objects.create(contest=contest, person=person, number=number)
    station = stations.keep_station(
        activity=activity, name="演练站", venue=None, tasks=[stations.Task(sheet)], by=chief, now=now
    )
    pin = signing_in.set_pin(activity=activity, user=chief, pin=PIN, by=chief, now=now)
    meet = Meet(activity, chief, sheet, station)
    for _number in range(tablets):
        paired = pairing.make_device(station=station, by=chief, now=now)
        meet.tablets.append(Tablet(paired.device, paired.token, signing_in.ticket_of(paired.device, pin)))
    return meet


def clear(meet: Meet) -> None:
    """What was entered goes, so that the next round begins with the same people."""
    meet.sheet.publications.all().delete()
    meet.sheet.rulings.all().delete()
    meet.sheet.operations.all().delete()
