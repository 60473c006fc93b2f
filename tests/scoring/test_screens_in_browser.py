"""One story in browsers: page and screen are opened, a contest is released, phone and board follow by themselves."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from scoring.models import Screen, Showing
from scoring.queries.reading import read_sheet
from scoring.queries.setting import Setting
from scoring.services import publishing
from tests.scoring.meets import Meet

SHOTS = os.environ.get("SCREENSHOTS", "")
SOON = 2_000  # milliseconds: a release is live within two seconds
BUSY = 8_000  # what a shared machine may take more


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS, f"{name}.png")))


def release(meet: Meet, code: str) -> None:
    sheet = meet.sheet(code)
    draft = publishing.draft_of(read_sheet(sheet), Setting(meet.activity), None)
    publishing.publish(sheet=sheet, seen=draft.seen, reason="", by=meet.chief, now=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_phone_and_board_follow_what_is_released_and_commanded(
    meet: Meet, browse: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    meet.record_everything()
    meet.activity.prize_plan.tables = [{"code": "total", "title": "团体总分", "rule": "points", "points": [7, 5, 3]}]
    meet.activity.prize_plan.save()
    root = f"/activities/{meet.activity.pk}"
    desk = browse(meet.organiser)
    desk.goto(f"{root}/public-page/")
    shot(desk, "public-settings-closed")
    desk.get_by_role("button", name="开放公开页").click()
    desk.get_by_label("公开页同时显示暂列名次").check()
    desk.get_by_role("button", name="保存显示内容").click()
    assert axe(desk) == []
    shot(desk, "public-settings")
    desk.goto(f"{root}/screens/new/")
    desk.get_by_label("大屏名称").fill("大厅左屏")
    desk.get_by_role("button", name="保存大屏").click()
    expect(desk.get_by_role("heading", name="在大屏上打开")).to_be_visible()
    assert axe(desk) == []
    shot(desk, "edit-screen")

    phone = browse(size="phone")
    phone.goto(f"/r/{Showing.objects.get().token}/")
    expect(phone.locator("[data-touch]")).to_have_text("自动更新中")
    expect(phone.locator('.public-contest[data-state="provisional"]')).to_have_count(3)
    assert axe(phone) == []
    shot(phone, "public-provisional")
    board = browse()
    board.set_viewport_size({"width": 1920, "height": 1080})
    board.goto(f"/board/{Screen.objects.get().token}/")
    expect(board.get_by_text("手机扫码看成绩")).to_be_visible()
    assert axe(board) == []
    shot(board, "board-welcome")

    began = time.monotonic()
    release(meet, "run")
    expect(phone.locator('.public-contest[data-state="released"]')).to_have_count(1, timeout=SOON + BUSY)
    print(f"released → phone: {time.monotonic() - began:.2f} s")
    shot(phone, "public-released")

    desk.goto(f"{root}/screens/")
    command(desk, "ranking:run")
    expect(board.locator(".stage-state")).to_have_text("正式成绩", timeout=SOON + BUSY)
    assert axe(board) == []
    shot(board, "board-ranking")
    command(desk, "ranking:rope")
    expect(board.locator(".stage-state")).to_contain_text("暂列名次", timeout=SOON + BUSY)
    shot(board, "board-provisional")
    command(desk, "table:0")
    expect(board.locator(".stage-title")).to_contain_text("团体总分", timeout=SOON + BUSY)
    shot(board, "board-table")
    command(desk, "ceremony:run:0")
    expect(board.locator('.stage-step[data-revealed="no"]')).to_have_count(3, timeout=SOON + BUSY)
    for revealed in (1, 2):
        desk.get_by_role("button", name="揭晓下一名").click()
        expect(board.locator('.stage-step[data-revealed="yes"]')).to_have_count(revealed, timeout=SOON + BUSY)
    assert axe(board) == []
    shot(board, "board-ceremony")
    desk.get_by_label("通知", exact=True).fill("请 800 米运动员到检录处")
    command(desk, "notice")
    expect(board.get_by_text("请 800 米运动员到检录处")).to_be_visible(timeout=SOON + BUSY)
    shot(board, "board-notice")
    desk.reload()
    assert axe(desk) == []
    for name, width in (("1440", 1440), ("1024", 1024), ("390", 390)):
        desk.set_viewport_size({"width": width, "height": 900})
        shot(desk, f"remote-{name}")
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
        desk.evaluate("scrollTo(0, 0)")
        expect(desk.get_by_role("button", name="揭晓下一名")).to_be_in_viewport()  # the thumb reaches it from anywhere
    reader = browse(meet.referee, size="tablet")
    reader.goto(f"{root}/announcer/")
    expect(reader.get_by_text("托球跑，第 1 名")).to_be_visible()
    assert axe(reader) == []
    shot(reader, "announcer")
    lose_touch(board)


def command(desk: Page, word: str) -> None:
    desk.locator(f'button[name="show"][value="{word}"]').click()


def lose_touch(board: Page) -> None:
    """The network goes: the board says so, keeps what it showed, and comes back alone."""
    board.context.set_offline(True)
    expect(board.locator(".board-lost")).to_contain_text("联系不上")
    expect(board.get_by_text("请 800 米运动员到检录处")).to_be_visible()
    shot(board, "board-lost")
    board.context.set_offline(False)
    expect(board.locator(".board-lost")).to_be_hidden()
