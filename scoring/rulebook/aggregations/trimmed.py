"""The highest and lowest of several dropped."""

from __future__ import annotations

from scoring.rulebook.base.rule import Choice, Contradiction, Parameter
from scoring.rulebook.marks.aggregation import Combined
from scoring.rulebook.marks.combining import HOW_ABSENT, HOW_ROUNDED, CombinedMarks, Counted
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.panel import Panel
from unionevents.lib.phrase import Phrase

MEAN = "mean"


class Trimmed(CombinedMarks):
    """`drop_highest` and `drop_lowest` marks dropped, the others averaged or added; with too few there is no result.

    One mark is dropped for one, however many are equal. A panel of judges has this in its own game, `judged`.
    """

    code = "trimmed"
    title = Phrase(en="Highest and lowest dropped", zh="去掉最高最低")
    every_part_counts = True
    help = Phrase(en="The extremes are dropped, the rest counts.", zh="去掉若干最高、最低，其余计入。")
    parameters = (
        Parameter("drop_highest", Phrase(en="Highest dropped", zh="去掉最高几项"), "whole", default=1, highest=100),
        Parameter("drop_lowest", Phrase(en="Lowest dropped", zh="去掉最低几项"), "whole", default=1, highest=100),
        Parameter(
            "by",
            Phrase(en="The others are", zh="其余"),
            "choice",
            default=MEAN,
            choices=(Choice(MEAN, Phrase(en="averaged", zh="取平均")), Choice("sum", Phrase(en="added", zh="相加"))),
        ),
        *HOW_ABSENT,
        *HOW_ROUNDED,
    )
    example = {
        "contest": {
            "code": "show",
            "title": "文艺汇演",
            "game": "exam",
            "settings": {"decimals": 1},
            "aggregation": [{"over": "rounds", "rule": "trimmed", "decimals": 2}],
            "entries": [
                {
                    "id": "1",
                    "person": "a",
                    "rounds": [
                        {"records": {"score": 900}},
                        {"records": {"score": 800}},
                        {"records": {"score": 801}},
                        {"records": {"score": 801}},
                        {"records": {"score": 100}},
                    ],
                },
                {
                    "id": "2",
                    "person": "b",
                    "rounds": [
                        {"records": {"score": 990}},
                        {"records": {"score": 801}},
                        {"records": {"score": 790}},
                    ],
                },
                {"id": "3", "person": "c", "rounds": [{"records": {"score": 990}}, {"records": {"score": 990}}]},
            ],
        },
        "placings": [["2", 1, "80.1 分"], ["1", 2, "80.070 分"], ["3", None, "无成绩"]],
    }

    def contradictions(self) -> list[Contradiction]:
        """Fewer are needed than are dropped."""
        found = super().contradictions()
        dropped = self.settings["drop_highest"] + self.settings["drop_lowest"]
        least: int = self.settings["least"]
        if 1 < least <= dropped:
            found.append((("least",), NOTHING_LEFT.fill(least=least, dropped=dropped)))
        return found

    def fewest(self) -> int:
        """One more than are dropped."""
        dropped: int = self.settings["drop_highest"] + self.settings["drop_lowest"]
        return max(super().fewest(), dropped + 1)

    def of(self, counted: Counted, game: Game) -> Combined:
        panel = Panel(
            drop_highest=self.settings["drop_highest"],
            drop_lowest=self.settings["drop_lowest"],
            mean=self.settings["by"] == MEAN,
            divisor=None,
            least=1,
        )
        return Combined(panel.score(counted.marks))

    def says(self) -> Phrase:
        return Phrase(
            en="{high} highest and {low} lowest dropped, the others {by}{absent}{rounded}",
            zh="去掉最高 {high} 项、最低 {low} 项，其余{by}{absent}{rounded}",
        ).fill(
            high=self.settings["drop_highest"],
            low=self.settings["drop_lowest"],
            by=self.chosen("by"),
            absent=self.said_absent(),
            rounded=self.said_rounded(),
        )


NOTHING_LEFT = Phrase(
    en="{least} are needed, but {dropped} are dropped: nothing would be left",
    zh="要去掉 {dropped} 项，至少 {least} 项不够",
)
