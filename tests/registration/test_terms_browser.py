"""The pages of conditions, teams, people and places in a real browser, at three widths, without findings of axe."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from events.models import Activity
from registration.models import Roster, Terms
from tests.factories import make_contest, make_person
from tests.registration.conftest import Meet
from tests.registration.test_terms import worked_examples

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = ("desktop", "tablet", "phone")
SHOTS = os.environ.get("REGISTRATION_SHOTS")  # a folder, to look at the pages


@pytest.fixture
def full(meet: Meet) -> Roster:
    make_contest(meet.activity, "relay", title="接力")
    roster = meet.roster()
    for name, gender in (("张伟", "male"), ("林悦", "female"), ("周涛", "male")):
        make_person(roster, name, meet.beans, gender=gender)
    make_person(meet.roster(meet.library, state="submitted"), "章伟", meet.beans, gender="male")
    return roster


@pytest.mark.parametrize("size", SIZES)
def test_pages_of_registration_are_sound_at_every_width(
    meet: Meet, full: Roster, size: str, browse: Callable[..., Any], axe: Callable[..., Any]
) -> None:
    Terms.objects.update(
        limits=[
            {"limit": "team_size", "severity": "refuse", "contests": ["relay"], "at_least": 2, "at_most": 4},
            {"limit": "positions", "severity": "ask", "order": ["female", "male"]},
            {"limit": "capacity", "severity": "refuse", "at_most": 1, "over": "draw", "contests": ["beans"]},
            {"limit": "age", "severity": "ask", "women_to": 55, "men_to": 60, "reference": "first_day"},
            {"limit": "officials", "severity": "warn", "who": "leader", "at_least": 1},
            {"limit": "participation", "severity": "warn", "steps": [{"up_to": None, "n": 50}]},
        ]
    )
    page = browse(meet.organiser, size=size)
    for name, address in (
        ("roster", f"/rosters/{full.pk}/"),
        ("teams", f"/rosters/{full.pk}/teams/"),
        ("people", f"/activities/{meet.activity.pk}/registration/people/"),
        ("places", f"/activities/{meet.activity.pk}/registration/places/"),
        ("terms", f"/activities/{meet.activity.pk}/registration/terms/"),
    ):
        page.goto(address)
        look_at(page, f"{name}-{size}")
        assert axe(page) == [], name
    Activity.objects.update(state="approved")
    Terms.objects.update(limits=worked_examples())
    page.goto(f"/activities/{meet.activity.pk}/registration/terms/change/")
    page.locator("#limit-28").scroll_into_view_if_needed()
    look_at(page, f"change-{size}")
    assert axe(page) == []


def look_at(page: Any, name: str) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than the screen"
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=not name.startswith("change"))
