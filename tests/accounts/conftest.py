"""Two unions, so that every test can ask what the other one sees."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.test import Client

from accounts.models import Unit, User
from accounts.roles import Role
from tests.factories import PASSWORD, make_unit, make_user


@dataclass
class Unions:
    union: Unit
    school: Unit
    library: Unit
    administrator: User
    organiser: User
    contact: User
    other: Unit
    foreign_administrator: User


@pytest.fixture
def unions(db: None) -> Unions:
    union = make_unit("云溪区总工会")
    school, library = make_unit("城东小学工会", parent=union), make_unit("图书馆工会", parent=union)
    other = make_unit("青石县总工会")
    return Unions(
        union,
        school,
        library,
        make_user("guan", (Role.ADMINISTRATOR, union), name="管一平"),
        make_user("zu", (Role.ORGANISER, union), name="组小青"),
        make_user("lian", (Role.CONTACT, school), name="连文"),
        other,
        make_user("wai", (Role.ADMINISTRATOR, other), name="外一人"),
    )


@pytest.fixture
def known(unions: Unions) -> User:
    """A person with a password."""
    unions.contact.set_password(PASSWORD)
    unions.contact.save()
    return unions.contact


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
