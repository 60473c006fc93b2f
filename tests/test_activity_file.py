"""The activity file: the same bytes after every round, and every problem with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import LogEntry, Unit
from events.models import (
    Activity,
)
from registration.limits import BadLimits, read_limits
from registration.models import (
    Roster,
)
from scoring.models import (
    Operation,
    Ruling,
)
from scoring.services.filing import check_content, check_document, export_activity, import_activity, schema
from tests.factories import NOW, make_unit
from tests.filing import make_rich_activity

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[1]
STARTER = ROOT / "unionevents" / "starters" / "fun_sports.json"


# ---- the same bytes


def test_export_import_export_gives_the_same_bytes_beside_the_original() -> None:
    original = make_rich_activity()
    first = export_activity(original)
    copy = import_activity(json.loads(first), by=None, now=NOW)
    assert copy.pk != original.pk
    assert copy.host == original.host
    assert export_activity(copy) == first
    assert export_activity(original) == first


def test_an_exported_activity_has_no_problems() -> None:
    assert check_content(export_activity(make_rich_activity())) == []


def test_a_file_comes_out_the_same_where_nothing_of_it_was_known() -> None:
    original = make_rich_activity()
    first = export_activity(original)
    Operation.objects.all().delete()
    Ruling.objects.all().delete()
    Roster.objects.all().delete()
    Activity.objects.all().delete()
    LogEntry.objects.all().delete()
    for unit in Unit.objects.order_by("-path"):
        unit.delete()
    make_unit("先占一个编号的工会")
    assert export_activity(import_activity(json.loads(first), by=None, now=NOW)) == first


def test_the_kept_file_of_version_1_comes_out_of_either_database_as_it_went_in() -> None:
    kept = (ROOT / "tests" / "data" / "activity-v1.json").read_bytes()
    assert check_content(kept) == []
    assert export_activity(import_activity(json.loads(kept), by=None, now=NOW)) == kept


def test_keys_stand_in_one_order_and_the_text_ends_with_a_line() -> None:
    content = export_activity(make_rich_activity())
    assert list(json.loads(content)) == list(schema()["properties"])
    assert content.endswith(b"\n}\n")
    assert content.startswith(b'{\n "format": "unionevents-activity",\n "version": 1,\n')
    assert "趣味运动会".encode() in content


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
NAME = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=30)
MOMENT = st.datetimes(min_value=NOW.replace(tzinfo=None, year=1900), max_value=NOW.replace(tzinfo=None, year=2200)).map(
    lambda moment: moment.isoformat() + "Z"
)
LIMIT = st.fixed_dictionaries(
    {"at_least": st.none() | st.integers(1, 3), "limit": st.just("contests_per_person")},
    optional={"at_most": st.integers(3, 999), "severity": st.sampled_from(["refuse", "warn"])},
).filter(lambda limit: not reads_badly(limit))


def reads_badly(limit: dict[str, Any]) -> bool:
    try:
        return not read_limits([limit])
    except BadLimits:
        return True


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """A starter with anything that may be different made different."""
    document = json.loads(STARTER.read_text())
    units = draw(st.lists(NAME, min_size=1, max_size=4, unique=True))
    document["units"] = [{"key": "u1", "name": "主办", "parent": None}] + [
        {"key": f"u{number}", "name": name, "parent": "u1"} for number, name in enumerate(sorted(units), start=2)
    ]
    keys = [unit["key"] for unit in document["units"]]
    document["invited"] = draw(st.permutations(keys[1:]))
    document["activity"] |= {"title": draw(NAME), "purpose": draw(TEXT), "created_at": draw(MOMENT)}
    document["activity"]["registration_deadline"] = draw(st.none() | MOMENT)
    document["hosts"] = draw(st.lists(st.fixed_dictionaries({"part": st.just("organiser"), "name": TEXT}), max_size=2))
    document["terms"] = {"limits": draw(st.lists(LIMIT, max_size=1)), "health_statement": draw(TEXT)}
    prices = {"planned_quantity": st.integers(0, 2**31 - 1), "planned_price": st.integers(0, 2**31 - 1)}
    document["budget"] = [line | draw(st.fixed_dictionaries(prices)) for line in document["budget"]]
    number = 0
    for key in draw(st.lists(st.sampled_from(keys), unique=True)):
        people = []
        for name in draw(st.lists(NAME, max_size=3)):
            number += 1
            entered = draw(st.lists(st.sampled_from(document["contests"]), unique_by=lambda contest: contest["code"]))
            ordered = [contest["code"] for contest in document["contests"] if contest in entered]
            people.append(_person(number, name, ordered, draw(st.none() | MOMENT)))
        document["rosters"].append(
            {"unit": key, "state": "draft", "comment": draw(TEXT), "version": number}
            | {"submitted_at": draw(st.none() | MOMENT), "submitted_by_name": "", "receipt": "", "changed_at": None}
            | {"changed_by_name": draw(TEXT), "people": people}
        )
    document["rosters"].sort(key=lambda roster: int(roster["unit"][1:]))
    return document


def _person(number: int, name: str, contests: list[str], withdrawn_at: str | None) -> dict[str, Any]:
    entries = [{"contest": code, "division": None, "number": number, "withdrawn_at": withdrawn_at} for code in contests]
    return {
        "key": str(UUID(int=number)), "number": number, "name": name,
        "gender": "male", "post": "member", "healthy": True,
        "withdrawn_at": withdrawn_at, "stands_in_for": None, "entries": entries,
    }  # fmt: skip


@given(documents())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sound_document_settles_into_bytes_that_stay(document: dict[str, Any]) -> None:
    assert check_document(document) == []
    first = export_activity(import_activity(document, by=None, now=NOW))
    assert check_content(first) == []
    again = export_activity(import_activity(json.loads(first), by=None, now=NOW))
    assert again == first
    read = json.loads(first)
    assert [person for roster in read["rosters"] for person in roster["people"]] == [
        person
        for unit in read["units"]
        for roster in document["rosters"]
        if _name_of(document, roster["unit"]) == unit["name"]
        for person in roster["people"]
    ]
    assert read["terms"] == document["terms"]


def _name_of(document: dict[str, Any], key: str) -> str:
    return next(unit["name"] for unit in document["units"] if unit["key"] == key)
