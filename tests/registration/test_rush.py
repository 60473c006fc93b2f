"""The rush before the deadline, through the real server: exactly the places there are, and an answer for everybody.

The suite sends a small crowd; `./dev bench rush` sends two hundred units for a hundred places through the same code.
"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode, urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection

from accounts.models import Membership, Unit, User
from accounts.roles import Role
from events.models import InvitedUnit
from registration.models import Entry, Person, Roster, Terms
from tests.browser import session_of
from tests.registration.conftest import Meet

pytestmark = pytest.mark.django_db(transaction=True)
UNITS = int(os.environ.get("RUSH_UNITS", "24"))
PLACES = UNITS // 2
TOKEN = "a" * 32
PATIENCE = 300
PEOPLE: dict[int, tuple[str, str]] = {}  # of each roster the one person: key and name


@pytest.fixture
def server(request: pytest.FixtureRequest, meet: Meet, tmp_path: Path) -> Iterator[int]:
    """The site's web server in a process of its own, on the database of this test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": _database(),
        "UNIONEVENTS_SECRET_KEY": settings.SECRET_KEY,
        "UNIONEVENTS_HTTPS": "off",
        "UNIONEVENTS_VAR": str(tmp_path),
    }
    command = [sys.executable, "-m", "tools.webserver", request.param, str(port)]
    process = subprocess.Popen(command, env=environment)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.mark.parametrize("server", ["unionevents.wsgi:application"], indirect=True)
def test_units_submit_at_once_for_half_as_many_places(meet: Meet, server: int) -> None:
    answers = rush(meet, server)
    assert Counter(status for status, _seconds in answers) == {302: UNITS}
    assert Roster.objects.filter(state="submitted").count() == UNITS
    assert Entry.objects.exclude(placed_at=None).count() == PLACES
    waiting = Entry.objects.exclude(waiting_since=None).order_by("waiting_since", "number")
    came = [entry.person.roster.submitted_at for entry in waiting.select_related("person__roster")]
    assert len(came) == UNITS - PLACES and came == sorted(came)
    slowest = sorted(seconds for _status, seconds in answers)
    print(f"{connection.vendor}: {UNITS} submissions for {PLACES} places: {PLACES} in, {len(came)} waiting in order;")
    print(f"half answered within {slowest[UNITS // 2]:.1f} s, 95 of 100 within {slowest[int(UNITS * 0.95)]:.1f} s")


@pytest.mark.parametrize("server", ["tests.registration.unlocked:application"], indirect=True)
def test_without_the_locks_the_same_rush_oversells(meet: Meet, server: int) -> None:
    """The control: were it right by luck, the drill would show nothing."""
    rush(meet, server)
    placed = Entry.objects.exclude(placed_at=None).count()
    assert placed > PLACES
    print(f"{connection.vendor}: without the locks {placed} got one of {PLACES} places")


def rush(meet: Meet, server: int) -> list[tuple[int, float]]:
    """Everybody presses the button at one moment; status and seconds of each answer."""
    rule = {"limit": "capacity", "severity": "refuse", "at_most": PLACES, "over": "waiting", "contests": ["beans"]}
    Terms.objects.update(limits=[rule])
    rosters = rosters_of(meet)
    sessions = [session_of(user) for user in User.objects.filter(username__startswith="rush").order_by("pk")]
    together = Barrier(UNITS)

    def submit(roster: Roster, session: str) -> tuple[int, float]:
        together.wait(timeout=PATIENCE)
        begun = time.monotonic()
        return post(server, roster, session), time.monotonic() - begun

    with ThreadPoolExecutor(UNITS) as pool:
        return list(pool.map(submit, rosters, sessions))


def rosters_of(meet: Meet) -> list[Roster]:
    """A draft with one entry from each of the units, each with a contact of its own."""
    union, activity = meet.union, meet.activity
    units = Unit.objects.bulk_create(Unit(name=f"单位{number:03}", parent=union) for number in range(UNITS))
    for unit in units:
        unit.path = f"{union.path}{unit.pk}/"
    Unit.objects.bulk_update(units, ["path"])
    InvitedUnit.objects.bulk_create(InvitedUnit(activity=activity, unit=unit, position=9) for unit in units)
    users = User.objects.bulk_create(
        User(username=f"rush{number:03}", name=f"联络{number:03}", password="!") for number in range(UNITS)
    )
    pairs = list(zip(users, units, strict=True))
    Membership.objects.bulk_create(Membership(user=user, unit=unit, role=Role.CONTACT) for user, unit in pairs)
    rosters = Roster.objects.bulk_create(Roster(activity=activity, unit=unit) for unit in units)
    people = Person.objects.bulk_create(
        Person(roster=roster, activity=activity, number=number, name=f"人{number}", gender="female", healthy=True)
        for number, roster in enumerate(rosters, start=1)
    )
    PEOPLE.update({person.roster_id: (str(person.key), person.name) for person in people})
    Entry.objects.bulk_create(Entry(contest=meet.beans, person=person, number=person.number) for person in people)
    return rosters


def post(port: int, roster: Roster, session: str) -> int:
    """The whole form with its rows, as a contact sends it."""
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    (key, name) = PEOPLE[roster.pk]
    row = {f"{key}-name": name, f"{key}-gender": "female", f"{key}-healthy": "1", f"{key}-c-beans": "1"}
    body = urlencode({"csrfmiddlewaretoken": TOKEN, "version": "0", "act": "submit", "row": key} | row)
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    asked.request("POST", f"/rosters/{roster.pk}/save/", body, headers)
    status = asked.getresponse().status
    asked.close()
    return status


def _database() -> str:
    """The address of the database that this test writes to."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{name}"))


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert process.poll() is None, "the server did not start"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server does not answer")
