"""Every page of scoring answers for the people it is for, in a constant number of queries, and nobody else gets it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.scoring.meets import Meet, make_meet

ACTIVITY_PAGES = ("set_up", "start_lists", "field", "results", "awards")
SHEET_PAGES = ("pad", "chief", "result", "publish")


def logged_in(user: object) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("page", ACTIVITY_PAGES)
def test_the_chief_referee_opens_every_page_of_the_activity(meet: Meet, page: str) -> None:
    assert logged_in(meet.chief).get(reverse(f"scoring:{page}", args=[meet.activity.pk])).status_code == 200


@pytest.mark.parametrize("page", SHEET_PAGES)
@pytest.mark.parametrize("code", ["run", "rope", "shots"])
def test_the_chief_referee_opens_every_page_of_a_contest(meet: Meet, page: str, code: str) -> None:
    meet.record(code, 1, absence="DNS")
    assert logged_in(meet.chief).get(reverse(f"scoring:{page}", args=[meet.sheet(code).pk])).status_code == 200


@pytest.mark.parametrize(
    ("page", "queries"), [("field", 12), ("results", 12), ("start_lists", 10), ("awards", 16), ("set_up", 9)]
)
@pytest.mark.parametrize("people", [1, 3])
def test_lists_of_an_activity_ask_the_same_number_of_queries_for_one_and_for_three(
    db: None, django_assert_num_queries: object, page: str, queries: int, people: int
) -> None:
    meet = make_meet(people=people)
    meet.record_everything()
    client = logged_in(meet.chief)
    with django_assert_num_queries(queries):  # type: ignore[operator]
        client.get(reverse(f"scoring:{page}", args=[meet.activity.pk]))


@pytest.mark.parametrize(("page", "queries"), [("pad", 19), ("chief", 23), ("result", 18), ("publish", 18)])
@pytest.mark.parametrize("people", [1, 3])
def test_pages_of_a_contest_ask_the_same_number_of_queries_for_one_and_for_three(
    db: None, django_assert_num_queries: object, page: str, queries: int, people: int
) -> None:
    meet = make_meet(people=people)
    meet.record_everything()
    client = logged_in(meet.chief)
    with django_assert_num_queries(queries):  # type: ignore[operator]
        client.get(reverse(f"scoring:{page}", args=[meet.sheet("run").pk]))
