"""The units that an activity file speaks of: written as a tree with keys, found again or made below a host."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from accounts.models import Unit, User
from accounts.services.units import create_unit
from unionevents.lib.documents import Problem
from unionevents.lib.phrase import Phrase
from unionevents.lib.schemas import Reading, Schema, nullable, one_line, record, repeated, rows, text

Record = dict[str, Any]
UNIT = Phrase(en="unit", zh="单位")


def shape() -> dict[str, Schema]:
    return {
        "units": rows(
            record(key=text(20, shortest=1), name=one_line(80), parent=nullable(text(20, shortest=1))),
            "The host, every unit that takes part, and the units above them; a parent stands before its children.",
        )
    }


def describe_units(units: Iterable[Unit]) -> tuple[list[Record], dict[int, str]]:
    """The units with everything above them, sorted by their names from the root; and the key of each."""
    known = {unit.pk: unit for unit in units}
    above = {int(key) for unit in known.values() for key in (unit.path or "").strip("/").split("/") if key}
    known |= {unit.pk: unit for unit in Unit.objects.filter(pk__in=above - known.keys())}

    def names(unit: Unit) -> tuple[str, ...]:
        return (*names(known[unit.parent_id]), unit.name) if unit.parent_id else (unit.name,)

    ordered = sorted(known.values(), key=names)
    keys = {unit.pk: f"u{number}" for number, unit in enumerate(ordered, start=1)}
    return [
        {"key": keys[unit.pk], "name": unit.name, "parent": keys[unit.parent_id] if unit.parent_id else None}
        for unit in ordered
    ], keys


def check_units(reading: Reading) -> Iterator[Problem]:
    yield from repeated(reading, "units", key="key")
    seen: set[str] = set()
    below: set[tuple[Any, str]] = set()
    for place, unit in reading.rows("units", needs=["key", "name", "parent"]):
        if unit["parent"] is not None and unit["parent"] not in seen:
            yield Problem((*place, "parent"), PARENT_FIRST.fill(parent=unit["parent"]))
        if (unit["parent"], unit["name"]) in below:
            yield Problem((*place, "name"), SAME_NAME.fill(name=unit["name"]))
        below.add((unit["parent"], unit["name"]))
        seen.add(unit["key"])


def find_or_make_units(
    records: Sequence[Record], *, host_key: str, host: Unit | None, by: User | None, now: datetime
) -> dict[str, Unit]:
    """A unit for every key, by name from the root down; what is missing is made.

    With a `host` that unit takes the place of the file's host, its parent that of the host's parent, and so on.
    """
    units: dict[str, Unit] = {}
    parents = {unit["key"]: unit["parent"] for unit in records}
    key: str | None = host_key
    while host is not None and key is not None:
        units[key] = host
        key, host = parents[key], host.parent or host
    for unit in records:
        if unit["key"] not in units:
            parent = units.get(unit["parent"])
            found = Unit.objects.filter(parent=parent, name=unit["name"]).first()
            units[unit["key"]] = found or create_unit(name=unit["name"], parent=parent, by=by, now=now)
    return units


PARENT_FIRST = Phrase(
    en="the parent “{parent}” does not stand before this unit; put it above, or correct the key",
    zh="上级单位“{parent}”没有写在前面，请移到前面或改正代号",
)
SAME_NAME = Phrase(
    en="two units below the same parent are called “{name}”; remove one",
    zh="同一上级下有两个单位都叫“{name}”，请删掉一个",
)
