"""No page ends as a fault because somebody sent what no database can hold."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from tests.factories import make_unit, make_user

pytestmark = pytest.mark.django_db


def test_a_nul_in_an_address_is_not_found() -> None:
    assert Client().get("/r/%00/").status_code == 404


@pytest.mark.parametrize("address", ["/activities/?q=%00", "/activities/?%00=1"])
def test_a_nul_in_a_query_is_a_bad_request(address: str) -> None:
    client = Client()
    client.force_login(make_user("organiser", (Role.ORGANISER, make_unit())))

    assert client.get(address).status_code == 400


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_nul_in_a_form_is_a_bad_request(kind: str) -> None:
    body = "username=%00" if "url" in kind else {"username": "林\x00悦", "password": "x"}
    kinds = {"content_type": kind} if "url" in kind else {}

    assert Client().post(reverse("accounts:login"), body, **kinds).status_code == 400
