"""Small makers of rows for tests. Everything is invented. Defaults make the common case short."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from accounts.models import Membership, Unit, User
from accounts.roles import Role
from events.models import Activity, Appointment, Contest, InvitedUnit
from events.states import State
from registration.models import Entry, Person, Roster, Terms
from scoring.models import PrizePlan, Scoresheet

NOW = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
DEADLINE = datetime(2026, 9, 18, 10, 0, tzinfo=UTC)
PASSWORD = "a-long-test-password"  # invented, for tests alone


def make_unit(name: str = "云溪区总工会", *, parent: Unit | None = None) -> Unit:
    unit = Unit.objects.create(name=name, parent=parent)
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])
    return unit


def make_user(username: str, *roles_at: tuple[Role, Unit], name: str = "") -> User:
    """`make_user("wang", (Role.CONTACT, school))`."""
    user = User(username=username, name=name or username)
    user.set_unusable_password()
    user.save()
    for role, unit in roles_at:
        Membership.objects.create(user=user, unit=unit, role=role)
    return user


def make_activity(
    host: Unit, *, title: str = "工会干部趣味运动会", state: State = State.DRAFT, **fields: Any
) -> Activity:
    values: dict[str, Any] = {
        "first_day": date(2026, 9, 23),
        "last_day": date(2026, 9, 23),
        "registration_deadline": DEADLINE,
        "created_at": NOW,
    }
    activity = Activity.objects.create(host=host, title=title, state=state, **(values | fields))
    Terms.objects.create(activity=activity)
    PrizePlan.objects.create(activity=activity)
    return activity


def invite(activity: Activity, *units: Unit) -> None:
    for position, unit in enumerate(units, start=1):
        InvitedUnit.objects.create(activity=activity, unit=unit, position=position)


def appoint(activity: Activity, user: User, role: Role) -> Appointment:
    return Appointment.objects.create(activity=activity, user=user, role=role)


def make_contest(activity: Activity, code: str, *, title: str = "", game: str = "timed", **fields: Any) -> Contest:
    """A contest with its scoresheet."""
    position = activity.contests.count() + 1
    contest = Contest.objects.create(activity=activity, code=code, title=title or code, position=position, **fields)
    Scoresheet.objects.create(contest=contest, game=game)
    return contest


def make_roster(activity: Activity, unit: Unit, *, state: str = Roster.State.DRAFT) -> Roster:
    return Roster.objects.create(activity=activity, unit=unit, state=state)


def make_person(roster: Roster, name: str, *contests: Contest, **fields: Any) -> Person:
    """A person with entries in the contests."""
    values: dict[str, Any] = {"gender": Person.Gender.FEMALE, "post": Person.Post.CADRE, "healthy": True} | fields
    number = roster.activity.people.count() + 1
    person = Person.objects.create(roster=roster, activity=roster.activity, number=number, name=name, **values)
    for contest in contests:
        Entry.objects.create(contest=contest, person=person, number=contest.entries.count() + 1)
    return person


def later(**delta: float) -> datetime:
    """`later(days=3)` after NOW."""
    return NOW + timedelta(**delta)
