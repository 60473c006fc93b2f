"""Who may do what with an activity."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from accounts.models import User
from accounts.roles import Role
from events import states
from events.models import Activity, Appointment, InvitedUnit
from events.querysets import OWNERS, STAFF
from events.states import State


def roles_in(user: User, activity: Activity) -> frozenset[Role]:
    """Every role the user holds for this activity: by unit, by appointment, or as contact of an invited unit."""
    cache: dict[int, frozenset[Role]] = user.__dict__.setdefault("_roles_in", {})
    if activity.pk not in cache:
        held = _by_unit(user, activity)
        held |= {
            Role(role)
            for role in Appointment.objects.filter(activity=activity, user=user).values_list("role", flat=True)
        }
        own = user.standing.paths(Role.CONTACT)
        if own and InvitedUnit.objects.filter(activity=activity, unit__path__in=own).exists():
            held.add(Role.CONTACT)
        cache[activity.pk] = frozenset(held)
    return cache[activity.pk]


def learn_roles(user: User, activities: Iterable[Activity]) -> None:
    """Reads the roles for many activities at once, so that pages over all of them ask no query for each.

    The activities need their `host` loaded.
    """
    found = {activity.pk: activity for activity in activities}
    held = {pk: set(_by_unit(user, activity)) for pk, activity in found.items()}
    appointed = Appointment.objects.filter(activity__in=found, user=user)
    for pk, role in appointed.values_list("activity", "role"):
        held[pk].add(Role(role))
    invited = InvitedUnit.objects.filter(activity__in=found, unit__path__in=user.standing.paths(Role.CONTACT))
    for pk in invited.values_list("activity", flat=True):
        held[pk].add(Role.CONTACT)
    user.__dict__.setdefault("_roles_in", {}).update({pk: frozenset(roles) for pk, roles in held.items()})


def _by_unit(user: User, activity: Activity) -> set[Role]:
    path = activity.host.path or ""
    return {role for role in Role if role is not Role.CONTACT and user.standing.reaches(path, role)}


def holds(user: User, activity: Activity, *roles: Role) -> bool:
    return not roles_in(user, activity).isdisjoint(roles)


def may_view(user: User, activity: Activity) -> bool:
    state = State(activity.state)
    return (
        holds(user, activity, *OWNERS)
        or (state in states.CHAIR_SEES and holds(user, activity, Role.CHAIR))
        or (state in states.STAFF_SEES and holds(user, activity, *STAFF))
        or (state in states.UNITS_SEE and holds(user, activity, Role.CONTACT))
    )


def by_roles(*roles: Role, during: frozenset[State] | None = None) -> Callable[[Any, Any], bool]:
    """A predicate over an activity, or over anything that belongs to one."""

    def decide(user: Any, thing: Any) -> bool:
        activity = activity_of(thing)
        return (
            (during is None or State(activity.state) in during)
            and may_view(user, activity)
            and holds(user, activity, *roles)
        )

    return decide


def activity_of(thing: Any) -> Activity:
    """The activity that a row of the plan, or of a higher app, belongs to."""
    if isinstance(thing, Activity):
        return thing
    for link in ("activity", "contest", "sheet"):
        if hasattr(thing, link):
            return activity_of(getattr(thing, link))
    raise TypeError(f"{thing!r} belongs to no activity")


def may_create(user: Any, unit: Any) -> bool:
    """At this unit; without one: anywhere."""
    if unit is None:
        return bool(user.standing.paths(*OWNERS))
    return bool(user.standing.reaches(unit.path, *OWNERS))


SEES_MONEY = (*OWNERS, Role.CHAIR, Role.FINANCE, Role.VIEWER)

PERMISSIONS = {
    "events.create_activity": may_create,
    "events.view_activity": lambda user, thing: may_view(user, activity_of(thing)),
    "events.change_plan": by_roles(*OWNERS, during=states.PLAN_MAY_CHANGE),
    "events.change_money": by_roles(*OWNERS, during=states.MONEY_MAY_CHANGE),
    "events.record_actuals": by_roles(*OWNERS, Role.FINANCE, during=states.ACTUALS_MAY_CHANGE),
    "events.view_budget": by_roles(*SEES_MONEY),
    "events.view_checklist": by_roles(*SEES_MONEY),
    "events.submit_plan": by_roles(*OWNERS),
    "events.approve_plan": by_roles(Role.CHAIR),
    "events.advance_activity": by_roles(*OWNERS),
    "events.announce": by_roles(*OWNERS, Role.CHIEF_REFEREE),
    "events.appoint": by_roles(*OWNERS, during=frozenset(State) - {State.ARCHIVED}),
    "events.copy_activity": by_roles(*OWNERS),
    "events.export_activity": by_roles(*OWNERS),
    "events.delete_draft": by_roles(*OWNERS, during=frozenset({State.DRAFT})),
}
