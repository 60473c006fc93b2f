"""Prizes with a cap: an offender gets at best the named prize (plan: 以三等奖处置).

The rank stays. The better prize is left free, or passes down to those behind, who then
stand one place higher for prizes only; the offender takes a place of the named prize.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from scoring.rulebook.base.rule import Choice
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.prizes.dealing import Deal, Dealt
from scoring.rulebook.prizes.tierrule import Span
from scoring.rulebook.ranks.level import Level
from unionevents.lib.phrase import Phrase

LEFT_FREE: Final = "left_free"
PASSED_DOWN: Final = "passed_down"
CAPPED_PLACES: Final = (
    Choice(LEFT_FREE, Phrase(en="the better prize stays free", zh="空出的奖不递补")),
    Choice(PASSED_DOWN, Phrase(en="those behind move up", zh="空出的奖由后面的递补")),
)


def best_allowed(performance: Performance, spans: Sequence[Span], tiers: Sequence[str]) -> Span | None:
    """The best span that a capped entry may have: of the named prize, or of the next one that has places."""
    cap = performance.tier_cap
    allowed = tiers[tiers.index(cap) :] if cap in tiers else ()
    return next((span for span in spans if span.prize in allowed), None)


def stepped_back(levels: Sequence[Level], spans: Sequence[Span], tiers: Sequence[str]) -> list[Level]:
    """The levels in the order in which prizes are dealt when capped places pass down."""
    dealt_in_order: list[Level] = []
    waiting: list[tuple[int, Level]] = []
    position = 1

    def put(level: Level) -> None:
        nonlocal position
        dealt_in_order.append(level)
        position += len(level.performances)

    for level in levels:
        for entry in [entry for entry in waiting if entry[0] <= position]:
            waiting.remove(entry)
            put(entry[1])
        staying: list[Performance] = []
        for performance in level.performances:
            target = _target(performance, spans, tiers)
            if target > position:
                waiting.append((target, level._replace(performances=[performance])))
            else:
                staying.append(performance)
        if staying:
            put(level._replace(performances=staying))
    for _, level in sorted(waiting, key=lambda entry: entry[0]):
        put(level)
    return dealt_in_order


def held_to_caps(dealt: Dealt, levels: Sequence[Level], spans: Sequence[Span], tiers: Sequence[str]) -> Dealt:
    """The same deals, with everybody whose prize is capped on the best span allowed."""
    held = dict(dealt.deals)
    for level in levels:
        for performance in level.performances:
            deal = held.get(performance.id)
            if performance.tier_cap is None or deal is None or deal.span is None:
                continue
            allowed = best_allowed(performance, spans, tiers)
            if allowed is None or deal.span.first < allowed.first:
                held[performance.id] = Deal(allowed, capped=True)
    return Dealt(held, dealt.waiting)


def _target(performance: Performance, spans: Sequence[Span], tiers: Sequence[str]) -> int:
    """The first place a capped entry may take; 0 without a cap."""
    if performance.tier_cap is None:
        return 0
    allowed = best_allowed(performance, spans, tiers)
    if allowed is not None:
        return allowed.first
    return spans[-1].last + 1 if spans else 0
