"""One game of a match: can this score be, and is the game over?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from scoring.rulebook.marks.performance import Pair
from unionevents.lib.phrase import Phrase

HALF: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class GameRules:
    """Points to win (None: any number), the lead that is needed, and the cap at which one point is enough.

    With `worth` a game brings one side one of these numbers and the other nothing, as the hands of a card game do.
    A `timed` game may stop short of its points; a game may end level only where it may be `drawn`.
    """

    points_to: int | None
    lead: int
    cap: int | None
    worth: tuple[int, ...] = ()
    timed: bool = False
    drawn: bool = False

    def over(self, score: Pair) -> bool:
        """Whether somebody has won by points; always True where no number of points ends a game."""
        high, low = max(score), min(score)
        if self.points_to is None:
            return True
        return high >= self.points_to and (high - low >= self.lead or high == self.cap)

    def wrong(self, score: Pair) -> Phrase | None:
        """What cannot be about a game that was played to its end."""
        high, low = max(score), min(score)
        if self.worth:
            return None if low == 0 and high in self.worth else NOT_WORTH.fill(worth=_listed(self.worth))
        if high == low and not self.drawn:
            return LEVEL_GAME
        if self.points_to is None:
            return None
        return self._beyond(high, low) if self.over(score) else self._short(high, low)

    def unfinished_is_wrong(self, score: Pair) -> Phrase | None:
        """What cannot be about a game that broke off."""
        if self.worth or self.points_to is None or not self.over(score):
            return None
        return self._beyond(max(score), min(score))

    def finished(self, score: Pair, winner: int) -> Pair:
        """The same game with the points that its winner still lacked; unchanged where no number ends a game."""
        if self.points_to is None:
            return score
        theirs = score[1 - winner]
        needed = max(Fraction(self.points_to), theirs + self.lead)
        if self.cap is not None:
            needed = min(needed, Fraction(self.cap))
        mine = max(int(needed), score[winner])
        return (mine, theirs) if winner == 0 else (theirs, mine)

    @property
    def clean(self) -> int:
        """The points of a game won to nothing."""
        return max(self.worth, default=0) if self.points_to is None else self.points_to

    def _beyond(self, high: int | Fraction, low: int | Fraction) -> Phrase | None:
        """A game that is over ended the moment it could."""
        to, cap = self.points_to or 0, self.cap
        if cap is not None and high > cap:
            return ABOVE_CAP.fill(high=high, cap=cap)
        before = high - 1
        was_over = before >= to and (before - low >= self.lead or before == cap)
        lost_before = self.lead == 1 and low >= to
        return PLAYED_ON.fill(high=high, low=low, to=to, lead=self.lead) if was_over or lost_before else None

    def _short(self, high: int | Fraction, low: int | Fraction) -> Phrase | None:
        if self.timed:
            return None
        if high < (self.points_to or 0):
            return TOO_FEW_POINTS.fill(high=high, to=self.points_to)
        return NO_LEAD.fill(high=high, low=low, lead=self.lead)


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(number) for number in numbers)


LEVEL_GAME = Phrase(en="a game cannot end level here", zh="这里一局不能打平")
NOT_WORTH = Phrase(en="one side gets {worth}, the other 0", zh="每局一方得 {worth} 中的一个数，另一方得 0")
ABOVE_CAP = Phrase(en="{high} is above the cap of {cap}", zh="{high} 分超过了封顶的 {cap} 分")
PLAYED_ON = Phrase(
    en="{high}-{low} cannot be: the game to {to} with a lead of {lead} was over before",
    zh="不会出现 {high}:{low}：先到 {to} 分、领先 {lead} 分即胜，这一局早该结束",
)
TOO_FEW_POINTS = Phrase(
    en="nobody has reached {to} points (highest: {high})", zh="没有一方打到 {to} 分（最高 {high} 分）"
)
NO_LEAD = Phrase(
    en="{high}-{low} is not over: a lead of {lead} is needed", zh="{high}:{low} 还没有结束：要领先 {lead} 分"
)
