"""The rule kinds met in real union plans, and the clauses of scoring, each as a small case of its own.

`tests/data/catalogue/*.json` are lists of `{"lines", "words", "case", "expected"}`: the codes of the rule kinds that a
case shows, what it is in words, a case without its `format` and `version`, and what must come out, by the `CHECKS` of
`checking`; or `refused`, the places that the problems name.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scoring.rulebook import CaseProblems, outcome_of
from tests.worked.checking import CHECKS

HERE = Path(__file__).parent.parent / "data" / "catalogue"
# The rule kinds that decide results, tables and prizes; D15, parallel venues, is a matter of the timetable.
NUMBERS = {
    "M": (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 20, 21),
    "A": (1, 2, 4, 6, 7, 8, 13, 19),
    "P": (1, 2, 3, 5, 6, 10, 11, 12, 13, 15, 16, 17, 19),
    "T": (1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 17, 18, 20, 21),
    "D": (1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 16),
    "F": (1, 2, 3, 4, 5, 9, 10, 11, 12, 15),
    "G": (1, 3, 5, 6, 8, 10),
    "Z": (1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 17, 18, 19, 21, 23, 24, 27),
    "V": (1, 2, 3, 4, 6),
    "J": (1, 3, 5, 6),
    "S": (1, 2),
}
KINDS = [f"{letter}{number:02}" for letter, numbers in NUMBERS.items() for number in numbers]
Row = dict[str, Any]


def rows() -> list[Row]:
    found: list[Row] = []
    for path in sorted(HERE.glob("*.json")):
        found += json.loads(path.read_text(encoding="utf-8"))
    return found


def name_of(row: Row) -> str:
    return f"{'/'.join(row['lines'])} {row['words']}"


def case_of(row: Row) -> dict[str, Any]:
    return {"format": "unionevents-case", "version": 1, **row["case"]}


def compare(row: Row) -> None:
    expected = dict(row["expected"])
    if "refused" in expected:
        try:
            outcome_of(case_of(row))
        except CaseProblems as found:
            assert [problem.path for problem in found.problems] == expected["refused"]
            return
        raise AssertionError("not refused")
    outcome = outcome_of(case_of(row))
    for check, wanted in expected.items():
        CHECKS[check](outcome, wanted)
