"""A device that cannot keep anything says so before work starts and at the moment of writing; one without the newest
interfaces syncs all the same; a newer program waits until nothing waits."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from scoring.models import Operation
from scoring.queries.reading import read_sheet
from scoring.services import pairing
from scoring.views import tablet_words
from tests.scoring.cables import cable_to
from tests.scoring.meets import Meet, make_meet
from tests.scoring.tabletpages import (
    complaints,
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
# Milliseconds for which Chromium believes in the room that it was last told of.
BELIEVED = 31_000


@pytest.fixture
def meet() -> Meet:
    meet = make_meet(people=4)
    set_pin(meet)
    return meet


def shot(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/keeping-{name}.png", full_page=True)


def leave_room(devtools: CDPSession, url: str, room: int | None) -> None:
    """A disk with so many bytes for this site; None: as it is."""
    limit: dict[str, Any] = {"origin": url} if room is None else {"origin": url, "quotaSize": room}
    devtools.send("Storage.overrideQuotaForOrigin", limit)


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


def test_a_full_device_says_so_before_work_and_ticks_nothing_that_it_did_not_keep(
    chromium: Browser, live_server: Any, meet: Meet, tmp_path: Path
) -> None:
    with tablet_browser(chromium.browser_type, tmp_path, live_server.url) as browser:
        page = browser.pages[0]
        devtools = browser.new_cdp_session(page)
        leave_room(devtools, live_server.url, 1_000_000)
        page.goto("/tablet/")
        expect(page.locator("[data-check=room]")).to_have_attribute("data-ok", "no")
        expect(page.get_by_role("alert")).to_contain_text("不要用这台设备录入")
        assert page.locator("[data-key], [data-id=begin]").count() == 0
        assert complaints(page) == []
        shot(page, "full-before")

        leave_room(devtools, live_server.url, None)
        page.click("[data-id=again]")
        page.wait_for_selector("[data-key=go]")
        begin_work(page, meet)
        store_time(page, "1234")
        sent(page)

        leave_room(devtools, live_server.url, 1)
        page.wait_for_timeout(BELIEVED)
        store_time(page, "1300")
        problem = page.locator("[data-problem]")
        expect(problem).to_contain_text("没有存入")
        expect(problem).to_contain_text(f"{meet.people[1].name} 13.00")
        # The person and what was typed are in the hand again, and no list claims anything about them.
        expect(page.locator("[data-name]")).to_have_text(meet.people[1].name)
        expect(page.locator("[data-echo]")).to_have_text("13.00")
        expect(page.locator("[data-net]")).to_have_attribute("data-state", "refused")
        assert page.locator("[data-of='run/2'], [data-entry='run/2'] [data-row-state]").count() == 0
        assert page.locator("[data-entry='run/2'] [data-mark]").inner_text() == ""
        assert complaints(page) == []
        shot(page, "full-writing")
        page.reload()
        expect(page.get_by_role("alert")).to_contain_text("不要用这台设备录入")

        leave_room(devtools, live_server.url, None)
        page.click("[data-id=again]")
        page.click("[data-sheet=run]")
        store_time(page, "1300")
        sent(page)
    assert times(meet) == {1: 12340, 2: 13000}
    assert Operation.objects.count() == 2


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
    with (
        cable_to(live_server.url) as cable,
        tablet_browser(chromium.browser_type, tmp_path, cable.url) as browser,
    ):
        browser.add_init_script(AS_SAFARI)
        page = browser.pages[0]
        begin_work(page, meet)
        assert page.evaluate("() => 'SyncManager' in window || 'sync' in ServiceWorkerRegistration.prototype") is False
        page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
        cable.pull(browser)
        store_time(page, "1234")
        store_time(page, "1300")
        expect(page.locator("[data-net]")).to_have_attribute("data-state", "waiting")
        cable.plug_in(browser)
        sent(page)  # by nothing but its own clock
    assert times(meet) == {1: 12340, 2: 13000}


def test_a_newer_program_waits_until_nothing_waits_to_be_sent(
    chromium: Browser, live_server: Any, meet: Meet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        cable_to(live_server.url) as cable,
        tablet_browser(chromium.browser_type, tmp_path, cable.url) as browser,
    ):
        page = browser.pages[0]
        begin_work(page, meet)
        page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
        page.click(".pad-back")
        monkeypatch.setitem(tablet_words.WORDS, "version_is", "第二版 {version}")
        page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update()).then(() => undefined)")
        page.wait_for_selector("[data-id=switch]")  # it lies there whole, and nothing waits yet
        cable.pull(browser)
        page.click("[data-sheet=run]")
        store_time(page, "1234")
        page.click(".pad-back")
        old_program_without_a_choice(page)
        page.reload()
        page.wait_for_selector("[data-sheet=run]")
        old_program_without_a_choice(page)
        cable.plug_in(browser)
        page.click("[data-id=try]")
        page.click("[data-id=switch]")
        page.wait_for_selector("text=第二版")
    assert times(meet) == {1: 12340}


def old_program_without_a_choice(page: Page) -> None:
    expect(page.locator("[data-net]")).to_have_attribute("data-state", "waiting")
    assert page.locator("[data-id=switch]").count() == 0
    assert "第二版" not in page.inner_text("body")
