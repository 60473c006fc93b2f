"""A device that keeps nothing says so before work starts; one without the newest interfaces syncs all the same."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from scoring.queries.reading import read_sheet
from scoring.services import pairing
from tests.scoring.meets import Meet, make_meet
from tests.scoring.tabletpages import (
    SENDING,
    complaints,
    cut,
    pair_by_digits,
    set_pin,
    sign_in,
    store_time,
    tablet_browser,
)
from tests.scoring.tablets import make_station

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# What some browsers do in a private window: the database is there and refuses to open.
NO_DATABASE = """IDBFactory.prototype.open = () => {
  throw new DOMException("A mutation operation was attempted on a database that allows none.", "InvalidStateError");
};"""
# Safari: nothing that syncs in the background, no battery, no shaking; here it does not even say that it is online.
AS_SAFARI = """
delete window.SyncManager;
if (window.ServiceWorkerRegistration) delete ServiceWorkerRegistration.prototype.sync;
delete Navigator.prototype.getBattery;
delete Navigator.prototype.vibrate;
delete window.requestIdleCallback;
addEventListener("online", (event) => event.stopImmediatePropagation(), true);
"""


@pytest.fixture
def meet() -> Meet:
    meet = make_meet(people=4)
    set_pin(meet)
    return meet


def shot(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/keeping-{name}.png", full_page=True)


def times(meet: Meet) -> dict[int, Any]:
    reading = read_sheet(meet.sheet("run"))
    found = {entry.number: reading.recorded[entry.pk] for entry in reading.entries}
    return {number: each.records["time"] for number, each in found.items() if not each.missing}


def begin_work(page: Page, meet: Meet) -> None:
    pair_by_digits(page, make_station(meet, "run"), meet)
    sign_in(page, meet)
    page.click("[data-sheet=run]")


def sent(page: Page) -> None:
    expect(page.locator("[data-net]")).to_have_attribute("data-state", "sent")


@pytest.fixture
def private_window(live_server: Any, chromium: Browser) -> Any:
    """A context without a profile is what the browser itself calls incognito."""
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1024, "height": 768})
    yield context
    context.close()


def test_a_private_window_is_told_before_work_starts(meet: Meet, private_window: BrowserContext) -> None:
    page = private_window.new_page()
    code = pairing.make_code(station=make_station(meet, "run"), by=meet.chief, now=timezone.now())
    page.goto(f"/tablet/#pair={code.key}")
    warning = page.locator("[data-check=persisted]")
    expect(warning).to_have_attribute("data-ok", "warn")
    expect(warning).to_contain_text("无痕窗口一关就全部清除")
    expect(page.locator("[data-id=begin]")).to_be_visible()
    assert complaints(page) == []
    shot(page, "private")


def test_a_browser_that_keeps_nothing_does_not_start_work(meet: Meet, private_window: BrowserContext) -> None:
    private_window.add_init_script(NO_DATABASE)
    page = private_window.new_page()
    page.goto("/tablet/")
    expect(page.locator("[data-check=keeps]")).to_have_attribute("data-ok", "no")
    expect(page.locator("[data-check=keeps]")).to_contain_text("无痕")
    assert page.locator("[data-key], [data-id=begin]").count() == 0
    assert complaints(page) == []
    shot(page, "nothing-kept")


def test_the_pad_of_a_browser_that_keeps_nothing_says_so_all_along(browse: Any, live_server: Any, meet: Meet) -> None:
    page = browse(meet.referee, size="tablet")
    page.add_init_script(NO_DATABASE)
    page.goto(reverse("scoring:pad", args=[meet.sheet("run").pk]))
    expect(page.locator("[data-net]")).to_contain_text("本机存不下录入")
    store_time(page, "1234")
    expect(page.locator("[data-last] .said")).to_have_text("已上传")
    expect(page.locator("[data-net]")).to_contain_text("本机存不下录入")
    assert times(meet) == {1: 12340}


def test_a_browser_without_background_sync_sends_everything(
    chromium: Browser, live_server: Any, meet: Meet, tmp_path: Path
) -> None:
    with tablet_browser(chromium.browser_type, tmp_path, live_server.url) as browser:
        browser.add_init_script(AS_SAFARI)
        page = browser.pages[0]
        begin_work(page, meet)
        assert page.evaluate("() => 'SyncManager' in window || 'sync' in ServiceWorkerRegistration.prototype") is False
        page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
        cut(browser)
        store_time(page, "1234")
        store_time(page, "1300")
        expect(page.locator("[data-net]")).to_have_attribute("data-state", "waiting")
        browser.unroute(SENDING)
        browser.set_offline(False)
        sent(page)  # by nothing but its own clock
    assert times(meet) == {1: 12340, 2: 13000}
