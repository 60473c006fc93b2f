"""Who may look after units, people and invitations."""

from __future__ import annotations

from typing import Any

from accounts.models import Invitation, Unit, User
from accounts.roles import Role


def administers(user: Any, thing: Any) -> bool:
    """At this unit (or, for None, anywhere); for a user: at every unit where that user is a member."""
    if thing is None:
        return bool(user.standing.paths(Role.ADMINISTRATOR))
    if isinstance(thing, User):
        paths = [membership.unit.path for membership in thing.memberships.select_related("unit")]
        return bool(paths) and all(user.standing.reaches(path, Role.ADMINISTRATOR) for path in paths)
    unit = thing.unit if isinstance(thing, Invitation) else thing
    return bool(user.standing.reaches(unit.path, Role.ADMINISTRATOR))


def may_invite(user: Any, thing: Any) -> bool:
    """Administrators invite anybody; organisers invite contacts of the units they reach."""
    if thing is None:
        return bool(user.standing.paths(Role.ADMINISTRATOR, Role.ORGANISER))
    unit = thing.unit if isinstance(thing, Invitation) else thing
    return bool(user.standing.reaches(unit.path, Role.ADMINISTRATOR, Role.ORGANISER))


def belongs(user: Any, unit: Unit) -> bool:
    return unit.root_path in user.standing.unions()


PERMISSIONS = {
    "accounts.administer": administers,
    "accounts.invite": may_invite,
    "accounts.view_unit": belongs,
}
