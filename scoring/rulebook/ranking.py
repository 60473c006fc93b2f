"""Ranks as an ordered partition that is only ever refined.

Everyone with a mark starts in one block; the marks split it; each tie-break may split a
block that is still level. Places are counted off: 1, 2, 2, 4. Absences follow without one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from scoring.rulebook.absences import ORDER_OF_ABSENCES
from scoring.rulebook.game import Mark
from scoring.rulebook.tiebreak import Comparable, Performance, TieBreak

BY_MARK: Final = "mark"
DECIDE: Final = "decide"


class Level(NamedTuple):
    """Those who share one place, the rule that set them apart, and whether somebody must still decide."""

    place: int
    performances: Sequence[Performance]
    decided_by: str = BY_MARK
    needs_decision: bool = False


class Ranking(NamedTuple):
    """Levels from the best down, then those without a place: absences in their order, then missing marks."""

    levels: list[Level]
    unplaced: list[Performance]


def rank(
    performances: Iterable[Performance],
    *,
    key: Callable[[Mark], Comparable],
    tie_breaks: Sequence[TieBreak] = (),
    undecided: str = "shared",
) -> Ranking:
    """Rank by key (smaller is better) and the chain; `undecided` is "shared" or "decide"."""
    blocks: dict[Comparable, list[Performance]] = {}
    unplaced: list[Performance] = []
    for performance in performances:
        mark = performance.mark
        if mark is None or performance.absence is not None:
            unplaced.append(performance)
            continue
        sort_key = key(mark)
        if sort_key in blocks:
            blocks[sort_key].append(performance)
        else:
            blocks[sort_key] = [performance]
    levels: list[Level] = []
    place = 1
    for sort_key in sorted(blocks):
        block = blocks[sort_key]
        if len(block) == 1:
            levels.append(Level(place, block))
            place += 1
        elif not tie_breaks:
            block.sort(key=_by_id)
            levels.append(Level(place, block, BY_MARK, undecided == DECIDE))
            place += len(block)
        else:
            for level in _refined(block, place, tie_breaks, undecided):
                levels.append(level)
                place += len(level.performances)
    unplaced.sort(key=_order_of_unplaced)
    return Ranking(levels, unplaced)


def natural(text: str) -> tuple[int, str]:
    """A cheap sort key: shorter texts first, so that `ball-run/2` stands before `ball-run/10`."""
    return len(text), text


def _refined(block: list[Performance], place: int, tie_breaks: Sequence[TieBreak], undecided: str) -> Iterable[Level]:
    groups: list[tuple[list[Performance], str]] = [(block, BY_MARK)]
    for rule in tie_breaks:
        refined: list[tuple[list[Performance], str]] = []
        for group, decided_by in groups:
            if len(group) == 1:
                refined.append((group, decided_by))
                continue
            parts = rule.split(group)
            _only_split(rule, group, parts)
            refined += [(part, rule.code if len(parts) > 1 else decided_by) for part in parts]
        groups = refined
    for group, decided_by in groups:
        open_tie = len(group) > 1 and undecided == DECIDE and not any(rule.settles(group) for rule in tie_breaks)
        group.sort(key=_by_id)
        yield Level(place, group, decided_by, open_tie)
        place += len(group)


def _by_id(performance: Performance) -> tuple[int, str]:
    return len(performance.id), performance.id  # natural(), written out: it runs for everybody who is level


def _only_split(rule: TieBreak, group: list[Performance], parts: list[list[Performance]]) -> None:
    """A tie-break that loses, invents or repeats somebody is a defect, and must never reach a list of places."""
    kept = [performance.id for part in parts for performance in part]
    if not all(parts) or len(kept) != len(group) or set(kept) != {performance.id for performance in group}:
        raise ValueError(f"tie-break {rule.code} did more than split a group that was level")


def _order_of_unplaced(performance: Performance) -> tuple[int, object]:
    absence = performance.absence
    position = len(ORDER_OF_ABSENCES) if absence is None else ORDER_OF_ABSENCES.index(absence)
    return position, natural(performance.id)
