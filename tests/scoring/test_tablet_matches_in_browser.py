"""A team tie on a bound tablet: rubber by rubber, one that nobody came to, one given up, a tie that ends at once."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from scoring.models import Operation
from scoring.queries.reading import read_sheet
from scoring.queries.setting import Setting
from scoring.services.publishing import draft_of
from tests.browser import PATIENCE
from tests.scoring.meets import Meet, make_meet
from tests.scoring.padmeasures import too_small_or_too_pale
from tests.scoring.tabletpages import (
    LANDSCAPE,
    add_contest,
    complaints,
    pair_by_digits,
    set_pin,
    sign_in,
    tablet_browser,
    type_keys,
)
from tests.scoring.tablets import make_station

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"phone": {"width": 390, "height": 844}, "phone-turned": {"width": 844, "height": 390}, "tablet": LANDSCAPE}


@pytest.fixture
def meet() -> Meet:
    meet = make_meet(people=3)
    rubbers = [{"title": "男单"}, {"title": "女单"}, {"title": "混双"}]
    settings = {"system": "ittf", "games": 3, "stop": "all", "rubbers": rubbers}
    add_contest(meet, "tie", "team_match", settings=settings, stages=[{"code": "league", "rule": "round_robin"}])
    set_pin(meet)
    return meet


def look(page: Page, name: str) -> None:
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} {size}"
        assert too_small_or_too_pale(page) == [], f"{name} {size}"
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/tie-{name}-{size}.png")
    assert complaints(page) == [], name


def choose(page: Page, match: str, rubber: int) -> None:
    page.click(f"[data-match='{match}']")
    page.click(f"[data-rubber='{rubber}']")


def play(page: Page, *games: tuple[int, int]) -> None:
    """Points typed by keys, game by game."""
    if not page.locator("[data-fold=digits]").evaluate("fold => fold.open"):
        page.click("[data-fold=digits] > summary")
    for number, points in enumerate(games, 1):
        page.click(f"[data-game='{number}']")
        for side, count in zip("ab", points, strict=True):
            page.click(f"[data-points={side}]")
            type_keys(page, str(count))


def end(page: Page, how: str) -> None:
    if not page.locator("[data-fold=endings]").evaluate("fold => fold.open"):
        page.click("[data-fold=endings] > summary")
    page.click(f"[data-ended='{how}']")


def store(page: Page, slot: str) -> None:
    """Until the server has it; “everything uploaded” may still be the word about what was stored before."""
    page.click("[data-key=go]")
    expect(page.locator("[data-undo-text]")).to_contain_text("已记")
    until = time.monotonic() + PATIENCE / 1000
    while not Operation.objects.filter(slot=f"stage.league.match.{slot}").exists():
        assert time.monotonic() < until, slot
        page.wait_for_timeout(100)


def test_rubbers_walk_overs_and_retirements(chromium: Browser, live_server: Any, meet: Meet, tmp_path: Path) -> None:
    with tablet_browser(chromium.browser_type, tmp_path, live_server.url) as browser:
        page = browser.pages[0]
        pair_by_digits(page, make_station(meet, "tie"), meet)
        sign_in(page, meet)
        page.click("[data-sheet=tie]")

        choose(page, "1", 1)
        play(page, (11, 5), (11, 7))
        look(page, "rubber")
        store(page, "1.rubber.1.game.2.b")
        choose(page, "1", 2)
        end(page, "walkover b")
        look(page, "walkover")
        store(page, "1.rubber.2.by")
        choose(page, "1", 3)
        play(page, (11, 3), (5, 2))
        end(page, "retired a")
        store(page, "1.rubber.3.by")

        choose(page, "2", 0)
        assert page.locator("[data-points], [data-game]").count() == 0
        end(page, "walkover a")
        look(page, "whole")
        store(page, "2.by")

        choose(page, "3", 1)
        play(page, (3, 11), (8, 11))
        store(page, "3.rubber.1.game.2.b")
        choose(page, "3", 0)
        end(page, "retired a")
        store(page, "3.by")

    rows = {row["id"]: row for row in read_sheet(meet.sheet("tie")).staged["league"].rows}
    told = {name: {key: row.get(key) for key in ("rubbers", "ended", "by")} for name, row in rows.items()}
    assert told == {
        "1": {
            "rubbers": [
                {"games": [[11, 5], [11, 7]]},
                {"ended": "walkover", "by": "b"},
                {"games": [[11, 3], [5, 2]], "ended": "retired", "by": "a"},
            ],
            "ended": None,
            "by": None,
        },
        "2": {"rubbers": None, "ended": "walkover", "by": "a"},
        "3": {"rubbers": [{"games": [[3, 11], [8, 11]]}], "ended": "retired", "by": "a"},
    }
    won = dict.fromkeys((f"tie/{number}" for number in (1, 2, 3)), 0)
    for name, winner in {"1": "a", "2": "b", "3": "b"}.items():
        won[rows[name][winner]] += 1
    (ranking,) = draft_of(read_sheet(meet.sheet("tie")), Setting(meet.activity), None).rankings
    assert [won[placing["entry"]] for placing in ranking["placings"]] == sorted(won.values(), reverse=True)
