"""Small contests with ties."""

from __future__ import annotations

from typing import Any

from scoring.rulebook import outcome_of
from tests.scoring.rulebook.cases import case_of, ranks


def contest(game: str, chain: list[Any], entries: dict[str, dict[str, Any]], **more: Any) -> dict[str, Any]:
    """A contest with a chain of codes or lines; entries by person."""
    lines = [line if isinstance(line, dict) else {"rule": line} for line in chain]
    listed = [{"id": person, "person": person, **entry} for person, entry in entries.items()]
    return {"code": "c", "title": "c", "game": game, "tie_breaks": lines, "entries": listed, **more}


def ranked(*given: Any, **more: Any) -> dict[str, int | None]:
    """Person to rank in such a contest."""
    return ranks(outcome_of(case_of(contest(*given, **more))))
