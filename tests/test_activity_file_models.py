"""Nothing of an activity is forgotten by its file: every field stands there, or is left out on purpose."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from jsonschema import Draft202012Validator

from events.models import (
    Activity,
    Appointment,
    Division,
    InvitedUnit,
    StateChange,
)
from events.services import filing as plan_filing
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
    StampedScan,
    Submission,
    Team,
    Terms,
    UnitsUpload,
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
    PanelSeat,
    PaperSheet,
    PrizePlan,
    Protest,
    Publication,
    RefereePin,
    Reopening,
    Request,
    Ruling,
    Scoresheet,
    Screen,
    Showing,
    Start,
    Station,
    StationTask,
    Typing,
    UnitData,
)
from scoring.services import filing_conduct, filing_field, filing_rows, filing_screens, filing_units
from scoring.services.filing import schema

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[1]

LINKS = {"id", "activity", "position", "contest", "venue", "sheet", "entry", "roster", "person", "division", "unit"}
FIELDS: list[tuple[type[Any], tuple[str, ...], set[str]]] = [
    # created_by, by: accounts are not part of a file; acts are signed with names
    (Activity, plan_filing.ACTIVITY, {"id", "host", "created_by", "invited_units"}),
    (InvitedUnit, (), LINKS),
    *((model, fields, LINKS) for model, _, fields in plan_filing.LISTS.values()),
    (Division, plan_filing.DIVISION, LINKS),
    (StateChange, plan_filing.STATE_CHANGE, {"id", "activity", "by"}),
    (Terms, (*registration_filing.TERMS, *registration_filing.TERMS_FACTS), LINKS),
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
    (Showing, filing_screens.SHOWING, LINKS | {"key", "token", "frozen_at", "frozen_by_name"}),  # of the moment
    (Screen, filing_screens.SCREEN, LINKS | {"key", "token", "shows", "shown_since", "seen_at"}),
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
    waiting = {Signup, SignupLink, Upload, UnitsUpload}
    # Photos of stamped papers are no text, and what was handed in before only serves to show what changed since.
    asking = {Opening, StampedPaper, StampedScan, Submission, Mailbox, Message}
    # Tablets, codes, PINs and whose seat is whose belong to accounts and are never in a file; a call, a delay and a
    # request that waits are of the moment.
    of_the_moment = {PairingCode, PairingGuard, Device, PanelSeat, RefereePin, HelpCall, Delay, Request}
    assert models == {model for model, _, _ in FIELDS} | {Appointment, IdNumber} | waiting | asking | of_the_moment


def test_the_schema_is_sound_and_shown_in_the_documentation() -> None:
    Draft202012Validator.check_schema(schema())
    shown = json.dumps(schema(), ensure_ascii=False, indent=1)
    assert f"```json\n{shown}\n```" in (ROOT / "docs" / "activity-file.md").read_text(), (
        "run: python -m tests.write_activity_file_docs"
    )
