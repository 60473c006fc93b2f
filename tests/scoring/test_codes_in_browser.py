"""Every code that is printed or shown on the day is read as a camera reads it, and opens what it is for."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import expect

from scoring.models import Device, PaperSheet
from scoring.services import papers
from tests.codes import codes_on
from tests.scoring.meets import Meet, make_meet
from tests.scoring.tablets import make_station

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def meet() -> Meet:
    return make_meet()


def test_the_code_of_every_paper_sheet_opens_the_page_where_that_sheet_is_typed_in(browse: Any, meet: Meet) -> None:
    papers.make_papers(activity=meet.activity, by=meet.organiser, now=timezone.now())
    page = browse(meet.organiser)
    page.goto(f"/activities/{meet.activity.pk}/papers/print/")
    found = codes_on(page)
    sheets = list(PaperSheet.objects.select_related("sheet__contest").order_by("number"))
    assert len(found) == len(sheets) == 3
    for address, sheet in zip(found, sheets, strict=True):
        page.goto(address)
        expect(page.locator("h1")).to_contain_text(f"{sheet.number}")
        expect(page.locator("h1")).to_contain_text(sheet.sheet.contest.title)


def test_the_code_of_a_station_card_opens_the_tablet_program(browse: Any, meet: Meet) -> None:
    make_station(meet)
    page = browse(meet.organiser)
    page.goto(f"/activities/{meet.activity.pk}/stations/cards/")
    (address,) = codes_on(page)
    tablet = browse()
    tablet.goto(address)
    expect(tablet.locator("[data-code]")).to_be_visible()


def test_the_code_that_binds_a_tablet_binds_the_one_that_scans_it(browse: Any, meet: Meet) -> None:
    make_station(meet, name="二号站")
    page = browse(meet.organiser)
    page.goto(f"/activities/{meet.activity.pk}/stations/")
    page.get_by_role("button", name="绑定平板").first.click()
    page.wait_for_selector(".pairing-digits")
    (address,) = codes_on(page)
    assert "#pair=" in address
    tablet = browse()
    tablet.goto(address)
    tablet.click("[data-id=begin]")
    expect(tablet.get_by_text("二号站").first).to_be_visible()
    assert Device.objects.get().station.name == "二号站"


def test_a_code_on_the_laptop_s_own_screen_names_the_laptop_as_tablets_find_it(browse: Any, meet: Meet) -> None:
    make_station(meet)
    page = browse(meet.organiser)
    with override_settings(SITE_ADDRESS="https://192.168.1.20:8443"):
        page.goto(f"/activities/{meet.activity.pk}/stations/cards/")
    assert codes_on(page) == ["https://192.168.1.20:8443/tablet/"]


def test_the_codes_of_a_screen_and_of_the_public_page_open_them(browse: Any, meet: Meet) -> None:
    page = browse(meet.organiser)
    page.goto(f"/activities/{meet.activity.pk}/screens/new/")
    page.get_by_label("名称").fill("东门大屏")
    page.locator("main form button[type=submit]").first.click()
    (address,) = codes_on(page)
    assert "/board/" in address
    screen = browse()
    screen.goto(address)
    expect(screen.get_by_text(meet.activity.title).first).to_be_visible()
    page.goto(f"/activities/{meet.activity.pk}/public-page/")
    page.locator("form[action$='/switch/'] button[type=submit]").first.click()
    (address,) = codes_on(page)
    visitor = browse(size="phone")
    visitor.goto(address)
    expect(visitor.get_by_text(meet.activity.title).first).to_be_visible()
