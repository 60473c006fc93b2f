"""The rule kinds met in real union plans, and the clauses of scoring, each as a small case of its own.

`tests/data/catalogue/*.json` are lists of `{"lines", "words", "case", "expected"}`: the codes of the rule kinds that a case
shows, what it is in words, a case without its `format` and `version`, and what must come out, by the `CHECKS` of
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
KINDS = """
M01 M02 M03 M04 M05 M06 M08 M09 M10 M11 M12 M13 M14 M15 M16 M20 M21 A01 A02 A04 A06 A07 A08 A13 A19 P01 P02 P03 P05
P06 P10 P11 P12 P13 P15 P16 P17 P19 T01 T02 T04 T05 T06 T07 T08 T09 T10 T11 T13 T14 T15 T17 T18 T20 T21 D01 D02 D03
D04 D05 D06 D07 D08 D10 D11 D12 D13 D14 D16 F01 F02 F03 F04 F05 F09 F10 F11 F12 F15 G01 G03 G05 G06 G08 G10 Z01 Z02
Z03 Z04 Z05 Z06 Z07 Z08 Z09 Z11 Z12 Z13 Z14 Z15 Z17 Z18 Z19 Z21 Z23 Z24 Z27 V01 V02 V03 V04 V06 J01 J03 J05 J06 S01
S02
""".split()
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
