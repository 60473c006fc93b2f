"""The differences of a few entries, without reading what everybody else in the contest has done."""

from __future__ import annotations

from collections.abc import Collection

from scoring.models import Operation, Ruling
from scoring.queries.reading import ORDER_SLOTS, act_of, decision_of
from scoring.sync.fold import Conflict, fold


def conflicts_of(entries: Collection[int]) -> list[Conflict]:
    """Live values of these entries that differ; an order that was put on record is no result."""
    operations = Operation.objects.filter(entry__in=entries).order_by("received_at", "pk")
    rulings = Ruling.objects.filter(entry__in=entries).order_by("at", "pk")
    folded = fold(map(act_of, operations), map(decision_of, rulings))
    return [each for each in folded.conflicts if each.slot not in ORDER_SLOTS]
