"""The matrix of plan 1's seven contests finds room on every screen."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.factories import make_contest, make_person
from tests.registration.conftest import Meet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLES = ("双腿夹球走", "定点投篮", "踢毽子")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("size", ["desktop", "tablet", "phone"])
def test_seven_contests_need_no_sideways_scrolling(
    meet: Meet, browse: Callable[..., Page], size: str, language: str, tmp_path: Any
) -> None:
    seven = [meet.ball, meet.stones, meet.beans, meet.rope]
    seven += [make_contest(meet.activity, f"c{n}", title=title) for n, title in enumerate(TITLES)]
    roster = meet.roster()
    for name in ("林悦", "欧阳若琳", "周涛"):
        make_person(roster, name, *seven[:3], post="chair" if name == "林悦" else "cadre")
    page = browse(meet.contact, size=size, language=language)
    page.goto(f"/rosters/{roster.pk}/")
    for frame in (page.locator("#matrix"), page.locator("html")):
        assert frame.evaluate("frame => frame.scrollWidth - frame.clientWidth") <= 0
    ticks = page.locator(".cell-contest .matrix-tick:visible")
    assert ticks.count() >= 6 * 3
    assert min(ticks.evaluate_all("ticks => ticks.map(tick => tick.getBoundingClientRect().width)")) >= 40
    folder = Path(os.environ.get("UNIONEVENTS_LOOK", tmp_path))
    page.screenshot(path=folder / f"matrix-{size}-{language}.png")
