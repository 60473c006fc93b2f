"""A unit's contact walks from the link in the chat to the stamped page, and on to a change after it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from registration.models import Person, Roster, StampedScan, Terms
from tests.factories import make_contest
from tests.registration.conftest import PLAN_1, Meet
from tests.registration.pictures import png

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Browse = Callable[..., Page]
Axe = Callable[[Page], list[str]]
RELAY = [
    {"limit": "team_size", "severity": "refuse", "contests": ["relay"], "at_least": 2, "at_most": 3},
    {"limit": "teams_per_unit", "severity": "refuse", "contests": ["relay"], "at_least": 1, "at_most": 1},
]


class Looking:
    """Looks at a page: no violation, nothing wider than the screen; with SHOTS a picture."""

    def __init__(self, axe: Axe, size: str) -> None:
        self.axe, self.size = axe, size

    def __call__(self, page: Page, name: str) -> None:
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=str(Path(folder) / f"walk-{name}-{self.size}.png"), full_page=True)
        assert self.axe(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


def row_of(page: Page, number: int) -> Locator:
    return page.locator("[data-rows] tr").nth(number)


def fill_in(row: Locator, name: str, gender: str, *contests: str) -> None:
    row.get_by_label("姓名").fill(name)
    row.get_by_label("性别").select_option(label=gender)
    row.get_by_label("健康").check()
    for contest in contests:
        row.get_by_label(contest).check()


@pytest.mark.parametrize("size", ["phone", "tablet", "desktop"])
def test_a_contact_goes_from_the_link_to_the_stamped_page_and_a_change(
    meet: Meet, browse: Browse, axe: Axe, size: str
) -> None:
    make_contest(meet.activity, "relay", title="接力")
    Terms.objects.update(limits=[*PLAN_1, *RELAY])
    meet.contact.set_password("Kanlian-2026")
    meet.contact.save()
    look, page = Looking(axe, size), browse(size=size)

    page.goto(f"/activities/{meet.activity.pk}/registration/")
    page.get_by_label("登录名").fill("lin")
    page.get_by_label("密码").fill("Kanlian-2026")
    look(page, "01-log-in")
    page.get_by_role("button", name="登录").click()
    page.get_by_role("button", name="开始填写报名表").wait_for()
    look(page, "02-begin")
    page.get_by_role("button", name="开始填写报名表").click()

    fill_in(row_of(page, 0), "林悦", "女", "托球跑", "摸石过河", "金豆搬家", "一分钟跳绳")
    expect(row_of(page, 0)).to_contain_text("最多 3 项")
    look(page, "03-live-error")
    for contest in ("一分钟跳绳", "金豆搬家"):  # the relay counts as well
        row_of(page, 0).get_by_label(contest).uncheck()
    expect(row_of(page, 0)).not_to_contain_text("最多 3 项")
    page.get_by_role("button", name="添加人员").click()
    fill_in(row_of(page, 1), "周涛", "男", "摸石过河")
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    expect(page.locator("#missing a", has_text="接力")).to_have_attribute("href", "#teams")
    look(page, "04-missing")

    page.get_by_role("link", name="组队").click()
    for name in ("林悦", "周涛"):
        page.locator(".team[data-new] .scope-chip", has_text=name).click()
    look(page, "05-team")
    page.get_by_role("button", name="保存本队").click()
    expect(page.locator(".team:not([data-new])")).to_have_count(1)
    page.get_by_role("link", name=meet.school.name).first.click()
    expect(page.locator("[data-readiness]")).to_have_text("已填好，可以提交")
    look(page, "06-ready")
    page.get_by_role("button", name="提交报名表").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("报名表已提交")
    look(page, "07-receipt")

    code = page.locator(".receipt-code").inner_text()
    page.get_by_role("link", name="打印盖章报名表").click()
    expect(page.get_by_text(code).first).to_be_visible()
    look(page, "08-paper")
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    if folder := os.environ.get("SHOTS"):
        (Path(folder) / f"walk-08-paper-{size}.pdf").write_bytes(printed)
    assert len(re.findall(rb"/Type /Page\b", printed)) == 1, "two people and a team fit on one sheet"
    page.go_back()
    page.get_by_role("link", name="上传盖章件").click()
    photo = {"name": "image.png", "mimeType": "image/png", "buffer": png(width=300, height=420)}
    page.get_by_label("拍摄盖章页").set_input_files(photo)
    page.get_by_role("button", name="上传盖章件").click()
    page.get_by_text("已保存 1 页").wait_for()
    look(page, "09-stamped")
    assert StampedScan.objects.count() == 1

    page.get_by_role("link", name=meet.school.name).first.click()
    look(page, "10-handed-in")
    page.get_by_role("button", name="撤回修改").click()
    page.get_by_role("button", name="添加人员").click()
    fill_in(row_of(page, 2), "韩梅", "女", "托球跑")
    whole = Person.objects.filter(name="韩梅", healthy=True, entries__contest__code="ball-run")
    while not whole.exists():  # the page may have kept half of the row first; the test's own time limit ends this
        page.wait_for_timeout(200)
    expect(page.locator("[data-readiness]")).to_have_text("已填好，可以提交")
    page.reload()
    expect(page.get_by_text("韩梅（3 号）")).to_be_visible()
    look(page, "11-changed")
    page.get_by_role("button", name="提交报名表").click()
    expect(page.locator(".receipt-code")).not_to_have_text(code)
    page.goto(f"/rosters/{Roster.objects.get().pk}/")
    expect(page.get_by_text("盖章件对应的是改动前的报名表")).to_be_visible()
    look(page, "12-stale")
