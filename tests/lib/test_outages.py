"""A full disk and a database that is away: said as they are, nothing typed is lost, reading goes on."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from html.parser import HTMLParser

import psycopg
import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from events.models import Activity
from scoring.models import Device, Operation, Screen
from scoring.services import screens
from tests.factories import make_activity, make_unit, make_user
from tests.scoring.meets import Meet, make_meet
from tests.scoring.tablets import make_tablet
from unionevents.lib.outages import AWAY, FULL, outage_of, where_there_is_room

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "让职工动起来。" * 2000
REFUSE = """
create function refuse_all() returns trigger language plpgsql as
  $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$
"""
GUARDED = [model._meta.db_table for model in (Activity, Operation, Screen, Device)]


class Disk:
    """Full by the database's own word: SQLite may not grow by a page, PostgreSQL raises its disk_full at every row."""

    def fill(self) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(REFUSE)
                for table in GUARDED:
                    cursor.execute(
                        f"create trigger no_room before insert or update on {table} "
                        "for each row execute function refuse_all()"
                    )
                return
            cursor.execute("create table ballast (stuff blob)")
            cursor.execute("pragma page_count")
            cursor.execute(f"pragma max_page_count = {cursor.fetchone()[0]}")
            for size in (100_000, 4_000, 400, 40):
                while _stored(size):
                    pass

    def free(self) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("drop function if exists refuse_all cascade")
            else:
                cursor.execute("pragma max_page_count = 1073741823")
                cursor.execute("drop table if exists ballast")


def _stored(size: int) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("insert into ballast values (zeroblob(%s))", [size])
    except OperationalError:
        return False
    return True


@pytest.fixture
def disk() -> Iterator[Disk]:
    disk = Disk()
    yield disk
    disk.free()


class Form(HTMLParser):
    """The fields of the page's own form, as a browser would send them again."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.action, self._name = "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form" and "lost" not in (given.get("class") or ""):
            self.action = given.get("action") or self.action
        self._name = given.get("name") or "" if tag == "textarea" else ""
        if self._name:
            self.fields[self._name] = ""

    def handle_data(self, data: str) -> None:
        if self._name:
            self.fields[self._name] += data.removeprefix("\n") if not self.fields[self._name] else data

    def handle_endtag(self, tag: str) -> None:
        self._name = ""


def test_a_form_that_met_a_full_disk_says_so_and_is_sent_again_from_its_own_page(disk: Disk) -> None:
    host = make_unit()
    activity = make_activity(host)
    client = Client(raise_request_exception=False)
    client.force_login(make_user("organiser", (Role.ORGANISER, host)))
    address = reverse("events:edit_basics", args=[activity.pk])
    typed = {"title": "“新”的<运动会>", "purpose": f"{LONG}\n第二行", "first_day": "2026-09-23", "theme": ""}
    disk.fill()

    answer = client.post(address, typed)

    page = answer.content.decode()
    assert answer.status_code == 507
    assert "服务器磁盘已满" in page and "再发一次" in page
    assert answer["Retry-After"] == "5" and answer["Cache-Control"] == "no-store"
    assert Activity.objects.get().title == activity.title, "nothing half stored"
    assert client.get(address).status_code == 200, "reading goes on"
    disk.free()
    kept = Form(page)
    assert kept.action == address and kept.fields == typed
    assert client.post(kept.action, kept.fields).status_code == 302
    assert Activity.objects.get().title == "“新”的<运动会>"


def test_a_tablet_gets_no_receipt_from_a_full_disk_but_its_pack_and_the_entry_a_moment_later(disk: Disk) -> None:
    meet: Meet = make_meet(people=60)
    tablet = make_tablet(meet).sign_in(meet)
    tablet.client.raise_request_exception = False
    sent = tablet.batch(*(tablet.operation(f"run/{number}", "time", 12_000 + number) for number in range(1, 51)))
    disk.fill()

    refused = tablet.post("operations/", sent)

    assert refused.status_code == 507
    assert (refused.json()["error"], "没有保存" in refused.json()["says"]) == ("full", True)
    assert not Operation.objects.exists()
    assert tablet.get("pack/").status_code == 200
    disk.free()
    taken = tablet.post("operations/", sent)
    assert taken.json()["counts"]["stored"] == 50
    assert Operation.objects.count() == 50


def test_a_screen_and_a_tablet_are_answered_although_nobody_can_note_that_they_were_there(disk: Disk) -> None:
    meet: Meet = make_meet()
    screen = screens.keep_screen(
        activity=meet.activity, by=meet.organiser, now=timezone.now(), name="主屏", theme="dark"
    )
    disk.fill()

    assert Client().get(reverse("scoring:board", args=[screen.token])).status_code == 200


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), FULL),
        (OSError(errno.EACCES, "Permission denied"), None),
        (psycopg.errors.DiskFull(), FULL),
        (psycopg.errors.AdminShutdown(), AWAY),
        (psycopg.errors.CannotConnectNow(), AWAY),
        (OperationalError("connection refused"), AWAY),
        (psycopg.errors.UniqueViolation(), None),
        (ValueError("a fault of ours"), None),
        (None, None),
    ],
)
def test_a_problem_is_known_by_what_the_system_says_of_it(problem: Exception | None, said: object) -> None:
    assert outage_of(problem) is said
    outer = ValueError("on the way")
    outer.__cause__ = problem
    assert outage_of(outer) is said


def test_a_fault_of_ours_stays_a_fault_even_in_a_note(disk: Disk) -> None:
    with pytest.raises(DatabaseError), where_there_is_room(), connection.cursor() as cursor:
        cursor.execute("select * from a_table_that_nobody_made")


def test_a_password_is_never_written_into_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_arguments: object, **_options: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("django.contrib.auth.authenticate", away)
    monkeypatch.setattr("django.contrib.auth.forms.authenticate", away)
    answer = Client(raise_request_exception=False).post(
        reverse("accounts:login"), {"username": "wang", "password": "geheim-12345"}
    )

    assert answer.status_code == 503
    assert "geheim" not in answer.content.decode()
    assert "数据库暂时没有回应" in answer.content.decode()
