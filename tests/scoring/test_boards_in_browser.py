"""Every kind of screen in the hall: letters to be read 8 m away, nothing cut off at any size, no hidden name said."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page

from scoring.models import PrizePlan, Screen, Showing
from scoring.queries.reading import read_sheet
from scoring.queries.setting import Setting
from scoring.services import conducting, live, publishing, screens
from tests import factories
from tests.scoring.meets import Meet, make_meet, operation
from tests.scoring.test_calling import draw, timetable

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("UNIONEVENTS_SHOTS", "")
SIZES = {"1920": (1920, 1080), "1440": (1440, 900), "1024": (1024, 768), "390": (390, 844)}
TABLES = [
    {"code": "total", "title": "团体总分", "rule": "points", "points": [9, 7, 6, 5, 4, 3, 2, 1]},
    {"code": "medals", "title": "奖牌榜", "rule": "medals"},
]
# What a screen is told to show, and something that has to stand on it then.
KINDS = {
    "welcome": "趣味运动会",
    "next": "拔河",
    "running": "一分钟跳绳",
    "ranking:run": "正式成绩",
    "ranking:rope": "暂列名次，非正式",
    "ranking:shots": "正式成绩，正在复核",
    "ranking:fresh": "还没有录入",
    "table:0": "团体总分",
    "table:1": "奖牌榜",
    "ceremony:run:0": "第 1 名",
    "notice": "请 800 米运动员到检录处",
}
# Shares of the height of the screen. On one of 75 inches (93 cm) 4 % are 37 mm: 16 minutes of arc at 8 m.
SMALLEST, TO_BE_READ = 0.04, 0.054
READ = (
    ".stage-name, .stage-unit, .stage-rank, .stage-mark, .stage-title, "
    ".stage-step-one, .stage-callers li, .stage-notice"
)
ASIDE = ".stage-prize, .stage-rank small, .stage-foot, .stage-state"
LETTERS = """([read, aside]) => [...document.querySelectorAll(".stage *")]
    .filter(e => !e.closest("svg") && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
    .map(e => [e.textContent.trim(), parseFloat(getComputedStyle(e).fontSize) / innerHeight,
               Boolean(e.closest(read)) && !e.closest(aside)])"""
CUT_OFF = """() => [...document.querySelectorAll(".stage *")]
    .filter(e => !e.closest("svg") && e.getClientRects().length)
    .map(e => [e, e.getBoundingClientRect()])
    .filter(([e, box]) => box.bottom > innerHeight + 1 || box.right > innerWidth + 1)
    .map(([e]) => e.className + ": " + e.textContent.trim().slice(0, 40))"""
SHORTENED = """() => [...document.querySelectorAll(".stage *")]
    .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).textOverflow === "ellipsis")
    .map(e => e.textContent.trim())"""


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch) -> Meet:
    """Something in every state: released, provisional, looked into again, not begun; called with a delay."""
    for name in ("FRESH", "CALM"):
        monkeypatch.setattr(live, name, 0.0)
    monkeypatch.setattr(live, "SHARE", 0)
    meet = make_meet(people=10)
    timetable(meet)
    draw(meet)
    meet.record_everything()
    fresh = factories.make_contest(meet.activity, "fresh", title="拔河", game="count")
    for number, person in enumerate(meet.people, 1):
        fresh.entries.create(person=person, number=number)
    PrizePlan.objects.filter(activity=meet.activity).update(tables=TABLES)
    for code in ("run", "shots"):
        release(meet, code)
    conducting.reopen(sheet=meet.sheet("shots"), reason="核对", by=meet.chief, now=timezone.now())
    return meet


def release(meet: Meet, code: str) -> None:
    sheet = meet.sheet(code)
    draft = publishing.draft_of(read_sheet(sheet), Setting(meet.activity), None)
    publishing.publish(sheet=sheet, seen=draft.seen, reason="", by=meet.chief, now=timezone.now())


def screen_of(meet: Meet) -> Screen:
    return screens.keep_screen(
        activity=meet.activity, name="大厅左屏", theme="dark", by=meet.organiser, now=timezone.now()
    )


def show(meet: Meet, screen: Screen, word: str, *, steps: int = 0) -> None:
    codes = [*meet.contests, "fresh"]
    view = screens.view_of(word, codes=codes, notice=KINDS["notice"])
    screens.command(activity=meet.activity, screens=[screen], views=[view], by=meet.organiser, now=timezone.now())
    if steps:
        screens.turn_ceremony(activity=meet.activity, step=steps, by=meet.organiser, now=timezone.now())


def picture(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png")


def test_every_screen_is_read_from_eight_metres_and_fits_every_size(
    hall: Meet, browse: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    screens.open_page(activity=hall.activity, by=hall.organiser, now=timezone.now())
    screen = screen_of(hall)
    page = browse()
    for word, says in KINDS.items():
        show(hall, screen, word, steps=3)
        page.set_viewport_size({"width": 1920, "height": 1080})
        page.goto(f"/board/{screen.token}/")
        assert says in page.locator(".stage").inner_text(), word
        letters: list[tuple[str, float, bool]] = page.evaluate(LETTERS, [READ, ASIDE])
        assert letters, word
        assert [text for text, share, _read in letters if share < SMALLEST - 1e-4] == [], word
        assert [text for text, share, read in letters if read and share < TO_BE_READ - 1e-4] == [], word
        assert page.evaluate(SHORTENED) == [], word
        assert axe(page) == [], word
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            picture(page, f"board-{word.replace(':', '-')}-{size}")
            assert page.evaluate(CUT_OFF) == [], (word, size)


@pytest.mark.parametrize("names", [Showing.Names.MASKED, Showing.Names.NUMBER])
def test_no_screen_says_a_name_that_is_to_be_hidden(hall: Meet, names: str) -> None:
    """Neither in the page nor in what it asks for every second."""
    screen = screen_of(hall)
    people = [person.name for person in hall.people]
    said: dict[str, str] = {}
    for choice in (Showing.Names.FULL, names):
        screens.set_showing(activity=hall.activity, by=hall.organiser, now=timezone.now(), board_names=choice)
        for word in KINDS:
            show(hall, screen, word, steps=3)
            whole, part = (Client().get(f"/board/{screen.token}/{end}").content.decode() for end in ("", "now/"))
            said[f"{choice} {word}"] = whole + part
    shown = {key: [name for name in people if name in text] for key, text in said.items()}
    naming = {"next", "running", "ranking:run", "ranking:rope", "ranking:shots", "ceremony:run:0"}
    assert {key for key, found in shown.items() if found} == {f"full {word}" for word in naming}
    hidden = said[f"{names} ranking:run"]
    assert ("林*满" in hidden) == (names == Showing.Names.MASKED)
    assert ("1 号" in hidden) == (names == Showing.Names.NUMBER)


def test_frozen_addresses_give_nothing_away_by_page_part_or_tag(hall: Meet) -> None:
    """What is released, entered or decided after the freeze changes neither bytes nor tags for anybody outside."""
    screens.set_showing(activity=hall.activity, by=hall.organiser, now=timezone.now(), provisional=True, calls=False)
    showing = screens.open_page(activity=hall.activity, by=hall.organiser, now=timezone.now())
    screen = screen_of(hall)
    screens.freeze(activity=hall.activity, by=hall.organiser, now=timezone.now())
    addresses = [f"/r/{showing.token}/", f"/r/{showing.token}/?lang=en", f"/board/{screen.token}/now/"]
    words = ("ranking:rope", "ranking:run", "table:0", "table:1", "running")

    def seen() -> dict[str, Any]:
        found = {}
        for word in words:
            show(hall, screen, word)
            for address in addresses:
                answer = Client().get(address)
                text = answer.content.decode()
                clock = text.partition('class="stage-clock"')  # a board tells the time, which does not stand still
                found[word, address] = clock[0], "" if clock[1] else answer["ETag"]
        return found

    before = seen()
    assert hall.take("rope", operation("rope/2", "absence", "DNS"), now=timezone.now())[0].kind.value == "stored"
    release(hall, "rope")
    conducting.hold(sheet=hall.sheet("run"), reason="录像", by=hall.chief, now=timezone.now())
    after = seen()
    assert after == before
    screens.unfreeze(activity=hall.activity, by=hall.organiser, now=timezone.now())
    assert seen() != before


def test_a_ceremony_tells_while_frozen_what_was_released_since_and_nothing_else_does(hall: Meet) -> None:
    """Freeze, release, reveal: as a hall expects it. The announcer reads along; the public page waits for the end."""
    showing = screens.open_page(activity=hall.activity, by=hall.organiser, now=timezone.now())
    screen, remote = screen_of(hall), Client()
    remote.force_login(hall.organiser)
    screens.freeze(activity=hall.activity, by=hall.organiser, now=timezone.now())
    release(hall, "rope")
    root = f"/activities/{hall.activity.pk}"
    assert 'value="ceremony:rope:0"' in remote.get(f"{root}/screens/").content.decode()
    show(hall, screen, "ceremony:rope:0", steps=2)

    board = Client().get(f"/board/{screen.token}/now/").content.decode()
    assert board.count('data-revealed="yes"') == 2
    assert "封存" not in board
    reading = remote.get(f"{root}/announcer/").content.decode()
    lines = re.findall(r'data-revealed="(yes|no)".*?第 (\d) 名', reading)
    assert lines == [("yes", "3"), ("yes", "2"), ("no", "1")]
    assert (
        'public-contest" data-state="released"><h3>一分钟跳绳'
        not in Client().get(f"/r/{showing.token}/").content.decode()
    )
    show(hall, screen, "ranking:rope")
    assert "正式成绩" not in Client().get(f"/board/{screen.token}/now/").content.decode()
