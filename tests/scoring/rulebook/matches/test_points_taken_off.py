"""Points taken off in a league: an adjustment of the contest changes what the matches brought."""

from __future__ import annotations

from typing import Any

from scoring.rulebook import outcome_of
from tests.scoring.rulebook.cases import case_of, placings


def league(faults: dict[str, int]) -> dict[str, Any]:
    """Three teams; 1 beats 2 and 3, 2 beats 3."""
    return {
        "code": "football",
        "game": "match",
        "settings": {"system": "fifa"},
        "adjustments": [{"rule": "deduct_per_fault", "fault": "late", "name": "迟到", "amount": 4}],
        "stages": [
            {
                "code": "all",
                "rule": "round_robin",
                "matches": [
                    {"a": "1", "b": "2", "score": [1, 0]},
                    {"a": "1", "b": "3", "score": [1, 0]},
                    {"a": "2", "b": "3", "score": [1, 0]},
                ],
            }
        ],
        "entries": [
            {"id": str(number), "person": f"t{number}", "faults": {"late": faults.get(str(number), 0)}}
            for number in (1, 2, 3)
        ],
    }


def test_points_taken_off_change_the_table() -> None:
    rows = placings(outcome_of(case_of(league({"1": 1}))))

    assert [(row["entry"], row["rank"], row["mark"]) for row in rows] == [("2", 1, 3), ("1", 2, 2), ("3", 3, 0)]
    assert "迟到 1 次" in rows[1]["why"]["zh"]


def test_nothing_is_taken_off_without_a_fault() -> None:
    rows = placings(outcome_of(case_of(league({}))))

    assert [(row["entry"], row["mark"]) for row in rows] == [("1", 6), ("2", 3), ("3", 0)]
