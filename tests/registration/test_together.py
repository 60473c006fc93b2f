"""Several people at once, each on a connection of their own: one roster, no number twice, an answer for everybody."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from registration.models import Entry, Person, Roster
from registration.services import drafting, gate, submitting
from tests.factories import invite, make_unit
from tests.registration.conftest import Meet, line

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


@pytest.fixture(autouse=True)
def on_a_file(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """SQLite in memory locks tables and does not wait: here the database is a file, as on every site."""
    if connection.vendor != "sqlite":
        yield
        return
    path, kept = str(tmp_path / "together.sqlite3"), connections["default"]
    kept.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        kept.connection.backup(copy)
    memory_name, connections.settings["default"]["NAME"] = connections.settings["default"]["NAME"], path
    del connections["default"]
    yield
    connections["default"].close()
    connections.settings["default"]["NAME"] = memory_name
    connections["default"] = kept


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run all at the same moment; what each gave back or raised."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            barrier.wait(timeout=10)
            return act()
        except Exception as problem:
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_contacts_saving_the_same_version_one_wins_and_the_other_is_told(meet: Meet) -> None:
    for unit_number in range(ROUNDS):
        unit = make_unit(f"单位{unit_number}", parent=meet.union)
        invite(meet.activity, unit)
        roster = meet.roster(unit)

        def save(name: str, roster: Roster = roster) -> Any:
            given = [line(name, "ball-run")]
            return drafting.save(roster=roster, version=0, lines=given, by=meet.organiser, now=timezone.now())

        answers = at_once(lambda: save("林悦"), lambda: save("周涛"))
        assert sorted(type(answer).__name__ for answer in answers) == ["Roster", "Stale"]
        assert roster.people.count() == 1


def test_a_double_click_on_save_makes_one_person(meet: Meet) -> None:
    roster, lines, now = meet.roster(), [line("林悦", "ball-run")], timezone.now()

    def save() -> Any:
        return drafting.save(roster=roster, version=0, lines=lines, by=meet.contact, now=now)

    answers = at_once(save, save, save)
    assert all(isinstance(answer, Roster) for answer in answers)
    assert Person.objects.count() == 1 and Entry.objects.count() == 1


def test_a_double_click_on_submit_is_one_submission(meet: Meet) -> None:
    roster, now = meet.roster(), timezone.now()
    drafting.save(roster=roster, version=0, lines=[line("林悦", "ball-run")], by=meet.contact, now=now)

    def submit() -> Any:
        return submitting.submit(roster=roster, version=1, by=meet.contact, now=now)

    receipts = {answer.receipt for answer in at_once(submit, submit)}
    assert len(receipts) == 1 and "" not in receipts


def test_units_saving_together_never_share_a_number(meet: Meet) -> None:
    units = [make_unit(f"单位{number}", parent=meet.union) for number in range(6)]
    invite(meet.activity, *units)
    rosters = [meet.roster(unit) for unit in units]

    def save(roster: Roster) -> Any:
        lines = [line(f"人{n}", "ball-run", "beans") for n in range(3)]
        return drafting.save(roster=roster, version=0, lines=lines, by=meet.organiser, now=timezone.now())

    answers = at_once(*[lambda roster=roster: save(roster) for roster in rosters])
    assert all(isinstance(answer, Roster) for answer in answers), answers
    numbers = sorted(Person.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 19))
    assert sorted(Entry.objects.filter(contest=meet.beans).values_list("number", flat=True)) == numbers


def test_two_contacts_beginning_together_get_one_roster(meet: Meet) -> None:
    def begin() -> Any:
        return drafting.begin(activity=meet.activity, unit=meet.school, by=meet.contact, now=timezone.now())

    assert len({answer.pk for answer in at_once(begin, begin, begin)}) == 1


def test_submitting_and_saving_together_never_submit_what_was_not_seen(meet: Meet) -> None:
    roster, now = meet.roster(), timezone.now()
    drafting.save(roster=roster, version=0, lines=[line("林悦", "ball-run")], by=meet.contact, now=now)
    submitted, saved = at_once(
        lambda: submitting.submit(roster=roster, version=1, by=meet.contact, now=now),
        lambda: drafting.save(roster=roster, version=1, lines=[line("周涛", "beans")], by=meet.contact, now=now),
    )
    state = Roster.objects.get().state
    if isinstance(submitted, Roster):
        assert isinstance(saved, gate.NotOpen) and state == "submitted" and Person.objects.count() == 1
    else:
        assert isinstance(submitted, gate.Stale) and state == "draft" and Person.objects.count() == 2
