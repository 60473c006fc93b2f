"""The chief referee publishes, corrects once, publishes again; the organiser downloads the award list."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from playwright.sync_api import Page

from tests.e2e.hall import Hall
from tests.e2e.meet import CONTESTS, PEOPLE, SLIP_OF
from tests.e2e.recount_sheets import Printed

REASON = "看录像复核：踢毽子应为 17 次"


def publish_every_contest(hall: Hall) -> None:
    for contest in CONTESTS:
        open_table(hall, contest)
        hall.press("chief", "核对并公布")
        hall.press("chief", "公布成绩")
        hall.says("chief", contest)


def publish_the_awards(hall: Hall) -> None:
    hall.go("chief", "/activities/{}/awards/")
    hall.press("chief", "核对并公布获奖名单")
    hall.press("chief", "公布获奖名单", look="published")
    hall.go("contact1", "/activities/{}/awards/")
    hall.says("contact1", PEOPLE[0].name)


def correct_with_a_reason(hall: Hall) -> None:
    """Shows who moves before anything is decided, and again before it is published."""
    name, contest = SLIP_OF
    page = open_table(hall, contest)
    hall.follow("chief", page.get_by_role("main").get_by_role("link", name=re.compile(name)).first)
    right = next(person.results[contest] for person in PEOPLE if person.name == name)
    page.get_by_label("个数").fill(str(right))
    page.get_by_label("原因").or_(page.locator("[name=reason]")).first.fill(REASON)
    hall.press("chief", "看谁会变动", look="who moves")
    the_moves_are_shown(hall)
    hall.press("chief", "确认更正")
    hall.press("chief", "公布更正", look="who moves")
    the_moves_are_shown(hall)
    page.locator("[name=reason]").fill(REASON)
    hall.press("chief", "公布更正", look="corrected")
    hall.says("chief", REASON)


def the_moves_are_shown(hall: Hall) -> None:
    for move in ("方若琳：第 1 名 → 第 3 名", "谢雨桐：第 2 名 → 第 1 名", "江月华：第 2 名 → 第 1 名"):
        hall.says("chief", move)


def publish_the_corrected_awards(hall: Hall) -> None:
    page = hall.go("chief", "/activities/{}/awards/", look="out of date")
    hall.press("chief", "公布更正后的获奖名单")
    hall.says("chief", "方若琳")
    page.locator("[name=reason]").fill(REASON)
    hall.press("chief", "公布更正后的获奖名单", look="corrected")


def download_the_awards(hall: Hall, folder: Path) -> tuple[bytes, Printed]:
    """The workbook, and what the page says of the publication it comes from."""
    page = hall.go("organiser", "/activities/{}/awards/")
    for way in ("unit", "person"):
        hall.go("organiser", f"/activities/{{}}/awards/?by={way}", look=way)
    with page.expect_download() as started:
        page.get_by_role("main").get_by_role("link", name="下载 Excel").click()
    file = folder / started.value.suggested_filename
    started.value.save_as(file)
    return file.read_bytes(), printed_on(page, hall.held_on)


def printed_on(page: Page, held_on: date) -> Printed:
    word = page.locator(".published-word")
    text = word.inner_text()
    number = re.search(r"第 (\d+) 次公布", text)
    month, day, clock = re.search(r"(\d+)月(\d+)日（周.）(\d+:\d\d)", text).groups()  # type: ignore[union-attr]  # fails the test when it is not there
    year = page.evaluate("new Date().getFullYear()")
    checksum = word.locator("[title^=SHA]").get_attribute("title") or ""
    return Printed(
        number=int(number[1]) if number else 1,
        at=f"{year}-{int(month):02d}-{int(day):02d} {clock.zfill(5)}",
        held_on=held_on,
        by="严守正",
        checksum=checksum.removeprefix("SHA-256 ")[:12],
    )


def open_table(hall: Hall, contest: str) -> Page:
    page = hall.go("chief", "/activities/{}/results/")
    row = page.get_by_role("row", name=re.compile(contest))
    return hall.follow("chief", row.get_by_role("link", name=re.compile("裁判长工作台")))
