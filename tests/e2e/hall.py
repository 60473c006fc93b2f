"""Everybody who takes part in the story, each with an own browser, all logged in at the same time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Locator, Page

from accounts.models import Unit, User
from accounts.roles import Role
from tests.e2e.meet import NOT_INVITED, UNION, UNITS
from tests.factories import make_unit, make_user

# log-in name → name, role at the union; the contacts follow from the units.
STAFF = {
    "organiser": ("林若溪", Role.ORGANISER),
    "chair": ("方志远", Role.CHAIR),
    # These hold no role that judges: what they may do in the hall comes from the organiser's appointment.
    "referee1": ("何俊杰", Role.JUDGE),
    "referee2": ("唐婉清", Role.JUDGE),
    "chief": ("严守正", Role.JUDGE),
}
CONTACTS = ("章小满", "罗宇航", "丁海燕", "许文博", "贺思源", "倪观澜")
TABLETS = ("referee1", "referee2")


class Hall:
    """Pages by log-in name. Every page that somebody comes to is looked at once by axe."""

    def __init__(self, browse: Callable[..., Page], axe: Callable[[Page], list[str]]) -> None:
        self.axe = axe
        self.union = make_unit(UNION)
        self.units: dict[str, Unit] = {name: make_unit(name, parent=self.union) for name in (*UNITS, NOT_INVITED)}
        self.users: dict[str, User] = {
            login: make_user(login, (role, self.union), name=name) for login, (name, role) in STAFF.items()
        }
        for number, (unit, name) in enumerate(zip(UNITS, CONTACTS, strict=True), start=1):
            self.users[f"contact{number}"] = make_user(f"contact{number}", (Role.CONTACT, self.units[unit]), name=name)
        present = (*STAFF, "contact1", "contact2")
        self.pages = {
            login: browse(
                self.users[login], size="tablet" if login in TABLETS else "desktop", has_touch=login in TABLETS
            )
            for login in present
        }
        self.violations: list[str] = []
        self._looked: set[tuple[str, str, str]] = set()
        self.activity = 0
        self.held_on = timezone.localdate() + timedelta(days=20)

    def __getitem__(self, login: str) -> Page:
        return self.pages[login]

    def go(self, login: str, address: str, *, look: str = "") -> Page:
        """Open an address; `{}` stands for the number of the activity."""
        page = self[login]
        answer = page.goto(address.replace("{}", str(self.activity)))
        assert answer is not None
        assert answer.status == 200, f"{login} got {answer.status} for {page.url}"
        self.look(login, look)
        return page

    def follow(self, login: str, what: Locator, *, look: str = "") -> Page:
        """Press something that leads to another page."""
        page = self[login]
        with page.expect_navigation():
            what.click()
        self.look(login, look)
        return page

    def press(self, login: str, verb: str, *, look: str = "") -> Page:
        """The button or link with this word on it."""
        page = self[login]
        main = page.get_by_role("main")
        named = main.get_by_role("button", name=verb, exact=True).or_(main.get_by_role("link", name=verb, exact=True))
        return self.follow(login, named.locator("visible=true").first, look=look)

    def look(self, login: str, what: str = "") -> None:
        """Axe and the width of the page, once for each kind of page, role and occasion."""
        page = self[login]
        kind = re.sub(r"\d+", "#", re.sub(r"^\w+://[^/]+|[?#].*$", "", page.url))
        seen = (login.rstrip("12"), kind, what)
        if seen in self._looked:
            return
        self._looked.add(seen)
        self.violations += self.axe(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.violations.append(f"{page.url} is wider than the screen")

    def says(self, login: str, sentence: str) -> None:
        """The person reads this sentence on the page."""
        page: Any = self[login]
        text = page.get_by_role("main").inner_text()
        assert sentence in text, f"{page.url} does not say {sentence!r}:\n{text[:3000]}"
