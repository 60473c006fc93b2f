"""The cut of a stage as a table: who goes on and by what, then the line, then everybody else. Reads outcomes only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scoring.queries.stage_heats import heats_of
from scoring.views.rows import spoken

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CutRow:
    """One entrant of a stage at its cut; `rank` is the place in the heat or group of that title."""

    entry_number: int
    name: str
    unit_name: str
    group: str
    rank: int | None
    shown: str
    why: str
    goes_on: bool
    waits: bool
    ends_cut: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """A stage that somebody goes on from, once its results are in."""

    title: str
    on: int
    rows: list[CutRow]
    measured: bool


def cuts_of(outcome: Json | None) -> list[Cut]:
    """The stages that have ended and that not everybody goes on from."""
    if outcome is None:
        return []
    contest = outcome["contests"][0]
    measured = {heat.stage for heat in heats_of(contest)}
    names = {
        placing["entry"]: (placing["name"], placing["unit_name"])
        for ranking in contest["rankings"]
        for placing in ranking["placings"]
    }
    return [
        _cut(stage, names, measured=stage["code"] in measured)
        for stage in contest.get("stages", ())
        if stage["complete"] and (stage["advancing"] or stage["undecided"])
    ]


def _cut(stage: Json, names: Mapping[str, tuple[str, str]], *, measured: bool) -> Cut:
    on = {one["entry"]: spoken(one["why"]) for one in stage["advancing"]}
    waits = {entry for group in stage["undecided"] for entry in group}
    stood = {
        row["entry"]: (spoken(group["title"]), row, place)
        for group in stage["groups"]
        for place, row in enumerate(group["rows"])
    }
    rest = [entry for entry in stood if entry not in on and entry not in waits]
    rest.sort(key=lambda entry: stood[entry][2])
    listed = [*on, *(entry for entry in stood if entry in waits), *rest]
    last_on = len(on) - 1
    rows = []
    for position, entry in enumerate(listed):
        group, row, _place = stood.get(entry, ("", {}, 0))
        name, unit_name = names.get(entry, (entry, ""))
        rows.append(
            CutRow(
                entry_number=int(entry.rpartition("/")[2]),
                name=name,
                unit_name=unit_name,
                group=group,
                rank=row.get("rank"),
                shown=spoken(row.get("shown")),
                why=on.get(entry, ""),
                goes_on=entry in on,
                waits=entry in waits,
                ends_cut=position == last_on and len(listed) > len(on),
            )
        )
    return Cut(stage["title"] or stage["code"], len(on), rows, measured)
