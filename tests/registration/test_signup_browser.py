"""Signing up on a phone and being confirmed at the unit's desk, in a real browser; with and without a script."""

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
SHOTS = os.environ.get("SIGNUP_SHOTS", "")


def shoot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)


def test_a_person_signs_up_on_a_phone_and_the_unit_confirms(meet: Meet, browse: Browse, axe: Axe) -> None:
    address = make_link(meet)
    phone = browse(size="phone")
    phone.goto(address)
    phone.get_by_label("姓名").fill("林悦")
    phone.get_by_label("女", exact=True).check()
    for contest in ("托球跑", "摸石过河", "金豆搬家"):
        phone.get_by_label(contest).check()
    phone.get_by_label("一分钟跳绳").check()
    expect(phone.locator("[data-signup-problems] li").first).to_contain_text("3 项")
    shoot(phone, "signup-phone-live")
    assert axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.get_by_label("金豆搬家").uncheck()
    phone.get_by_label("我已阅读").check()
    expect(phone.locator("[data-signup-problems]")).to_be_hidden()
    phone.get_by_role("button", name="我要报名").click()
    expect(phone.get_by_text("等待本单位确认", exact=False).first).to_be_visible()
    assert axe(phone) == []
    shoot(phone, "my-signup-phone")
    plain = browse(size="phone", java_script_enabled=False)
    plain.goto(address)
    plain.get_by_label("姓名").fill("周涛")
    plain.get_by_label("男", exact=True).check()
    plain.get_by_label("托球跑").check()
    plain.get_by_role("button", name="我要报名").click()
    expect(plain.locator("[data-signup-problems]")).to_contain_text("周涛还没有确认身体健康")
    plain.get_by_label("我已阅读").check()
    plain.get_by_role("button", name="我要报名").click()
    expect(plain.get_by_text("你的报名码")).to_be_visible()
    desk = browse(meet.contact)
    desk.goto(f"/rosters/{Signup.objects.first().roster_id}/")
    desk.get_by_role("link", name="2 人自主报名").click()
    assert axe(desk) == []
    shoot(desk, "signups-desktop")
    desk.get_by_role("button", name="确认林悦").click()
    expect(desk.get_by_text("林悦：已处理")).to_be_visible()
    assert Person.objects.get().name == "林悦"
    phone.reload()
    expect(phone.get_by_text("你已在本单位报名表上")).to_be_visible()
    organiser = browse(meet.organiser, size="tablet")
    organiser.goto(f"/activities/{meet.activity.pk}/registration/links/")
    expect(organiser.get_by_role("img", name="二维码：城东小学工会报名")).to_be_visible()
    assert axe(organiser) == []
    shoot(organiser, "links-tablet")
