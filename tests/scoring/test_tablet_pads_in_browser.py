"""Every way of recording on a bound tablet, with the taps counted: no more of them than paper would need."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from registration.models import Entry
from scoring.models import Operation, Scoresheet, Start
from scoring.queries.reading import read_sheet
from tests.browser import PATIENCE
from tests.scoring.meets import Meet, make_meet
from tests.scoring.padmeasures import out_of_sight, too_small_or_too_pale
from tests.scoring.tabletpages import (
    LANDSCAPE,
    add_contest,
    complaints,
    pair_by_digits,
    set_pin,
    sign_in,
    tablet_browser,
)
from tests.scoring.tablets import make_station

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEAT = 8
# As they are held: each pad is looked at in all of them, with usual and with large type.
SIZES = {
    "phone": {"width": 390, "height": 844},
    "phone-turned": {"width": 844, "height": 390},
    "small-phone-turned": {"width": 667, "height": 375},
    "tablet": {"width": 800, "height": 1280},
    "tablet-turned": LANDSCAPE,
}


def make_pads_meet() -> Meet:
    """One contest for each way of recording."""
    meet = make_meet(people=HEAT)
    foot = {"rule": "add_per_fault", "fault": "foot", "name": "踩线", "amount": 2000, "at": None}
    Scoresheet.objects.filter(contest=meet.contests["run"]).update(adjustments=[foot], heat_size=HEAT)
    for number, entry in enumerate(Entry.objects.filter(contest=meet.contests["run"]).order_by("number"), 1):
        Start.objects.create(sheet=meet.sheet("run"), entry=entry, heat=1, lane=number)
    add_contest(meet, "finish", "finish_order", heat_size=HEAT)
    add_contest(meet, "dart", "zones", settings={"shots": 3, "highest": 10})
    add_contest(meet, "jump", "height", settings={"bars": [1000, 1050], "tries": 3})
    add_contest(meet, "speech", "judged", settings={"judges": 3, "maximum": 10, "decimals": 1})
    add_contest(meet, "plank", "standard")
    add_contest(meet, "throw", "distance", aggregation=[{"over": "attempts", "rule": "best", "count": 3}])
    stages = [{"code": "all", "rule": "round_robin"}]
    add_contest(meet, "tt", "match", settings={"system": "ittf", "games": 3}, stages=stages)
    add_contest(meet, "few", "count")
    for number in range(2, 6):
        meet.record("few", number, count=number)
    set_pin(meet)
    return meet


@pytest.fixture
def meet() -> Meet:
    return make_pads_meet()


class Hand:
    """Presses and counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def open(self, sheet: str) -> None:
        if self.page.locator(".pad-back").count():
            self.page.click(".pad-back")
        self.page.click(f"[data-sheet={sheet}]")
        self.taps = 0

    def tap(self, *selectors: str) -> None:
        for selector in selectors:
            self.page.locator(selector).first.click()
            self.taps += 1

    def keys(self, text: str) -> None:
        self.tap(*(f"[data-key='{key}']" for key in text))

    def go(self) -> None:
        self.tap("[data-key=go]")


def look(page: Page, name: str) -> list[str]:
    """Nothing beyond the side, every target and every word as it must be in the sun, and the whole keypad in sight
    where the device is held sideways; a picture where SHOTS names a folder."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name.replace(' ', '-')}.png")
    found = too_small_or_too_pale(page)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("runs off the side")
    if "turned" in name:
        found += out_of_sight(page)
    return [f"{name}: {each}" for each in found]


def wait_for(word: str, page: Page) -> None:
    """Until the server has it; “everything uploaded” may still be the word about what was stored before."""
    until = time.monotonic() + PATIENCE / 1000
    while not Operation.objects.filter(slot__endswith=word).exists() and time.monotonic() < until:
        page.wait_for_timeout(100)


def recorded(meet: Meet, code: str) -> dict[int, Any]:
    reading = read_sheet(meet.sheet(code))
    found = {}
    for entry in reading.entries:
        each = reading.recorded[entry.pk]
        if not each.missing:
            found[entry.number] = (
                each.absence or (each.parts and [part.get("records") for part in each.parts]) or each.records
            )
    return found


def test_every_way_of_recording(chromium: Browser, live_server: Any, meet: Meet, tmp_path: Path) -> None:
    station = make_station(meet, *meet.contests)
    with tablet_browser(chromium.browser_type, tmp_path, live_server.url) as browser:
        page = browser.pages[0]
        pair_by_digits(page, station, meet)
        sign_in(page, meet)
        page.wait_for_selector("[data-sheet=run]")
        hand = Hand(page)
        found: list[str] = []

        def stands_well(name: str) -> None:
            """Nothing sideways, no key too small, nothing for axe to say, however the device is held."""
            for size, viewport in SIZES.items():
                page.set_viewport_size(viewport)
                for large in (True, False):
                    page.evaluate(f"document.documentElement.toggleAttribute('data-large', {str(large).lower()})")
                    found.extend(look(page, f"{name} {size}{' large' * large}"))
            found.extend(f"{name}: {each}" for each in complaints(page))

        stands_well("station")
        hand.open("rope")
        hand.keys("86")
        stands_well("count")
        hand.go()
        assert hand.taps <= 3

        hand.open("few")
        stands_well("steps and slider")
        hand.open("shots")
        hand.tap("[data-hit='1']")
        stands_well("hit or miss")

        hand.open("run")
        hand.keys("12345")
        hand.go()
        assert hand.taps <= 6
        hand.tap("[data-fault=foot]", "[data-fault=foot]", "[data-fault-less=foot]", "[data-absence=DSQ]")
        stands_well("digits with fouls")
        hand.tap("[data-mode=watch]", "[data-start]", "[data-stop='run/3']", "[data-stop='run/4']")
        stands_well("watch")
        hand.go()

        hand.open("finish")
        order = [3, 1, 2, 8, 7, 6, 5, 4]
        hand.tap(*(f"[data-tap='finish/{number}']" for number in order))
        stands_well("order")
        hand.go()
        assert hand.taps <= HEAT + 1

        hand.open("dart")
        hand.tap("[data-hit='10']", "[data-hit='7']")
        stands_well("zones")
        hand.tap("[data-hit='0']")

        hand.open("jump")
        hand.tap("[data-hit='x']", "[data-hit='o']", "[data-hit='x']")
        stands_well("bars")

        hand.open("speech")
        hand.tap(".pad-seats summary", "[data-seat='2']")
        hand.keys("85")
        hand.go()
        stands_well("judge")

        hand.open("plank")
        hand.tap("[data-hit='1']", "[data-hit='0']")
        stands_well("standard")

        hand.open("throw")
        hand.keys("523")
        hand.go()
        hand.tap("[data-absence='attempts.2.NM']")
        stands_well("attempts")

        hand.open("tt")
        hand.tap("[data-match] >> nth=0")
        for _ in range(11):
            hand.tap("[data-more=a]")
        stands_well("match")
        hand.go()
        hand.tap("[data-swap]", "[data-more=b]")
        hand.go()
        wait_for("game.2.b", page)

    assert found == []
    assert recorded(meet, "rope") == {1: {"count": 86}}
    run = recorded(meet, "run")
    assert (run[1]["time"], run[2]) == (83450, "DSQ")
    assert 0 < run[3]["time"] <= run[4]["time"]
    assert {number: records["place"] for number, records in recorded(meet, "finish").items()} == {
        number: place for place, number in enumerate(order, 1)
    }
    assert recorded(meet, "dart") == {1: {"shot": [10, 7, 0]}}
    assert recorded(meet, "jump") == {1: {"bar": ["xo", "x"]}}
    assert recorded(meet, "speech") == {1: {"score": [None, 85]}}
    assert recorded(meet, "plank") == {1: {"met": 1}, 2: {"met": 0}}
    assert recorded(meet, "throw")[1][0] == {"distance": 5230}
    (row,) = read_sheet(meet.sheet("tt")).staged["all"].open.values()
    assert row[0]["games"] == [[11, 0], [0, 1]]
