"""Level: the opponents' scores added up."""

from __future__ import annotations

from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.performance import Played
from scoring.rulebook.matchplay.opponents import OpponentTieBreak
from scoring.rulebook.matchplay.swissexample import SWISS, swiss_example
from unionevents.lib.phrase import Phrase


class OpponentsScores(OpponentTieBreak):
    """Level: the sum of the opponents' final scores (对手分, Buchholz); with cuts 中间分, cut 1, median.

    Source: FIDE Handbook C.07 (2024) 8.1 and section 16 for rounds that were not played.
    """

    code = "opponents_scores"
    title = Phrase(en="opponents' scores", zh="对手分")
    help = Phrase(
        en="Adds up what all opponents scored in the end; the lowest and highest can be left out.",
        zh="把所遇对手的最终积分相加，大者列前。可以去掉最低、最高若干个（中间分）。",
    )
    example = swiss_example(
        SWISS,
        "opponents_scores",
        ["1", 1, "3 分"],
        ["4", 2, "2 分"],
        ["2", 3, "2 分"],
        ["3", 4, "1 分"],
        ["5", 5, "0.5 分"],
        ["6", 6, "0.5 分"],
    )

    def worth(self, row: Played, opponent: Mark) -> Mark:
        return opponent
