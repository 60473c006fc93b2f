"""An activity whose limits ask for everything that a sheet can say, and shortcuts from rows to what they would do."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from events.models import Division
from registration.models import Roster, Terms
from registration.services.uploading import keep_units_upload, keep_upload, note_read
from registration.workbooks import importing
from registration.workbooks.importing import Check
from tests.factories import make_contest
from tests.registration.conftest import Meet, meet  # noqa: F401  # the fixture
from unionevents.lib.sheetfiles.content import Collector, Sheet

EVERYTHING: list[dict[str, Any]] = [
    {"limit": "contests_per_person", "severity": "refuse", "at_most": 3},
    {"limit": "health_declared", "severity": "refuse"},
    {
        "limit": "age",
        "severity": "refuse",
        "women_to": 55,
        "men_to": 60,
        "reference": "day",
        "on": "2026-09-01",
        "exact": "in",
    },
    {"limit": "service", "severity": "refuse", "months": 12, "reference": "day", "on": "2026-09-01"},
    {"limit": "companions", "severity": "warn", "who": "family", "at_most": 50},
    {"limit": "officials", "severity": "warn", "who": "leader", "at_most": 9},
    {"limit": "specialists", "severity": "warn", "who": "specialist", "treatment": "limited", "at_most": 99},
    {"limit": "specialists", "severity": "warn", "who": "past_winner", "treatment": "limited", "at_most": 99},
    {"limit": "specialists", "severity": "warn", "who": "recent", "treatment": "limited", "at_most": 99},
    {"limit": "participation", "severity": "warn", "steps": [{"up_to": None, "n": 1}]},
    {"limit": "team_size", "severity": "refuse", "at_least": 1, "at_most": 40, "contests": ["relay"]},
    {"limit": "positions", "severity": "warn", "order": ["any", "any"], "contests": ["relay"]},
    {"limit": "content_once", "severity": "warn", "contests": ["beans"]},
]


@pytest.fixture
def rich(meet: Meet) -> Meet:  # noqa: F811  # pytest asks for it by this name
    """With a relay in two divisions, and every fact asked for."""
    relay = make_contest(meet.activity, "relay", title="接力")
    for position, (code, title) in enumerate((("young", "青年组"), ("senior", "中年组")), start=1):
        Division.objects.create(contest=relay, code=code, title=title, gender="", position=position)
    Terms.objects.filter(activity=meet.activity).update(limits=EVERYTHING)
    return meet


def sheet_of(rows: list[list[Any]], **more: Any) -> Sheet:
    """As if a file had held these rows."""
    found = Collector("报名表")
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            found.put(number, column, value)
    sheet = found.sheet()
    return Sheet(sheet.title, sheet.rows, **more)


def checked(meet: Meet, roster: Roster, *sheets: Sheet) -> Check:  # noqa: F811  # not the fixture
    kept = keep_upload(roster=roster, filename="x.xlsx", content=b"x", by=meet.contact, now=timezone.now())
    note_read(upload=kept, sheets=[sheet.as_json() for sheet in sheets])
    return importing.check(kept)


def checked_units(meet: Meet, *sheets: Sheet) -> Check:  # noqa: F811  # not the fixture
    kept = keep_units_upload(
        activity=meet.activity, filename="x.xlsx", content=b"x", by=meet.organiser, now=timezone.now()
    )
    note_read(upload=kept, sheets=[sheet.as_json() for sheet in sheets])
    return importing.check(kept)


def written(meet: Meet, found: Check) -> None:  # noqa: F811  # not the fixture
    importing.importing.write(changes=found.changes, by=meet.organiser, now=timezone.now())
