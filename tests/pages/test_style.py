"""The living style page in a real browser: every component, both languages, three widths."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import get_template
from playwright.sync_api import Page

from tests.browser import too_small

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LANGUAGES = ["zh-hans", "en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_component_is_accessible(
    browse: Callable[..., Page], axe: Callable[[Page], list[str]], language: str
) -> None:
    page = browse(language=language)
    page.goto("/style/")
    assert page.locator("html").get_attribute("lang") == language
    assert axe(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", ["desktop", "tablet", "phone"])
def test_nothing_scrolls_sideways(browse: Callable[..., Page], size: str, language: str) -> None:
    page = browse(size=size, language=language)
    page.goto("/style/")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_a_menu_opens_by_keyboard_and_escape_closes_it(browse: Callable[..., Page]) -> None:
    page = browse()
    page.goto("/style/")
    summary = page.locator("#frame .page-head details.menu > summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("#frame .page-head .menu-list").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#frame .page-head .menu-list").is_hidden()
    assert summary.evaluate("element => element === document.activeElement")


def test_a_point_in_the_error_summary_leads_to_its_field(browse: Callable[..., Page]) -> None:
    page = browse()
    page.goto("/style/")
    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.activeElement.id") == "id_wrong-starts"


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_of_a_pad_are_large_enough_for_a_thumb(browse: Callable[..., Page], language: str) -> None:
    page = browse(size="phone", language=language)
    page.goto("/style/")
    keys = page.locator("#field .key, #field .pad-shot")
    assert keys.count() > 0
    assert too_small(keys) == []


def test_text_on_a_pad_can_be_read_in_the_sun(browse: Callable[..., Page]) -> None:
    page = browse()
    page.goto("/style/")
    strict = {"runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]}}
    found = Axe().run(page, context="#field .pad", options=strict).response
    assert [node["html"] for rule in found["violations"] for node in rule["nodes"]] == []
    assert sum(len(rule["nodes"]) for rule in found["passes"]) > 20


def test_the_language_switch_keeps_the_place(browse: Callable[..., Page]) -> None:
    page = browse()
    page.goto("/style/")
    page.get_by_role("button", name="Switch to English").click()
    assert page.url.endswith("/style/")
    assert page.get_by_role("heading", level=1).inner_text() == "Style page"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_for_what_does_not_exist_says_what_to_do(
    browse: Callable[..., Page], axe: Callable[[Page], list[str]], language: str
) -> None:
    page = browse(language=language)
    answer = page.goto("/there-is-no-such-page/")
    assert answer is not None
    assert answer.status == 404
    assert page.get_by_role("link", name="回到首页" if language == "zh-hans" else "Go to the start page").is_visible()
    assert axe(page) == []


@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_need_nothing_from_the_request_that_failed(template: str) -> None:
    shown = get_template(template).render()
    assert template[:3] in shown
    assert "<form" not in shown
