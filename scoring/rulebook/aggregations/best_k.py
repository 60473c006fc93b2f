"""The best few of several: three of five rounds, four of six members."""

from __future__ import annotations

from fractions import Fraction

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.marks.aggregation import Combined
from scoring.rulebook.marks.combining import (
    HOW_ABSENT,
    HOW_ROUNDED,
    MOST_PARTS,
    CombinedMarks,
    Counted,
    added,
    best_first,
)
from scoring.rulebook.marks.game import Game
from unionevents.lib.phrase import Phrase

SUM = "sum"


class BestK(CombinedMarks):
    """The best `k` marks added, or their mean; who has fewer has no result, unless `fewer` lets them count."""

    code = "best_k"
    title = Phrase(en="The best few", zh="取最好几项")
    help = Phrase(
        en="The best few marks count, the others are discarded.", zh="取最好的几项，其余不计（如每队取前 4 人）。"
    )
    parameters = (
        Parameter("k", Phrase(en="How many count", zh="取几项"), "whole", default=3, lowest=1, highest=MOST_PARTS),
        Parameter(
            "by",
            Phrase(en="They are", zh="计算方法"),
            "choice",
            default=SUM,
            choices=(Choice(SUM, Phrase(en="added", zh="相加")), Choice("mean", Phrase(en="averaged", zh="取平均"))),
        ),
        Parameter(
            "fewer",
            Phrase(en="Fewer than that count too", zh="不足时也计"),
            "yes_no",
            default=False,
            help=Phrase(en="Otherwise who has fewer marks has no result.", zh="不勾选时，不足规定项数没有成绩。"),
        ),
        *HOW_ABSENT,
        *HOW_ROUNDED,
    )
    example = {
        "contest": {
            "code": "team-run",
            "title": "团体接力",
            "game": "timed",
            "aggregation": [{"over": "members", "rule": "best_k", "k": 2}],
            "entries": [
                {
                    "id": "1",
                    "person": "t1",
                    "members": [
                        {"person": "a", "records": {"time": 12000}},
                        {"person": "b", "records": {"time": 15000}},
                        {"person": "c", "records": {"time": 13000}},
                    ],
                },
                {
                    "id": "2",
                    "person": "t2",
                    "members": [
                        {"person": "d", "records": {"time": 11000}},
                        {"person": "e", "absence": "DSQ"},
                        {"person": "f", "records": {"time": 13500}},
                    ],
                },
                {"id": "3", "person": "t3", "members": [{"person": "g", "records": {"time": 9000}}]},
            ],
        },
        "placings": [["2", 1, "24.50 秒"], ["1", 2, "25.00 秒"], ["3", None, "无成绩"]],
    }

    def of(self, counted: Counted, game: Game) -> Combined:
        k: int = self.settings["k"]
        best = best_first(counted.marks, game)[:k]
        total = added(best)
        return Combined(total if self.settings["by"] == SUM else Fraction(total, len(best)))

    def fewest(self) -> int:
        """So many marks must be there."""
        least = super().fewest()
        return least if self.settings["fewer"] else max(least, self.settings["k"])

    def says(self) -> Phrase:
        fewer = Phrase(en=", fewer count too", zh="，不足时也计") if self.settings["fewer"] else Phrase(en="", zh="")
        return Phrase(
            en="the best {k} {by}{fewer}{absent}{rounded}", zh="取最好 {k} 项{by}{fewer}{absent}{rounded}"
        ).fill(
            k=self.settings["k"],
            by=self.chosen("by"),
            fewer=fewer,
            absent=self.said_absent(),
            rounded=self.said_rounded(),
        )
