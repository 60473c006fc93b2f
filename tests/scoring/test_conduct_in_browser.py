"""The chief referee's overview in a browser: no violations at any size, renewing itself, a protest to its end."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from scoring.models import Publication
from scoring.services import conducting, protesting
from tests import factories
from tests.scoring.meets import make_meet
from tests.scoring.test_conduct import act, lodge, release

pytestmark = pytest.mark.django_db(transaction=True)


def look(page: Page, name: str) -> None:
    """A picture for a person, where one is asked for."""
    if folder := os.environ.get("UNIONEVENTS_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def assert_fits(page: Page) -> None:
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1]


def test_the_chief_referees_pages_at_every_size(browse: Any, axe: Any) -> None:
    meet = make_meet()
    meet.record_everything()
    meet.record("shots", 1, **{"shot.1": 0})
    factories.make_contest(meet.activity, "fresh", title="拔河", game="count")
    release(meet)
    Publication.objects.update(at=timezone.now() - timedelta(minutes=5))
    protest = lodge(meet, now=timezone.now())
    act(meet, conducting.hold, "rope")
    conducting.set_conduct(
        activity=meet.activity, second_person=True, protest_minutes=30, by=meet.chief, now=timezone.now()
    )
    asked = act(meet, conducting.reopen)
    addresses = {
        "table": reverse("scoring:table", args=[meet.activity.pk]),
        "chief": reverse("scoring:chief", args=[meet.sheet("rope").pk]),
        "protests": reverse("scoring:protests", args=[meet.sheet("run").pk]),
        "decide": reverse("scoring:decide_protest", args=[protest.pk]),
        "second": reverse("scoring:second", args=[asked.pk]),
        "log": reverse("scoring:log", args=[meet.activity.pk]),
        "conduct": reverse("scoring:set_conduct", args=[meet.activity.pk]),
    }
    for size in ("desktop", "tablet", "phone"):
        page = browse(meet.chief, size=size)
        for name, address in addresses.items():
            page.goto(address)
            assert axe(page) == [], name
            assert_fits(page)
            look(page, f"{name}-{size}")
    page.goto(addresses["table"])
    waits = page.get_by_role("list").filter(has_text="申诉单位")
    expect(waits).to_be_visible()
    protesting.decide(protest=protest, state="dismissed", decision="没有抢跑", by=meet.chief, now=timezone.now())
    expect(waits).to_have_count(0)  # the page renewed itself
