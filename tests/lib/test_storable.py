"""No page ends as a fault because somebody sent what no database can hold."""

from __future__ import annotations

import pytest
from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.roles import Role
from tests.factories import make_activity, make_unit, make_user
from unionevents.lib.storable import StorableOnly

pytestmark = pytest.mark.django_db


def test_a_nul_in_an_address_is_not_found() -> None:
    assert Client().get("/r/%00/").status_code == 404


@pytest.mark.parametrize("address", ["/activities/?q=%00", "/activities/?%00=1"])
def test_a_nul_in_a_query_is_a_bad_request(address: str) -> None:
    client = Client()
    client.force_login(make_user("organiser", (Role.ORGANISER, make_unit())))

    assert client.get(address).status_code == 400


def test_a_nul_in_a_form_is_a_bad_request() -> None:
    answer = Client().post(reverse("accounts:login"), "username=%00", content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 400


def test_a_nul_in_a_form_with_files_is_no_fault_of_the_server() -> None:
    host = make_unit()
    client = Client()
    client.force_login(make_user("organiser", (Role.ORGANISER, host)))
    activity = make_activity(host)

    answer = client.post(reverse("scoring:decide_protest", args=[1]), {"comment": "林\x00悦"})
    assert answer.status_code == 404
    answer = client.post(reverse("events:step", args=[activity.pk, "submit"]), {"comment": "林\x00悦"})
    assert answer.status_code < 500


@pytest.mark.postgres
def test_what_the_database_refuses_for_a_nul_is_a_bad_request() -> None:
    with pytest.raises(BadRequest):
        try:
            make_unit("林\x00悦")
        except DataError as problem:
            StorableOnly(HttpResponse).process_exception(RequestFactory().post("/"), problem)  # type: ignore[arg-type]  # never asked on
