"""Level: fewer points for cards and the like."""

from __future__ import annotations

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.faults import faults_of
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.matchplay.table import group_example, scores
from scoring.rulebook.ranks.tiebreak import KeyedTieBreak
from unionevents.lib.phrase import Phrase


class FairPlay(KeyedTieBreak):
    """Level: fewer fair-play points, each kind of fault with its own weight; other faults count nothing.

    Source of the usual weights: FIFA World Cup regulations 2018, article 32.
    """

    code = "fair_play"
    title = Phrase(en="fair play", zh="公平竞赛分（红黄牌）")
    help = Phrase(
        en="Yellow cards, red cards and the like by weight, as recorded with the entry; fewer ranks first.",
        zh="按参赛方记录的黄牌、红牌等加权相加，少者列前。",
    )
    parameters = (
        Parameter(
            "weights",
            Phrase(en="Weight of each fault", zh="各种犯规的分值"),
            "rows",
            default=[
                {"fault": "yellow", "points": 1},
                {"fault": "second_yellow", "points": 3},
                {"fault": "red", "points": 4},
                {"fault": "yellow_and_red", "points": 5},
            ],
            columns=(
                Parameter("fault", Phrase(en="Fault", zh="犯规代码"), "text", required=True),
                Parameter("points", Phrase(en="Points", zh="分值"), "whole", required=True, lowest=1, highest=1000),
            ),
        ),
    )
    example = group_example(
        {"system": "fifa"},
        [{"rule": "fair_play"}],
        scores("1-2 1:1"),
        [["2", 1, "1 分"], ["1", 2, "1 分"]],
        faults={"1": {"yellow": 3}, "2": {"yellow": 1, "late": 9}},
    )

    def key(self, performance: Performance) -> int:
        return sum(row["points"] * faults_of(performance, row["fault"]) for row in self.settings["weights"])

    def why(self, performance: Performance) -> Phrase:
        return Phrase(en="fair play ({points} points)", zh="公平竞赛分（{points} 分）").fill(
            points=self.key(performance)
        )
