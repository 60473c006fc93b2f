"""Deals the prizes of one ranking: levels on one side, spans of places on the other.

Everyone of a level stands on the positions from its place to its place plus its size
minus one. When these lie in one span there is nothing to decide; when a line runs
through them the tie policy of that line speaks. A worse level never gets a better prize,
except behind somebody whose prize is capped.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.prizes.tierrule import Span
from scoring.rulebook.prizes.ties import ALL_IN, DECIDE, NONE, SHARE
from scoring.rulebook.ranks.level import Level
from scoring.rulebook.ranks.tiebreak import Order, steps_of


class Deal(NamedTuple):
    """What one entry gets: the span, how a tie across a line was settled (None: there was none), a cap that bit."""

    span: Span | None
    tie: str | None = None
    shares: tuple[str | None, ...] = ()
    capped: bool = False


class Dealt(NamedTuple):
    """Deals by entry id, and the groups that wait for a decision at a line."""

    deals: dict[str, Deal]
    waiting: list[tuple[str, ...]]


class Lines(NamedTuple):
    """The spans of a ranking, its rewarded places, and what a tie does at a line and at the last place.

    `still_open`: some are still in it, and the places before the others are theirs.
    """

    spans: Sequence[Span]
    places: int
    ties: str = ALL_IN
    ties_at_cut: str = ALL_IN
    still_open: bool = False

    def at(self, position: int) -> Span | None:
        """The span of a position; spans follow each other without gaps from place 1."""
        index = bisect_left(self.spans, position, key=_last_place)
        return self.spans[index] if index < len(self.spans) else None

    def crossed(self, first: int, last: int) -> tuple[str, Span | None]:
        """The policy at the lines between two positions, and the span it gives those who are all in or none in.

        The lines are looked at from the top: those whom a line keeps out fall to the next one.
        """
        span = self.at(first)
        while span is not None and span.last < last:
            policy = span.ties or self.ties
            if policy != NONE:
                return policy, span
            span = self.at(span.last + 1)
        return NONE, span

    def cut_policy(self) -> str:
        """What a tie does at the last rewarded place: the word of the line that ends there, else the cut's."""
        span = self.at(self.places)
        return (span.ties if span is not None else None) or self.ties_at_cut


def deal(levels: Sequence[Level], lines: Lines, orders: Sequence[Order] = ()) -> Dealt:
    """Who gets which span; entries without a prize are not in `deals` unless a tie at a line cost them one."""
    dealt = Dealt({}, [])
    position = 1
    for level in levels:
        if lines.still_open:
            position = max(position, level.place)
        if position > lines.places:
            break
        first, last = position, position + len(level.performances) - 1
        position = last + 1
        best = lines.at(first)
        inside = min(last, lines.places)
        at_cut, line = last > lines.places, best != lines.at(inside)
        if best is None or not (at_cut or line):
            dealt.deals.update((performance.id, Deal(best)) for performance in level.performances)
            continue
        # All in at the cut lets everybody in; a line inside is then still the line policy's matter.
        policy, span = (lines.cut_policy(), None) if at_cut else (ALL_IN, best)
        if policy == ALL_IN:
            policy, span = lines.crossed(first, inside) if line else (ALL_IN, best)
        if level.needs_decision:
            policy = DECIDE
        if policy == DECIDE:
            _by_decision(dealt, level, lines, first, orders)
            continue
        settled = Deal(span, policy)
        if policy == SHARE:
            shared = [lines.at(at) for at in range(first, last + 1)]
            settled = Deal(best, SHARE, tuple(each.prize if each else None for each in shared))
        dealt.deals.update((performance.id, settled) for performance in level.performances)
    return dealt


def _by_decision(dealt: Dealt, level: Level, lines: Lines, first: int, orders: Sequence[Order]) -> None:
    ordered = _ordered(level.performances, orders)
    if ordered is None:
        dealt.waiting.append(tuple(performance.id for performance in level.performances))
        dealt.deals.update((performance.id, Deal(None, DECIDE)) for performance in level.performances)
    else:
        dealt.deals.update((entry, Deal(lines.at(at), DECIDE)) for at, entry in enumerate(ordered, first))


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
