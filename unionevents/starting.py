"""A new activity that does not begin with a blank page: from a starter, as a copy of an earlier one, or from a file.

All go through the activity file; the first two with the days moved to the new first day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts.models import Unit, User
from accounts.services.units import create_unit
from events.models import Activity, Appointment
from registration.limits import contests_named
from scoring.services.filing import Document, describe_activity, import_activity, read_activity_file
from unionevents.lib.documents import DocumentProblems, Problem, read_moment, with_lines, write_moment
from unionevents.lib.phrase import Phrase

STARTERS = Path(__file__).parent / "starters"
# What a copy may leave behind, and the sections of the document that go with it.
CARRIED: dict[str, tuple[str, ...]] = {
    "sections": ("sections",),
    "sessions": ("sessions",),
    "duties": ("duties",),
    "contests": ("contests", "scoresheets"),
    "prizes": ("prizes",),
    "budget": ("budget",),
    "invited": ("invited",),
}
NEVER_CARRIED = (
    "state_changes", "rosters", "erasures", "starts", "operations", "rulings", "publications",
    "holds", "reopenings", "protests", "papers",
)  # fmt: skip
NO_PRIZE_RULES: Document = {"prize_rules": {}, "awards": {}}
NO_TERMS: Document = {"limits": [], "health_statement": ""}


@dataclass(frozen=True, slots=True)
class Starter:
    """A template: its code and what the door says of it."""

    code: str
    document: Document

    @property
    def title(self) -> str:
        return str(self.document["activity"]["title"])

    @property
    def audience(self) -> str:
        return str(self.document["activity"]["audience"])

    @property
    def contests(self) -> list[str]:
        return [contest["title"] for contest in self.document["contests"]]


@cache
def starters() -> dict[str, Starter]:
    """Every starter by code; each is a valid activity file."""
    return {
        path.stem: Starter(path.stem, read_activity_file(path.read_bytes())) for path in sorted(STARTERS.glob("*.json"))
    }


@transaction.atomic
def start_from_starter(*, code: str, title: str, first_day: date, host: Unit, by: User, now: datetime) -> Activity:
    """A draft with everything that the starter brings, held by the host."""
    document = draft_of(starters()[code].document, title=title, first_day=first_day, now=now)
    for part in document["hosts"]:
        part["name"] = host.name
    return import_activity(document, by=by, now=now, units={document["host"]: host})


@transaction.atomic
def start_as_copy(
    *, source: Activity, carry: Collection[str], title: str, first_day: date, host: Unit, by: User, now: datetime
) -> Activity:
    """A draft with the chosen parts of an earlier activity; rosters and results stay where they are."""
    described = describe_activity(source)
    document = draft_of(described.document, title=title, first_day=first_day, now=now)
    for part, sections in CARRIED.items():
        if part not in carry:
            document |= {section: [] for section in sections}
    if not {"prizes", "contests"} <= set(carry):
        # Rules name prizes and contests: without both there is nothing left for them to say.
        document["prize_plan"] = NO_PRIZE_RULES
        for sheet in document["scoresheets"]:
            sheet["prize_rules"] = None
    if "contests" not in carry:
        document["stations"] = []  # a station is where contests are recorded
    if "terms" not in carry:
        document["terms"] = NO_TERMS
        document.pop("privacy", None)
    elif "contests" not in carry:
        limits = [limit for limit in document["terms"]["limits"] if not contests_named(limit)]
        document["terms"] = document["terms"] | {"limits": limits}
    for line in document["budget"]:
        line |= {"actual_quantity": None, "actual_price": None}
    units = described.units | {document["host"]: host}
    # Another union's units know nothing of this one.
    document["invited"] = [key for key in document["invited"] if units[key].root_path == host.root_path]
    copy = import_activity(document, by=by, now=now, units=units)
    if "staff" in carry:
        Appointment.objects.bulk_create(
            Appointment(activity=copy, user_id=user, role=role)
            for user, role in source.appointments.values_list("user", "role").order_by("pk")
        )
    return copy


@transaction.atomic
def start_from_file(content: bytes, *, host: Unit, by: User, now: datetime) -> Activity:
    """The activity of a file as it stands there, held by the host; DocumentProblems with everything that is wrong.

    Units are those of the host's own union, whatever another union calls its own; who may not add units to it is told
    which ones are missing.
    """
    document = read_activity_file(content)
    units, missing = _units_of(document, host)
    may_add = by.has_perm("accounts.administer", Unit.objects.get(path=host.root_path))
    problems = []
    lacking = {unit["key"] for _index, unit in missing}
    for index, unit in missing:
        parent = units.get(unit["parent"])
        if parent and may_add:
            units[unit["key"]] = create_unit(name=unit["name"], parent=parent, by=by, now=now)
            continue
        says = NO_SUCH_UNIT if parent or unit["parent"] in lacking else NOT_BELOW
        problems.append(Problem(("units", index, "name"), says.fill(name=unit["name"])))
    if problems:
        raise DocumentProblems(with_lines(problems, content.decode("utf-8-sig")))
    return import_activity(document, by=by, now=now, units=units)


def _units_of(document: Document, host: Unit) -> tuple[dict[str, Unit], list[tuple[int, dict[str, Any]]]]:
    """The units that the host's union has, by their keys in the file, and those that it lacks with their places."""
    own = {(unit.parent_id, unit.name): unit for unit in Unit.objects.filter(path__startswith=host.root_path)}
    parents = {unit["key"]: unit["parent"] for unit in document["units"]}
    units: dict[str, Unit] = {}
    key, above = document["host"], host
    while key is not None:
        units[key] = above
        key, above = parents[key], above.parent or above
    missing = []
    for index, unit in enumerate(document["units"]):
        if unit["key"] in units:
            continue
        parent = units.get(unit["parent"])
        found = own.get((parent.pk, unit["name"])) if parent else None
        if found:
            units[unit["key"]] = found
        else:
            missing.append((index, unit))
    return units, missing


def draft_of(document: Document, *, title: str, first_day: date, now: datetime) -> Document:
    """The plan alone, moved to another first day."""
    draft = deepcopy(document)
    plan = draft["activity"]
    if plan["first_day"]:
        shift(draft, first_day - date.fromisoformat(plan["first_day"]))
    plan |= {
        "title": title,
        "first_day": first_day.isoformat(),
        "last_day": max(plan["last_day"] or "", first_day.isoformat()),
        "state": "draft",
        "created_at": write_moment(now),
    }
    for sheet in draft["scoresheets"]:
        sheet |= {"draw_seed": "", "drawn_at": None}
        sheet.pop("lots", None)
    for checklist in draft.get("checklists", ()):
        checklist["marks"] = []
    draft["prize_plan"]["awards"] = _undecided(draft["prize_plan"]["awards"])
    return draft | {section: [] for section in NEVER_CARRIED}


def _undecided(awards: Mapping[str, Any]) -> Document:
    """The rewards without what was decided on the day: it names people of the earlier activity."""
    found = {key: value for key, value in awards.items() if key != "specials"}
    draws = found.get("draws") or []
    if draws:
        lines = [draws] if isinstance(draws, Mapping) else draws
        found["draws"] = [{key: value for key, value in line.items() if key not in {"seed", "order"}} for line in lines]
    return found


def shift(document: Document, by: timedelta) -> None:
    """Moves the days, the deadline and the sessions of a plan."""
    plan = document["activity"]
    for key in ("first_day", "last_day"):
        if plan[key]:
            plan[key] = (date.fromisoformat(plan[key]) + by).isoformat()
    for record, key in _moments(document):
        moment = read_moment(record[key])
        record[key] = write_moment(moment + by) if moment else None


def _moments(document: Document) -> Iterator[tuple[dict[str, Any], str]]:
    yield document["activity"], "registration_deadline"
    for session in document["sessions"]:
        yield from ((session, "starts_at"), (session, "ends_at"))


NO_SUCH_UNIT = Phrase(
    en="your union has no unit “{name}”; ask an administrator to add it first, or take it out of the file",
    zh="本工会没有单位“{name}”，请先由管理员添加，或从文件中删去",
)
NOT_BELOW = Phrase(
    en="“{name}” does not stand below the unit that holds the activity; put it into the same union, or take it out",
    zh="“{name}”与主办单位不在同一个工会，请改到同一工会之下，或从文件中删去",
)
