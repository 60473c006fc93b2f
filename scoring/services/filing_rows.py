"""Scoresheets, start lists, operations, rulings and publications as their part of an activity file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accounts.services import sealing
from events.models import Activity
from registration.models import Entry
from scoring.models import Operation, PrizePlan, Publication, Ruling, Scoresheet, Start
from unionevents.lib.rowfiles import record_of, values_of
from unionevents.lib.schemas import (
    SMALL,
    Schema,
    choice,
    code,
    moment,
    nullable,
    record,
    rows,
    text,
    whole,
    with_optional,
)

Record = dict[str, Any]

PRIZE_PLAN = ("prize_rules", "awards", "tables")
SCORESHEET = (
    "game",
    "settings",
    "aggregation",
    "adjustments",
    "tie_breaks",
    "stages",
    "rankings",
    "undecided",
    "prize_rules",
    "heat_size",
    "draw_seed",
    "drawn_at",
    "lots",
)
START = ("heat", "lane")
OPERATION = (
    "uuid",
    "slot",
    "value",
    "replaces",
    "device",
    "seq",
    "captured_at",
    "received_at",
    "by_name",
    "flags",
    "reason",
)
RULING = ("uuid", "slot", "value", "settles", "reason", "by_name", "at")
PUBLICATION = ("number", "case", "outcome", "sha256", "reason", "by_name", "second_name", "at")
# Keys that came later: they stand in a file only where something is set, so that older files come out as they went in.
LATER: dict[str, Any] = {"aggregation": [], "adjustments": [], "stages": [], "rankings": None, "tables": [], "lots": []}
NO_SECOND = {"second_name": ""}
FREE: Schema = {"type": "object"}
UUID_TEXT: Schema = {**text(36, shortest=36)}
VALUE: Schema = {"type": ["integer", "string", "null"]}


def shape() -> dict[str, Schema]:
    entry = {**text(60, shortest=3), "description": "Contest code and entry number, `ball-run/12`."}
    uuids = {**rows(UUID_TEXT), "uniqueItems": True}
    return {
        "prize_plan": with_later(
            record("In the rule book's own words.", prize_rules=FREE, awards=FREE, tables=rows(FREE))
        ),
        "scoresheets": rows(
            with_later(
                record(
                    "How a contest is judged, in the rule book's own words.",
                    contest=code(),
                    game=text(40, shortest=1),
                    settings=FREE,
                    aggregation=rows(FREE),
                    adjustments=rows(FREE),
                    tie_breaks={"type": ["array", "object"], "items": FREE},
                    stages=rows(FREE),
                    rankings=nullable(rows(FREE)),
                    undecided=choice("shared", "decide"),
                    prize_rules=nullable(FREE),
                    heat_size=whole(1, SMALL),
                    draw_seed=text(40),
                    drawn_at=nullable(moment()),
                    lots=rows(_lot()),
                )
            )
        ),
        "starts": rows(record(entry=entry, heat=whole(1, SMALL), lane=whole(1, SMALL))),
        "operations": rows(
            record(
                "Append-only; the order of delivery never matters.",
                entry=entry,
                uuid=UUID_TEXT,
                slot=text(80, shortest=1),
                value=VALUE,
                replaces=uuids,
                device=text(60),
                seq=whole(),
                captured_at=moment(),
                received_at=moment(),
                by_name=text(60),
                flags={"type": "array"},
                reason=text(200),
            )
        ),
        "rulings": rows(
            record(
                entry=entry,
                uuid=UUID_TEXT,
                slot=text(80, shortest=1),
                value=VALUE,
                settles=uuids,
                reason=text(200),
                by_name=text(60),
                at=moment(),
            )
        ),
        "publications": rows(
            with_optional(
                record(
                    "`contest` null is the award list. `sha256` is of case and outcome in their compact spelling.",
                    contest=nullable(code()),
                    number=whole(1, SMALL),
                    case=FREE,
                    outcome=FREE,
                    sha256=text(64, shortest=64),
                    reason=text(200),
                    by_name=text(60),
                    second_name=text(60),
                    at=moment(),
                ),
                *NO_SECOND,
            )
        ),
    }


def _lot() -> Schema:
    words = ("seed", "group", "line", "heat", "lane")
    places = {word: text(10, shortest=1) if word == "group" else whole(1, SMALL) for word in words}
    said = "Of the entry with this number: its seed, or its place in a draw that was made by hand."
    return with_optional(record(said, entry=whole(1, SMALL), **places), *words)


def with_later(schema: Schema) -> Schema:
    """The same record, in which the keys that came later may be missing."""
    return with_optional(schema, *LATER)


def without_empty(record: Record) -> Record:
    """The same record without the later keys that say nothing."""
    return {key: value for key, value in record.items() if key not in LATER or value}


def _without_nobody(publication: Record) -> Record:
    """Where one person released it, nobody is named as the second."""
    return publication if publication["second_name"] else {k: v for k, v in publication.items() if k not in NO_SECOND}


def describe_scoring(activity: Activity) -> Record:
    plan = PrizePlan.objects.filter(activity=activity).first() or PrizePlan()
    sheets = list(
        Scoresheet.objects.filter(contest__activity=activity)
        .select_related("contest")
        .order_by("contest__position", "contest_id")
    )
    place = {sheet.pk: number for number, sheet in enumerate(sheets)}

    def under_sheets(model: type[Start | Operation | Ruling], *order: str) -> list[Any]:
        rows = model._default_manager.filter(sheet__in=place).select_related("entry__contest").order_by(*order, "pk")
        return sorted(rows, key=lambda row: place[row.sheet_id])

    def with_entry(row: Any, fields: tuple[str, ...]) -> Record:
        return {"entry": row.entry.code, **record_of(row, fields)}

    publications = sorted(
        activity.publications.all(),
        key=lambda row: (len(sheets) if row.sheet_id is None else place[row.sheet_id], row.number),
    )
    codes = {sheet.pk: sheet.contest.code for sheet in sheets}
    return {
        "prize_plan": without_empty(record_of(plan, PRIZE_PLAN)),
        "scoresheets": [
            {"contest": codes[sheet.pk], **without_empty(record_of(sheet, SCORESHEET))} for sheet in sheets
        ],
        "starts": [with_entry(row, START) for row in under_sheets(Start, "heat", "lane")],
        "operations": [with_entry(row, OPERATION) for row in under_sheets(Operation, "received_at", "uuid")],
        "rulings": [with_entry(row, RULING) for row in under_sheets(Ruling, "at")],
        "publications": [
            {"contest": codes.get(row.sheet_id), **_without_nobody(record_of(row, PUBLICATION))} for row in publications
        ],
    }


def build_scoring(part: Mapping[str, Any], *, activity: Activity) -> None:
    """Everything of scoring under a plan and rosters that were built."""
    PrizePlan.objects.create(activity=activity, **({"tables": []} | part["prize_plan"]))
    contests = {contest.code: contest for contest in activity.contests.all()}
    made = Scoresheet.objects.bulk_create(
        Scoresheet(contest=contests[sheet["contest"]], **values_of(Scoresheet, LATER | sheet, SCORESHEET))
        for sheet in part["scoresheets"]
    )
    sheets = {sheet.contest.code: sheet for sheet in made}
    entries = {
        entry.code: entry for entry in Entry.objects.filter(contest__activity=activity).select_related("contest")
    }

    def placed(record: Mapping[str, Any]) -> dict[str, Any]:
        entry = entries[record["entry"]]
        return {"entry": entry, "sheet": sheets[entry.contest.code]}

    Start.objects.bulk_create(Start(**placed(row), **values_of(Start, row, START)) for row in part["starts"])
    sealing.after_commit(
        Operation.objects.bulk_create(
            (Operation(**placed(row), **values_of(Operation, row, OPERATION)) for row in part["operations"]),
            batch_size=500,
        )
    )
    sealing.after_commit(
        Ruling.objects.bulk_create(Ruling(**placed(row), **values_of(Ruling, row, RULING)) for row in part["rulings"])
    )
    sealing.after_commit(
        Publication.objects.bulk_create(
            Publication(
                activity=activity,
                sheet=sheets[row["contest"]] if row["contest"] else None,
                **values_of(Publication, NO_SECOND | row, PUBLICATION),
            )
            for row in part["publications"]
        )
    )
