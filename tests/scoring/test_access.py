"""Who gets which page in which state, and what a stranger is told: nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from events.states import State
from scoring.models import Operation
from tests import factories
from tests.scoring.meets import Meet, operation

ACTIVITY_PAGES = ("set_up", "start_lists", "field", "results", "awards", "publish_awards", "set_up_prizes")
SHEET_PAGES = ("pad", "chief", "result", "publish")
LEDGER = {
    # page: statuses for organiser, referee, chief, contact, finance while running
    "set_up": (200, 200, 200, 403, 403),
    "start_lists": (200, 200, 200, 200, 200),
    "field": (200, 200, 200, 403, 403),
    "results": (200, 200, 200, 200, 200),
    "awards": (200, 200, 200, 403, 403),
    "publish_awards": (403, 403, 403, 403, 403),
    "set_up_prizes": (403, 403, 403, 403, 403),
    "pad": (403, 200, 200, 403, 403),
    "chief": (200, 200, 200, 403, 403),
    "result": (200, 200, 200, 200, 200),
    "publish": (403, 403, 200, 403, 403),
}


def logged_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(meet: Meet, page: str) -> str:
    key = meet.sheet("run").pk if page in SHEET_PAGES else meet.activity.pk
    return reverse(f"scoring:{page}", args=[key])


@pytest.mark.parametrize("page", LEDGER)
def test_each_role_gets_its_pages_while_the_contests_run(meet: Meet, page: str) -> None:
    people = (meet.organiser, meet.referee, meet.chief, meet.contact, meet.finance)
    assert tuple(logged_in(person).get(address(meet, page)).status_code for person in people) == LEDGER[page]


@pytest.mark.parametrize("page", [*ACTIVITY_PAGES, *SHEET_PAGES])
def test_another_union_is_told_nothing(meet: Meet, page: str) -> None:
    stranger = factories.make_user("stranger", (Role.CHIEF_REFEREE, factories.make_unit("外区总工会")))
    assert logged_in(stranger).get(address(meet, page)).status_code == 404


@pytest.mark.parametrize(
    ("state", "status"), [(State.RUNNING, 403), (State.SETTLING, 403), (State.PUBLISHED, 200), (State.ARCHIVED, 200)]
)
def test_units_see_the_award_list_only_once_published(meet: Meet, state: State, status: int) -> None:
    meet.record_everything()
    meet.move_to(state)
    assert logged_in(meet.contact).get(address(meet, "awards")).status_code == status


def test_a_unit_never_sees_a_provisional_mark(meet: Meet) -> None:
    meet.record("run", 1, time=12340)
    assert "12.34" in logged_in(meet.organiser).get(address(meet, "result")).content.decode()
    assert "12.34" not in logged_in(meet.contact).get(address(meet, "result")).content.decode()
    meet.move_to(State.PUBLISHED)
    assert "12.34" not in logged_in(meet.contact).get(address(meet, "result")).content.decode()


def batch(*operations: Any) -> str:
    return json.dumps({"format": "unionevents-operations", "version": 1, "operations": operations})


def test_a_tablet_delivers_after_the_end_of_entry_but_only_a_referees(meet: Meet) -> None:
    url = reverse("scoring:operations", args=[meet.sheet("run").pk])
    sent = batch(operation("run/1", "time", 12340))
    assert logged_in(meet.organiser).post(url, sent, content_type="application/json").status_code == 403
    meet.move_to(State.SETTLING)
    answer = logged_in(meet.referee).post(url, sent, content_type="application/json")
    assert [receipt["receipt"] for receipt in answer.json()["receipts"]] == ["flagged"]
    meet.move_to(State.ARCHIVED)
    assert logged_in(meet.referee).post(url, sent, content_type="application/json").status_code == 403
    assert Operation.objects.count() == 1


@pytest.mark.parametrize("body", ["", "[]", "{", '{"format": "x"}', '{"a": 1.5}', '{"a": "\\u0000"}'])
def test_what_is_no_batch_is_answered_with_a_sentence(meet: Meet, body: str) -> None:
    url = reverse("scoring:operations", args=[meet.sheet("run").pk])
    answer = logged_in(meet.referee).post(url, body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["says"]


@pytest.mark.parametrize("page", ["draw", "operations", "undo"])
def test_addresses_that_change_something_take_no_get(meet: Meet, page: str) -> None:
    assert logged_in(meet.chief).get(reverse(f"scoring:{page}", args=[meet.sheet("run").pk])).status_code == 405


@pytest.mark.parametrize("page", ["chief", "pad"])
def test_a_referee_decides_nothing_and_an_organiser_enters_nothing(meet: Meet, page: str) -> None:
    person = meet.referee if page == "chief" else meet.organiser
    assert logged_in(person).post(address(meet, page), {"act": "absent"}).status_code == 403
