"""Small meets for tests of tables: contest to unit to counts of its people."""

from __future__ import annotations

from typing import Any

from scoring.rulebook import outcome_of
from tests.scoring.rulebook.cases import case_of

Counts = dict[str, dict[str, list[Any]]]
SIZES: list[dict[str, Any]] = [
    {"code": "a", "size": 4, "values": {"present": 3}},
    {"code": "b", "size": 3},
    {"code": "c"},
]
PARTICIPATION: Counts = {"x": {"a": [9, "DNS"], "b": [8]}, "y": {"a": [5], "b": [4]}}


def contest(code: str, units: dict[str, list[Any]], **more: Any) -> dict[str, Any]:
    """A counting contest; a text instead of a count is an absence."""
    entries: list[dict[str, Any]] = []
    for unit, counts in units.items():
        for number, count in enumerate(counts, 1):
            entry: dict[str, Any] = {"id": f"{code}/{unit}-{number}", "person": f"{unit}-{number}", "unit": unit}
            entry |= {"absence": count} if isinstance(count, str) else {"records": {"count": count}}
            entries.append(entry)
    return {"code": code, "title": code, "game": "count", "entries": entries, **more}


def meet(contests: Counts, *tables: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A case with these contests and tables."""
    listed = [{"code": f"table-{number}", **table} for number, table in enumerate(tables, 1)]
    return case_of(*(contest(code, units) for code, units in contests.items()), tables=listed, **more)


def table(case: dict[str, Any], number: int = -1) -> dict[str, Any]:
    """One table of the outcome; the last if none is named."""
    found: dict[str, Any] = outcome_of(case)["tables"][number]
    return found


def totals(case: dict[str, Any], number: int = -1) -> list[list[Any]]:
    """Unit, rank and total, in order."""
    return [[row["unit"], row["rank"], row["total"]] for row in table(case, number)["rows"]]


def points(contests: Counts, **settings: Any) -> list[list[Any]]:
    """The rows of a table of points."""
    return totals(meet(contests, {"rule": "points", **settings}))
