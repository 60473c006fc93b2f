"""Reading one activity whole: the plan as a document, the facts the checks ask for, the lines of its budget."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Count, F
from django.utils import timezone

from accounts.models import ROLE_TITLES, Unit, User, under_any
from accounts.roles import Role
from events import budget, planning
from events.models import (
    Activity,
    Appointment,
    BudgetLine,
    Contest,
    Division,
    Duty,
    Host,
    InvitedUnit,
    Prize,
    Section,
    Session,
    StateChange,
    Venue,
)
from events.querysets import OWNERS
from events.states import ORDER, State

BEFORE_REGISTRATION = frozenset({State.DRAFT, State.PENDING, State.APPROVED})


@dataclass(frozen=True, slots=True)
class Plan:
    """Every row of one activity's plan, each list in its order."""

    activity: Activity
    hosts: list[Host]
    invited: list[InvitedUnit]
    sections: list[Section]
    venues: list[Venue]
    sessions: list[Session]
    contests: list[Contest]
    prizes: list[Prize]
    duties: list[Duty]
    budget_lines: list[BudgetLine]
    appointments: list[Appointment]

    @property
    def hosts_by_part(self) -> list[tuple[str, list[Host]]]:
        """`[("Host", [...]), ("Organised by", [...])]`, only the parts that are named."""
        grouped = [(str(part.label), [host for host in self.hosts if host.part == part]) for part in Host.Part]
        return [(label, hosts) for label, hosts in grouped if hosts]

    @property
    def sessions_by_day(self) -> list[tuple[datetime, list[Session]]]:
        days: dict[Any, list[Session]] = {}
        for session in self.sessions:
            days.setdefault(timezone.localdate(session.starts_at), []).append(session)
        return [(sessions[0].starts_at, sessions) for sessions in days.values()]

    @property
    def duties_grouped(self) -> bool:
        return any(duty.group for duty in self.duties)

    @property
    def staff(self) -> list[tuple[Any, list[User]]]:
        """The people of each role, the chief referee first."""
        held: dict[str, list[User]] = {}
        for appointment in self.appointments:
            held.setdefault(appointment.role, []).append(appointment.user)
        ranks = [Role.CHIEF_REFEREE, *(role for role in Role if role is not Role.CHIEF_REFEREE)]
        return [(ROLE_TITLES[role], held[role]) for role in ranks if role in held]

    @property
    def rows_and_lines(self) -> list[tuple[BudgetLine, budget.Line]]:
        return list(zip(self.budget_lines, self.lines, strict=True))

    @property
    def lines(self) -> list[budget.Line]:
        return [line_of(row) for row in self.budget_lines]

    @property
    def totals(self) -> budget.Totals:
        return budget.totals(self.lines)


def plan_of(activity: Activity) -> Plan:
    """The whole plan in a constant number of queries."""

    def ordered(rows: Any) -> list[Any]:
        return list(rows.order_by("position", "pk"))

    return Plan(
        activity=activity,
        hosts=ordered(activity.hosts),
        invited=ordered(activity.invitedunits.select_related("unit")),
        sections=ordered(activity.sections),
        venues=ordered(activity.venues),
        sessions=list(activity.sessions.select_related("venue").order_by("starts_at", "position", "pk")),
        contests=contests_of(activity),
        prizes=ordered(activity.prizes),
        duties=ordered(activity.duties),
        budget_lines=ordered(activity.budget_lines),
        appointments=list(activity.appointments.select_related("user").order_by("role", "pk")),
    )


def contests_of(activity: Activity) -> list[Contest]:
    """In order, with venue and divisions."""
    divisions = models.Prefetch("divisions", Division.objects.order_by("position", "pk"))
    return list(activity.contests.select_related("venue").prefetch_related(divisions).order_by("position", "pk"))


def facts_of(plan: Plan, now: datetime) -> planning.Facts:
    """What `planning` looks at, with moments in local time."""
    activity = plan.activity
    roles = Counter(appointment.role for appointment in plan.appointments)
    return planning.Facts(
        now=timezone.localtime(now),
        purpose=activity.purpose.strip(),
        first_day=activity.first_day,
        last_day=activity.last_day,
        deadline=None if activity.registration_deadline is None else timezone.localtime(activity.registration_deadline),
        hosts=len(plan.hosts),
        invited_units=len(plan.invited),
        venues=len(plan.venues),
        sessions=tuple(planned_session(session) for session in plan.sessions),
        contests=tuple(contest.title for contest in plan.contests),
        contests_without_rules=tuple(contest.title for contest in plan.contests if not contest.rules_text.strip()),
        prizes=tuple(planning.PlannedPrize(prize.title, prize.value or 0) for prize in plan.prizes),
        duties=tuple(duty.task for duty in plan.duties),
        duties_without_phone=tuple(duty.task for duty in plan.duties if not duty.phone),
        budget_lines=len(plan.budget_lines),
        chief_referees=roles[Role.CHIEF_REFEREE],
        referees=roles[Role.REFEREE],
        before_registration=State(activity.state) in BEFORE_REGISTRATION,
    )


def planned_session(session: Session) -> planning.PlannedSession:
    return planning.PlannedSession(
        title=session.title,
        starts=timezone.localtime(session.starts_at),
        ends=None if session.ends_at is None else timezone.localtime(session.ends_at),
        venue=session.venue.name if session.venue else "",
    )


def line_of(row: BudgetLine) -> budget.Line:
    return budget.Line(row.source, row.planned_quantity, row.planned_price, row.actual_quantity, row.actual_price)


def history_of(activity: Activity) -> models.QuerySet[StateChange]:
    """The steps taken, newest first."""
    return activity.state_changes.order_by("-at", "-pk")


def activities_for(user: User, state: State | None = None) -> models.QuerySet[Activity]:
    """Those the user may know of, the latest first; plans without a day stand on top."""
    found = Activity.objects.visible_to(user).select_related("host")
    if state is not None:
        found = found.filter(state=state)
    return found.order_by(F("first_day").desc(nulls_first=True), "-pk")


def counts_by_state(user: User) -> list[tuple[State, int]]:
    """How many of the user's activities are in each state that has any, in the order of the work."""
    rows = Activity.objects.visible_to(user).values_list("state").annotate(n=Count("pk")).order_by()
    counts = dict(rows)
    return [(state, counts[state]) for state in ORDER if state in counts]


def units_to_host(user: User) -> models.QuerySet[Unit]:
    """Units at which the user may start an activity."""
    return Unit.objects.filter(under_any(user.standing.paths(*OWNERS))).order_by("path")


def units_to_invite(activity: Activity) -> list[Unit]:
    """Every unit of the host's union, parents before their children, each level by its age."""
    return in_tree_order(Unit.objects.filter(path__startswith=activity.host.root_path))


def in_tree_order(units: models.QuerySet[Unit]) -> list[Unit]:
    """By path as numbers, so that /1/9/ stands before /1/10/."""
    return sorted(units, key=lambda unit: [int(key) for key in (unit.path or "/").strip("/").split("/") if key])


def people_to_appoint(activity: Activity) -> list[tuple[User, str]]:
    """Everybody with a membership in the host's union, each with the unit's name."""
    members = (
        User.objects.filter(is_active=True, memberships__unit__path__startswith=activity.host.root_path)
        .annotate(unit_name=F("memberships__unit__name"))
        .order_by("name", "pk", "memberships__pk")
    )
    found: dict[int, tuple[User, str]] = {}
    for user in members:
        found.setdefault(user.pk, (user, user.unit_name))
    return list(found.values())


def fingerprint(rows: models.QuerySet[Any]) -> str:
    """Changes whenever any value of any of the rows does: shows that somebody else has been at a table."""
    names = [field.attname for field in rows.model._meta.concrete_fields]
    seen = repr(list(rows.order_by("pk").values_list(*names)))
    return hashlib.sha256(seen.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Review:
    """The plan with everything the checks say about it."""

    plan: Plan
    facts: planning.Facts

    @cached_property
    def findings(self) -> tuple[planning.Finding, ...]:
        return planning.findings(self.facts)

    @property
    def open_points(self) -> list[planning.Finding]:
        return [finding for finding in self.findings if finding.level != "ok"]

    @property
    def settled(self) -> int:
        return sum(finding.level == "ok" for finding in self.findings)

    @property
    def missing(self) -> int:
        return sum(finding.level == "missing" for finding in self.findings)

    @property
    def questions(self) -> int:
        return sum(finding.level == "question" for finding in self.findings)


def review_of(activity: Activity, now: datetime, plan: Plan | None = None) -> Review:
    whole = plan or plan_of(activity)
    return Review(whole, facts_of(whole, now))
