"""The rush before the deadline, through the real server: exactly the places there are, and an answer for everybody."""

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
UNITS, PLACES = 200, 100
TOKEN = "a" * 32
PATIENCE = 300


@pytest.fixture
def server(meet: Meet, tmp_path: Path) -> Iterator[int]:
    """gunicorn in a process of its own, on the database of this test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": _database(),
        "UNIONEVENTS_SECRET_KEY": settings.SECRET_KEY,
        "UNIONEVENTS_HTTPS": "off",
        "UNIONEVENTS_VAR": str(tmp_path),
    }
    command = [
        sys.executable, "-m", "gunicorn", "unionevents.wsgi:application", "--bind", f"127.0.0.1:{port}",
        "--worker-class", "gthread", "--workers", "2", "--threads", "8", "--backlog", "512", "--log-level", "error",
        "--no-control-socket",
    ]  # fmt: skip
    process = subprocess.Popen(command, env=environment)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def test_two_hundred_units_submit_at_once_for_a_hundred_places(meet: Meet, server: int) -> None:
    rule = {"limit": "capacity", "severity": "refuse", "at_most": PLACES, "over": "waiting", "contests": ["beans"]}
    Terms.objects.update(limits=[rule])
    rosters = rosters_of(meet)
    sessions = [session_of(user) for user in User.objects.filter(username__startswith="rush").order_by("pk")]
    together = Barrier(UNITS)

    def submit(roster: Roster, session: str) -> tuple[int, float]:
        together.wait(timeout=PATIENCE)
        begun = time.monotonic()
        return post(server, f"/rosters/{roster.pk}/save/", session), time.monotonic() - begun

    with ThreadPoolExecutor(UNITS) as pool:
        answers = list(pool.map(submit, rosters, sessions))
    assert Counter(status for status, _seconds in answers) == {302: UNITS}
    assert Roster.objects.filter(state="submitted").count() == UNITS
    assert Entry.objects.exclude(placed_at=None).count() == PLACES
    waiting = Entry.objects.exclude(waiting_since=None).order_by("waiting_since", "number")
    came = [entry.person.roster.submitted_at for entry in waiting.select_related("person__roster")]
    assert len(came) == UNITS - PLACES and came == sorted(came)
    slowest = sorted(seconds for _status, seconds in answers)[int(UNITS * 0.95)]
    print(f"95 of 100 answers within {slowest:.1f} s")


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
    Entry.objects.bulk_create(Entry(contest=meet.beans, person=person, number=person.number) for person in people)
    return rosters


def post(port: int, address: str, session: str) -> int:
    """The form of a page without a script, as a contact sends it."""
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode({"csrfmiddlewaretoken": TOKEN, "version": "0", "act": "submit"})
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    asked.request("POST", address, body, headers)
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
