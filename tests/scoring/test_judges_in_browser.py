"""Judges in a browser: seated on a page, each alone on a tablet, also without a network; the chief sees all at once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from accounts.roles import Role
from scoring.models import Operation, PanelSeat
from scoring.services import signing_in
from tests import factories
from tests.scoring.meets import Meet, make_meet
from tests.scoring.tabletpages import (
    add_contest,
    complaints,
    pair_by_digits,
    store_time,
    tablet_browser,
    type_keys,
)
from tests.scoring.tablets import PIN, make_station

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SENDING = "**/tablet/**"


def shot(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/judges-{name}.png", full_page=True)


@pytest.fixture
def meet() -> Meet:
    meet = make_meet(people=3)
    add_contest(
        meet,
        "speech",
        "judged",
        settings={"judges": 2, "maximum": 10, "decimals": 1, "drop_highest": 0, "drop_lowest": 0},
    )
    return meet


def make_judge(meet: Meet, number: int) -> User:
    judge = factories.make_user(f"judge{number}", name=f"评委{'甲乙丙'[number - 1]}")
    factories.appoint(meet.activity, judge, Role.JUDGE)
    signing_in.set_pin(activity=meet.activity, user=judge, pin=PIN, by=meet.chief, now=timezone.now())
    return judge


def sign_in_as(page: Page, name: str) -> None:
    page.locator("[data-referee]", has_text=name).click()
    type_keys(page, PIN)
    page.click("[data-key=go]")


def open_panel(page: Page, station: Any, meet: Meet, judge: User) -> None:
    pair_by_digits(page, station, meet)
    sign_in_as(page, judge.name)
    page.click("[data-sheet=speech]")


def test_judges_mark_alone_and_the_chief_sees_all_at_once(
    chromium: Browser, browse: Any, axe: Any, meet: Meet, tmp_path: Path
) -> None:
    judges = [make_judge(meet, number) for number in (1, 2, 3)]
    desk = browse(meet.organiser)
    desk.goto(f"/activities/{meet.activity.pk}/stations/judges/")
    site = desk.url.partition("/activities/")[0]
    desk.get_by_label("评委 1").select_option(label=judges[0].name)
    desk.get_by_label("评委 2").select_option(label=judges[0].name)
    desk.get_by_role("button", name="保存").click()
    expect(desk.get_by_role("alert")).to_contain_text("一人一席")
    desk.get_by_label("评委 2").select_option(label=judges[1].name)
    desk.get_by_role("button", name="保存").click()
    expect(desk.get_by_text("评委席已保存")).to_be_visible()
    assert axe(desk) == []
    shot(desk, "seats")
    assert list(PanelSeat.objects.order_by("number").values_list("user", flat=True)) == [j.pk for j in judges[:2]]

    station = make_station(meet, "speech", "run", name="评委席")
    with (
        tablet_browser(chromium.browser_type, tmp_path / "one", site) as one,
        tablet_browser(chromium.browser_type, tmp_path / "two", site) as two,
    ):
        first, second = one.pages[0], two.pages[0]
        pair_by_digits(first, station, meet)
        assert first.locator("[data-referee]", has_text=judges[2].name).is_disabled()
        shot(first, "sign-in")
        sign_in_as(first, judges[0].name)
        # No contest but the panel, no other seat, no fouls and no absences.
        expect(first.locator("[data-sheet]")).to_have_count(1)
        first.click("[data-sheet=speech]")
        expect(first.locator("[data-my-seat='1']")).to_be_visible()
        assert first.locator(".pad-seats, .pad-absences, .pad-faults").count() == 0
        assert complaints(first) == []
        shot(first, "pad")
        store_time(first, "85")
        expect(first.locator("[data-net]")).to_have_attribute("data-state", "sent")

        chief = browse(meet.chief)
        chief.goto(f"/sheets/{meet.sheet('speech').pk}/chief/")
        expect(chief.locator("[data-panel-row='1']")).to_contain_text("1 / 2")
        assert "8.5" not in chief.inner_text("main")
        shot(chief, "chief-one")

        open_panel(second, station, meet, judges[1])
        second.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
        assert "8.5" not in second.inner_text("body")
        two.set_offline(True)
        two.route(SENDING, lambda route: route.abort())
        store_time(second, "91")
        expect(second.locator("[data-net]")).to_have_attribute("data-state", "waiting")
        second.reload()
        second.click("[data-sheet=speech]")
        expect(second.locator("[data-my-seat='2']")).to_be_visible()
        assert Operation.objects.count() == 1
        two.unroute(SENDING)
        two.set_offline(False)
        expect(second.locator("[data-net]")).to_have_attribute("data-state", "sent")

        chief.reload()
        row = chief.locator("[data-panel-row='1']")
        expect(row).to_have_attribute("data-whole", "yes")
        expect(row).to_contain_text("8.5")
        expect(row).to_contain_text("9.1")
        assert axe(chief) == []
        for size, (width, height) in {"desktop": (1440, 900), "phone": (390, 844)}.items():
            chief.set_viewport_size({"width": width, "height": height})
            assert chief.evaluate("document.documentElement.scrollWidth <= innerWidth")
            shot(chief, f"chief-{size}")

        # Another judge on the same tablet leaves the panel of the first one.
        first.click("[data-id=lock]")
        sign_in_as(first, judges[1].name)
        first.click("[data-sheet=speech]")
        expect(first.locator("[data-my-seat='2']")).to_be_visible()
        expect(first.locator("[data-others]")).to_contain_text("评委 2")
        shot(first, "same-seat")

    by = {row.slot: row.by for row in Operation.objects.all()}
    assert by == {"score.1": judges[0], "score.2": judges[1]}
