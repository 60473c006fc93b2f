"""Level: the running score after every round, added up."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.performance import Performance, Played
from scoring.rulebook.matches.league import sum_of
from scoring.rulebook.matchplay.swissexample import SWISS, swiss_example
from scoring.rulebook.matchplay.table import NumberTieBreak
from unionevents.lib.phrase import Phrase


class Progressive(NumberTieBreak):
    """Level: the scores after round 1, after round 2 and so on, added up (累进分).

    Source: FIDE Handbook C.07 (2024) 7.5; `cut` leaves out the sums after the first rounds.
    """

    code = "progressive"
    title = Phrase(en="progressive score", zh="累进分")
    help = Phrase(
        en="Adds the score reached after each round: points won early count more often.",
        zh="把每轮后的累计积分再相加，先得分者列前。",
    )
    parameters = (
        Parameter("cut", Phrase(en="First rounds left out", zh="去掉前几轮"), "whole", default=0, highest=100),
    )
    example = swiss_example(
        SWISS,
        "progressive",
        ["1", 1, "3 分"],
        ["2", 2, "2 分"],
        ["4", 3, "2 分"],
        ["3", 4, "1 分"],
        ["5", 5, "0.5 分"],
        ["6", 5, "0.5 分"],
    )

    def number(self, played: Sequence[Played], performance: Performance) -> Mark:
        running = list(accumulate(row.points for row in played))
        return sum_of(running[self.settings["cut"] :])
