"""The mean of several, or a sum divided by a fixed number."""

from __future__ import annotations

from fractions import Fraction

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.aggregation import Combined
from scoring.rulebook.marks.combining import HOW_ABSENT, HOW_ROUNDED, MOST_PARTS, CombinedMarks, Counted, added
from scoring.rulebook.marks.game import Game
from unionevents.lib.phrase import Phrase


class Mean(CombinedMarks):
    """The exact mean of the marks that count; with `divisor`, their sum divided by that number."""

    code = "mean"
    title = Phrase(en="Mean", zh="取平均")
    every_part_counts = True
    help = Phrase(
        en="The mean ranks exactly, unless it is rounded here.", zh="按精确的平均值排名，除非这里规定保留几位小数。"
    )
    parameters = (
        *HOW_ABSENT,
        Parameter(
            "divisor",
            Phrase(en="Divided by", zh="除以"),
            "whole",
            optional=True,
            lowest=1,
            highest=MOST_PARTS,
            help=Phrase(en="Empty: the number of marks that count.", zh="不填为计入的项数。"),
        ),
        *HOW_ROUNDED,
    )
    example = {
        "contest": {
            "code": "team-rope",
            "title": "团体跳绳",
            "game": "count",
            "aggregation": [{"over": "members", "rule": "mean"}],
            "entries": [
                {
                    "id": "1",
                    "person": "t1",
                    "members": [
                        {"person": "a", "records": {"count": 50}},
                        {"person": "b", "records": {"count": 61}},
                        {"person": "c", "records": {"count": 61}},
                    ],
                },
                {
                    "id": "2",
                    "person": "t2",
                    "members": [{"person": "d", "records": {"count": 58}}, {"person": "e", "absence": "DNS"}],
                },
            ],
        },
        "placings": [["2", 1, "58 个"], ["1", 2, "57.33 个"]],
    }

    def of(self, counted: Counted, game: Game) -> Combined:
        return Combined(Fraction(added(counted.marks), self.settings["divisor"] or len(counted.marks)))

    def says(self) -> Phrase:
        divisor: int | None = self.settings["divisor"]
        by = Phrase(en="mean", zh="取平均") if divisor is None else DIVIDED.fill(divisor=divisor)
        return Phrase(en="{by}{absent}{rounded}", zh="{by}{absent}{rounded}").fill(
            by=by, absent=self.said_absent(), rounded=self.said_rounded()
        )


DIVIDED = Phrase(en="sum divided by {divisor}", zh="相加后除以 {divisor}")
