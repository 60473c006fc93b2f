"""A chief referee's afternoon in a browser: everything that goes wrong on a field, put right page by page."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from registration.models import Entry
from scoring.models import Operation, Protest, Publication, Reopening, Ruling
from scoring.services import conducting
from tests.browser import SIZES
from tests.scoring.meets import Meet, make_meet, operation
from tests.scoring.test_staged_races import client_of, enter, heats_now, numbers, sprint

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("UNIONEVENTS_SHOTS", "")
WIDE = {"2-conflict", "4-over-the-line", "5-publish", "6-late", "20-staged", "21-over-the-cut"}


def seen(page: Page, axe: Any, name: str) -> None:
    """Nothing hangs over the edge at any size, and axe finds nothing; kept as pictures where somebody wants to look."""
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), (name, size)
        if size == "phone" or name in WIDE:  # the others at every size: tests/scoring/test_conduct_in_browser.py
            assert axe(page) == [], (name, size)
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}-{size}.png", full_page=True)
    page.set_viewport_size(dict(zip(("width", "height"), SIZES["desktop"], strict=True)))


def chief_page(page: Page, meet: Meet, code: str) -> None:
    page.goto(reverse("scoring:chief", args=[meet.sheet(code).pk]))


def correct(page: Page, axe: Any, name: str, who: str, time: str, *, field: str = "time") -> None:
    """Up to the preview of who moves."""
    page.get_by_role("link", name=who).last.click()
    page.locator(f"[name='{field}']").fill(time)
    page.locator("#id_reason").fill("终点录像")
    page.get_by_role("button", name="看谁会变动").click()
    seen(page, axe, name)


def test_a_chief_referee_puts_right_what_goes_wrong_in_an_afternoon(browse: Any, axe: Any) -> None:
    meet = make_meet()
    meet.record_everything()
    meet.take("run", operation("run/1", "time", 11_000, device="平板 B2"))
    meet.take("rope", operation("rope/2", "count", 5000))
    page = browse(meet.chief)
    page.goto(reverse("scoring:table", args=[meet.activity.pk]))
    seen(page, axe, "1-table")

    # Two tablets on one result: both originals, and a decision with its reason; by keyboard alone.
    chief_page(page, meet, "run")
    seen(page, axe, "2-conflict")
    page.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("计时员核对")
    page.keyboard.press("Enter")
    expect(page.get_by_text("已裁定并记录")).to_be_visible()
    assert Ruling.objects.get().reason == "计时员核对"

    # Held, so nobody publishes it; then lifted.
    page.locator("details.panel summary").click()
    page.locator("form:has([value=hold]) [name=reason]").fill("等终点录像")
    page.locator("form:has([value=hold]) button").click()
    seen(page, axe, "3-held")
    page.locator("form:has([value=lift]) [name=reason]").fill("录像已看")
    page.locator("form:has([value=lift]) button").click()

    # Over the prize line: who moves in and who out, before it counts.
    correct(page, axe, "4-over-the-line", "郑立秋", "9.50")
    moves = page.locator(".moves li")
    expect(moves.filter(has_text="郑立秋")).to_contain_text("一等奖")
    expect(moves.filter(has_text="吴晓梅")).to_contain_text("二等奖 → 无")
    assert Ruling.objects.count() == 1, "looking writes nothing"
    page.get_by_role("button", name="确认更正").click()
    assert Ruling.objects.count() == 2

    page.get_by_role("link", name="核对并公布").click()
    seen(page, axe, "5-publish")
    page.get_by_role("button", name="公布成绩").click()
    expect(page.get_by_text("已公布").first).to_be_visible()
    first = Publication.objects.get()

    # After the lock a late entry waits and changes nothing.
    assert [receipt.kind for receipt in meet.record("run", 6, time=9000)] == ["flagged"]
    chief_page(page, meet, "run")
    seen(page, axe, "6-late")
    expect(page.get_by_text("公布或结束录入后才收到")).to_be_visible()

    # A protest in time, its decision, and its effect.
    unit = browse(meet.contact)
    unit.goto(reverse("scoring:protests", args=[meet.sheet("run").pk]))
    expect(unit.get_by_text("申诉截止时间")).to_be_visible()
    unit.locator("[name=text]").fill("第 6 道的成绩没有算")
    unit.get_by_role("button", name="提交申诉").click()
    seen(unit, axe, "7-lodged")
    page.goto(reverse("scoring:table", args=[meet.activity.pk]))
    seen(page, axe, "8-table-with-protest")
    page.locator(".waits a").first.click()
    seen(page, axe, "9-decide")
    page.locator("[name=state][value=upheld]").check()
    page.locator("[name=decision]").fill("录像显示 9.00 秒")
    page.get_by_role("button", name="记录裁决").click()

    # Opened again, with a second person.
    conducting.set_conduct(
        activity=meet.activity, second_person=True, protest_minutes=30, by=meet.chief, now=timezone.now()
    )
    chief_page(page, meet, "run")
    page.locator("details.panel summary").click()
    page.locator("form:has([value=reopen]) [name=reason]").fill("申诉成立")
    page.locator("form:has([value=reopen]) button").click()
    assert not Reopening.objects.exists(), "one person alone opens nothing"
    second = browse(meet.organiser)
    second.goto(reverse("scoring:table", args=[meet.activity.pk]))
    second.get_by_role("link", name="查看并答复").click()
    seen(second, axe, "10-second")
    second.get_by_role("button", name="确认重新开放").click()
    assert Reopening.objects.get().second_name == meet.organiser.name

    chief_page(page, meet, "run")
    correct(page, axe, "11-late-counts", "冯冬青", "9.00")
    page.get_by_role("button", name="确认更正").click()
    page.get_by_role("link", name="公布更正").click()
    page.locator("#id_reason").fill("申诉成立，按录像")
    page.get_by_role("button", name="公布更正").click()
    second.goto(reverse("scoring:table", args=[meet.activity.pk]))
    second.get_by_role("link", name="查看并答复").click()
    seen(second, axe, "12-second-releases")
    second.get_by_role("button", name="确认公布").click()
    expect(second.get_by_text("已公布").first).to_be_visible()
    assert Publication.objects.count() == 2
    assert Publication.objects.get(number=1).sha256 == first.sha256, "what was published stays as it was"
    unit.reload()
    expect(unit.locator(".moves").get_by_text("冯冬青")).to_be_visible()
    seen(unit, axe, "13-effect")
    assert Protest.objects.get().state == Protest.State.UPHELD
    page.goto(reverse("scoring:log", args=[meet.activity.pk]))
    seen(page, axe, "14-log")


def test_a_correction_says_who_gets_into_the_final_and_who_falls_out(browse: Any, axe: Any) -> None:
    meet = make_meet(people=8)
    sheet = sprint(meet)
    referee = client_of(meet.referee)
    for heat in heats_now(sheet):
        enter(referee, sheet, heat, {number: f"8.{number}0" for number in numbers(heat)})
    final = [start.entry for heat in heats_now(sheet) if heat.stage == "final" for start in heat.starts]
    out = next(entry for entry in meet_entries(meet) if f"sprint/{entry.number}" not in final)
    page = browse(meet.chief)
    chief_page(page, meet, "sprint")
    seen(page, axe, "20-staged")
    cut = page.get_by_role("region", name="预赛：谁出线")
    expect(cut.locator("tr.is-line")).to_have_count(1)
    correct(page, axe, "21-over-the-cut", out.person.name, "7.90", field="stage.heats.time")
    expect(page.locator(".moves li").filter(has_text=out.person.name)).to_contain_text("预赛：未出线 → 出线")
    expect(page.locator(".moves")).to_contain_text("预赛：出线 → 未出线")
    assert not Ruling.objects.exists()
    assert Operation.objects.filter(sheet=sheet).count() == 8


def meet_entries(meet: Meet) -> list[Entry]:
    return list(Entry.objects.filter(contest=meet.contests["sprint"]).select_related("person").order_by("number"))
