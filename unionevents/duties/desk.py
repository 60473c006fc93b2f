"""Everything that the duties of one person are found from, read in a constant number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q

from accounts.models import Membership, Unit, User, under_any
from accounts.roles import Role
from events.models import Activity, BudgetLine, InvitedUnit, StateChange
from events.permissions import holds, learn_roles
from events.querysets import OWNERS
from events.states import State
from registration.models import Entry, Roster
from scoring.models import Operation, Publication, Ruling, Scoresheet
from scoring.sync import fold, operation


@dataclass(frozen=True, slots=True)
class SheetProgress:
    """How far one contest is: how many start, how many have something entered, where referees differ."""

    entries: int
    entered: int
    conflicts: int
    published: bool

    @property
    def complete(self) -> bool:
        return self.entered >= self.entries

    @property
    def ready(self) -> bool:
        """May the chief referee check and publish it now?"""
        return self.complete and self.entries > 0 and not self.conflicts and not self.published


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
    sheets = Scoresheet.objects.filter(contest__activity__in=activities).annotate(
        published=Exists(Publication.objects.filter(sheet=OuterRef("pk")))
    )
    starting = Entry.objects.filter(contest__activity__in=activities, withdrawn_at=None, person__withdrawn_at=None)
    contest_of = dict(starting.values_list("pk", "contest"))
    starters = Counter(contest_of.values())
    operations = defaultdict(list)
    for sheet, *values in Operation.objects.filter(sheet__contest__activity__in=activities).values_list(
        "sheet", "uuid", "entry", "slot", "value", "replaces"
    ):
        uuid, entry, slot, value, replaces = values
        operations[sheet].append(operation.Operation(str(uuid), entry, slot, value, frozenset(replaces)))
    rulings = defaultdict(list)
    for sheet, *values in Ruling.objects.filter(sheet__contest__activity__in=activities).values_list(
        "sheet", "pk", "entry", "slot", "value", "settles"
    ):
        key, entry, slot, value, settles = values
        rulings[sheet].append(operation.Ruling(str(key), entry, slot, value, frozenset(settles)))
    found: dict[int, list[SheetProgress]] = defaultdict(list)
    for sheet, contest, activity, published in sheets.values_list("pk", "contest", "contest__activity", "published"):
        folded = fold.fold(operations[sheet], rulings[sheet])
        found[activity].append(
            SheetProgress(
                entries=starters[contest],
                entered=sum(1 for entry in folded.slots if contest_of.get(int(entry)) == contest),
                conflicts=sum(1 for conflict in folded.conflicts if not conflict.ruled),
                published=published,
            )
        )
    return found
