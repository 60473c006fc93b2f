"""Deals the prizes of one ranking: levels on one side, spans of places on the other.

Everyone of a level stands on the positions from its place to its place plus its size
minus one. When these lie in one span there is nothing to decide; when a line runs
through them the tie policy speaks. A worse level never gets a better prize.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from scoring.rulebook.prizes.tierrule import Span
from scoring.rulebook.prizes.ties import ALL_IN, DECIDE, NONE, SHARE
from scoring.rulebook.ranking import Level
from scoring.rulebook.tiebreak import Order, Performance, steps_of


class Deal(NamedTuple):
    """What one entry gets: the span, and how a tie across a line was settled (None: there was none)."""

    span: Span | None
    tie: str | None = None
    shares: tuple[str | None, ...] = ()


class Dealt(NamedTuple):
    """Deals by entry id, and the groups that wait for a decision at a line."""

    deals: dict[str, Deal]
    waiting: list[tuple[str, ...]]


def deal(
    levels: Sequence[Level],
    spans: Sequence[Span],
    places: int,
    *,
    ties: str = ALL_IN,
    ties_at_cut: str = ALL_IN,
    orders: Sequence[Order] = (),
) -> Dealt:
    """Who gets which span; entries without a prize are not in `deals` unless a tie at a line cost them one."""
    dealt = Dealt({}, [])
    position = 1
    for level in levels:
        if position > places:
            break
        first, last = position, position + len(level.performances) - 1
        position = last + 1
        inside = min(last, places)
        at_cut = last > places
        best, worst = _span_at(spans, first), _span_at(spans, inside)
        line = best != worst
        if best is None or not (at_cut or line):
            dealt.deals.update((performance.id, Deal(best)) for performance in level.performances)
            continue
        # All in at the cut lets everybody in; a line inside is then still the line policy's matter.
        policy = ties if line and (not at_cut or ties_at_cut == ALL_IN) else ties_at_cut
        if level.needs_decision:
            policy = DECIDE
        if policy == DECIDE:
            _by_decision(dealt, level, spans, first, orders)
            continue
        if policy == SHARE:
            shares = tuple(
                span.prize if span else None for span in (_span_at(spans, at) for at in range(first, last + 1))
            )
            settled = Deal(best, SHARE, shares)
        elif policy == NONE:
            settled = Deal(None if at_cut and ties_at_cut != ALL_IN else worst, NONE)
        else:
            settled = Deal(best, ALL_IN)
        dealt.deals.update((performance.id, settled) for performance in level.performances)
    return dealt


def _by_decision(dealt: Dealt, level: Level, spans: Sequence[Span], first: int, orders: Sequence[Order]) -> None:
    ordered = _ordered(level.performances, orders)
    if ordered is None:
        dealt.waiting.append(tuple(performance.id for performance in level.performances))
        dealt.deals.update((performance.id, Deal(None, DECIDE)) for performance in level.performances)
    else:
        dealt.deals.update((entry, Deal(_span_at(spans, at), DECIDE)) for at, entry in enumerate(ordered, first))


def _span_at(spans: Sequence[Span], position: int) -> Span | None:
    """The span of a position; spans follow each other without gaps from place 1."""
    index = bisect_left(spans, position, key=_last_place)
    return spans[index] if index < len(spans) else None


def _last_place(span: Span) -> int:
    return span.last


def _ordered(performances: Sequence[Performance], orders: Sequence[Order]) -> list[str] | None:
    """The one by one order on record for exactly these, or None while nothing settles it."""
    for order in reversed(orders):
        steps = steps_of(order)
        if all(performance.id in steps for performance in performances):
            ids = sorted((performance.id for performance in performances), key=lambda entry: steps[entry])
            return ids if len({steps[entry] for entry in ids}) == len(ids) else None
    return None
