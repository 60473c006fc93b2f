"""The site is killed while it reads or writes a workbook of several units; afterwards its page has to tell the truth.

python -m drills.imports prepare ACTIVITIES   migrates, makes them, prints their keys and the organiser's session
"""

from __future__ import annotations

import http.client
import json
import sqlite3
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg
from django.db import connection
from openpyxl import Workbook

from drills.measuring import Report, chance
from drills.server import Database, Site, world

PROMISE = "kill -9 of the site in the middle of an import of several units: all or nothing, and its page says which"
FULL = 50
SMALL = 2
UNITS, PEOPLE, CONTESTS = 6, 25, 4
NOTHING = (0, 0, 0)
WHOLE = (UNITS, UNITS * PEOPLE, UNITS * PEOPLE * 2)  # rosters, people, entries
TOKEN = "d" * 32
LONGEST_WAIT = 120
READING_TOO = 5  # every fifth kill falls into the reading and checking
CUT = (OSError, http.client.HTTPException)
COUNTS = """
SELECT (SELECT count(*) FROM registration_roster WHERE activity_id = {0}),
       (SELECT count(*) FROM registration_person WHERE activity_id = {0}),
       (SELECT count(*) FROM registration_entry e JOIN registration_person p ON p.id = e.person_id
        WHERE p.activity_id = {0})
"""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    place: str
    body: str

    @property
    def says(self) -> str:
        """How the page of an upload stands, in one word."""
        if self.status == http.client.FOUND:
            return "written" if self.place.endswith("/registration/") else "moved"
        if self.status != http.client.OK:
            return f"status {self.status}"
        for sign, word in (
            ("The work was interrupted", "interrupted"),
            ("progress-panel", "at work"),
            ("/apply/", "checked"),
        ):
            if sign in self.body:
                return word
        return "something else"


@dataclass(frozen=True, slots=True)
class Organiser:
    """A browser that uploads, looks, and presses the buttons of the page."""

    site: Site
    session: str

    def upload(self, activity: int, content: bytes) -> str:
        """The address of its rows."""
        part = f'--{TOKEN}\r\nContent-Disposition: form-data; name="'
        head = f'{part}csrfmiddlewaretoken"\r\n\r\n{TOKEN}\r\n{part}sheet"; filename="units.xlsx"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{TOKEN}--\r\n".encode()
        kind = f"multipart/form-data; boundary={TOKEN}"
        return self._ask("POST", f"/activities/{activity}/registration/upload/", body, {"Content-Type": kind}).place

    def press(self, button: str) -> Answer:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", button, f"csrfmiddlewaretoken={TOKEN}".encode(), form)

    def look(self, place: str) -> str:
        return self._ask("GET", place).says

    def wait(self, place: str) -> str:
        """What the page says when nobody is at work any more."""
        until = time.monotonic() + LONGEST_WAIT
        while (says := self.look(place)) in {"at work", "moved"} and time.monotonic() < until:
            time.sleep(0.05)
        return says

    def _ask(self, method: str, path: str, body: bytes = b"", more: Mapping[str, str] | None = None) -> Answer:
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={TOKEN}; django_language=en", **(more or {})}
        with closing(http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=LONGEST_WAIT)) as line:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            place = urlsplit(answer.getheader("Location") or "").path
            return Answer(answer.status, place, answer.read().decode(errors="replace"))


@dataclass(slots=True)
class Round:
    """One import of one activity that is killed."""

    organiser: Organiser
    database: Database
    activity: int
    report: Report
    place: str = ""

    def read(self, content: bytes) -> None:
        self.place = self.organiser.upload(self.activity, content)
        self.organiser.wait(self.place)

    def write(self) -> None:
        self.organiser.press(f"{self.place}apply/")
        self.organiser.wait(self.place)

    def judge(self, content: bytes) -> None:
        """All or nothing; the page says which; and the same buttons bring it to its end."""
        stored, says = self.stored(), self.organiser.look(self.place) if self.place else "not uploaded"
        name = f"activity {self.activity}"
        self.report.must(stored in {NOTHING, WHOLE}, f"{name}: half an import, {stored}")
        honest = {"written"} if stored == WHOLE else {"interrupted", "checked", "not uploaded"}
        self.report.must(says in honest, f"{name}: the page says {says!r}, and {stored} are stored")
        self.report.count("found whole" if stored == WHOLE else "found untouched")
        if says != "written":
            if says == "not uploaded":
                self.read(content)
            elif says == "interrupted":
                self.report.count("of them begun and told so")
                self.organiser.press(f"{self.place}fix/")
                self.organiser.wait(self.place)
            self.write()
            self.report.must(self.stored() == WHOLE, f"{name}: begun again, {self.stored()} are stored")

    def stored(self) -> tuple[int, ...]:
        """Past the product: what is in the tables."""
        question, address = COUNTS.format(self.activity), self.database.address
        if self.database.kind == "postgresql":
            with psycopg.connect(address) as line:
                return tuple(line.execute(question.encode()).fetchone() or ())
        with closing(sqlite3.connect(unquote(urlsplit(address).path), timeout=30)) as file:
            return tuple(file.execute(question).fetchone())


def run(rounds: int, seed: int) -> Report:
    report, luck, content = Report("imports", PROMISE, seed), chance(seed), workbook()
    with world(connection.vendor) as (database, site):
        made = site.ask("prepare", str(rounds + 1), module="drills.imports")
        site.start()
        first, *others = [Round(Organiser(site, made["session"]), database, key, report) for key in made["activities"]]
        began = time.monotonic()
        first.read(content)
        read = time.monotonic()
        first.write()
        reading, writing = read - began, time.monotonic() - read
        report.must(first.stored() == WHOLE, f"left alone, {first.stored()} are stored")
        report.count("rows each", UNITS * PEOPLE)
        for number, each in enumerate(others, start=1):
            if number % READING_TOO == 0:
                _kill_during(site, lambda each=each: each.read(content), reading, luck)
                report.count("kills while it was read")
            else:
                each.read(content)
                _kill_during(site, each.write, writing, luck)
                report.count("kills while it was written")
            site.start()
            each.judge(content)
    return report


def _kill_during(site: Site, act: Any, seconds: float, luck: Random) -> None:
    """Anywhere in the time that it takes when nobody kills it."""

    def cut() -> None:
        with suppress(*CUT):
            act()

    at_work = threading.Thread(target=cut)
    at_work.start()
    time.sleep(luck.uniform(0.02, 1.0) * seconds)
    site.kill()
    at_work.join()


def workbook() -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("报名表")
    sheet.append(["单位", "姓名", "性别", "健康", *(f"项目{number}" for number in range(CONTESTS))])
    for unit in range(UNITS):
        for person in range(PEOPLE):
            ticks = ["✓" if (person + number) % CONTESTS in {0, 1} else None for number in range(CONTESTS)]
            sheet.append([f"分会{unit}", f"队员{unit:02}{person:03}", "女", "是", *ticks])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def prepare(activities: int) -> dict[str, Any]:
    """Open activities of one union, each with contests and invited units, and who runs them, logged in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415 - Django first
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415 - same
    from django.core.management import call_command  # noqa: PLC0415 - same
    from django.utils import timezone  # noqa: PLC0415 - same

    from accounts.models import Membership, Unit, User  # noqa: PLC0415 - same
    from accounts.roles import Role  # noqa: PLC0415 - same
    from events.models import Activity, Contest, InvitedUnit  # noqa: PLC0415 - same
    from events.states import State  # noqa: PLC0415 - same
    from registration.models import Terms  # noqa: PLC0415 - same
    from scoring.models import PrizePlan, Scoresheet  # noqa: PLC0415 - same

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)  # pages name their files by the manifest
    union = Unit.objects.create(name="演练工会")
    union.path = f"/{union.pk}/"
    union.save(update_fields=["path"])
    units = [Unit.objects.create(name=f"分会{number}", parent=union) for number in range(UNITS)]
    for unit in units:
        unit.path = f"{union.path}{unit.pk}/"
        unit.save(update_fields=["path"])
    organiser = User(username="organiser", name="演练组织者")
    organiser.set_unusable_password()
    organiser.save()
    Membership.objects.create(user=organiser, unit=union, role=Role.ORGANISER)
    keys = []
    for number in range(activities):
        activity = Activity.objects.create(
            host=union, title=f"演练 {number}", state=State.OPEN, created_at=timezone.now()
        )
        Terms.objects.create(activity=activity)
        PrizePlan.objects.create(activity=activity)
        for place in range(CONTESTS):
            contest = Contest.objects.create(
                activity=activity, code=f"c{place}", title=f"项目{place}", position=place + 1
            )
            Scoresheet.objects.create(contest=contest, game="count")
        InvitedUnit.objects.bulk_create(
            InvitedUnit(activity=activity, unit=unit, position=place) for place, unit in enumerate(units, start=1)
        )
        keys.append(activity.pk)
    session = SessionStore()
    session[SESSION_KEY] = str(organiser.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = organiser.get_session_auth_hash()
    session.create()
    return {"activities": keys, "session": session.session_key}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(prepare(int(sys.argv[2]))))
