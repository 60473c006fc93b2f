"""Ranks as an ordered partition that is only ever refined.

Everyone with a mark starts in one block; the marks split it; each tie-break may split a
block that is still level. Places are counted off: 1, 2, 2, 4. Absences follow without one.
The same refining orders races, groups of matches, medal tables and totals of units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from scoring.rulebook.marks.absences import ORDER_OF_ABSENCES
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.demotion import TO_LAST, demoted
from scoring.rulebook.ranks.level import BY_MARK, Level
from scoring.rulebook.ranks.tiebreak import PAIR, Chain, Comparable, TieBreak

DECIDE: Final = "decide"


class Ranking(NamedTuple):
    """Levels from the best down, then those without a place: absences in their order, then missing marks."""

    levels: list[Level]
    unplaced: list[Performance]


def rank(
    performances: Iterable[Performance],
    *,
    key: Callable[[Mark], Comparable],
    chain: Chain = Chain(),  # noqa: B008  # immutable
    undecided: str = "shared",
) -> Ranking:
    """Rank by key (smaller is better) and the chain; `undecided` is "shared" or "decide"."""
    blocks: dict[Comparable, list[Performance]] = {}
    last: list[Performance] = []
    unplaced: list[Performance] = []
    for performance in performances:
        mark = performance.mark
        if mark is None or performance.absence is not None:
            unplaced.append(performance)
            continue
        if performance.demotion == TO_LAST:
            last.append(performance)
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
        elif not chain.more and not chain.two:
            block.sort(key=_by_id)
            levels.append(Level(place, block, BY_MARK, undecided == DECIDE))
            place += len(block)
        else:
            for level in refine(block, chain, undecided=undecided, place=place):
                levels.append(level)
                place += len(level.performances)
    if last:
        behind = rank((one._replace(demotion=0) for one in last), key=key, chain=chain, undecided=undecided)
        levels += [level._replace(place=level.place + place - 1) for level in behind.levels]
    unplaced.sort(key=_order_of_unplaced)
    return Ranking(demoted(levels), unplaced)


def refine(
    block: Sequence[Performance],
    chain: Chain,
    *,
    undecided: str = "shared",
    place: int = 1,
    decided_by: str = BY_MARK,
) -> Iterator[Level]:
    """Levels of those who are level so far, best first; `place` is the first of them."""
    for group, rule, within in _split(list(block), chain.for_number(len(block)), chain, None, ()):
        open_tie = False
        if len(group) > 1:
            open_tie = undecided == DECIDE and not any(one.settles(group) for one in chain.rules)
            group.sort(key=_by_id)
        yield Level(place, group, decided_by if rule is None else rule.code, open_tie, rule, within)
        place += len(group)


def natural(text: str) -> tuple[int, str]:
    """A cheap sort key: shorter texts first, so that `ball-run/2` stands before `ball-run/10`."""
    return len(text), text


def _split(
    group: list[Performance],
    rules: Sequence[TieBreak],
    chain: Chain,
    decider: TieBreak | None,
    within: Sequence[Performance],
) -> Iterator[tuple[list[Performance], TieBreak | None, Sequence[Performance]]]:
    """Groups in order, each with the rule that set it apart last and those who were level until then."""
    following: Sequence[TieBreak]
    for index, rule in enumerate(rules):
        if len(group) == 1:
            break
        parts = rule.split(group)
        _only_split(rule, group, parts)
        if len(parts) == 1:
            continue
        for part in parts:
            if len(part) == 1:
                yield part, rule, group
                continue
            if chain.restart or (len(part) == PAIR < len(group) and chain.two is not chain.more):
                following = chain.for_number(len(part))
            else:
                following = rules[index + 1 :]
            yield from _split(part, following, chain, rule, group)
        return
    yield group, decider, within


def _by_id(performance: Performance) -> tuple[int, str]:
    return len(performance.id), performance.id  # natural(), written out: it runs for everybody who is level


def _only_split(rule: TieBreak, group: list[Performance], parts: list[list[Performance]]) -> None:
    """A tie-break that loses, invents or repeats somebody is a defect, and must never reach a list of places."""
    if len(parts) == 1 and parts[0] == group:
        return
    kept = [performance.id for part in parts for performance in part]
    if not all(parts) or len(kept) != len(group) or set(kept) != {performance.id for performance in group}:
        raise ValueError(f"tie-break {rule.code} did more than split a group that was level")


def _order_of_unplaced(performance: Performance) -> tuple[int, object]:
    absence = performance.absence
    position = len(ORDER_OF_ABSENCES) if absence is None else ORDER_OF_ABSENCES.index(absence)
    return position, natural(performance.id)
