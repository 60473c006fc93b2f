"""Pages that renew themselves say when they no longer do, and a form that a full disk refused is sent again."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from events.states import State
from scoring.models import Scoresheet
from tests.scoring.meets import make_meet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Browse = Callable[..., Page]
Axe = Callable[[Page], list[str]]


def test_the_chief_referees_table_says_from_when_it_is_while_the_server_is_away(browse: Browse, axe: Axe) -> None:
    meet = make_meet()
    page = browse(meet.chief, size="phone")
    page.goto(reverse("scoring:table", args=[meet.activity.pk]))
    said = page.locator("[data-out-of-touch]")
    expect(said).to_be_hidden()

    page.context.set_offline(True)
    expect(said).to_be_visible()
    expect(said).to_have_text(re.compile(r"服务器没有回应。本页显示的是 \d{2}:\d{2}:\d{2} 时的内容"))
    assert axe(page) == []

    page.context.set_offline(False)
    expect(said).to_be_hidden()


def test_a_change_that_the_server_did_not_take_stays_in_the_form(browse: Browse) -> None:
    meet = make_meet(state=State.DRAFT, people=2)
    page = browse(meet.organiser)
    page.goto(reverse("scoring:set_up_contest", args=[meet.activity.pk, "shots"]))
    before = Scoresheet.objects.get(contest=meet.contests["shots"]).settings
    page.locator(".set-details > summary").click()
    shots = page.get_by_label("每人投数")
    page.route("**/*", lambda route: route.fulfill(status=507) if route.request.method == "POST" else route.continue_())

    shots.fill("7")
    shots.blur()

    expect(page.locator("[data-out-of-touch]")).to_contain_text("服务器磁盘已满")
    assert shots.input_value() == "7"
    assert Scoresheet.objects.get(contest=meet.contests["shots"]).settings == before
