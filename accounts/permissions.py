"""Who may look after units, people and invitations."""

from __future__ import annotations

from typing import Any

from accounts.models import Invitation, Membership, Unit, User
from accounts.roles import Role


def administers(user: Any, thing: Any) -> bool:
    """At this unit (or, for None, anywhere); for a person: at every unit where that person has a role."""
    if thing is None:
        return bool(user.standing.paths(Role.ADMINISTRATOR))
    if isinstance(thing, User):
        paths = _paths_of(thing)
        return bool(paths) and all(user.standing.reaches(path, Role.ADMINISTRATOR) for path in paths)
    return bool(user.standing.reaches(_unit_of(thing).path, Role.ADMINISTRATOR))


def may_view_account(user: Any, thing: Any) -> bool:
    """An administrator sees whoever has a role at a unit in the administrator's reach."""
    return any(user.standing.reaches(path, Role.ADMINISTRATOR) for path in _paths_of(thing))


def roles_to_invite(user: Any, unit: Unit) -> tuple[Role, ...]:
    """Administrators invite to every role; organisers invite contacts of the units they reach."""
    if user.standing.reaches(unit.path, Role.ADMINISTRATOR):
        return tuple(Role)
    return (Role.CONTACT,) if user.standing.reaches(unit.path, Role.ORGANISER) else ()


def may_invite(user: Any, thing: Any) -> bool:
    """At this unit (or, for None, anywhere); an invitation is withdrawn by whoever could have made it."""
    if thing is None:
        return bool(user.standing.paths(Role.ADMINISTRATOR, Role.ORGANISER))
    roles = roles_to_invite(user, _unit_of(thing))
    return thing.role in roles if isinstance(thing, Invitation) else bool(roles)


def belongs(user: Any, unit: Unit) -> bool:
    return unit.root_path in user.standing.unions()


def _unit_of(thing: Any) -> Unit:
    return thing.unit if isinstance(thing, Invitation | Membership) else thing


def _paths_of(person: User) -> list[str]:
    return [membership.unit.path or "" for membership in person.memberships.select_related("unit")]


PERMISSIONS = {
    "accounts.administer": administers,
    "accounts.invite": may_invite,
    "accounts.view_account": may_view_account,
    "accounts.view_unit": belongs,
}
