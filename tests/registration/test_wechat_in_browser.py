"""Somebody with a phone alone, in WeChat's own browser: entered, changed, confirmed by the unit, and off again."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from registration.models import Person, Signup
from tests.registration.conftest import Meet
from tests.registration.test_signups import make_link

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Browse = Callable[..., Page]
Axe = Callable[[Page], list[str]]
# As WeChat's own browser on Android and on iPhones calls itself.
WECHAT = {
    "android": "Mozilla/5.0 (Linux; Android 12; M2012K11AC Build/SKQ1; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160083 MicroMessenger/8.0.47.2560(0x28002F35) "
    "WeChat/arm64 Weixin NetType/4G Language/zh_CN ABI/arm64",
    "iphone": "Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Mobile/15E148 MicroMessenger/8.0.47(0x18002f2f) NetType/WIFI Language/zh_CN",
}


class Looking:
    """Looks at a page: no violation, nothing wider than the screen; with SHOTS a picture."""

    def __init__(self, axe: Axe, size: str) -> None:
        self.axe, self.size = axe, size

    def __call__(self, page: Page, name: str) -> None:
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=str(Path(folder) / f"walk-{name}-{self.size}.png"), full_page=True)
        assert self.axe(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


@pytest.mark.parametrize("agent", sorted(WECHAT))
def test_a_person_enters_changes_and_withdraws_in_wechat_without_an_account(
    meet: Meet, browse: Browse, axe: Axe, agent: str
) -> None:
    look = Looking(axe, f"{agent}-390")
    phone = browse(size="phone", user_agent=WECHAT[agent], has_touch=True, is_mobile=True)
    phone.goto(make_link(meet))
    look(phone, "20-sign-up")
    phone.get_by_label("姓名").fill("林悦")
    phone.get_by_label("女", exact=True).tap()
    phone.get_by_label("托球跑").tap()
    phone.get_by_role("button", name="我要报名").tap()
    expect(phone.locator("[data-signup-problems]")).to_contain_text("勾选“健康”")
    look(phone, "21-refused")
    assert phone.get_by_label("姓名").input_value() == "林悦", "nothing typed is lost"
    phone.get_by_label("健康：").tap()
    phone.get_by_role("button", name="我要报名").tap()
    expect(phone.get_by_text("你的报名码")).to_be_visible()
    code = phone.locator(".receipt-code").inner_text()
    look(phone, "22-code")

    # Another day, from the same link: the code alone opens the own sign-up.
    later = browse(size="phone", user_agent=WECHAT[agent], has_touch=True, is_mobile=True)
    later.goto("/sign-up/mine/")
    later.get_by_label("报名码").fill(code.lower())
    look(later, "23-find")
    later.get_by_role("button", name="查看我的报名").tap()
    expect(later.locator(".receipt-code")).to_have_text(code)
    later.get_by_text("修改报名").tap()
    later.get_by_label("金豆搬家").tap()
    look(later, "24-change")
    later.get_by_role("button", name="提交修改").tap()
    expect(later.locator("dl.facts")).to_contain_text("托球跑、金豆搬家")

    desk = browse(meet.contact)
    desk.goto(f"/rosters/{Signup.objects.get().roster_id}/signups/")
    look(desk, "25-desk")
    desk.get_by_role("button", name="确认林悦").click()
    expect(desk.get_by_text("林悦：已处理")).to_be_visible()
    assert Person.objects.get().entries.filter(withdrawn_at=None).count() == 2
    later.reload()
    expect(later.get_by_text("你已在本单位报名表上")).to_be_visible()
    look(later, "26-confirmed")

    later.get_by_role("button", name="撤回报名").tap()
    expect(later.get_by_text("已请本单位把你移出报名表")).to_be_visible()
    expect(later.get_by_role("button", name="撤回报名")).to_have_count(0)
    look(later, "27-asked-off")
    desk.goto(f"/rosters/{Signup.objects.get().roster_id}/signups/")
    desk.get_by_role("button", name="林悦").first.click()
    expect(desk.get_by_text("林悦：已处理")).to_be_visible()
    assert Person.objects.get().withdrawn_at is not None
    later.reload()
    expect(later.get_by_text("这条报名已撤回")).to_be_visible()
    look(later, "28-withdrawn")
