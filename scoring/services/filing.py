"""A whole activity as one document (`docs/activity-file.md`): written, checked, and made from it.

Natural keys only and always the same spelling: export, import, export gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from accounts.models import Unit, User
from accounts.services import filing as units_filing
from accounts.services.log import record as log
from events.models import Activity
from events.services import filing as plan_filing
from events.services import filing_shape as plan_shape
from registration.services import filing as registration_filing
from registration.services import filing_checkin, filing_privacy
from registration.services import filing_shape as registration_shape
from scoring.services import filing_conduct, filing_field, filing_rows, filing_screens, filing_units
from scoring.services.filing_checks import check_scoring
from unionevents.lib.documents import DocumentProblems, Problem, read_document, with_lines, write_document
from unionevents.lib.schemas import Reading, Schema, choice, faults, record, with_optional

FORMAT = "unionevents-activity"
VERSION = 1
MOST_FAULTS = 1000
KEYS = (
    "format",
    "version",
    "host",
    "units",
    "activity",
    "invited",
    "hosts",
    "sections",
    "venues",
    "sessions",
    "duties",
    "contests",
    "scoresheets",
    "prizes",
    "prize_plan",
    "unit_data",
    "budget",
    "terms",
    "privacy",
    "state_changes",
    "rosters",
    "erasures",
    "checklists",
    "starts",
    "operations",
    "rulings",
    "publications",
    "conduct",
    "holds",
    "reopenings",
    "protests",
    "stations",
    "papers",
    "showing",
    "screens",
)

# Written only where there is something to say.
OPTIONAL = (
    *filing_checkin.KEYS,
    *filing_conduct.KEYS,
    *filing_field.KEYS,
    *filing_screens.KEYS,
    "unit_data",
    "privacy",
    "erasures",
)

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Described:
    """An activity as a document, and the unit behind each of its keys."""

    document: Document
    units: dict[str, Unit]


def schema() -> Schema:
    """The JSON Schema (draft 2020-12) of an activity file."""
    parts = (
        {"format": choice(FORMAT), "version": {"enum": [VERSION]}}
        | units_filing.shape()
        | plan_shape.shape()
        | registration_shape.shape()
        | filing_privacy.shape()
        | filing_checkin.shape()
        | filing_rows.shape()
        | filing_units.shape()
        | filing_conduct.shape()
        | filing_field.shape()
        | filing_screens.shape()
    )
    whole = with_optional(record(**{key: parts[key] for key in KEYS}), *OPTIONAL)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An activity of unionevents",
        **whole,
    }


@transaction.atomic
def describe_activity(activity: Activity) -> Described:
    """The whole activity; accounts are not part of it, acts are signed with names."""
    others = [*registration_filing.units_with_rosters(activity), *filing_units.units_with_data(activity)]
    others += filing_conduct.units_with_protests(activity)
    plan, units = plan_filing.describe_plan(activity, others=others)
    keys = {unit.pk: key for key, unit in units.items()}
    parts = (
        {"format": FORMAT, "version": VERSION}
        | plan
        | registration_filing.describe_registration(activity, keys=keys)
        | filing_privacy.describe_privacy(activity)
        | filing_checkin.describe_checkin(activity)
        | filing_rows.describe_scoring(activity)
        | filing_units.describe_unit_data(activity, keys=keys)
        | filing_conduct.describe_conduct(activity, keys=keys)
        | filing_field.describe_field(activity)
        | filing_screens.describe_screens(activity)
    )
    return Described({key: parts[key] for key in KEYS if key in parts}, units)


def export_activity(activity: Activity) -> bytes:
    return write_document(describe_activity(activity).document)


def check_document(document: Any) -> list[Problem]:
    """Everything that is wrong with a document."""
    found = list(islice(faults(document, schema()), MOST_FAULTS))
    # Another format or version has other keys: saying so once is more use than a hundred complaints.
    if foreign := [fault for fault in found if fault.place in {(), ("format",), ("version",)}]:
        return foreign
    if (
        len(found) == MOST_FAULTS
    ):  # nothing that was meant to be an activity file; what follows builds on the whole list
        return found
    reading = Reading(document, found)
    rows = {key: value for key, value in document.items() if key not in {"publications", "prize_plan", "terms"}}
    # The rule book's own words: an adjustment's `at` is no moment.
    rows["scoresheets"] = [
        {"drawn_at": row.get("drawn_at")} if isinstance(row, dict) else None
        for row in (document["scoresheets"] if isinstance(document.get("scoresheets"), list) else ())
    ]
    rows["publications"] = [
        {"at": row["at"]} if isinstance(row, dict) and "at" in row else None
        for row in (document["publications"] if isinstance(document.get("publications"), list) else ())
    ]
    found += [fault for fault in plan_shape.bad_moments(rows) if reading.sound(*fault.place)]
    reading = Reading(document, found)
    found += units_filing.check_units(reading)
    found += plan_shape.check_plan(reading)
    found += registration_shape.check_registration(reading)
    found += check_scoring(reading)
    found += filing_units.check_unit_data(reading)
    found += filing_conduct.check_conduct(reading)
    found += filing_field.check_field(reading)
    found += filing_screens.check_screens(reading)
    found += filing_privacy.check_privacy(reading)
    found += filing_checkin.check_checkin(reading)
    return found


def check_content(content: bytes) -> list[Problem]:
    """Everything that is wrong with a file, each with its line."""
    try:
        document = read_document(content)
    except DocumentProblems as found:
        return list(found.problems)
    return with_lines(check_document(document), content.decode("utf-8-sig"))


def read_activity_file(content: bytes) -> Document:
    """The document of a file in which nothing is wrong; DocumentProblems otherwise."""
    if problems := check_content(content):
        raise DocumentProblems(problems)
    document: Document = read_document(content)
    return document


@transaction.atomic
def import_activity(
    document: Document,
    *,
    by: User | None,
    now: datetime,
    host: Unit | None = None,
    units: Mapping[str, Unit] | None = None,
) -> Activity:
    """A new activity from a document that was checked; nothing remains of it when it cannot be made.

    `host` holds it in place of the file's host; `units` are used as they are where the caller knows every one.
    """
    known = units or units_filing.find_or_make_units(
        document["units"], host_key=document["host"], host=host, by=by, now=now
    )
    activity = plan_filing.build_plan(document, units=known, by=by)
    registration_filing.build_registration(document, activity=activity, units=known)
    filing_privacy.build_privacy(document, activity=activity)
    filing_checkin.build_checkin(document, activity=activity)
    filing_rows.build_scoring(document, activity=activity)
    filing_units.build_unit_data(document, activity=activity, units=known)
    filing_conduct.build_conduct(document, activity=activity, units=known)
    filing_field.build_field(document, activity=activity)
    filing_screens.build_screens(document, activity=activity)
    log(verb="scoring.import_activity", subject=activity, by=by, now=now, unit=activity.host, title=activity.title)
    return activity
