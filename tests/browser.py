"""A real Chromium through Playwright: one browser a run, one context a person.

`browse(user)` gives a page logged in as the user. After each test every page is asked whether it made an outside
request or broke the content security policy; `axe(page)` gives the accessibility violations.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from accounts.models import User
from tools import parts
from tools.chromium import find as find_chromium

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Milliseconds. A shared machine with two cores may stall; a test waits only as long as it must.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
SIZES = {"desktop": (1440, 900), "tablet": (1024, 768), "phone": (390, 844)}


@pytest.hookimpl(tryfirst=True)  # before pytest looks at -m
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`-m browser` and `-m "not browser"` follow from what a test asks for.

    A browser is four programs on a machine of two cores: when it stalls, one story in thousands breaks. Such a test is
    tried once more, and the run names it (tests/conftest.py), so that a real race is not hidden.
    """
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        how = f"No Chromium: {parts.CHROMIUM.how_to_get_it()}"
        if parts.everything_required():
            pytest.fail(how)
        pytest.skip(how)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """`browse(user, size="phone", language="en")` → a page; relative addresses lead to the live server."""
    contexts, complaints = [], []

    def open_page(user: User | None = None, *, size: str = "desktop", language: str = "", **options: Any) -> Page:
        width, height = SIZES[size]
        context = chromium.new_context(base_url=live_server.url, viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        cookies = []
        if user is not None:
            cookies.append(
                {"name": django_settings.SESSION_COOKIE_NAME, "value": session_of(user), "url": live_server.url}
            )
        if language:
            cookies.append({"name": django_settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_server.url})
        if cookies:
            context.add_cookies(cookies)

        def note_request(request: Any) -> None:
            if not request.url.startswith((live_server.url, "data:", "blob:", "about:")):
                complaints.append(f"outside request: {request.url}")

        def note_console(message: Any) -> None:
            if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
                complaints.append(message.text)

        context.on("request", note_request)
        context.on("console", note_console)
        context.on("weberror", lambda error: complaints.append(f"script error: {error.error}"))
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def too_small(keys: Locator, *, least: int = 64) -> list[str]:
    """The visible ones among the keys that a thumb may miss: less than `least` pixels wide or high."""
    found: list[str] = keys.evaluate_all(
        """(keys, least) => keys.filter(key => key.offsetParent).map(key => [key, key.getBoundingClientRect()])
        .filter(([key, box]) => box.width < least || box.height < least)
        .map(([key, box]) => `${key.className} ${key.textContent.trim()} ${box.width} x ${box.height}`)""",
        least,
    )
    return found


def session_of(user: User) -> str:
    """The key of a new session logged in as the user."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """The violations on a page, a readable line each."""

    def violations(page: Page) -> list[str]:
        found = Axe().run(page).response["violations"]
        return [
            f"{page.url}: {rule['id']}: {rule['help']} — {[node['html'][:160] for node in rule['nodes'][:3]]}"
            for rule in found
        ]

    return violations
