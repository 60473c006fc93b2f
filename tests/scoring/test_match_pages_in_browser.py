"""Pages of matches in a browser: groups and brackets, matches, legs, lots, draws; at every size, and on paper."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from scoring.models import Scoresheet
from tests.scoring.meets import Meet, make_meet
from tests.scoring.test_legs_by_pages import cup, ties
from tests.scoring.test_lots_and_gifts import settled
from tests.scoring.test_stages import STAGES, STRAIGHT, client_of, enter, open_matches, pingpong, standing

pytestmark = pytest.mark.django_db(transaction=True)

# What is left of A4 upright between its margins, in CSS pixels.
A4 = {"width": 688, "height": 996}


def played(meet: Meet) -> Scoresheet:
    """Groups played out, so that the bracket has names; its first match is in."""
    sheet = pingpong(meet, stages=STAGES)
    for stage in ("groups", "final"):
        for match in open_matches(standing(sheet)[1], stage)[: None if stage == "groups" else 1]:
            assert enter(client_of(meet.referee), sheet, stage, match.id, **STRAIGHT).status_code == 302
    return sheet


def pages_of(meet: Meet) -> list[str]:
    sheet = played(meet)
    match = open_matches(standing(sheet)[1], "final")[0]
    addresses = [reverse("scoring:stages", args=[sheet.pk]), reverse("scoring:lots", args=[sheet.pk])]
    return [*addresses, reverse("scoring:match", args=[sheet.pk, "final", match.id])]


def opened(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer is not None and answer.ok, address


def assert_fits(page: Page) -> None:
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1], page.url


@pytest.mark.parametrize("size", ["desktop", "tablet", "phone"])
def test_pages_of_matches_have_no_violations_and_nothing_runs_off_the_side(browse: Any, axe: Any, size: str) -> None:
    meet = make_meet(people=8)
    page = browse(meet.chief, size=size)
    found = []
    for address in pages_of(meet):
        opened(page, address)
        assert_fits(page)
        found += axe(page)
    assert found == []


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_legs_and_draws_have_no_violations_and_nothing_runs_off_the_side(browse: Any, axe: Any, size: str) -> None:
    meet = make_meet(people=4)
    sheet = cup(meet)
    leg = ties(sheet)[0].legs[-1]
    page = browse(meet.chief, size=size)
    found = []

    def look_at(name: str, *more: object) -> None:
        opened(page, reverse(f"scoring:{name}", args=more))
        assert_fits(page)
        found.extend(axe(page))

    look_at("stages", sheet.pk)
    look_at("match", sheet.pk, "cup", leg.id)
    settled(meet)
    look_at("given", meet.activity.pk)
    assert found == []


def test_on_paper_stand_cross_table_every_match_and_the_whole_bracket(browse: Any) -> None:
    meet = make_meet(people=8)
    address = pages_of(meet)[0]
    page = browse(meet.chief)
    opened(page, address)
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    expect(page.locator(".cross-cell").first).to_be_visible()
    expect(page.locator(".cross-table thead").first).to_be_visible()
    expect(page.locator("details.fixtures:not([open]) .meeting").first).to_be_visible()
    assert_fits(page)
    right = page.locator(".bracket .meeting").evaluate_all(
        "every => Math.max(...every.map(one => one.getBoundingClientRect().right))"
    )
    assert right <= A4["width"]
    expect(page.locator(".bracket")).to_be_visible()
    for unwanted in (".btn", ".rail", ".topbar"):
        assert page.locator(unwanted).locator("visible=true").count() == 0
