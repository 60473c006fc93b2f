"""How judged, who won: scoresheets, start lists, operations, rulings, publications."""

from scoring.models.entering import Operation, Ruling
from scoring.models.judging import OfSheetQuerySet, PrizePlan, Scoresheet, Start
from scoring.models.publishing import Publication

__all__ = [
    "OfSheetQuerySet",
    "Operation",
    "PrizePlan",
    "Publication",
    "Ruling",
    "Scoresheet",
    "Start",
]
