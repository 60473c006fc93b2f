"""A log-in for every role, all with one invented password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password

from accounts.models import ROLE_TITLES, Membership, Unit, User
from accounts.roles import Role
from accounts.services.log import record
from unionevents.demo.names import NEIGHBOUR, UNION

PASSWORD = "yunxi-demo-2026"  # noqa: S105  # invented and printed: demonstration data has no secrets


@dataclass(frozen=True, slots=True)
class Login:
    """Somebody to try the product as."""

    username: str
    name: str
    role: Role
    unit: str

    @property
    def role_title(self) -> str:
        return str(ROLE_TITLES[self.role])


LOGINS = (
    Login("organiser", "林若溪", Role.ORGANISER, UNION),
    Login("chair", "方志远", Role.CHAIR, UNION),
    Login("contact1", "章小满", Role.CONTACT, "云溪区第一小学工会"),
    Login("contact2", "罗宇航", Role.CONTACT, "云溪区人民医院工会"),
    Login("referee1", "何俊杰", Role.REFEREE, UNION),
    Login("referee2", "唐婉清", Role.REFEREE, UNION),
    Login("chief", "严守正", Role.CHIEF_REFEREE, UNION),
    Login("finance", "钱一宁", Role.FINANCE, UNION),
    Login("judge", "贺思源", Role.JUDGE, UNION),
    Login("viewer", "倪观澜", Role.VIEWER, UNION),
    Login("admin", "安之恒", Role.ADMINISTRATOR, UNION),
    Login("neighbour", "石青川", Role.ORGANISER, NEIGHBOUR),
)


def make_logins(*, union: Unit, neighbour: Unit, now: datetime) -> dict[str, User]:
    """The accounts by log-in name; every one may be used at once."""
    hashed = make_password(PASSWORD)  # slow on purpose, so once for all of them
    users: dict[str, User] = {}
    for login in LOGINS:
        root = neighbour if login.unit == NEIGHBOUR else union
        unit = Unit.objects.under(root).get(name=login.unit)
        user = User.objects.create(username=login.username, name=login.name, phone="000-0000-0000", password=hashed)
        Membership.objects.create(user=user, unit=unit, role=login.role)
        record(verb="accounts.make_demo_login", subject=user, by=None, now=now, unit=unit, role=login.role)
        users[login.username] = user
    return users
