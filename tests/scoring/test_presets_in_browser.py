"""Every ready setting, pressed in a real browser: a sentence, a preview that places people, none of our codes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from events.states import State
from scoring.rulebook import Absence
from scoring.rulebook.cases.catalogue import catalogue
from scoring.services.presets import preset_groups
from tests.scoring.meets import make_meet

pytestmark = pytest.mark.django_db(transaction=True)

PRESETS = [preset for group in preset_groups() for preset in group.presets]
CODES = {rule["code"] for rules in catalogue().values() if isinstance(rules, list) for rule in rules if "code" in rule}
# The letters of an absence stand behind its word on every result sheet: 未到（DNS）.
CODES -= {absence.value for absence in Absence}
LATIN = re.compile(rf"[a-z]+(?:_[a-z]+)+|\b(?:{'|'.join(sorted(CODES))})\b")


def press(page: Page, code: str) -> None:
    """Press the ready setting, wherever on the page its button is, and wait for what the server makes of it."""
    page.locator("#setting").evaluate("setting => { setting.dataset.before = ''; }")
    page.locator(f'.preset-all button[value="preset:{code}"]').evaluate("button => button.click()")
    expect(page.locator("#setting[data-before]")).to_have_count(0)


def wrong_with(page: Page, code: str) -> list[str]:
    says = page.locator("[data-says]").inner_text()
    rows = page.locator("#setting-says .set-sample tbody tr")
    found = [] if says.endswith("。") and len(says) > len("计时。") else [f"sentence: {says!r}"]
    found += [] if rows.count() and rows.locator("th", has_text=re.compile("^1$")).count() else ["nobody is first"]
    found += page.locator(".set-problems").all_inner_texts() + page.locator(".set-warning").all_inner_texts()
    found += [f"code: {word}" for word in LATIN.findall(page.locator("main").inner_text())]
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    found += ["runs off the side"] if widths[0] > widths[1] else []
    return [f"{code}: {each}" for each in found]


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_every_ready_setting_shows_its_sentence_and_places_people(browse: Any, axe: Any, size: str) -> None:
    meet = make_meet(state=State.DRAFT, people=2)
    page = browse(meet.organiser, size=size)
    page.goto(reverse("scoring:set_up_contest", args=[meet.activity.pk, "shots"]))
    found, games = [], set()
    for preset in PRESETS:
        press(page, preset.code)
        found += wrong_with(page, preset.code)
        # The parts of the page follow from the game: one of each is looked at closely, so that all take a minute.
        if size == "phone" and preset.contest["game"] not in games:
            found += axe(page)
        games.add(preset.contest["game"])
    assert found == []
