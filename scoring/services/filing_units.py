"""What is known of units for tables, as its part of an activity file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from accounts.models import Unit
from events.models import Activity
from scoring.models import UnitData
from unionevents.lib.documents import Problem
from unionevents.lib.phrase import Phrase
from unionevents.lib.rowfiles import record_of, values_of
from unionevents.lib.schemas import Reading, Schema, astray, exact, nullable, record, repeated, rows, text, whole

Record = dict[str, Any]
FIELDS = ("size", "tags", "values")
UNIT = Phrase(en="unit", zh="单位")


def shape() -> dict[str, Schema]:
    row = record(
        "What the tables ask about a unit; numbers by name, whole or exact such as `91/2`.",
        unit=text(20, shortest=1),
        size=nullable(whole()),
        tags={**rows(text(100, shortest=1)), "uniqueItems": True},
        values={"type": "object", "additionalProperties": exact()},
    )
    return {"unit_data": rows(row)}


def units_with_data(activity: Activity) -> list[Unit]:
    return [row.unit for row in activity.unit_data.select_related("unit")]


def describe_unit_data(activity: Activity, *, keys: Mapping[int, str]) -> Record:
    """`keys` names the units, by their primary key; no key where nothing is known."""
    found = sorted(activity.unit_data.all(), key=lambda row: int(keys[row.unit_id][1:]))
    return {"unit_data": [{"unit": keys[row.unit_id], **record_of(row, FIELDS)} for row in found]} if found else {}


def build_unit_data(part: Mapping[str, Any], *, activity: Activity, units: Mapping[str, Unit]) -> None:
    UnitData.objects.bulk_create(
        UnitData(activity=activity, unit=units[row["unit"]], **values_of(UnitData, row, FIELDS))
        for row in part.get("unit_data", ())
    )


def check_unit_data(reading: Reading) -> Iterator[Problem]:
    """Units that the file has, each once."""
    yield from astray(reading, "unit_data", key="unit", known=reading.names("units", key="key"), what=UNIT)
    yield from repeated(reading, "unit_data", key="unit")
