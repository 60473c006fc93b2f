"""Log-in and invitation as people meet them: in Chinese, on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from accounts.models import User
from accounts.roles import Role
from tests.accounts.conftest import Unions
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_contact_is_invited_sets_up_an_account_and_logs_in_again(
    unions: Unions, browse: Callable[..., Any], axe: Callable[..., list[str]]
) -> None:
    office = browse(unions.organiser, size="phone", permissions=["clipboard-read", "clipboard-write"])
    office.goto("/units/")
    assert axe(office) == []
    office.get_by_role("link", name="邀请图书馆工会的联络员").click()
    office.get_by_label("邀请谁").fill("新来人")
    assert axe(office) == []
    office.get_by_role("button", name="生成邀请链接").click()
    message = office.get_by_label("要发送的消息").input_value()
    assert message.startswith("您好，新来人：请打开下面的链接开通账号（图书馆工会，单位联络员）")
    office.get_by_role("button", name="复制消息").click()
    expect(office.get_by_role("button", name="已复制")).to_be_visible()
    assert office.evaluate("navigator.clipboard.readText()") == message
    assert axe(office) == []

    phone = browse(size="phone")
    phone.goto(message.split("\n")[-1])
    expect(phone.get_by_text("组小青邀请您担任图书馆工会的单位联络员")).to_be_visible()
    expect(phone.get_by_label("您的姓名")).to_have_value("新来人")
    assert axe(phone) == []
    phone.get_by_label("登录名").fill("xinlai")
    phone.locator("#id_password1").fill("12345")
    phone.get_by_label("再次输入密码").fill("12345")
    phone.get_by_role("button", name="开通我的账号").click()
    expect(phone.get_by_role("alert")).to_be_focused()
    assert axe(phone) == []
    phone.locator("#id_password1").fill(PASSWORD)
    phone.get_by_label("再次输入密码").fill(PASSWORD)
    phone.get_by_role("button", name="开通我的账号").click()
    expect(phone.get_by_text("新来人，欢迎您！账号已开通。")).to_be_visible()
    assert axe(phone) == []
    assert User.objects.get(username="xinlai").standing.roles == {(Role.CONTACT, unions.library.path)}

    phone.get_by_label("新来人：账号").click()
    phone.get_by_role("button", name="退出").click()
    expect(phone.get_by_role("heading", name="登录")).to_be_visible()
    assert axe(phone) == []
    phone.get_by_label("登录名").fill("xinlai")
    phone.get_by_label("密码").fill("not this one")
    phone.get_by_role("button", name="登录").click()
    expect(phone.get_by_text("登录名或密码不正确").first).to_be_visible()
    assert axe(phone) == []
    phone.get_by_label("密码").fill(PASSWORD)
    phone.get_by_role("button", name="登录").click()
    expect(phone.get_by_role("heading", name="现在要做的事")).to_be_visible()


def test_link_can_be_read_and_used_without_a_script(unions: Unions, browse: Callable[..., Any]) -> None:
    office = browse(unions.administrator, size="phone", java_script_enabled=False)
    office.goto(f"/units/{unions.library.pk}/invite/")
    office.get_by_role("button", name="生成邀请链接").click()

    assert "/join/" in office.get_by_label("要发送的消息").input_value()
    expect(office.get_by_role("button", name="复制消息")).to_be_hidden()


@pytest.mark.parametrize("size", ["desktop", "tablet", "phone"])
def test_pages_about_people_are_accessible_and_fit(
    unions: Unions, browse: Callable[..., Any], axe: Callable[..., list[str]], size: str
) -> None:
    page = browse(unions.administrator, size=size)
    for path in (
        "/units/",
        f"/units/{unions.school.pk}/members/",
        f"/units/{unions.library.pk}/members/",
        f"/units/{unions.school.pk}/add/",
        f"/people/{unions.contact.pk}/",
        "/me/",
        "/me/password/",
        "/",
    ):
        page.goto(path)
        assert axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than the screen"


def test_lock_page_is_clear(unions: Unions, browse: Callable[..., Any], axe: Callable[..., list[str]]) -> None:
    page = browse(size="phone")
    for _miss in range(5):
        page.goto("/log-in/")
        page.get_by_label("登录名").fill("lian")
        page.get_by_label("密码").fill("wrong")
        page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="尝试次数过多")).to_be_visible()
    assert axe(page) == []
