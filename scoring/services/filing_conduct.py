"""How results are released, held, opened again and protested against, and how late venues run, in an activity file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from accounts.models import Unit
from events.models import Activity
from registration.models import Entry
from scoring.models import Conduct, Hold, Protest, Publication, Reopening, Scoresheet
from scoring.services.filing_checks import known_entries
from unionevents.lib.documents import NOT_A_UUID, Problem, is_uuid
from unionevents.lib.phrase import Phrase
from unionevents.lib.rowfiles import record_of, values_of
from unionevents.lib.schemas import (
    SMALL,
    Reading,
    Schema,
    astray,
    choice,
    code,
    moment,
    nullable,
    record,
    repeated,
    rows,
    text,
    whole,
)

Record = dict[str, Any]
CONDUCT = ("second_person", "protest_minutes")
HOLD = ("reason", "by_name", "at", "lifted_at", "lifted_by_name", "lifted_reason")
REOPENING = ("number", "reason", "by_name", "second_name", "at")
PROTEST = (
    "key", "text", "by_name", "at", "due", "accepted_late", "state", "decision", "decided_by_name", "decided_at",
)  # fmt: skip
KEYS = ("conduct", "holds", "reopenings", "protests")
CONTEST = Phrase(en="contest", zh="项目")
UNIT = Phrase(en="unit", zh="单位")
ENTRY = Phrase(en="entry", zh="参赛项")


def shape() -> dict[str, Schema]:
    contest = {"contest": code()}
    return {
        "conduct": record(
            "Whether two people release a result, and for how many minutes units may protest (null: not at all).",
            second_person={"type": "boolean"}, protest_minutes=nullable(whole(1, SMALL)),
        ),
        "holds": rows(record(**contest, reason=text(200), by_name=text(60), at=moment(), lifted_at=nullable(moment()),
                             lifted_by_name=text(60), lifted_reason=text(200))),
        "reopenings": rows(record(**contest, number=whole(1, SMALL), reason=text(200), by_name=text(60),
                                  second_name=text(60), at=moment())),
        "protests": rows(record(
            "`against` is the number of the contest's publication.",
            **contest, against=whole(1, SMALL), unit=text(20, shortest=1), entry=nullable(text(60, shortest=3)),
            key=text(36, shortest=36), text=text(1000), by_name=text(60), at=moment(), due=nullable(moment()),
            accepted_late=text(200), state=choice(*Protest.State.values), decision=text(1000),
            decided_by_name=text(60), decided_at=nullable(moment()),
        )),
    }  # fmt: skip


def units_with_protests(activity: Activity) -> list[Unit]:
    return [row.unit for row in Protest.objects.filter(sheet__contest__activity=activity).select_related("unit")]


def describe_conduct(activity: Activity, *, keys: Mapping[int, str]) -> Record:
    """`keys` names the units, by their primary key; only what somebody has set or done."""
    of_activity = {"sheet__contest__activity": activity}
    found: Record = {}
    if conduct := Conduct.objects.filter(activity=activity).first():
        found["conduct"] = record_of(conduct, CONDUCT)
    found["holds"] = [
        {"contest": row.sheet.contest.code, **record_of(row, HOLD)}
        for row in Hold.objects.filter(**of_activity).select_related("sheet__contest").order_by("at", "pk")
    ]
    found["reopenings"] = [
        {"contest": row.sheet.contest.code, **record_of(row, REOPENING)}
        for row in Reopening.objects.filter(**of_activity).select_related("sheet__contest").order_by("at", "pk")
    ]
    protests = Protest.objects.filter(**of_activity).select_related("sheet__contest", "against", "entry__contest")
    found["protests"] = [
        {
            "contest": row.sheet.contest.code,
            "against": row.against.number,
            "unit": keys[row.unit_id],
            "entry": row.entry.code if row.entry else None,
            **record_of(row, PROTEST),
        }
        for row in protests.order_by("at", "key")
    ]
    return {key: value for key, value in found.items() if value}


def build_conduct(part: Mapping[str, Any], *, activity: Activity, units: Mapping[str, Unit]) -> None:
    """Under contests, entries and publications that were built."""
    if "conduct" in part:
        Conduct.objects.create(activity=activity, **values_of(Conduct, part["conduct"], CONDUCT))
    sheets = {sheet.contest.code: sheet for sheet in Scoresheet.objects.filter(contest__activity=activity)}
    Hold.objects.bulk_create(
        Hold(sheet=sheets[row["contest"]], **values_of(Hold, row, HOLD)) for row in part.get("holds", ())
    )
    Reopening.objects.bulk_create(
        Reopening(sheet=sheets[row["contest"]], **values_of(Reopening, row, REOPENING))
        for row in part.get("reopenings", ())
    )
    entries = {
        entry.code: entry for entry in Entry.objects.filter(contest__activity=activity).select_related("contest")
    }
    published = {
        (publication.sheet_id, publication.number): publication
        for publication in Publication.objects.filter(activity=activity).defer("case", "outcome")
    }
    Protest.objects.bulk_create(
        Protest(
            sheet=sheets[row["contest"]],
            against=published[sheets[row["contest"]].pk, row["against"]],
            unit=units[row["unit"]],
            entry=entries[row["entry"]] if row["entry"] else None,
            **values_of(Protest, row, PROTEST),
        )
        for row in part.get("protests", ())
    )


def check_conduct(reading: Reading) -> Iterator[Problem]:
    """References that lead nowhere, names given twice, a contest opened again or protested against unpublished."""
    judged = reading.names("scoresheets", key="contest")
    published = {
        (row["contest"], row["number"]) for _, row in reading.rows("publications", needs=["contest", "number"])
    }
    for key in ("holds", "reopenings", "protests"):
        yield from astray(reading, key, key="contest", known=judged, what=CONTEST)
    yield from astray(reading, "protests", key="entry", known=known_entries(reading), what=ENTRY)
    yield from astray(reading, "protests", key="unit", known=reading.names("units", key="key"), what=UNIT)
    yield from repeated(reading, "protests", key="key")
    for place, row in reading.rows("protests", needs=["key"]):
        if not is_uuid(row["key"]):
            yield Problem((*place, "key"), NOT_A_UUID.fill(found=row["key"]))
    for key, number in (("reopenings", "number"), ("protests", "against")):
        for place, row in reading.rows(key, needs=["contest", number]):
            if (row["contest"], row[number]) not in published:
                yield Problem((*place, number), NOT_PUBLISHED.fill(number=row[number]))
    still_held: set[str] = set()
    for place, row in reading.rows("holds", needs=["contest", "lifted_at"]):
        if row["lifted_at"] is None and row["contest"] in still_held:
            yield Problem((*place, "lifted_at"), HELD_TWICE)
        elif row["lifted_at"] is None:
            still_held.add(row["contest"])


NOT_PUBLISHED = Phrase(
    en="the contest has no publication number {number}; correct the number, or take the row out",
    zh="该项目没有第 {number} 次公布，请改正序号或删去这一行",
)
HELD_TWICE = Phrase(
    en="the contest is held already; lift the earlier hold, or take the row out",
    zh="该项目已列为待核，请先解除前一次或删去这一行",
)
