"""The first administrator of a union comes by a link that only the operator of the installation can make."""

from __future__ import annotations

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import Unit, User
from accounts.roles import Role
from tests.factories import PASSWORD, make_unit, make_user


@pytest.mark.django_db
def test_link_of_the_command_makes_the_first_administrator() -> None:
    out = io.StringIO()

    call_command("union", "云溪区总工会", administrator="管一平", site="https://union.example/", stdout=out)

    link = re.search(r"https://union\.example(/join/[\w-]+/)", out.getvalue())
    assert link is not None
    assert "管一平" in Client().get(link[1]).content.decode()
    Client().post(link[1], {"name": "管一平", "username": "guan", "password1": PASSWORD, "password2": PASSWORD})
    union = Unit.objects.get(name="云溪区总工会")
    assert User.objects.get(username="guan").standing.roles == {(Role.ADMINISTRATOR, union.path)}


@pytest.mark.django_db
def test_taken_name_makes_no_second_union() -> None:
    make_user("admin", (Role.ADMINISTRATOR, make_unit("云溪区总工会")))

    with pytest.raises(CommandError, match="云溪区总工会"):
        call_command("union", "云溪区总工会", administrator="管一平")

    assert Unit.objects.count() == 1


@pytest.mark.django_db
def test_a_union_that_came_with_a_file_gets_its_first_administrator() -> None:
    union = make_unit("云溪区总工会")
    make_user("referee", (Role.REFEREE, union))
    out = io.StringIO()

    call_command("union", "云溪区总工会", administrator="管一平", stdout=out)

    link = re.search(r"http://127\.0\.0\.1:8000(/join/[\w-]+/)", out.getvalue())
    assert link is not None
    Client().post(link[1], {"name": "管一平", "username": "guan", "password1": PASSWORD, "password2": PASSWORD})
    assert User.objects.get(username="guan").standing.roles == {(Role.ADMINISTRATOR, union.path)}
    assert Unit.objects.count() == 1
