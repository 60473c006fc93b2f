"""Counting in a set time: rope, shuttlecock, beans moved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.marks.fields import Field
from scoring.rulebook.marks.game import Game, Mark, Records
from scoring.rulebook.marks.measures import (
    DIRECTION,
    LESS,
    NOTHING,
    TIME_TAKEN,
    WITH_TIME,
    also_timed,
    first,
    in_units,
    with_time,
)
from unionevents.lib.phrase import Phrase


class Count(Game):
    """The highest count wins (or the lowest: mistakes, strokes), in a set time or without one."""

    code = "count"
    title = Phrase(en="Count", zh="计数")
    help = Phrase(en="Count what is done in the set time; most wins.", zh="在规定时间内计个数，多者列前。")
    fields: tuple[Field, ...] = (
        Field(
            code="count",
            title=Phrase(en="Count", zh="个数"),
            kind="count",
            unit=Phrase(en="pieces", zh="个"),
            lowest=0,
            highest=999_999,
            pad="counter",
        ),
        TIME_TAKEN,
    )
    parameters = (
        Parameter(
            "seconds",
            Phrase(en="Seconds", zh="时长（秒）"),
            "whole",
            default=60,
            optional=True,
            lowest=1,
            highest=360_000,
            help=Phrase(en="Empty: no set time.", zh="不填为不限时。"),
        ),
        Parameter(
            "unit",
            Phrase(en="Counted in", zh="单位"),
            "choice",
            default="pieces",
            choices=(
                Choice("pieces", Phrase(en="", zh="个")),
                Choice("times", Phrase(en="times", zh="次")),
                Choice("laps", Phrase(en="laps", zh="圈")),
                Choice("items", Phrase(en="items", zh="件")),
                Choice("fish", Phrase(en="fish", zh="条")),
                Choice("questions", Phrase(en="questions", zh="题")),
                Choice("words", Phrase(en="words", zh="字")),
                Choice("points", Phrase(en="points", zh="分")),
                Choice("strokes", Phrase(en="strokes", zh="杆")),
            ),
        ),
        DIRECTION,
        WITH_TIME,
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

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__(settings)
        self.fields = with_time(type(self).fields, wanted=self.settings["time"])

    def mark(self, records: Records) -> Mark | None:
        count: int | None = records.get("count")
        return count

    def key(self, mark: Mark) -> Mark:
        return mark if self.settings["direction"] == LESS else -mark

    def shown(self, mark: Mark) -> Phrase:
        return in_units(mark, self.chosen("unit"))

    def says(self) -> Phrase:
        seconds: int | None = self.settings["seconds"]
        return Phrase(en="count{time}, {direction}{also}", zh="{time}计数，{direction}{also}").fill(
            time=NOTHING if seconds is None else IN_TIME.fill(seconds=seconds),
            direction=first(self.settings["direction"]),
            also=also_timed(self.settings["time"]),
        )


IN_TIME = Phrase(en=" in {seconds} s", zh="{seconds} 秒")
