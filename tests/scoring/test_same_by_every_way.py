"""No script, no electronics, no network: what is entered by a plain form, from paper or over a stick ends in the same
records and the same ranking as what comes straight from a tablet."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from scoring.models import Operation, PaperSheet, Scoresheet
from scoring.queries.reading import read_sheet
from scoring.queries.setting import Setting
from scoring.services.publishing import draft_of
from tests.browser import SIZES
from tests.scoring.meets import Meet, make_meet, operation
from tests.scoring.padmeasures import too_small_or_too_pale
from tests.scoring.tabletpages import add_contest, complaints, set_pin, sign_in, tablet_browser, type_keys
from tests.scoring.tablets import make_station

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# What the referee saw: three attempts each, one without a mark; times with fouls; one who is not there.
THROWN: dict[int, dict[str, int | str]] = {
    1: {"attempts.1.distance": 5230, "attempts.2.absence": "NM", "attempts.3.distance": 5400},
    2: {"absence": "DNS"},
    3: {"attempts.1.distance": 4900, "attempts.2.distance": 4910, "attempts.3.distance": 4950},
}
RUN: dict[int, dict[str, int | str]] = {
    1: {"time": 12340, "faults.foot": 2},
    2: {"time": 13000},
    3: {"absence": "DSQ"},
}
SEEN = {"throw": THROWN, "run": RUN}


@pytest.fixture
def meet() -> Meet:
    meet = make_meet(people=3)
    foot = {"rule": "add_per_fault", "fault": "foot", "name": "踩线", "amount": 2000, "at": None}
    Scoresheet.objects.filter(contest=meet.contests["run"]).update(adjustments=[foot], heat_size=1)
    add_contest(meet, "throw", "distance", aggregation=[{"over": "attempts", "rule": "best", "count": 3}])
    set_pin(meet)
    return meet


def outcome(meet: Meet) -> dict[str, Any]:
    """The records of both contests as the rule book reads them, and who is where with which mark."""
    found: dict[str, Any] = {}
    for code in SEEN:
        reading = read_sheet(meet.sheet(code))
        assert not reading.conflicts
        records = {entry.number: reading.recorded[entry.pk] for entry in reading.entries}
        placings = draft_of(reading, Setting(meet.activity), None).rankings[0]["placings"]
        found[code] = (records, [(each["entry"], each["rank"], each["shown"]) for each in placings])
    return found


@pytest.fixture
def straight(meet: Meet) -> dict[str, Any]:
    """How it comes out straight from a tablet; those operations are gone again."""
    for code, people in SEEN.items():
        meet.take(
            code,
            *(operation(f"{code}/{n}", slot, value) for n, slots in people.items() for slot, value in slots.items()),
        )
    expected = outcome(meet)
    assert [place for place, *_rest in expected["throw"][1]] != []
    Operation.objects.all().delete()
    assert outcome(meet) != expected
    return expected


def look(page: Page, axe: Any, name: str) -> None:
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} {size}"
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/way-{name}-{size}.png", full_page=True)
    assert axe(page) == [], name


def written(slot: str, value: int | str) -> str:
    """As a person writes it: metres and seconds with their point."""
    if slot.endswith("distance"):
        return f"{int(value) / 1000:.2f}"
    return f"{int(value) / 1000:.2f}" if slot == "time" else str(value)


def fill(page: Page, name: str, slot: str, value: int | str) -> None:
    box = page.locator(f"[name='{name}']")
    if slot.endswith("absence"):
        box.select_option(str(value))
    else:
        box.fill(written(slot, value))


def test_without_a_script_a_referee_writes_everything_by_a_plain_form(
    browse: Any, axe: Any, meet: Meet, straight: dict[str, Any]
) -> None:
    page = browse(meet.referee, size="phone", java_script_enabled=False)
    for code, people in SEEN.items():
        page.goto(reverse("scoring:pad", args=[meet.sheet(code).pk]))
        for number, slots in people.items():
            assert page.locator("[data-name]").inner_text() == meet.people[number - 1].name
            for slot, value in slots.items():
                fill(page, f"box-{slot}", slot, value)
            page.locator(".pad-entry > .key-go").click()
    assert outcome(meet) == straight

    # A correction says why; what was typed stays until it has.
    page.goto(f"{reverse('scoring:pad', args=[meet.sheet('run').pk])}?entry=2")
    page.fill("[name='box-time']", "13.50")
    page.locator(".pad-entry > .key-go").click()
    assert page.locator(".pad-problem").inner_text() != ""
    assert page.input_value("[name='box-time']") == "13.50"
    page.check("[name=reason_choice] >> nth=0")
    page.locator(".pad-entry > .key-go").click()
    assert Operation.objects.get(value=13500).reason == "按错了"
    page.goto(f"{reverse('scoring:pad', args=[meet.sheet('throw').pk])}?entry=3")
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        assert page.locator(".pad-boxes").bounding_box()["width"] <= width
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/way-plain-{size}.png", full_page=True)


def test_two_plain_forms_on_one_person_overwrite_nothing(browse: Any, meet: Meet) -> None:
    page = browse(meet.referee, size="tablet", java_script_enabled=False)
    page.goto(f"{reverse('scoring:pad', args=[meet.sheet('throw').pk])}?entry=1")
    meet.record("throw", 1, **{"attempts.1.distance": 5000, "attempts.2.distance": 5100})
    page.fill("[name='box-attempts.1.distance']", "5.23")
    page.locator(".pad-entry > .key-go").click()
    reading = read_sheet(meet.sheet("throw"))
    assert [conflict.slot for conflict in reading.conflicts] == ["attempts.1.distance"]
    assert reading.folded.slots[meet.entry("throw", 1).pk]["attempts.2.distance"] == 5100


def test_paper_sheets_are_printed_and_typed_in(browse: Any, axe: Any, meet: Meet, straight: dict[str, Any]) -> None:
    desk = browse(meet.organiser)
    desk.goto(f"/activities/{meet.activity.pk}/papers/")
    desk.get_by_role("button", name="给缺少的编号").click()
    desk.goto(f"/activities/{meet.activity.pk}/papers/print/")
    papers = {paper.sheet.contest.code: paper for paper in PaperSheet.objects.select_related("sheet__contest")}
    for code in SEEN:
        printed = desk.locator(f"section[aria-labelledby='paper-{papers[code].number}']")
        expect(printed).to_contain_text(f"{papers[code].number}")
        expect(printed.locator("svg").first).to_be_visible()
        for person in meet.people:
            expect(printed).to_contain_text(person.name)
    look(desk, axe, "paper-print")
    if folder := os.environ.get("SHOTS"):
        desk.pdf(path=f"{folder}/way-paper.pdf", format="A4", prefer_css_page_size=True)

    page = browse(meet.referee)
    for code, people in SEEN.items():
        page.goto(f"/papers/{papers[code].pk}/")
        for number, slots in people.items():
            for slot, value in slots.items():
                fill(page, f"{code}/{number}:{slot}", slot, value)
        look(page, axe, f"paper-typed-{code}")
        page.get_by_role("button", name="提交补录").click()
        expect(page.get_by_text("可以请另一个人再录一遍核对")).to_be_visible()
    assert outcome(meet) == straight
    assert {row.device for row in Operation.objects.all()} == {f"paper-{papers[code].number}" for code in SEEN}


@pytest.fixture
def tablet(chromium: Browser, live_server: Any, tmp_path: Path) -> Iterator[BrowserContext]:
    """One of the organiser's, with the program on it and nothing else."""
    with tablet_browser(chromium.browser_type, tmp_path / "profile", live_server.url) as browser:
        yield browser


def test_everything_goes_over_a_stick_where_there_is_no_network(
    browse: Any, meet: Meet, straight: dict[str, Any], tablet: BrowserContext, tmp_path: Path
) -> None:
    make_station(meet, *SEEN)
    desk = browse(meet.organiser)
    desk.goto(f"/activities/{meet.activity.pk}/stations/")
    desk.locator(".place-actions summary").first.click()
    with desk.expect_download() as loading:
        desk.get_by_role("button", name="给无网络平板的文件").click()
    pack = tmp_path / "pack.json"
    loading.value.save_as(pack)

    page = tablet.pages[0]
    page.goto("/tablet/")  # once, where there is a network: the program itself
    page.wait_for_selector("[data-key=go]")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
    tablet.set_offline(True)
    tablet.route("**/tablet/*/", lambda route: route.abort())
    page.reload()
    page.locator("details:has([data-file=pack]) > summary").click()
    page.set_input_files("[data-file=pack]", pack)
    page.click("[data-id=begin]")
    sign_in(page, meet)
    enter_on_pads(page)
    page.locator("[data-fold=files] > summary").click()
    assert too_small_or_too_pale(page) == []
    assert complaints(page) == []
    with page.expect_download() as carrying:
        page.click("[data-id=export]")
    outbox = tmp_path / "outbox.json"
    carrying.value.save_as(outbox)
    assert not Operation.objects.exists()

    desk.goto(f"/activities/{meet.activity.pk}/stations/outbox/")
    desk.locator("form:not(:has([name=as])) input[type=file]").set_input_files(outbox)
    desk.get_by_role("button", name="导入").first.click()
    expect(desk.get_by_role("status")).to_contain_text("12")
    assert outcome(meet) == straight
    desk.locator("form:has([name=as]) input[type=file]").set_input_files(outbox)
    with desk.expect_download() as answering:
        desk.locator("form:has([name=as]) button[type=submit]").click()
    receipts = tmp_path / "receipts.json"
    answering.value.save_as(receipts)
    assert {each["receipt"] for each in json.loads(receipts.read_text())["receipts"]} == {"repeated"}
    page.set_input_files("[data-file=receipts]", receipts)
    expect(page.locator("[data-net]")).to_have_attribute("data-state", "sent")

    assert outcome(meet) == straight
    assert {row.by for row in Operation.objects.all()} == {meet.referee}


def enter_on_pads(page: Page) -> None:
    page.click("[data-sheet=throw]")
    store(page, "523")
    page.click("[data-absence='attempts.2.NM']")
    store(page, "540")
    page.click("[data-absence=DNS]")
    for digits in ("490", "491", "495"):
        store(page, digits)
    page.click(".pad-back")
    page.click("[data-sheet=run]")
    page.click("[data-fault=foot]")
    page.click("[data-fault=foot]")
    store(page, "1234")
    store(page, "1300")
    page.click("[data-absence=DSQ]")
    expect(page.locator("[data-net]")).to_contain_text("12")
    page.click(".pad-back")


def store(page: Page, digits: str) -> None:
    type_keys(page, digits)
    page.click("[data-key=go]")
