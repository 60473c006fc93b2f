"""The first administrator of a union comes by a link that only the operator of the installation can make."""

from __future__ import annotations

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import Unit, User
from accounts.roles import Role
from tests.factories import PASSWORD, make_unit


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
    make_unit("云溪区总工会")

    with pytest.raises(CommandError, match="云溪区总工会"):
        call_command("union", "云溪区总工会", administrator="管一平")

    assert Unit.objects.count() == 1
