"""The pages about stations, PINs and paper in a browser: the whole story, at every size, without violations."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from scoring.models import Device, PaperSheet, Station
from scoring.services import pairing
from scoring.services.drawing import draw
from tests.scoring.meets import Meet, make_meet

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = {"desktop": (1440, 900), "tablet": (1024, 768), "phone": (390, 844)}


def look(page: Page, axe: Any, name: str) -> None:
    """At every size: no violation, nothing beyond the side; pictures where SHOTS names a folder."""
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} {size}"
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/{name}-{size}.png", full_page=True)
    assert axe(page) == [], name


def test_stations_are_made_tablets_bound_and_taken_back_and_paper_stands_in(browse: Any, axe: Any) -> None:
    meet = make_meet()
    page = browse(meet.organiser)
    page.goto(f"/activities/{meet.activity.pk}/stations/")
    look(page, axe, "none")
    page.get_by_role("button", name="各建一个站点").click()
    assert Station.objects.count() == 3
    make_tablets(meet)
    page.reload()
    look(page, axe, "stations")

    page.get_by_role("button", name="绑定平板").first.click()
    expect(page.locator(".pairing-digits")).to_contain_text(" ")
    look(page, axe, "pair")

    page.goto(f"/activities/{meet.activity.pk}/stations/new/")
    look(page, axe, "new")
    page.get_by_label("站点名称").fill("二号站")
    page.get_by_label("托球跑", exact=True).check()
    page.get_by_label("托球跑的分组").fill("一组")
    page.get_by_role("button", name="保存站点").click()
    expect(page.get_by_role("alert")).to_contain_text("请写成 1-3, 5 这样")
    look(page, axe, "new-problem")
    page.get_by_label("托球跑的分组").fill("1-2, 4")
    page.get_by_role("button", name="保存站点").click()
    assert Station.objects.get(name="二号站").tasks.get().heats == [1, 2, 4]

    page.goto(f"/devices/{Device.objects.first().pk}/revoke/")  # type: ignore[union-attr]  # made above
    look(page, axe, "revoke")
    page.get_by_role("button", name="停用并清空").click()
    expect(page.get_by_text("已停用").first).to_be_visible()
    for name in ("pins/", "cards/", "outbox/"):
        page.goto(f"/activities/{meet.activity.pk}/stations/{name}")
        look(page, axe, name.strip("/"))
    page.goto(f"/activities/{meet.activity.pk}/stations/pins/")
    page.get_by_role("button", name="生成 PIN").first.click()
    expect(page.get_by_role("status")).to_contain_text("只显示这一次")
    look(page, axe, "pin-shown")


def make_tablets(meet: Meet) -> None:
    """In touch; with something to upload and no safe storage; never heard of."""
    station = Station.objects.earliest("pk")
    for health, seen in (
        ({"waiting": 0, "battery": 81, "version": "1.4"}, timezone.now()),
        ({"waiting": 12, "refused": 1, "battery": 23, "persisted": False}, timezone.now()),
        ({}, None),
    ):
        device = pairing.make_device(station=station, by=meet.chief, now=timezone.now()).device
        Device.objects.filter(pk=device.pk).update(health=health, seen_at=seen, referee=meet.referee)


def test_a_paper_sheet_is_numbered_printed_and_typed_in_by_two(browse: Any, axe: Any) -> None:
    meet = make_meet()
    draw(sheet=meet.sheet("run"), seed="7", by=meet.organiser, now=timezone.now())
    page = browse(meet.organiser)
    page.goto(f"/activities/{meet.activity.pk}/papers/")
    look(page, axe, "papers-none")
    page.get_by_role("button", name="给缺少的编号").click()
    assert list(PaperSheet.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    look(page, axe, "papers")
    page.goto(f"/activities/{meet.activity.pk}/papers/print/")
    look(page, axe, "papers-print")

    paper = PaperSheet.objects.get(number=1)
    first = type_in(browse(meet.referee), paper, ["11.20", "12.30", "13.40"])
    expect(first.get_by_text("可以请另一个人再录一遍核对")).to_be_visible()
    second = type_in(browse(meet.chief), paper, ["11.20", "12.80", "13.40"], axe=axe)
    expect(second.get_by_text("有 1 处与第一遍不同")).to_be_visible()
    expect(second.get_by_text("1 处不一致").first).to_be_visible()
    assert paper.typings.get(round=2).differences[0][1:] == ["time", 12300, 12800]


def type_in(page: Page, paper: PaperSheet, times: list[str], axe: Any = None) -> Page:
    page.goto(f"/papers/{paper.pk}/")
    boxes = page.locator("input[inputmode=decimal]")
    for number, time in enumerate(times):
        boxes.nth(number).fill(time)
    if axe:
        look(page, axe, "typing")
    page.get_by_role("button", name="提交补录").click()
    return page
