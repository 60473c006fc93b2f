"""Everything that the duties of one person are found from, read in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from accounts.models import Membership, Unit, User, under_any
from accounts.roles import Role
from events.models import Activity, BudgetLine, InvitedUnit, StateChange
from events.permissions import holds, learn_roles
from events.querysets import OWNERS
from events.states import State
from registration.models import Entry, Roster
from scoring.models import Operation, Publication, Ruling, Scoresheet
from scoring.queries.reading import reading_of
from scoring.queries.seats import seats_of


@dataclass(frozen=True, slots=True)
class SheetProgress:
    """How far one contest is: how many have nothing entered yet, and where referees differ."""

    has_entries: bool
    missing: int
    conflicts: int
    published: bool

    @property
    def ready(self) -> bool:
        """May the chief referee check and publish it now?"""
        return self.has_entries and not (self.missing or self.conflicts or self.published)


@dataclass(frozen=True, slots=True)
class OwnRoster:
    """The roster that one of the person's units sends to an activity; None when it has not been begun."""

    activity: Activity
    unit_name: str
    roster: Roster | None


@dataclass(slots=True)
class Desk:
    user: User
    now: datetime
    activities: list[Activity]
    returned: dict[int, str]
    own_rosters: list[OwnRoster]
    waiting_rosters: dict[int, int]
    sheets: dict[int, list[SheetProgress]]
    unpaid: set[int]
    units_without_contact: int

    def in_state(self, *states: State, roles: Iterable[Role]) -> Iterator[Activity]:
        """The activities in one of the states where the person holds one of the roles."""
        for activity in self.activities:
            if activity.state in states and holds(self.user, activity, *roles):
                yield activity


def desk_of(user: User, now: datetime) -> Desk:
    activities = list(
        Activity.objects.visible_to(user)
        .exclude(state=State.ARCHIVED)
        .select_related("host")
        .order_by(F("first_day").asc(nulls_last=True), "pk")
    )
    learn_roles(user, activities)
    owned = [activity.pk for activity in activities if holds(user, activity, *OWNERS)]
    submitted = Roster.objects.filter(activity__in=owned, state=Roster.State.SUBMITTED)
    judged = [
        activity.pk
        for activity in activities
        if activity.state in (State.RUNNING, State.SETTLING)
        and holds(user, activity, *OWNERS, Role.REFEREE, Role.CHIEF_REFEREE)
    ]
    return Desk(
        user=user,
        now=now,
        activities=activities,
        returned=_comments_of_returned(activities),
        own_rosters=_own_rosters(user, activities),
        waiting_rosters=dict(submitted.values_list("activity").annotate(n=Count("pk"))),
        sheets=_progress(judged),
        unpaid=_unpaid(activities),
        units_without_contact=_units_without_contact(user),
    )


def _comments_of_returned(activities: list[Activity]) -> dict[int, str]:
    """For drafts whose last step was a return: the chair's words."""
    drafts = [activity for activity in activities if activity.state == State.DRAFT]
    last: dict[int, StateChange] = {}
    for change in StateChange.objects.filter(activity__in=drafts).order_by("at", "pk"):
        last[change.activity_id] = change
    return {pk: change.comment for pk, change in last.items() if change.step == "return"}


def _own_rosters(user: User, activities: list[Activity]) -> list[OwnRoster]:
    """One for each invited unit that the person speaks for, whether begun or not."""
    known = {activity.pk: activity for activity in activities}
    own = user.standing.paths(Role.CONTACT)
    begun = {
        (roster.activity_id, roster.unit_id): roster
        for roster in Roster.objects.filter(activity__in=known, unit__path__in=own)
    }
    invited = InvitedUnit.objects.filter(activity__in=known, unit__path__in=own).order_by("unit__path")
    return [
        OwnRoster(known[activity], name, begun.get((activity, unit)))
        for activity, unit, name in invited.values_list("activity", "unit", "unit__name")
    ]


def _unpaid(activities: list[Activity]) -> set[int]:
    """Published activities whose budget does not yet say what was spent."""
    published = {activity.pk for activity in activities if activity.state == State.PUBLISHED}
    lines = BudgetLine.objects.filter(activity__in=published).values_list("activity")
    settled = lines.annotate(open=Count("pk", filter=Q(actual_price=None))).filter(open=0)
    return published - {pk for pk, _open in settled}


def _units_without_contact(user: User) -> int:
    """Below the unit that one administers; the union itself needs none."""
    reached = Unit.objects.filter(under_any(user.standing.paths(Role.ADMINISTRATOR)), parent__isnull=False)
    served = Membership.objects.filter(role=Role.CONTACT, user__is_active=True)
    return reached.exclude(pk__in=served.values("unit")).count()


def _progress(activities: list[int]) -> dict[int, list[SheetProgress]]:
    """The contests of these activities, from what referees entered and the chief referee decided."""
    sheets = Scoresheet.objects.filter(contest__activity__in=activities).select_related("contest")
    inside = {"sheet__contest__activity__in": activities}
    entries = _grouped(
        Entry.objects.filter(contest__activity__in=activities).select_related("person__roster"), "contest_id"
    )
    operations = _grouped(Operation.objects.filter(**inside).order_by("received_at", "pk"), "sheet_id")
    rulings = _grouped(Ruling.objects.filter(**inside).order_by("at", "pk"), "sheet_id")
    found: dict[int, list[SheetProgress]] = defaultdict(list)
    sheets = sheets.annotate(is_published=Exists(Publication.objects.filter(sheet=OuterRef("pk"))))
    seats = seats_of(sheets)
    for sheet in sheets:
        reading = reading_of(sheet, entries[sheet.contest_id], operations[sheet.pk], rulings[sheet.pk], seats[sheet.pk])
        found[sheet.contest.activity_id].append(
            SheetProgress(
                has_entries=bool(reading.entries),
                missing=len(reading.missing),
                conflicts=len(reading.conflicts),
                published=sheet.is_published,
            )
        )
    return found


def _grouped(rows: Iterable[Any], by: str) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, by)].append(row)
    return groups
