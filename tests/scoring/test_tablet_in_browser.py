"""A tablet from the box to the evening: bound, signed in, without a network, closed and opened, everything there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from scoring.models import Device, Operation
from scoring.queries.reading import read_sheet
from scoring.services import pairing
from scoring.views import tablet_words
from tests.browser import too_small
from tests.scoring.cables import Cable, cable_to
from tests.scoring.meets import Meet, make_meet
from tests.scoring.tabletpages import (
    add_contest,
    complaints,
    pair_by_digits,
    set_pin,
    sign_in,
    store_time,
    tablet_browser,
)
from tests.scoring.tablets import make_station

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KINDS = ("run", "rope", "shots", "finish")
PORTRAIT = {"width": 800, "height": 1280}
KEPT = """async () => {
  const open = indexedDB.open("unionevents-tablet");
  const database = await new Promise((go) => { open.onsuccess = () => go(open.result); });
  const all = [];
  for (const name of database.objectStoreNames) {
    const asked = database.transaction(name).objectStore(name).getAll();
    all.push(await new Promise((go) => { asked.onsuccess = () => go(asked.result); }));
  }
  database.close();
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) all.push(await (await cache.match(request)).text());
  }
  return JSON.stringify([all, { ...localStorage }]);
}"""


@pytest.fixture
def meet() -> Meet:
    meet = make_meet(people=4)
    add_contest(meet, "finish", "finish_order")
    set_pin(meet)
    return meet


@pytest.fixture
def cable(live_server: Any) -> Iterator[Cable]:
    with cable_to(live_server.url) as cable:
        yield cable


def recorded(meet: Meet) -> dict[str, Any]:
    """Records by entry, as the rule book will see them."""
    found = {}
    for code in KINDS:
        reading = read_sheet(meet.sheet(code))
        for entry in reading.entries:
            if not (each := reading.recorded[entry.pk]).missing:
                found[f"{code}/{entry.number}"] = each.records
    return found


def enter_one_of_each(page: Page) -> None:
    """A time, a count, two shots and the order of a heat."""
    page.click("[data-sheet=run]")
    store_time(page, "1234")
    page.click(".pad-back")
    page.click("[data-sheet=rope]")
    store_time(page, "86")
    page.click(".pad-back")
    page.click("[data-sheet=shots]")
    page.click("[data-hit='1']")
    page.click("[data-hit='0']")
    page.click(".pad-back")
    page.click("[data-sheet=finish]")
    for code in ("finish/3", "finish/1"):
        page.click(f"[data-tap='{code}']")
    page.click("[data-key=go]")
    expect(page.locator("[data-net]")).to_have_attribute("data-state", "waiting")
    page.click(".pad-back")


def states(page: Page, sheet: str) -> list[str]:
    page.click(f"[data-sheet={sheet}]")
    page.wait_for_selector("[data-waiting]")
    said: list[str] = page.locator("[data-row-state]").evaluate_all("rows => rows.map(row => row.dataset.rowState)")
    page.click(".pad-back")
    return said


def change_over(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer program lies beside the one in use until somebody says so."""
    monkeypatch.setitem(tablet_words.WORDS, "version_is", "第二版 {version}")
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update()).then(() => undefined)")
    page.wait_for_selector("[data-id=switch]")
    expect(page.locator("[data-net]")).to_be_visible()
    assert "第二版" not in page.inner_text("body")
    page.click("[data-id=switch]")
    page.wait_for_selector("text=第二版")


def take_back(page: Page, meet: Meet) -> None:
    """The tablet hears at its next contact that it is no longer one of the meet."""
    pairing.revoke(device=Device.objects.get(), by=meet.chief, now=timezone.now())
    page.click("[data-id=try]")
    page.wait_for_selector("[data-id=onward]")


def kept_on(page: Page) -> str:
    """Everything that the browser keeps for this site, as text."""
    return str(page.evaluate(KEPT))


def test_an_afternoon_without_a_network(
    chromium: Browser, cable: Cable, meet: Meet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    station = make_station(meet, *KINDS)
    with tablet_browser(chromium.browser_type, tmp_path, cable.url) as browser:
        page = browser.pages[0]
        pair_by_digits(page, station, meet)
        assert complaints(page) == []
        sign_in(page, meet)
        page.wait_for_selector("[data-sheet=run]")
        page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
        assert complaints(page) == []
        cable.pull(browser)
        enter_one_of_each(page)
        assert states(page, "run") == ["on_device"]
        page.reload()  # without a network: the program comes from the tablet itself
        page.wait_for_selector("[data-sheet=run]")
        assert states(page, "finish") == ["on_device", "on_device"]
        assert not Operation.objects.exists()

    with tablet_browser(chromium.browser_type, tmp_path, cable.url, offline=True) as browser:
        page = browser.pages[0]
        page.goto("/tablet/")
        page.wait_for_selector("[data-sheet=run]")
        assert states(page, "shots") == ["on_device"]
        page.click("[data-id=lock]")
        sign_in(page, meet, pin="000000")
        expect(page.locator("[data-problem]")).to_contain_text("PIN")
        sign_in(page, meet)
        page.wait_for_selector("[data-sheet=run]")
        cable.plug_in(browser)
        expect(page.locator("[data-net]")).to_have_attribute("data-state", "sent")
        assert states(page, "run") == ["uploaded"]
        page.set_viewport_size(PORTRAIT)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert too_small(page.locator(".key, .pad-row"), least=48) == []
        second = browser.new_page()
        second.goto("/tablet/")
        expect(second.locator("[role=alert]")).to_contain_text("标签页")
        assert complaints(second) == []
        second.close()
        change_over(page, monkeypatch)
        take_back(page, meet)
        assert complaints(page) == []
        assert all(word not in kept_on(page) for word in (meet.people[0].name, "run/1", "12340"))

    assert recorded(meet) == {
        "run/1": {"time": 12340},
        "rope/1": {"count": 86},
        "shots/1": {"shot": [1, 0]},
        "finish/1": {"place": 2},
        "finish/3": {"place": 1},
    }
    assert {row.by_name for row in Operation.objects.all()} == {meet.referee.name}
