"""The roles a person can hold, and how far each reaches. Pure.

A role at a unit reaches that unit and every unit under it, so that a district union can help a school's union;
only the contact's does not: a contact speaks for one unit alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """Stored codes; the words are in `accounts.models.ROLE_TITLES`."""

    ADMINISTRATOR = "administrator"
    CHAIR = "chair"
    ORGANISER = "organiser"
    CONTACT = "contact"
    REFEREE = "referee"
    CHIEF_REFEREE = "chief_referee"
    JUDGE = "judge"
    FINANCE = "finance"
    VIEWER = "viewer"


@dataclass(frozen=True, slots=True)
class Standing:
    """All memberships of one user: pairs of role and unit path (`/1/5/`)."""

    roles: frozenset[tuple[Role, str]] = field(default_factory=frozenset)

    def reaches(self, path: str, *roles: Role) -> bool:
        """Does the user hold one of the roles at this unit, or (contacts apart) above it?"""
        return any(
            role in roles and (path == own if role is Role.CONTACT else path.startswith(own))
            for role, own in self.roles
        )

    def paths(self, *roles: Role) -> frozenset[str]:
        """Where the user holds one of the roles."""
        return frozenset(own for role, own in self.roles if role in roles)

    def unions(self) -> frozenset[str]:
        """The root paths of the unions that the user belongs to: nothing outside them exists for the user."""
        return frozenset("/" + own.split("/")[1] + "/" for _, own in self.roles)
