"""The set-up pages in a browser: at every size without violations, the sentence following what is typed."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from events.states import State
from tests.scoring.meets import Meet, make_meet

pytestmark = pytest.mark.django_db(transaction=True)


def at(meet: Meet, name: str, *more: str) -> str:
    return reverse(f"scoring:{name}", args=[meet.activity.pk, *more])


def open_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('#setting details').forEach((each) => { each.open = true; })")


@pytest.mark.parametrize("size", ["desktop", "tablet", "phone"])
def test_set_up_pages_have_no_violations_and_nothing_runs_off_the_side(browse: Any, axe: Any, size: str) -> None:
    meet = make_meet(state=State.DRAFT, people=2)
    page = browse(meet.organiser, size=size)
    page.goto(at(meet, "set_up_contest", "shots"))
    page.get_by_text("全部常用项目").click()
    page.get_by_role("button", name="乒乓球单打").click()
    expect(page.locator("[data-says]")).to_contain_text("3 局 2 胜")
    open_everything(page)
    found = axe(page)
    assert_fits(page)
    for name in ("set_up_prizes", "set_up_across"):
        page.goto(at(meet, name))
        open_everything(page)
        found += axe(page)
        assert_fits(page)
    assert found == []


def assert_fits(page: Page) -> None:
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1]


def test_the_sentence_follows_what_is_typed_and_keys_are_enough(browse: Any) -> None:
    meet = make_meet(state=State.DRAFT, people=2)
    page = browse(meet.organiser)
    page.goto(at(meet, "set_up_contest", "shots"))
    page.locator(".set-details > summary").focus()
    page.keyboard.press("Enter")
    shots = page.get_by_label("每人投数")
    shots.fill("12")
    shots.press("Tab")
    expect(page.locator("[data-says]")).to_contain_text("每人按顺序 12 投")
    expect(page.get_by_label("每中得分")).to_be_focused()
    shots.fill("x")
    shots.press("Tab")
    expect(page.locator("#f-settings-shots-error")).to_contain_text("整数")
    expect(page.locator(".set-problems")).to_contain_text("每人投数")
    shots.fill("12")
    shots.press("Tab")
    expect(page.locator(".set-problems")).to_have_count(0)
    expect(page.locator("#f-settings-shots-error")).to_be_empty()
    page.locator("#f-tie_breaks-new").select_option("recorded_lot")
    page.get_by_role("button", name="添加一行 成绩相同时").press("Enter")
    expect(page.locator("[data-says]")).to_contain_text("再抽签")
    expect(page.locator("#f-tie_breaks-1")).to_be_focused()
    page.get_by_role("button", name="第 2 行上移").press("Enter")
    expect(page.locator("[data-says]")).to_contain_text("成绩相同：抽签")
    page.get_by_role("button", name="保存计分方式").press("Enter")
    expect(page.get_by_text("“定点投篮”的计分方式已保存")).to_be_visible()
    sheet = meet.sheet("shots")
    assert sheet.settings["shots"] == 12
    assert [line["rule"] for line in sheet.tie_breaks] == ["recorded_lot", "earlier_hit"]


def test_everything_works_without_a_script(browse: Any) -> None:
    meet = make_meet(state=State.DRAFT, people=2)
    page = browse(meet.organiser, java_script_enabled=False)
    page.goto(at(meet, "set_up_contest", "rope"))
    page.get_by_text("详细设置").click()
    page.get_by_label("时长（秒）").fill("90")
    page.get_by_role("button", name="更新说明").last.click()
    expect(page.locator("[data-says]")).to_contain_text("90 秒计数")
    page.get_by_label("时长（秒）").fill("80")
    page.get_by_label("时长（秒）").press("Enter")
    expect(page.locator("[data-says]")).to_contain_text("80 秒计数")
    assert meet.sheet("rope").settings == {}
    page.get_by_role("button", name="保存计分方式").click()
    assert meet.sheet("rope").settings["seconds"] == 80
