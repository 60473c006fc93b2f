"""Level: points against the better half."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.performance import Performance, Played
from scoring.rulebook.matches.league import sum_of
from scoring.rulebook.matchplay.swissexample import ROUND_ROBIN, swiss_example
from scoring.rulebook.matchplay.table import NumberTieBreak
from unionevents.lib.phrase import Phrase


class Koya(NumberTieBreak):
    """Level: points against opponents who made at least this share of a full score.

    Source: FIDE Handbook C.07 (2024) 9.2, for round robins; the full score is a win in every match.
    """

    code = "koya"
    title = Phrase(en="points against the better half (Koya)", zh="对高分对手的得分（科亚）")
    help = Phrase(
        en="Only matches against those who made at least half of the points that could be made.",
        zh="只算与得分过半的对手比赛得到的分，大者列前。",
    )
    parameters = (
        Parameter("percent", Phrase(en="At least percent", zh="得分率不低于（%）"), "whole", default=50, highest=100),
    )
    example = swiss_example(
        ROUND_ROBIN,
        "koya",
        ["1", 1, "2 分"],
        ["4", 2, "1.5 分"],
        ["2", 3, "1.5 分"],
        ["3", 4, "1 分"],
        stage="round_robin",
    )

    def number(self, played: Sequence[Played], performance: Performance) -> Mark:
        full = sum_of(row.possible for row in played)
        needed = full * self.settings["percent"]
        return sum_of(row.points for row in played if row.met is not None and row.met.mark * 100 >= needed)
