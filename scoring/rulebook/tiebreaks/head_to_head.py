"""Level: points from the matches among those who are level."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.performance import Performance, Played
from scoring.rulebook.matches.league import sum_of
from scoring.rulebook.matchplay.table import NumberTieBreak, group_example, scores
from unionevents.lib.phrase import Phrase


class HeadToHead(NumberTieBreak):
    """Level: league points from the matches among those who are level, and nothing else.

    Where not everybody met everybody (Swiss), FIDE C.07 article 6 uses it only as far as no missing match could
    change it: `only_if_sure` takes a leader whom nobody could catch, then looks at the rest.
    """

    code = "head_to_head"
    title = Phrase(en="matches among those level", zh="相互间积分")
    help = Phrase(
        en="A small table of only those who are level: points from the matches among them.",
        zh="只把积分相同的几方相互之间的比赛拿出来，比其中的积分。",
    )
    parameters = (
        Parameter(
            "unmet",
            Phrase(en="When some have not met", zh="有的相互没有打过时"),
            "choice",
            default="count",
            choices=(
                Choice("count", Phrase(en="what was played counts", zh="打过的照算")),
                Choice("only_if_all_met", Phrase(en="it says nothing", zh="不用这一条")),
                Choice("only_if_sure", Phrase(en="as far as nothing could change it", zh="不会再变的部分才用")),
            ),
        ),
    )
    example = group_example(
        {"format": "score", "lead": 1},
        [{"rule": "head_to_head"}],
        scores("1-2 3:1", "1-3 0:2", "1-4 5:0", "2-3 4:0", "2-4 1:2", "3-4 0:1"),
        [["1", 1, "5 分"], ["4", 2, "5 分"], ["2", 3, "4 分"], ["3", 4, "4 分"]],
    )

    @property
    def among_all(self) -> bool:
        return False

    def number(self, played: Sequence[Played], performance: Performance) -> Mark:
        return sum_of(row.points for row in played)

    def split(self, tied: Sequence[Performance]) -> list[list[Performance]]:
        unmet = self.settings["unmet"]
        if unmet == "count" or _all_met(tied):
            return super().split(tied)
        return [list(tied)] if unmet == "only_if_all_met" else self._sure(list(tied))

    def _sure(self, left: list[Performance]) -> list[list[Performance]]:
        """Leaders whom nobody could have caught, one by one; then all the rest as one group."""
        found: list[list[Performance]] = []
        while len(left) > 1:
            ids = {performance.id for performance in left}
            scored = [(self.number(self.looked_at(one, ids), one), one) for one in left]
            best, leader = max(scored, key=lambda pair: pair[0])
            if any(score + _missing(one, ids) >= best for score, one in scored if one is not leader):
                break
            found.append([leader])
            left = [one for one in left if one is not leader]
            if _all_met(left):
                return found + super().split(left)
        return [*found, left] if left else found


def _all_met(tied: Sequence[Performance]) -> bool:
    met = {performance.id: {row.opponent for row in performance.played} for performance in tied}
    return all(other in met[one] for one, other in combinations(met, 2))


def _missing(performance: Performance, ids: set[str]) -> Mark:
    """The points that could have come from those whom he did not meet."""
    met = {row.opponent for row in performance.played}
    possible = max((row.possible for row in performance.played), default=0)
    return possible * len(ids - met - {performance.id})
