"""Taking the published award list along: who may, what the log says, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import LogEntry
from accounts.roles import Role
from events.models import Activity
from events.states import State
from scoring.models import Publication
from tests.factories import make_user
from tests.scoring.test_workbooks import NAMES, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def host_and_clients() -> Iterator[tuple[Activity, Any]]:
    publication = publish(NAMES)
    host = publication.activity.host

    def client(role: Role) -> Client:
        user = make_user(role.value, (role, host))
        made = Client()
        made.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return made

    yield publication.activity, client


@pytest.mark.parametrize(("kind", "mime"), [("workbook", "spreadsheetml"), ("json", "application/json")])
def test_finance_takes_the_list_along_and_the_log_says_so(host_and_clients: Any, kind: str, mime: str) -> None:
    activity, client = host_and_clients
    answer = client(Role.FINANCE).get(reverse(f"scoring:awards_{kind}", args=[activity.pk]))
    assert answer.status_code == 200
    assert mime in answer["Content-Type"]
    entry = LogEntry.objects.get(verb="scoring.export_awards")
    assert (entry.by_name, entry.details["publication"]) == ("finance", 2)


def test_a_referee_does_not_take_the_list_along(host_and_clients: Any) -> None:
    activity, client = host_and_clients
    assert client(Role.REFEREE).get(reverse("scoring:awards_workbook", args=[activity.pk])).status_code == 403
    assert not LogEntry.objects.filter(verb="scoring.export_awards").exists()


def test_before_publishing_the_page_says_what_is_missing(host_and_clients: Any) -> None:
    activity, client = host_and_clients
    Publication.objects.all().delete()
    Activity.objects.filter(pk=activity.pk).update(state=State.SETTLING)
    answer = client(Role.FINANCE).get(reverse("scoring:awards_workbook", args=[activity.pk]))
    assert answer["Location"] == reverse("scoring:awards", args=[activity.pk])
