"""In a browser: people of earlier years are ticked, a stamped page is uploaded, changes are read, somebody walks in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from events.models import Activity
from events.states import State
from registration.models import Person, Roster, StampedScan, Terms
from registration.services import drafting, submitting
from tests.factories import invite, make_activity, make_person, make_roster
from tests.registration.conftest import Meet, line
from tests.registration.pictures import png
from tests.registration.test_asking_in_browser import look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_unit_brings_people_over_and_finds_them_by_first_letters(
    meet: Meet, browse: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    days = {"first_day": date(2025, 9, 1), "last_day": date(2025, 9, 1)}
    before = make_activity(meet.union, title="2025年运动会", state=State.PUBLISHED, **days)
    invite(before, meet.school)
    old = make_roster(before, meet.school, state=Roster.State.ACCEPTED)
    for name in ("林悦", "曾敏", "周涛", "何平"):
        make_person(old, name)
    roster = meet.roster()
    page = browse(meet.contact)
    page.goto(f"/rosters/{roster.pk}/")
    page.get_by_role("link", name="从往届带入").click()
    page.get_by_label("林悦").check()
    page.get_by_role("searchbox").fill("zm")
    expect(page.get_by_label("周涛")).to_be_hidden()
    expect(page.get_by_label("林悦")).to_be_visible()  # what is ticked stays in sight
    page.get_by_label("曾敏").check()
    page.get_by_role("searchbox").press("Enter")
    look_at(page, "earlier", axe)
    page.get_by_role("button", name="带入报名表").click()
    page.get_by_text("已带入 2 人").wait_for()
    assert set(Person.objects.filter(roster=roster).values_list("name", flat=True)) == {"林悦", "曾敏"}
    look_at(page, "roster-brought", axe)


def test_a_stamped_page_goes_up_becomes_stale_with_a_change_and_the_change_is_confirmed(
    meet: Meet, browse: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    lines = [line("林悦", "ball-run"), line("周涛", "stones", gender="male", post="member")]
    roster = drafting.save(roster=meet.roster(), version=0, lines=lines, by=meet.contact, now=timezone.now())
    submitting.submit(roster=roster, version=roster.version, by=meet.contact, now=timezone.now())
    page = browse(meet.contact, size="phone")
    page.goto(f"/rosters/{roster.pk}/receipt/")
    look_at(page, "receipt", axe)
    page.get_by_role("link", name="上传盖章件").click()
    look_at(page, "stamped-empty", axe)
    expect(page.get_by_label("拍摄盖章页")).to_have_attribute("capture", "environment")
    page.get_by_label("拍摄盖章页").set_input_files(
        {"name": "image.png", "mimeType": "image/png", "buffer": png(width=300, height=420)}
    )
    page.get_by_role("button", name="上传盖章件").click()
    page.get_by_text("已保存 1 页").wait_for()
    expect(page.locator(".scan-look img")).to_have_js_property("naturalWidth", 300)
    look_at(page, "stamped", axe)
    assert StampedScan.objects.count() == 1

    submitting.accept(roster=roster, by=meet.organiser, now=timezone.now())
    roster.refresh_from_db()
    drafting.save(
        roster=roster, version=roster.version, lines=[line("韩梅", "beans", "ball-run")], by=meet.organiser,
        now=timezone.now(),
    )  # fmt: skip
    page.goto(f"/rosters/{roster.pk}/")
    page.get_by_text("盖章件对应的是改动前的报名表").wait_for()
    look_at(page, "roster-changed-unit", axe)
    page.goto(f"/rosters/{roster.pk}/stamped-roster/")
    look_at(page, "stamped-stale", axe)
    chief = browse(meet.organiser)
    chief.goto(f"/activities/{meet.activity.pk}/registration/")
    look_at(chief, "board-came", axe)
    chief.goto(f"/activities/{meet.activity.pk}/registration/units/")
    look_at(chief, "chase-came", axe)
    chief.goto(f"/rosters/{roster.pk}/")
    look_at(chief, "roster-changed-organiser", axe)
    chief.get_by_role("button", name="确认这些改动").click()
    chief.goto(f"/rosters/{roster.pk}/")
    expect(chief.get_by_role("button", name="确认这些改动")).to_have_count(0)


def test_somebody_walks_in_with_a_few_taps(
    meet: Meet, browse: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    Activity.objects.update(state="running")
    Terms.objects.update(limits=[{"limit": "walk_ins", "severity": "refuse", "how": "unranked", "contests": ["rope"]}])
    make_person(meet.roster(state="accepted"), "林悦", meet.ball)
    page = browse(meet.chief, size="tablet")
    page.goto(f"/activities/{meet.activity.pk}/call-table/")
    page.get_by_role("link", name="现场报名").click()
    look_at(page, "walk-in", axe)
    page.get_by_role("combobox", name="单位").select_option(label=meet.school.name)
    page.get_by_label("姓名").fill("韩梅")
    page.get_by_label("女", exact=True).check()
    page.get_by_label("一分钟跳绳").check()
    page.get_by_role("button", name="报名并编号").click()
    page.get_by_text("韩梅已报名，号码 2").wait_for()
    look_at(page, "walk-in-done", axe)
    page = browse(meet.organiser)
    page.goto(f"/activities/{meet.activity.pk}/registration/terms/")
    page.get_by_text("单位自行换人", exact=True).click()
    look_at(page, "terms-substituting", axe)
