"""The server is killed in the middle of a meet and started again: screens, phones and pages come back alone."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from drills.server import ROOT, Database, Site
from unionevents.demo import PASSWORD

ORGANISER = "organiser"
LONG = 180_000  # milliseconds: phones stay away longer the longer nobody answers, and the machine may be busy


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """The demonstration under gunicorn, with a database file that outlives it."""
    site = Site(Database(tmp_path), tmp_path)
    site.threads = 8  # as `./dev run`: a browser keeps connections open that it does not use yet
    for step in (["migrate", "--verbosity=0"], ["collectstatic", "--no-input", "--verbosity=0"], ["demo"]):
        subprocess.run(
            [sys.executable, "manage.py", *step], cwd=ROOT, env=site.environment, check=True, capture_output=True
        )
    site.start()
    answering(site)
    yield site
    site.kill()


@pytest.fixture
def opened(chromium: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    contexts = []

    def open_page(width: int, height: int, *, like: Page | None = None) -> Page:
        state = like.context.storage_state() if like else None
        viewport: Any = {"width": width, "height": height}
        context = chromium.new_context(base_url=f"http://127.0.0.1:{site.port}", viewport=viewport, storage_state=state)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def answering(site: Site) -> None:
    """The port is open before the workers have read the program; on a busy machine that takes a while."""
    until = time.monotonic() + LONG / 1000
    while time.monotonic() < until:
        with suppress(OSError), urlopen(f"http://127.0.0.1:{site.port}/log-in/", timeout=LONG / 1000) as answer:
            assert answer.status == 200
            return
    raise AssertionError("the site does not answer")


def running_meet(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "drill.sqlite3")) as database:
        found = database.execute("select id from events_activity where state = 'running'").fetchone()
    return int(found[0])


def logged_in(page: Page) -> Page:
    page.goto("/log-in/")
    page.locator("[name=username]").fill(ORGANISER)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form:has([name=password]) button[type=submit]").click()
    expect(page.locator("[name=password]")).to_have_count(0)
    return page


def test_everybody_who_looks_comes_back_by_themselves_after_the_server_was_killed(
    site: Site, opened: Callable[..., Page], tmp_path: Path
) -> None:
    root = f"/activities/{running_meet(tmp_path)}"
    desk = logged_in(opened(1440, 900))
    desk.goto(f"{root}/screens/")
    expect(desk.get_by_text("还没有大屏")).to_be_visible()
    expect(desk.get_by_role("button", name="揭晓下一名")).to_have_count(0)
    desk.get_by_role("link", name="添加大屏").click()
    desk.get_by_label("大屏名称").fill("大厅左屏")
    desk.get_by_role("button", name="保存大屏").click()
    board = opened(1920, 1080)
    board.goto(desk.locator(".address-text a").inner_text())
    desk.goto(f"{root}/public-page/")
    desk.get_by_role("button", name="开放公开页").click()
    phone = opened(390, 844)
    phone.goto(desk.locator(".address-text a").inner_text())
    expect(phone.locator("[data-touch]")).to_have_text("自动更新中")
    desk.goto(f"{root}/screens/")
    desk.locator('button[name="show"][value="next"]').click()
    expect(board.locator('.stage[data-kind="next"]')).to_be_visible()
    other = opened(1024, 768, like=desk)  # another device of the same person
    other.goto(f"{root}/screens/")
    reader = opened(1024, 768, like=desk)
    reader.goto(f"{root}/announcer/")

    site.kill()
    expect(board.locator(".board-lost")).to_contain_text("联系不上")
    expect(board.locator('.stage[data-kind="next"]')).to_be_visible()
    expect(phone.locator("[data-touch].is-lost")).to_contain_text("联系不上")
    for page in (desk, other, reader):
        expect(page.get_by_text("服务器没有回应")).to_be_visible()

    site.start()
    answering(site)
    began = time.monotonic()
    expect(board.locator(".board-lost")).to_be_hidden(timeout=LONG)
    print(f"board: back {time.monotonic() - began:.1f} s after the server")
    expect(phone.locator("[data-touch]")).to_have_text("自动更新中", timeout=LONG)
    print(f"phone: back {time.monotonic() - began:.1f} s after the server")
    for page in (desk, other, reader):
        expect(page.get_by_text("服务器没有回应")).to_be_hidden(timeout=LONG)
    other.get_by_label("通知", exact=True).fill("比赛继续")
    other.locator('button[name="show"][value="notice"]').click()
    expect(board.locator(".stage-notice")).to_have_text("比赛继续")
    expect(desk.locator(".thumb-says").first).to_contain_text("通知：比赛继续")
    expect(reader.get_by_text("比赛继续")).to_be_visible()
