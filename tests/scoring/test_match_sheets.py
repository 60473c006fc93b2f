"""A contest of matches has no field for a pad; no page breaks on it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from scoring.models import Scoresheet
from tests.scoring.meets import Meet

ACTIVITY_PAGES = ("set_up", "start_lists", "field", "results", "awards")
SHEET_PAGES = ("pad", "chief", "result", "publish")


@pytest.fixture
def matches(meet: Meet) -> Meet:
    Scoresheet.objects.filter(contest=meet.contests["rope"]).update(game="match", settings={}, tie_breaks=[])
    return meet


def client_of(meet: Meet) -> Client:
    client = Client()
    client.force_login(meet.chief)
    return client


@pytest.mark.parametrize("name", ACTIVITY_PAGES)
def test_every_page_of_the_activity_opens(matches: Meet, name: str) -> None:
    answer = client_of(matches).get(reverse(f"scoring:{name}", args=[matches.activity.pk]))

    assert answer.status_code == 200


@pytest.mark.parametrize("name", SHEET_PAGES)
def test_every_page_of_the_contest_opens(matches: Meet, name: str) -> None:
    answer = client_of(matches).get(reverse(f"scoring:{name}", args=[matches.sheet("rope").pk]), follow=True)

    assert answer.status_code == 200
