"""Level: the scores of the beaten opponents, and half of those drawn with."""

from __future__ import annotations

from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.numbers import whole
from scoring.rulebook.marks.performance import Played
from scoring.rulebook.matchplay.opponents import SHARE_OF_RESULT, OpponentTieBreak
from scoring.rulebook.matchplay.swissexample import SWISS, swiss_example
from unionevents.lib.phrase import Phrase


class SonnebornBerger(OpponentTieBreak):
    """Level: the scores of opponents beaten, and half the scores of those drawn with (小分).

    Source: FIDE Handbook C.07 (2024) 9.1.
    """

    code = "sonneborn_berger"
    title = Phrase(en="Sonneborn-Berger", zh="小分（索贝分）")
    help = Phrase(
        en="Adds the final scores of those beaten, and half the scores of those drawn with.",
        zh="所胜对手的积分全部相加，所平对手的积分加一半，大者列前。",
    )
    example = swiss_example(
        SWISS,
        "sonneborn_berger",
        ["1", 1, "3 分"],
        ["4", 2, "2 分"],
        ["2", 3, "2 分"],
        ["3", 4, "1 分"],
        ["5", 5, "0.5 分"],
        ["6", 5, "0.5 分"],
    )

    def worth(self, row: Played, opponent: Mark) -> Mark:
        return whole(opponent * SHARE_OF_RESULT[row.result])
