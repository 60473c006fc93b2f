"""The activity file: the same bytes after every round, and every problem with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from accounts.models import LogEntry, Unit
from events.models import (
    Activity,
    Appointment,
    Division,
    InvitedUnit,
    StateChange,
)
from events.services import filing as plan_filing
from registration.limits import BadLimits, read_limits
from registration.models import (
    CheckList,
    CheckMark,
    Entry,
    Erasure,
    IdNumber,
    Likeness,
    Mailbox,
    Member,
    Message,
    Opening,
    Person,
    Privacy,
    Roster,
    Signup,
    SignupLink,
    StampedPaper,
    Team,
    Terms,
    Upload,
)
from registration.services import filing as registration_filing
from registration.services import filing_checkin, filing_privacy
from scoring.models import (
    Conduct,
    Delay,
    Device,
    HelpCall,
    Hold,
    Operation,
    PairingCode,
    PairingGuard,
    PaperSheet,
    PrizePlan,
    Protest,
    Publication,
    RefereePin,
    Reopening,
    Request,
    Ruling,
    Scoresheet,
    Start,
    Station,
    StationTask,
    Typing,
    UnitData,
)
from scoring.services import filing_conduct, filing_field, filing_rows, filing_units
from scoring.services.filing import check_content, check_document, export_activity, import_activity, schema
from tests.factories import NOW, make_unit
from tests.filing import make_rich_activity
from unionevents.lib.documents import write_document

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


# ---- nothing forgotten

LINKS = {"id", "activity", "position", "contest", "venue", "sheet", "entry", "roster", "person", "division", "unit"}
FIELDS: list[tuple[type[Any], tuple[str, ...], set[str]]] = [
    # created_by, by: accounts are not part of a file; acts are signed with names
    (Activity, plan_filing.ACTIVITY, {"id", "host", "created_by", "invited_units"}),
    (InvitedUnit, (), LINKS),
    *((model, fields, LINKS) for model, _, fields in plan_filing.LISTS.values()),
    (Division, plan_filing.DIVISION, LINKS),
    (StateChange, plan_filing.STATE_CHANGE, {"id", "activity", "by"}),
    (Terms, ("limits", "health_statement"), LINKS),
    (Roster, (*registration_filing.ROSTER, *registration_filing.ROSTER_FACTS), LINKS),
    (Person, (*registration_filing.PERSON, *registration_filing.PERSON_FACTS, "stands_in_for"), LINKS),
    (Entry, (*registration_filing.ENTRY, *registration_filing.ENTRY_FACTS), LINKS | {"team"}),
    (Team, registration_filing.TEAM, LINKS),
    (Member, registration_filing.MEMBER, LINKS | {"team", "place"}),  # the place is the order of the list
    (Likeness, registration_filing.LIKENESS, LINKS | {"one", "other"}),
    (Privacy, filing_privacy.PRIVACY, LINKS),
    (Erasure, filing_privacy.ERASURE, LINKS | {"by"}),
    (PrizePlan, filing_rows.PRIZE_PLAN, LINKS),
    (Scoresheet, filing_rows.SCORESHEET, LINKS),
    (Start, filing_rows.START, LINKS),
    (Operation, filing_rows.OPERATION, LINKS | {"by"}),
    (Ruling, filing_rows.RULING, LINKS | {"by"}),
    (UnitData, filing_units.FIELDS, LINKS),
    (Publication, filing_rows.PUBLICATION, LINKS | {"by"}),
    (Conduct, filing_conduct.CONDUCT, LINKS),
    (Hold, filing_conduct.HOLD, LINKS),
    (Reopening, filing_conduct.REOPENING, LINKS),
    (Protest, filing_conduct.PROTEST, LINKS | {"by", "against"}),
    (Station, ("name",), LINKS | {"key"}),  # a key is of one installation
    (StationTask, filing_field.TASK, LINKS | {"station"}),
    (PaperSheet, filing_field.PAPER, LINKS | {"key"}),
    (Typing, filing_field.TYPING, LINKS | {"paper", "by"}),
    (CheckList, filing_checkin.CHECKLIST, LINKS),
    (CheckMark, filing_checkin.CHECKMARK, LINKS | {"checklist", "by"}),
]


@pytest.mark.parametrize(("model", "written", "left_out"), FIELDS, ids=lambda value: getattr(value, "__name__", ""))
def test_every_field_stands_in_the_file_or_is_left_out_on_purpose(
    model: type[Any], written: tuple[str, ...], left_out: set[str]
) -> None:
    fields = {field.name for field in [*model._meta.fields, *model._meta.many_to_many]}
    assert fields - set(written) <= left_out


def test_every_model_of_an_activity_is_known_to_the_file() -> None:
    models = {model for app in ("events", "registration", "scoring") for model in apps.get_app_config(app).get_models()}
    # Appointments name accounts, which a file has none of; a copy inside one installation takes them along.
    # An upload waits for one account's yes, and is nothing before that; asking units is between this installation and
    # them; ID numbers go into no file. A sign-up waits for the unit's yes, and then is a person on the roster.
    waiting = {Signup, SignupLink}
    asking = {Opening, StampedPaper, Mailbox, Message}
    # Tablets, codes and PINs are never in a file; a call, a delay and a request that waits are of the moment.
    of_the_moment = {PairingCode, PairingGuard, Device, RefereePin, HelpCall, Delay, Request}
    assert models == {model for model, _, _ in FIELDS} | {Appointment, Upload, IdNumber} | waiting | asking | of_the_moment


def test_the_schema_is_sound_and_shown_in_the_documentation() -> None:
    Draft202012Validator.check_schema(schema())
    shown = json.dumps(schema(), ensure_ascii=False, indent=1)
    assert f"```json\n{shown}\n```" in (ROOT / "docs" / "activity-file.md").read_text(), (
        "run: python -m tests.write_activity_file_docs"
    )


# ---- commands


def exit_code(*args: str) -> tuple[int, str]:
    try:
        call_command(*args)
    except CommandError as problem:
        return problem.returncode, str(problem)
    return 0, ""


def test_the_commands_export_check_and_import_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    activity = make_rich_activity()
    file = tmp_path / "meet.json"
    assert exit_code("activity", "export", str(activity.pk), "--out", str(file)) == (0, "")
    assert exit_code("activity", "check", str(file)) == (0, "")
    assert "没有问题" in capsys.readouterr().out
    assert exit_code("activity", "import", str(file), "--dry-run") == (0, "")
    assert Activity.objects.count() == 1
    assert exit_code("activity", "import", str(file)) == (0, "")
    assert Activity.objects.count() == 2
    again = tmp_path / "again.json"
    newest = Activity.objects.order_by("-pk").first()
    assert newest is not None
    assert exit_code("activity", "export", str(newest.pk), "--out", str(again)) == (0, "")
    assert again.read_bytes() == file.read_bytes()


def test_a_wrong_file_is_refused_with_its_problems_and_changes_nothing(tmp_path: Path) -> None:
    activity = make_rich_activity()
    document = json.loads(export_activity(activity))
    document["units"].append({"key": "u99", "name": "新工会", "parent": "u1"})
    document["rosters"][0]["people"][0]["number"] = 3
    file = tmp_path / "wrong.json"
    file.write_bytes(write_document(document))
    units, people = Unit.objects.count(), Person.objects.count()
    code, words = exit_code("activity", "import", str(file))
    assert code == 1
    assert "号码 3 在本活动中已经用过" in words
    code, words = exit_code("activity", "check", str(file), "--language", "en")
    assert code == 1
    assert "problem" in words
    assert "is already used" in words
    assert (Unit.objects.count(), Person.objects.count(), Activity.objects.count()) == (units, people, 1)


def test_wrong_calls_have_their_own_exit_code(tmp_path: Path) -> None:
    assert exit_code("activity", "export", "999", "--out", str(tmp_path / "x"))[0] == 2
    assert exit_code("activity", "check", str(tmp_path / "missing.json"))[0] == 2
    assert exit_code("activity", "import", str(STARTER), "--host", "没有的工会")[0] == 2


def test_a_host_of_ones_own_takes_the_place_of_the_host_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "meet.json"
    file.write_bytes(export_activity(make_rich_activity()))
    other = make_unit("临海县总工会")
    assert exit_code("activity", "import", str(file), "--host", "临海县总工会") == (0, "")
    activity = Activity.objects.get(host=other)
    assert {unit.root_path for unit in activity.invited_units.all()} == {other.path}
    assert set(other.children.values_list("name", flat=True)) == {"第一小学工会", "区医院工会", "街道片组"}


def test_verify_says_which_publication_no_longer_comes_out() -> None:
    activity = make_rich_activity()
    assert exit_code("verify") == (0, "")
    publication = activity.publications.get(sheet=None)
    publication.outcome["awards"][0]["name"] = "别人"
    publication.save()
    code, words = exit_code("verify")
    assert code == 1
    assert "趣味运动会" in words
    assert "校验码与内容不符" in words
    assert "公布的是“别人”，重新计算却是“陈一”" in words
