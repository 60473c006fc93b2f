"""A contest in which several things are recorded of one person: each field in its order, on one pad."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from scoring.models import Scoresheet
from scoring.queries.reading import read_sheet
from tests.browser import too_small
from tests.scoring.meets import Meet, make_meet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def meet() -> Meet:
    """“Rope” is judged as a rate: how many were done, of how many."""
    meet = make_meet(people=3)
    Scoresheet.objects.filter(contest=meet.contests["rope"]).update(game="rate", settings={})
    return meet


def pad_url(meet: Meet) -> str:
    return reverse("scoring:pad", args=[meet.sheet("rope").pk])


def recorded(meet: Meet) -> dict[int, Any]:
    reading = read_sheet(meet.sheet("rope"))
    return {
        entry.number: recorded.absence or recorded.records
        for entry in reading.entries
        if not (recorded := reading.recorded[entry.pk]).missing
    }


def press(page: Any, keys: str) -> None:
    for key in keys:
        page.locator(f"[data-key='{key}']:visible").click()
    page.locator("[data-key=go]:visible").click()


@pytest.mark.parametrize("size", ["tablet", "phone"])
def test_the_fields_come_one_after_another_and_then_the_next_person(
    browse: Any, axe: Callable[..., list[str]], meet: Meet, size: str
) -> None:
    page = browse(meet.referee, size=size)
    page.goto(pad_url(meet))
    assert axe(page) == []
    assert too_small(page.locator(".pad .key, .pad-field")) == []
    tabs = page.locator("[data-choose]")
    assert tabs.count() == 2
    press(page, "18")
    expect(page.locator(".pad-name")).to_have_text(meet.people[0].name)
    expect(tabs.nth(0).locator("[data-value]")).to_contain_text("18")
    press(page, "20")
    expect(page.locator(".pad-name")).to_have_text(meet.people[1].name)
    expect(tabs.nth(0).locator("[data-value]")).to_have_text("–")
    page.wait_for_selector("[data-net][data-state=sent]")
    assert recorded(meet) == {1: {"done": 18, "of": 20}}


def test_a_field_that_stands_is_chosen_and_corrected_with_a_reason(browse: Any, meet: Meet) -> None:
    meet.record("rope", 1, done=18, of=20)
    page = browse(meet.referee, size="tablet")
    page.goto(f"{pad_url(meet)}?entry=1")
    page.locator("[data-choose=of]").click()
    press(page, "25")
    expect(page.locator("[data-problem]")).to_be_visible()
    page.check("[name=reason_choice] >> nth=0")
    with page.expect_response(lambda answer: answer.request.method == "POST"):  # the page says "sent" from the start
        page.locator("[data-key=go]:visible").click()
    assert recorded(meet) == {1: {"done": 18, "of": 25}}


def test_without_a_script_the_fields_are_asked_for_in_turn(browse: Any, meet: Meet) -> None:
    page = browse(meet.referee, size="tablet", java_script_enabled=False)
    page.goto(pad_url(meet))
    for value in ("18", "20", "7"):
        page.fill("#mark", value)
        page.click(".pad-plain button")
    assert recorded(meet) == {1: {"done": 18, "of": 20}, 2: {"done": 7}}
    page.locator("[data-choose=done]").click()
    assert page.url.endswith("&field=done")
