"""Pages of the staff renew themselves without taking the button from under the finger, and lead to the log-in."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, expect

from scoring.services import screens
from tests.scoring.meets import make_meet
from tests.scoring.test_screens_in_browser import release

pytestmark = pytest.mark.django_db(transaction=True)
PART = "#announcer-part"


def polled(page: Page, times: int) -> None:
    for _time in range(times):
        with page.expect_response(lambda answer: answer.request.headers.get("hx-request") == "true"):
            pass


def test_what_has_not_changed_is_not_put_again_and_focus_stays_where_it_was(browse: Callable[..., Page]) -> None:
    meet = make_meet()
    meet.record_everything()
    release(meet, "run")
    screen = screens.keep_screen(
        activity=meet.activity, name="大厅左屏", theme="dark", by=meet.organiser, now=timezone.now()
    )
    view = screens.view_of("ceremony:run:0", codes=meet.contests)
    screens.command(activity=meet.activity, screens=[screen], views=[view], by=meet.organiser, now=timezone.now())
    page = browse(meet.organiser)
    page.goto(f"/activities/{meet.activity.pk}/announcer/")
    polled(page, 1)
    button = page.get_by_role("button", name="揭晓下一名")
    button.focus()
    button.evaluate("button => { button.dataset.same = 'yes'; }")
    polled(page, 3)
    assert button.get_attribute("data-same") == "yes", "nothing changed, so it is still the same button"

    release(meet, "rope")
    expect(page.locator(PART)).to_contain_text("一分钟跳绳，第 1 名")
    assert button.get_attribute("data-same") is None, "the part was put again"
    expect(button).to_be_focused()
    expect(page.locator("[data-out-of-touch]")).to_be_hidden()

    Session.objects.all().delete()
    expect(page).to_have_url(re.compile("/log-in/"))
    expect(page.locator(f"{PART} [name=password]")).to_have_count(0)
