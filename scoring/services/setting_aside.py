"""A contest of matches in which a recorded match contradicts the rules: the others as they stand, and which it is.

Without this one row that cannot be counted would hide every match, and with them the page on which it is put right.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any, Final

from scoring.rulebook import CaseProblems, outcome_of
from scoring.services.casing import Case
from scoring.services.publishing import Outcome

MATCH: Final = re.compile(r"^\$\.contests\[0\]((?:\.(?:stages|choices)\[\d+\])+)\.matches\[(\d+)\]")
STEP: Final = re.compile(r"\.(stages|choices)\[(\d+)\]")


def counted_without(case: Case) -> tuple[Case, Outcome | None, set[tuple[str, str]]]:
    """The case without the matches that it is refused for, its outcome, and these matches as (stage, match)."""
    left = deepcopy(case)
    aside: set[tuple[str, str]] = set()
    while True:
        try:
            return left, outcome_of(left), aside
        except CaseProblems as found:
            rows = {(step[1], int(step[2])) for problem in found.problems if (step := MATCH.match(problem.path))}
            if not rows:
                return left, None, aside
            for way, number in sorted(rows, key=lambda row: -row[1]):
                stage = _stage_at(left, way)
                aside.add((stage["code"], str(stage["matches"].pop(number).get("id"))))


def _stage_at(case: Case, way: str) -> dict[str, Any]:
    here: Any = case["contests"][0]
    for key, number in STEP.findall(way):
        here = here[key][int(number)]
    found: dict[str, Any] = here
    return found
