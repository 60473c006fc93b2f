"""In a browser: a unit's message is copied with one tap, an outbox is released, data is shown, erased and counted."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from events.models import Activity
from events.states import State
from registration.models import Mailbox, Message, Person, Privacy, Roster
from tests.factories import make_person
from tests.registration.conftest import Meet
from unionevents.erasing.words import ERASED

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = ((1440, 900), (1024, 768), (390, 844))


def look_at(page: Page, name: str, axe: Callable[[Page], list[str]]) -> None:
    """No accessibility violation at any width, nothing wider than the page; with SHOTS a picture of each."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert axe(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} at {width}"
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)
    page.set_viewport_size({"width": 1440, "height": 900})


def test_units_are_asked_and_a_person_is_shown_erased_and_still_counted(
    meet: Meet, browse: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    roster = meet.roster()
    for name, born in (("欧阳晓明", 1986), ("李红", 1990), ("王芳", 1971), ("赵敏", 1975)):
        make_person(roster, name, meet.beans, birth_date=date(born, 5, 1), healthy=name != "李红")
    Mailbox.objects.create(unit=meet.school, address="office@school.example.org")
    Privacy.objects.create(activity=meet.activity, id_number_reason="购买保险")
    base = f"/activities/{meet.activity.pk}/registration"
    page = browse(meet.organiser, permissions=["clipboard-read", "clipboard-write"])

    page.goto(f"{base}/units/")
    look_at(page, "chase", axe)
    page.get_by_role("button", name=f"复制发给{meet.school.name}的消息").click()
    page.get_by_text("已复制").first.wait_for()
    copied: Any = page.evaluate("navigator.clipboard.readText()")
    assert meet.school.name in copied and "报名入口：http" in copied and "欧阳晓明" not in copied

    page.get_by_label(f"选择{meet.school.name}").check()
    page.get_by_role("button", name="给所选单位拟邮件").click()
    look_at(page, "outbox", axe)
    page.get_by_label(f"放行发给{meet.school.name}的邮件").check()
    page.get_by_role("button", name="放行所选邮件").click()
    page.get_by_text("已放行 1 封邮件").wait_for()
    assert Message.objects.get().state == "released"

    page.goto(f"{base}/privacy/")
    look_at(page, "privacy", axe)
    page.goto(f"{base}/people/")
    look_at(page, "people", axe)
    page.get_by_role("link", name="欧**明").click()
    page.get_by_label("查看理由").fill("核对年龄")
    page.get_by_role("button", name="查看完整信息").click()
    page.get_by_text("欧阳晓明").first.wait_for()
    look_at(page, "person", axe)
    page.get_by_role("link", name="删除此人信息").click()
    look_at(page, "erase", axe)
    page.get_by_label("为什么删除？").fill("本人申请")
    page.get_by_role("button", name="永久删除").click()
    page.get_by_text("已删除 1 人的信息").wait_for()
    assert list(Person.objects.order_by("number").values_list("name", flat=True)[:1]) == [ERASED]

    contact = browse(meet.contact)
    contact.goto(f"/rosters/{roster.pk}/id-numbers/")
    look_at(contact, "id-numbers", axe)

    Roster.objects.update(state=Roster.State.ACCEPTED, size=40)
    Activity.objects.update(state=State.PUBLISHED)
    page.goto("/participation/")
    look_at(page, "participation", axe)
    page.get_by_role("row", name=meet.school.name).first.wait_for()
