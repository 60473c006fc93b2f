"""Who is at a tablet: codes and PINs by any keys, a name that is locked, somebody else taking over, the way back, and a
tablet that is taken back while something was refused."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from accounts.models import User
from accounts.roles import Role
from scoring.models import Device, Operation, Station
from scoring.services import pairing, signing_in
from tests import factories
from tests.scoring.cables import Cable, cable_to
from tests.scoring.meets import Meet, make_meet
from tests.scoring.padmeasures import out_of_sight, too_small_or_too_pale
from tests.scoring.tabletpages import (
    add_contest,
    complaints,
    pair_by_digits,
    set_pin,
    sign_in,
    store_time,
    tablet_browser,
    type_keys,
)
from tests.scoring.tablets import PIN, make_station

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OTHER_PIN = "731946"  # invented, for tests alone
SIZES = [(390, 844), (800, 1280), (1280, 800)]
IDLE = 5 * 60 * 1000


@pytest.fixture
def meet() -> Meet:
    meet = make_meet(people=8)
    attempts = [{"over": "attempts", "rule": "best", "count": 3}]
    add_contest(meet, "throw", "distance", aggregation=attempts)
    set_pin(meet)
    return meet


@pytest.fixture
def station(meet: Meet) -> Station:
    return make_station(meet, "run", "rope", "shots", "throw")


@pytest.fixture
def second(meet: Meet) -> User:
    user = factories.make_user("second", (Role.REFEREE, meet.union), name="许二裁")
    signing_in.set_pin(activity=meet.activity, user=user, pin=OTHER_PIN, by=meet.chief, now=timezone.now())
    return user


@pytest.fixture
def cable(live_server: Any) -> Iterator[Cable]:
    with cable_to(live_server.url) as cable:
        yield cable


@pytest.fixture
def phone(chromium: Browser, cable: Cable, second: User, tmp_path: Path) -> Iterator[BrowserContext]:
    size = {"width": 390, "height": 844}
    with tablet_browser(chromium.browser_type, tmp_path, cable.url, viewport=size) as browser:
        yield browser


def shot(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/people-{name}.png")


def take_back(meet: Meet) -> None:
    pairing.revoke(device=Device.objects.get(), by=meet.chief, now=timezone.now())


def sent(page: Page) -> None:
    expect(page.locator("[data-net]")).to_have_attribute("data-state", "sent")


def test_a_code_and_a_pin_may_be_typed_on_a_keyboard(phone: BrowserContext, meet: Meet, station: Station) -> None:
    page = phone.pages[0]
    code = pairing.make_code(station=station, by=meet.chief, now=timezone.now())
    page.goto("/tablet/")
    page.wait_for_selector("[data-key=go]")
    page.keyboard.type("x12")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.type(code.digits + "7")  # six digits, and no more
    page.keyboard.press("Enter")
    page.click("[data-id=begin]")
    page.locator("[data-referee]", has_text=meet.referee.name).click()
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")  # while the name still has the focus
    page.wait_for_selector("[data-sheet=run]")


def test_a_wrong_code_and_a_wrong_pin_say_what_helps(phone: BrowserContext, meet: Meet, station: Station) -> None:
    page = phone.pages[0]
    page.goto("/tablet/")
    type_keys(page, "999999")
    page.click("[data-key=go]")
    expect(page.locator("[data-problem]")).to_contain_text("站点与平板")
    pair_by_digits(page, station, meet)
    sign_in(page, meet, pin="000000")
    expect(page.locator("[data-problem]")).to_contain_text("连错五次")
    for _try in range(4):
        type_keys(page, "000000")
        page.click("[data-key=go]")
        expect(page.locator("[data-code]")).to_have_text("––––––")
    type_keys(page, PIN)
    page.click("[data-key=go]")
    expect(page.locator("[data-problem]")).to_contain_text("请裁判长重设 PIN")
    shot(page, "locked")
    set_pin(meet)
    type_keys(page, PIN)
    page.click("[data-key=go]")
    page.wait_for_selector("[data-sheet=run]")


def test_five_wrong_pins_without_a_network_lock_the_name_until_there_is_one(
    phone: BrowserContext, cable: Cable, meet: Meet, station: Station
) -> None:
    page = phone.pages[0]
    pair_by_digits(page, station, meet)
    sign_in(page, meet)
    page.click("[data-id=lock]")
    cable.pull(phone)
    page.locator("[data-referee]", has_text=meet.referee.name).click()
    for _try in range(5):
        type_keys(page, "111222")
        page.click("[data-key=go]")
        expect(page.locator("[data-problem]")).to_contain_text("看清选的是谁")
        expect(page.locator("[data-code]")).to_have_text("––––––")
    type_keys(page, PIN)
    page.click("[data-key=go]")
    expect(page.locator("[data-problem]")).to_contain_text("断网时本机不能再用这个姓名登录")
    cable.plug_in(phone)
    type_keys(page, PIN)
    page.click("[data-key=go]")
    page.wait_for_selector("[data-sheet=run]")


def test_who_takes_over_chooses_the_own_name_and_is_written_as_author(
    phone: BrowserContext, meet: Meet, station: Station, second: User
) -> None:
    page = phone.pages[0]
    page.clock.install()
    pair_by_digits(page, station, meet)
    sign_in(page, meet)
    page.click("[data-sheet=run]")
    store_time(page, "1234")
    sent(page)
    type_keys(page, "13")
    page.clock.fast_forward(IDLE + 10_000)
    page.wait_for_selector("[data-referee]")
    sign_in(page, meet)  # back after a while: what was typed is still in the hand
    expect(page.locator("[data-echo]")).to_contain_text("0.13")
    page.locator("[data-id=lock]").click()
    assert page.locator("[data-referee][aria-pressed=true]").count() == 0
    page.locator("[data-referee]", has_text=second.name).click()
    type_keys(page, OTHER_PIN)
    page.click("[data-key=go]")
    page.click("[data-sheet=run]")
    expect(page.locator("[data-echo]")).to_contain_text("0.00")  # nothing of somebody else's is stored by accident
    store_time(page, "1300")
    sent(page)
    written = {row.entry.number: row.by_name for row in Operation.objects.select_related("entry")}
    assert written == {1: meet.referee.name, 2: second.name}


def test_the_way_back_of_the_browser_leads_from_a_pad_to_the_station(
    phone: BrowserContext, meet: Meet, station: Station
) -> None:
    page = phone.pages[0]
    pair_by_digits(page, station, meet)
    sign_in(page, meet)
    for _turn in range(2):
        page.click("[data-sheet=run]")
        store_time(page, "1234")
        page.evaluate("history.back()")
        page.wait_for_selector("[data-sheet=run]")
        assert "/tablet/" in page.url
    sent(page)
    assert Operation.objects.count() == 2


def test_what_was_refused_is_shown_before_a_tablet_that_is_taken_back_forgets_it(
    phone: BrowserContext, cable: Cable, meet: Meet, station: Station
) -> None:
    page = phone.pages[0]
    pair_by_digits(page, station, meet)
    sign_in(page, meet)
    page.click("[data-sheet=run]")
    cable.pull(phone)
    store_time(page, "1234")
    store_time(page, "1300")
    page.click("[data-id=lock]")
    meet.entry("run", 2).delete()  # struck off meanwhile
    take_back(meet)
    cable.plug_in(phone)
    page.wait_for_selector("[data-id=onward]")
    kept = page.locator("[data-refused]")
    expect(kept).to_contain_text("抄在纸上交给裁判长")
    expect(kept).to_contain_text(meet.people[1].name)
    expect(kept).to_contain_text("13.00")
    assert complaints(page) == []
    shot(page, "wiped")
    (row,) = Operation.objects.all()
    assert (row.entry.number, row.value, [flag["rule"] for flag in row.flags]) == (1, 12340, ["revoked"])


def test_a_correction_asks_for_its_reason_in_sight_and_goes_on_with_the_next_in_sight(
    phone: BrowserContext, meet: Meet, station: Station
) -> None:
    page = phone.pages[0]
    pair_by_digits(page, station, meet)
    sign_in(page, meet)
    page.click("[data-sheet=run]")
    store_time(page, "1234")
    page.click("[data-fold=done] summary")
    page.click("[data-done] [data-entry='run/1']")
    store_time(page, "1111")
    expect(page.locator("[data-problem]")).to_contain_text("请先选更改原因")
    expect(page.locator("[data-reason]")).to_be_in_viewport(ratio=0.98)
    expect(page.locator("[data-key=go]")).to_be_in_viewport(ratio=1)
    shot(page, "reason")
    page.locator(".pad-choice").first.click()
    page.click("[data-key=go]")
    expect(page.locator("[data-name]")).to_have_text(meet.people[1].name)
    expect(page.locator("[data-name]")).to_be_in_viewport()
    expect(page.locator(".pad-back")).to_be_in_viewport(ratio=1)
    page.locator(".pad-back").click()  # not under the bar that offers to undo
    page.wait_for_selector("[data-sheet=run]")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_large_type_keeps_the_keypad_in_sight(
    chromium: Browser, cable: Cable, meet: Meet, tmp_path: Path, size: tuple[int, int]
) -> None:
    station = make_station(meet, "run", "rope", "shots", "throw")
    width, height = size
    viewport = {"width": width, "height": height}
    with tablet_browser(chromium.browser_type, tmp_path, cable.url, viewport=viewport) as browser:
        page = browser.pages[0]
        pair_by_digits(page, station, meet)
        sign_in(page, meet)
        page.click("[data-id=large]")
        found = {}
        for code in ("run", "rope", "shots", "throw"):
            page.click(f"[data-sheet={code}]")
            page.wait_for_selector("[data-name]")
            found[code] = out_of_sight(page) + too_small_or_too_pale(page) + complaints(page)
            shot(page, f"large-{code}-{width}")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            page.click(".pad-back")
        assert found == {code: [] for code in found}
