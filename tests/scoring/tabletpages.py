"""A tablet as a browser of its own: a profile on the disk that outlives the window, on the live server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import BrowserContext, BrowserType, Page

from scoring.models import Scoresheet, Station
from scoring.services import pairing, signing_in
from tests import factories
from tests.browser import FLAGS, PATIENCE
from tests.scoring.meets import Meet
from tests.scoring.tablets import PIN
from tools.chromium import find as find_chromium

LANDSCAPE = {"width": 1280, "height": 800}
SENDING = "**/tablet/operations/"


@contextmanager
def tablet_browser(kind: BrowserType, profile: Path, url: str, **options: Any) -> Iterator[BrowserContext]:
    """The same profile opens with everything that was kept in it."""
    context = kind.launch_persistent_context(
        str(profile),
        executable_path=find_chromium(),
        args=FLAGS,
        base_url=url,
        viewport=options.pop("viewport", LANDSCAPE),
        **options,
    )
    context.set_default_timeout(PATIENCE)
    try:
        yield context
    finally:
        context.close()


def complaints(page: Page) -> list[str]:
    """What axe says; words need a contrast of 7:1 here, for the sun."""
    found = Axe().run(page, options={"rules": {"color-contrast-enhanced": {"enabled": True}}}).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def set_pin(meet: Meet) -> None:
    signing_in.set_pin(activity=meet.activity, user=meet.referee, pin=PIN, by=meet.chief, now=timezone.now())


def pair_by_digits(page: Page, station: Station, meet: Meet) -> None:
    """The six digits typed, the check read, work begun."""
    code = pairing.make_code(station=station, by=meet.chief, now=timezone.now())
    page.goto("/tablet/")
    type_keys(page, code.digits)
    page.click("[data-key=go]")
    page.click("[data-id=begin]")


def sign_in(page: Page, meet: Meet, pin: str = PIN) -> None:
    page.locator("[data-referee]", has_text=meet.referee.name).click()
    type_keys(page, pin)
    page.click("[data-key=go]")


def type_keys(page: Page, keys: str) -> None:
    for key in keys:
        page.locator(f"[data-key='{key}']").click()


def store_time(page: Page, digits: str) -> None:
    type_keys(page, digits)
    page.click("[data-key=go]")


def add_contest(meet: Meet, code: str, game: str, **sheet: Any) -> None:
    """One more contest that everybody of the meet has entered."""
    contest = factories.make_contest(meet.activity, code, title=code, game=game)
    Scoresheet.objects.filter(contest=contest).update(**sheet)
    meet.contests[code] = contest
    for number, person in enumerate(meet.people, 1):
        contest.entries.create(person=person, number=number)
