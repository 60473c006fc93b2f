"""The roster in a real browser: typed, checked while typing, kept, submitted; three sizes, nothing for axe to find."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from events.models import Activity
from registration.models import Person, Roster
from registration.services import drafting, submitting
from tests.factories import make_person
from tests.registration.conftest import Meet, line
from tests.registration.test_sheets import GOOD, book

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = ("desktop", "tablet", "phone")
Browse = Callable[..., Page]
Axe = Callable[[Page], list[str]]


def test_a_unit_types_its_people_and_sees_at_once_what_is_wrong(meet: Meet, browse: Browse) -> None:
    roster = meet.roster()
    page = browse(meet.contact)
    page.goto(f"/rosters/{roster.pk}/")
    row = page.locator("[data-rows] tr").first
    row.get_by_label("姓名").fill("林悦")
    row.get_by_label("性别").select_option("female")
    row.get_by_label("金豆搬家").check()
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    expect(page.locator("[data-readiness]")).to_have_text("提交前还有 2 处要改")
    expect(page.locator("#missing")).to_contain_text("林悦还没有确认身体健康")
    row.get_by_label("健康").check()
    row.get_by_label("托球跑").check()
    expect(page.locator("[data-readiness]")).to_have_text("已填好，可以提交")
    assert Person.objects.get().entries.count() == 2
    page.get_by_role("button", name="添加人员").click()
    page.keyboard.type("周涛")
    page.get_by_role("button", name="提交报名表").click()
    expect(page.get_by_text("请选择性别")).to_be_visible()
    page.locator("tr", has=page.locator("input[value=周涛]")).get_by_role("button", name="移除").click()
    page.get_by_role("button", name="提交报名表").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("报名表已提交")
    assert Roster.objects.get().state == "submitted"


def test_the_arrow_keys_move_through_the_matrix_and_space_ticks(meet: Meet, browse: Browse) -> None:
    roster = meet.roster()
    make_person(roster, "林悦", meet.ball)
    make_person(roster, "周涛", meet.ball)
    page = browse(meet.contact)
    page.goto(f"/rosters/{roster.pk}/")
    page.locator("[data-rows] tr").first.get_by_label("托球跑").focus()
    for key in ("ArrowRight", "ArrowDown", "Space"):
        page.keyboard.press(key)
    expect(page.locator("[data-rows] tr").nth(1).get_by_label("摸石过河")).to_be_checked()
    expect(page.locator("[data-rows] tr").nth(1).locator("[data-count]")).to_have_text("2")


def test_a_second_person_is_told_while_typing_and_loses_nothing(meet: Meet, browse: Browse) -> None:
    roster = meet.roster()
    make_person(roster, "林悦", meet.ball)
    page = browse(meet.contact)
    page.goto(f"/rosters/{roster.pk}/")
    drafting.save(roster=roster, version=0, lines=[line("周涛", "beans")], by=meet.organiser, now=timezone.now())
    page.locator("[data-rows] tr").first.get_by_label("姓名").fill("林月")
    expect(page.locator("[data-saved]")).to_contain_text("组织者甲")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_text("您填写的内容都还在")).to_be_visible()
    expect(page.locator("input[value=林月]")).to_be_visible()
    expect(page.locator("input[value=周涛]")).to_be_visible()
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_text("已保存").first).to_be_visible()
    assert set(Person.objects.values_list("name", flat=True)) == {"林月", "周涛"}


def test_the_roster_works_without_scripts(meet: Meet, browse: Browse) -> None:
    roster = meet.roster()
    page = browse(meet.contact, java_script_enabled=False)
    page.goto(f"/rosters/{roster.pk}/")
    row = page.locator("[data-rows] tr").first
    row.get_by_label("姓名").fill("林悦")
    row.get_by_label("性别").select_option("female")
    row.get_by_label("健康").check()
    row.get_by_label("托球跑").check()
    page.get_by_role("button", name="提交报名表").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("报名表已提交")


@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_clean_on_every_size(meet: Meet, browse: Browse, axe: Axe, size: str, tmp_path: Path) -> None:
    roster = meet.roster()
    make_person(roster, "林悦", meet.ball, meet.stones, meet.beans, meet.rope, post="chair")
    make_person(roster, "周涛", meet.beans, gender="male", healthy=False)
    make_person(roster, "欧阳思远", meet.rope, meet.ball, gender="male")
    handed_in = meet.roster(meet.library)
    person = make_person(handed_in, "韩梅", meet.ball, meet.beans, post="chair")
    submitting.submit(roster=handed_in, version=0, by=meet.organiser, now=timezone.now())
    contact, organiser = browse(meet.contact, size=size), browse(meet.organiser, size=size)
    place = f"/activities/{meet.activity.pk}/registration/"
    complaints: list[str] = []
    shots = Path(os.environ.get("UNIONEVENTS_SHOTS", tmp_path))

    def look(page: Page, address: str, name: str) -> None:
        page.goto(address)
        page.screenshot(path=shots / f"registration-{name}-{size}.png", full_page=True)
        complaints.extend(axe(page))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            complaints.append(f"{name} scrolls sideways")

    look(organiser, place, "board")
    look(organiser, f"{place}?state=accepted", "board-nobody")
    look(organiser, f"/rosters/{handed_in.pk}/receipt/", "receipt")
    look(organiser, f"/rosters/{handed_in.pk}/paper/", "paper")
    look(organiser, f"/rosters/{handed_in.pk}/", "review")
    look(organiser, f"/people/{person.pk}/substitute/", "substitute")
    look(contact, f"/rosters/{roster.pk}/", "roster")
    look(contact, f"{place}terms/", "terms")
    contact.goto(f"/rosters/{roster.pk}/upload/")
    rows = [*GOOD, [None, "错误", "不详", "局长", "大概", "✓"], [1, "林悦月", "女", "工会主席", "是", "✓"]]
    contact.set_input_files("input[type=file]", {"name": "报名.xlsx", "mimeType": "x", "buffer": book(*rows)})
    complaints.extend(axe(contact))
    contact.screenshot(path=shots / f"registration-upload-{size}.png", full_page=True)
    contact.get_by_role("button", name="核对表格").click()
    expect(contact.get_by_role("heading", level=1)).to_have_text("核对表格内容")
    look(contact, contact.url, "check")
    Activity.objects.update(state="approved")
    look(organiser, f"{place}terms/change/", "change-terms")
    assert complaints == []


def test_the_board_in_english(meet: Meet, browse: Browse, axe: Axe) -> None:
    make_person(meet.roster(), "Lin", meet.ball)
    page: Any = browse(meet.organiser, language="en")
    page.goto(f"/activities/{meet.activity.pk}/registration/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Registration")
    assert axe(page) == []
