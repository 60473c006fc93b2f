"""Every rule as JSON: code, title, parameters, example."""

from __future__ import annotations

from typing import Any

from scoring.rulebook.absences import ORDER_OF_ABSENCES
from scoring.rulebook.games import GAMES
from scoring.rulebook.prizes.places import PLACES
from scoring.rulebook.prizes.tiers import TIERS
from scoring.rulebook.prizes.ties import TIE_POLICIES
from scoring.rulebook.tiebreaks import TIE_BREAKS
from scoring.rulebook.version import VERSION


def catalogue() -> dict[str, Any]:
    """The whole book, ordered by code."""
    return {
        "rulebook": VERSION,
        "games": [rule.as_json() for rule in GAMES.values()],
        "tie_breaks": [rule.as_json() for rule in TIE_BREAKS.values()],
        "places": [rule.as_json() for rule in PLACES.values()],
        "tiers": [rule.as_json() for rule in TIERS.values()],
        "ties": [{"code": choice.code, "title": choice.title.as_json()} for choice in TIE_POLICIES],
        "absences": [{"code": absence.value, "title": absence.title.as_json()} for absence in ORDER_OF_ABSENCES],
    }
