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

from events.models import Session
from scoring.models import Device, Publication
from scoring.services import conducting, drawing, protesting
from tests import factories
from tests.scoring.meets import make_meet
from tests.scoring.tablets import make_station, make_tablet
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


def test_every_state_of_a_heat_is_told_in_one_picture(browse: Any, axe: Any) -> None:
    """Stations and heats: not begun, late, entering, all in, held, released, open again; tablets that are silent."""
    meet = make_meet(people=8)
    now = timezone.now()
    drawing.draw(sheet=meet.sheet("run"), seed="总览", by=meet.chief, now=now)
    heats = {1: 4, 2: 2}  # everybody in the first heat, half of the second
    for start in meet.sheet("run").starts.select_related("entry"):
        if start.lane <= heats[start.heat]:
            meet.record("run", start.entry.number, time=10_000 + start.entry.number * 10)
    for code, title in (("late", "拔河"), ("fresh", "跳远"), ("held", "铅球"), ("again", "踢毽")):
        contest = meet.contests[code] = factories.make_contest(meet.activity, code, title=title, game="count")
        for number, person in enumerate(meet.people, 1):
            contest.entries.create(person=person, number=number)
            if code in {"held", "again"}:
                meet.record(code, number, count=number * 7)
    for number in range(1, 9):
        meet.record("rope", number, count=100 + number)
        shots = {1: 10, 2: 10, 3: 10, 4: 1}.get(number, 0)  # three are through, the fourth is at it
        for shot in range(1, shots + 1):
            meet.record("shots", number, **{f"shot.{shot}": 1})
    Session.objects.create(activity=meet.activity, title="拔河", starts_at=now - timedelta(minutes=20))
    act(meet, conducting.hold, "held")
    release(meet, "rope")
    release(meet, "again")
    act(meet, conducting.reopen, "again")
    tablet = make_tablet(meet, make_station(meet, "run", "late", name="1 号站"))
    silent = make_tablet(meet, make_station(meet, "rope", name="2 号站"))
    Device.objects.filter(pk=tablet.device.pk).update(seen_at=now, health={"waiting": 3})
    Device.objects.filter(pk=silent.device.pk).update(seen_at=now - timedelta(minutes=9))
    expected = {
        "托球跑": ["1 已录完 4/4", "2 录入中 2/4"],
        "一分钟跳绳": ["已公布 8/8"],
        "定点投篮": ["录入中 3/8"],
        "拔河": ["未按时开始 0/8"],
        "跳远": ["未开始 0/8"],
        "铅球": ["待核 8/8"],
        "踢毽": ["已录完 8/8"],
    }
    for size in ("desktop", "tablet", "phone"):
        page = browse(meet.chief, size=size)
        page.goto(reverse("scoring:table", args=[meet.activity.pk]))
        look(page, f"states-{size}")
        rows = page.locator("table.overview tbody tr")
        found = {}
        for row in rows.all():
            title = row.locator("th a").inner_text()
            found[title] = [" ".join(heat.inner_text().split()) for heat in row.locator(".heat").all()]
        assert found == expected
        expect(rows.filter(has_text="踢毽")).to_contain_text("重新开放")
        expect(rows.filter(has_text="拔河")).to_contain_text("3 条")
        expect(rows.filter(has_text="一分钟跳绳").locator(".danger-ink")).to_contain_text("2 号站 · 平板 2 失联")
        assert axe(page) == []
        assert_fits(page)
