"""Counting in a set time: rope, shuttlecock, beans moved."""

from __future__ import annotations

from scoring.rulebook.fields import Field
from scoring.rulebook.game import Game, Mark, Records
from scoring.rulebook.rule import Choice, Parameter
from unionevents.lib.phrase import Phrase


class Count(Game):
    """The highest count in the set time wins."""

    code = "count"
    title = Phrase(en="Count", zh="计数")
    help = Phrase(en="Count what is done in the set time; most wins.", zh="在规定时间内计个数，多者列前。")
    fields = (
        Field(
            code="count",
            title=Phrase(en="Count", zh="个数"),
            kind="count",
            unit=Phrase(en="pieces", zh="个"),
            lowest=0,
            highest=9999,
            pad="counter",
        ),
    )
    parameters = (
        Parameter("seconds", Phrase(en="Seconds", zh="时长（秒）"), "whole", default=60, lowest=1, highest=36_000),
        Parameter(
            "unit",
            Phrase(en="Counted in", zh="单位"),
            "choice",
            default="pieces",
            choices=(
                Choice("pieces", Phrase(en="", zh="个")),
                Choice("times", Phrase(en="times", zh="次")),
                Choice("laps", Phrase(en="laps", zh="圈")),
            ),
        ),
    )
    example = {
        "contest": {
            "code": "rope",
            "title": "一分钟跳绳",
            "game": "count",
            "entries": [
                {"id": "1", "person": "a", "records": {"count": 150}},
                {"id": "2", "person": "b", "records": {"count": 162}},
                {"id": "3", "person": "c", "records": {"count": 150}},
                {"id": "4", "person": "d", "records": {"count": 0}},
                {"id": "5", "person": "e", "records": {}, "absence": "DNS"},
            ],
        },
        "placings": [["2", 1, "162 个"], ["1", 2, "150 个"], ["3", 2, "150 个"], ["4", 4, "0 个"], ["5", None, "未到"]],
    }

    def mark(self, records: Records) -> Mark | None:
        count: int | None = records.get("count")
        return count

    def key(self, mark: Mark) -> int:
        return -mark

    def shown(self, mark: Mark) -> Phrase:
        unit = self.chosen("unit")
        return Phrase(en=f"{mark} {unit.en}".rstrip(), zh=f"{mark} {unit.zh}")

    def says(self) -> Phrase:
        return Phrase(en="count in {seconds} s, most first", zh="{seconds} 秒计数，多者列前").fill(
            seconds=self.settings["seconds"]
        )
