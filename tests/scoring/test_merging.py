"""From the central server to the laptop and back: three ways, nothing lost, nothing twice, both sides the same."""

from __future__ import annotations

import json
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from accounts.models import LogEntry
from accounts.roles import Role
from accounts.services import auditing
from events.models import Activity
from events.services import steps
from events.states import State
from registration.models import Person
from registration.services.substituting import substitute
from scoring.models import Hold, Operation, Publication, Ruling, Scoresheet
from scoring.queries.reading import read_sheet
from scoring.queries.setting import Setting
from scoring.services import conducting, intake, publishing, rulings
from scoring.services.filing import export_activity, import_activity
from scoring.services.intake import read_batch
from scoring.services.merging import AnotherActivity, Merged, merge_activity
from tests.factories import appoint, later, make_activity
from tests.filing import make_rich_activity
from tests.scoring.meets import Meet, make_meet, operation

pytestmark = pytest.mark.django_db


class Side:
    """The activity on one server; a file carries it to the other."""

    def __init__(self, activity: Activity, meet: Meet, clock: list[int]) -> None:
        self.activity, self.meet, self.clock = activity, meet, clock

    def now(self) -> datetime:
        self.clock[0] += 1
        return later(minutes=self.clock[0])

    def file(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(export_activity(Activity.objects.get(pk=self.activity.pk)))
        return found

    def bring(self, other: Side) -> Merged:
        return merge_activity(self.activity, other.file(), by=None, now=self.now())

    def sheet(self) -> Scoresheet:
        return Scoresheet.objects.get(contest__activity=self.activity, contest__code="run")

    def enter(self, entry: str, value: int, *replaces: str) -> str:
        sent = operation(entry, "time", value, replaces=list(replaces))
        batch = read_batch({"format": "unionevents-operations", "version": 1, "operations": [sent]})
        receipts = intake.take(sheet=self.sheet(), batch=batch, by=self.meet.referee, now=self.now())
        assert receipts[0].uuid == sent["uuid"]
        return str(sent["uuid"])

    def publish(self, reason: str = "") -> Publication:
        sheet = self.sheet()
        seen = publishing.draft_of(read_sheet(sheet), Setting(self.activity), publishing.latest_of(sheet)).seen
        return publishing.publish(sheet=sheet, seen=seen, reason=reason, by=self.meet.chief, now=self.now())


@pytest.fixture
def sides() -> tuple[Side, Side]:
    """A running meet at the central server, and what a laptop made of its file."""
    meet = make_meet()
    clock = [0]
    central = Side(meet.activity, meet, clock)
    laptop = Side(import_activity(central.file(), by=None, now=central.now()), meet, clock)
    appoint(laptop.activity, meet.chief, Role.CHIEF_REFEREE)
    return central, laptop


def test_three_ways_back_and_forth_lose_and_double_nothing(sides: tuple[Side, Side]) -> None:
    central, laptop = sides
    starters = [entry.code for entry in read_sheet(central.sheet()).entries]
    first = central.enter(starters[0], 12_300)

    assert laptop.bring(central).new == {"operations": 1}
    for number, code in enumerate(starters[1:]):
        laptop.enter(code, 13_000 + 10 * number)
    laptop.enter(starters[0], 12_500, first)
    conducting.hold(sheet=laptop.sheet(), reason="看录像", by=laptop.meet.chief, now=laptop.now())
    back = central.bring(laptop)
    assert (back.new, back.conflicts) == ({"operations": len(starters), "holds": 1}, [])

    conducting.lift(sheet=central.sheet(), reason="无误", by=central.meet.chief, now=central.now())
    entry = next(entry for entry in read_sheet(central.sheet()).entries if entry.code == starters[1])
    rulings.decide(
        sheet=central.sheet(), values={entry: {"time": 12_990}}, reason="计时器", by=central.meet.chief,
        now=central.now(),
    )  # fmt: skip
    central.publish()
    there = laptop.bring(central)
    assert (there.new, there.conflicts) == ({"holds": 1, "rulings": 1, "publications": 1}, [])

    late = laptop.enter(starters[0], 12_600)
    assert Operation.objects.get(uuid=late).flags
    laptop_entry = next(entry for entry in read_sheet(laptop.sheet()).entries if entry.code == starters[0])
    rulings.decide(
        sheet=laptop.sheet(), values={laptop_entry: {"time": 12_600}}, reason="补录", by=laptop.meet.chief,
        now=laptop.now(),
    )  # fmt: skip
    laptop.publish("补录")
    steps.take_step(activity=laptop.activity, code="finish", by=laptop.meet.organiser, now=laptop.now())
    last = central.bring(laptop)
    assert (last.new, last.conflicts) == (
        {"operations": 1, "rulings": 1, "publications": 1, "steps": 1},
        [],
    )

    assert last.different == []
    assert export_activity(Activity.objects.get(pk=central.activity.pk)) == export_activity(
        Activity.objects.get(pk=laptop.activity.pk)
    )
    for side in sides:
        other = central if side is laptop else laptop
        again = side.bring(other)
        assert (again.new.total(), again.conflicts) == (0, [])
    assert list(auditing.findings()) == []


def test_a_substitute_comes_back_with_the_entries(sides: tuple[Side, Side]) -> None:
    central, laptop = sides
    out = Person.objects.filter(activity=laptop.activity, withdrawn_at=None).order_by("number").first()
    assert out is not None
    contests = [entry.contest.code for entry in out.entries.select_related("contest")]
    substitute(
        out=out,
        contests=contests,
        reason="受伤",
        by=laptop.meet.organiser,
        now=laptop.now(),
        name="替补",
        gender=out.gender,
    )

    back = central.bring(laptop)

    assert back.new["people"] == 2  # one who left, one who came
    came = Person.objects.get(activity=central.activity, name="替补")
    assert came.stands_in_for is not None
    assert came.stands_in_for.number == out.number
    assert central.file()["rosters"] == laptop.file()["rosters"]
    assert central.bring(laptop).new.total() == 0


def test_what_was_said_on_both_sides_is_reported_and_stays(sides: tuple[Side, Side]) -> None:
    central, laptop = sides
    starters = [entry.code for entry in read_sheet(central.sheet()).entries]
    for side, value in ((central, 12_000), (laptop, 13_000)):
        for code in starters:
            side.enter(code, value)
        side.publish()
        conducting.hold(sheet=side.sheet(), reason="两边", by=side.meet.chief, now=side.now())
    before = publishing.latest_of(central.sheet())

    back = central.bring(laptop)

    assert len(back.conflicts) == 2
    assert "两边" in back.conflicts[0].zh
    assert publishing.latest_of(central.sheet()) == before
    assert Hold.objects.filter(sheet=central.sheet()).count() == 1
    # What was entered on the laptop came after the lock here: it is kept, and waits for the chief referee.
    assert back.new["operations"] == len(starters)
    waiting = Operation.objects.filter(sheet=central.sheet(), value=13_000)
    assert all(row.flags[-1]["rule"] == "late" for row in waiting)
    assert {"holds", "publications"} <= set(back.different)


def test_the_same_number_with_another_content_is_never_overwritten(sides: tuple[Side, Side]) -> None:
    central, laptop = sides
    starters = [entry.code for entry in read_sheet(central.sheet()).entries]
    uuid = central.enter(starters[0], 12_000)
    laptop.bring(central)
    Operation.objects.filter(sheet=laptop.sheet(), uuid=uuid).update(value=99_000)

    back = central.bring(laptop)

    assert len(back.conflicts) == 1
    assert Operation.objects.get(sheet=central.sheet(), uuid=uuid).value == 12_000


def test_a_file_of_another_activity_is_refused_and_changes_nothing(sides: tuple[Side, Side]) -> None:
    central, _laptop = sides
    before = export_activity(central.activity)
    other = json.loads(before)
    other["activity"]["created_at"] = "2001-01-01T00:00:00Z"
    fewer = json.loads(before)
    fewer["contests"] = fewer["contests"][1:]
    renumbered = json.loads(before)
    renumbered["rosters"][0]["people"][0]["key"] = str(uuid4())

    for document in (other, fewer, renumbered):
        with pytest.raises(AnotherActivity):
            merge_activity(central.activity, document, by=None, now=central.now())

    assert export_activity(Activity.objects.get(pk=central.activity.pk)) == before


def test_the_command_says_what_came_and_a_dry_run_brings_nothing(tmp_path: Path) -> None:
    original = make_rich_activity()
    copy = import_activity(json.loads(export_activity(original)), by=None, now=later(days=2))
    Ruling.objects.filter(sheet__contest__activity=copy).delete()
    file = tmp_path / "activity.json"
    file.write_bytes(export_activity(original))

    said = StringIO()
    call_command("activity", "merge", str(copy.pk), str(file), "--dry-run", stdout=said)
    assert "rulings: +1" in said.getvalue()
    assert not Ruling.objects.filter(sheet__contest__activity=copy).exists()

    call_command("activity", "merge", str(copy.pk), str(file), stdout=StringIO())
    assert Ruling.objects.filter(sheet__contest__activity=copy).count() == 1
    assert LogEntry.objects.filter(verb="scoring.merge_activity").count() == 1
    foreign = make_activity(original.host, title="另一个", state=State.RUNNING, created_at=later(days=9))
    with pytest.raises(CommandError, match="另一个活动"):
        call_command("activity", "merge", str(foreign.pk), str(file))
