"""Places as slots worth points: who takes which, when some do not score, share a place, or share its points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, NamedTuple

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.numbers import whole
from scoring.rulebook.standings.contest import Entry
from scoring.rulebook.standings.standing import Standing
from unionevents.lib.phrase import Phrase

SHARE: Final = "share"
HIGHER: Final = "higher"
LOWER: Final = "lower"
KEEP: Final = "keep"
MOVE_UP: Final = "move_up"

WITHOUT: Final = Parameter(
    "without",
    Phrase(en="Rank without scoring", zh="只排名次不计分的人"),
    "codes",
    default=[],
    help=Phrase(
        en="Tags of those who do not score, such as PE staff.", zh="填标记，如“体育教师”，带标记的不计团体分。"
    ),
)
SCORERS: Final = Parameter(
    "scorers",
    Phrase(en="Scorers of a unit", zh="每单位计分人（队）数"),
    "whole",
    optional=True,
    lowest=1,
    highest=10_000,
    help=Phrase(
        en="In each ranking the best so many of a unit score; empty: all.",
        zh="每个项目每单位最好的几个计分，不填就都计。",
    ),
)
PASSED_OVER: Final = Parameter(
    "passed_over",
    Phrase(en="Behind those who do not score", zh="不计分的人占去的名次"),
    "choice",
    default=KEEP,
    choices=(
        Choice(KEEP, Phrase(en="places stay as they are", zh="空着，后面的不递补")),
        Choice(MOVE_UP, Phrase(en="those behind move up for points", zh="后面的递补计分")),
    ),
)
TIES: Final = Parameter(
    "ties",
    Phrase(en="Shared places", zh="并列名次"),
    "choice",
    default=SHARE,
    choices=(
        Choice(SHARE, Phrase(en="share the points of their places", zh="把所占名次的分相加平分")),
        Choice(HIGHER, Phrase(en="all get the points of the place", zh="都得该名次的分")),
        Choice(LOWER, Phrase(en="all get the points of the last place they take", zh="都得所占最后名次的分")),
    ),
)


class Slot(NamedTuple):
    """One entry on the places `first` to `first + size - 1`, shared by `size`; `reason`: why it does not score."""

    entry: Entry
    holder: str | None
    rank: int
    first: int | None
    size: int = 1
    reason: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Scoring:
    """Who of a ranking scores, and for which place."""

    holder: Callable[[Entry], str | None]
    without: frozenset[str]
    scorers: int | None
    move_up: bool

    @classmethod
    def of(cls, settings: Mapping[str, Any], holder: Callable[[Entry], str | None]) -> Scoring:
        """As the three parameters say; `holder` gives the unit whose total an entry goes into."""
        return cls(holder, frozenset(settings["without"]), settings["scorers"], settings["passed_over"] == MOVE_UP)

    def slots(self, standing: Standing) -> Iterator[Slot]:
        """Every ranked entry of these units, best first."""
        taken: dict[str, int] = {}
        position = 1
        for level in standing.ranking.levels:
            here: list[Slot] = []
            for performance in level.performances:
                entry = standing.entries[performance.id]
                holder = self.holder(entry)
                reason = self._passes_over(entry, holder, taken)
                if reason is None and holder is not None:
                    taken[holder] = taken.get(holder, 0) + 1
                here.append(
                    Slot(entry, holder, level.place, None if reason else level.place, len(level.performances), reason)
                )
            if self.move_up:
                scoring = sum(1 for slot in here if slot.reason is None)
                here = [slot if slot.reason else slot._replace(first=position, size=scoring) for slot in here]
                position += scoring
            yield from (slot for slot in here if slot.holder is not None)

    def _passes_over(self, entry: Entry, holder: str | None, taken: Mapping[str, int]) -> Phrase | None:
        if holder is None:
            return NO_UNIT
        if not self.without.isdisjoint(entry.performance.tags):
            return DOES_NOT_SCORE
        if self.scorers is not None and taken.get(holder, 0) >= self.scorers:
            return ENOUGH.fill(number=self.scorers)
        return None


def worth(slot: Slot, points: Callable[[int], Mark], ties: str) -> Mark:
    """The points of a slot that scores."""
    if slot.first is None:
        return 0
    if slot.size == 1:
        return points(slot.first)
    if ties == SHARE:
        return whole(Fraction(slot_sum(slot, points)) / slot.size)
    return points(slot.first if ties == HIGHER else slot.first + slot.size - 1)


def slot_sum(slot: Slot, points: Callable[[int], Mark]) -> Mark:
    """The points of all places that a level takes together."""
    first = slot.first or 0
    return sum((points(place) for place in range(first, first + slot.size)), start=0)


NO_UNIT: Final = Phrase(en="not in the table", zh="不在本表")
DOES_NOT_SCORE: Final = Phrase(en="ranks without scoring", zh="只排名次不计分")
ENOUGH: Final = Phrase(en="the unit already has its {number} scorers", zh="本单位已有 {number} 个计分")
