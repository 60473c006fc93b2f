"""A written or practical test with a highest score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.fields import Field
from scoring.rulebook.marks.game import Game, Mark, Records
from scoring.rulebook.marks.measures import TIME_TAKEN, WITH_TIME, also_timed, with_time
from scoring.rulebook.marks.numbers import scaled_text
from unionevents.lib.phrase import Phrase

MOST: Final = 100_000


class Exam(Game):
    """A score of a maximum; the highest first. With `decimals` 1, a score of 87.5 is written 875."""

    code = "exam"
    title = Phrase(en="Exam score", zh="考试得分")
    help = Phrase(en="The score of the paper or of the practical test.", zh="记卷面或实操得分。")
    fields: tuple[Field, ...] = (
        Field(
            code="score",
            title=Phrase(en="Score", zh="得分"),
            kind="score",
            unit=Phrase(en="points", zh="分"),
            lowest=0,
            highest=MOST * 1000,
        ),
        TIME_TAKEN,
    )
    parameters = (
        Parameter("maximum", Phrase(en="Full score", zh="满分"), "whole", default=100, lowest=1, highest=MOST),
        Parameter(
            "decimals",
            Phrase(en="Decimals", zh="小数位数"),
            "whole",
            default=0,
            highest=3,
            help=Phrase(en="1: a score of 87.5 is recorded as 875.", zh="填 1 时，87.5 分记作 875。"),
        ),
        WITH_TIME,
    )
    example = {
        "contest": {
            "code": "quiz",
            "title": "安全知识考试",
            "game": "exam",
            "settings": {"decimals": 1, "time": True},
            "tie_breaks": [{"rule": "less_time"}],
            "entries": [
                {"id": "1", "person": "a", "records": {"score": 875, "time": 1_800_000}},
                {"id": "2", "person": "b", "records": {"score": 920}},
                {"id": "3", "person": "c", "records": {"score": 875, "time": 1_500_000}},
                {"id": "4", "person": "d", "absence": "DNS"},
            ],
        },
        "placings": [["2", 1, "92 分"], ["3", 2, "87.5 分"], ["1", 3, "87.5 分"], ["4", None, "未到"]],
    }

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__(settings)
        decimals: int = self.settings["decimals"]
        self.scale = 10**decimals
        score, time = type(self).fields
        score = replace(score, highest=self.settings["maximum"] * self.scale, decimals=decimals)
        self.fields = with_time((score, time), wanted=self.settings["time"])

    def mark(self, records: Records) -> Mark | None:
        score: int | None = records.get("score")
        return score

    def key(self, mark: Mark) -> Mark:
        return -mark

    def shown(self, mark: Mark) -> Phrase:
        text = scaled_text(mark, self.settings["decimals"])
        return Phrase(en=f"{text} points", zh=f"{text} 分")

    def says(self) -> Phrase:
        decimals: int = self.settings["decimals"]
        return Phrase(
            en="exam of {maximum} points{decimals}, highest first{also}",
            zh="考试，满分 {maximum} 分{decimals}，高分列前{also}",
        ).fill(
            maximum=self.settings["maximum"],
            decimals=DECIMALS.fill(decimals=decimals) if decimals else Phrase(en="", zh=""),
            also=also_timed(self.settings["time"]),
        )


DECIMALS = Phrase(en=" ({decimals} decimals)", zh="（{decimals} 位小数）")
