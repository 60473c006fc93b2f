"""Points that go up and down: quizzes, debates, fun games."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from scoring.rulebook.base.rule import Contradiction, Parameter
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
    with_time,
)
from scoring.rulebook.marks.numbers import scaled_text
from unionevents.lib.phrase import Phrase

MOST: Final = 100_000_000


class Points(Game):
    """A start plus every change, in order; a wrong answer is a negative change, and the total may be negative.

    With `floor`, the running total never falls below it. With `decimals` 1, a change of 2.5 is written 25.
    """

    code = "points"
    title = Phrase(en="Points that go up and down", zh="积分（可加可减）")
    help = Phrase(
        en="Every change of the points in order: +10 for a right answer, -5 for a wrong one.",
        zh="按顺序记每次加减分：答对 +10，答错 -5。",
    )
    fields: tuple[Field, ...] = (
        Field(
            code="points",
            title=Phrase(en="Points", zh="得分"),
            kind="points",
            unit=Phrase(en="points", zh="分"),
            lowest=-MOST,
            highest=MOST,
            attempts=1,
            attempt_title=Phrase(en="Change {number}", zh="第 {number} 次"),
            listed=True,
        ),
        TIME_TAKEN,
    )
    parameters = (
        Parameter("changes", Phrase(en="Changes at most", zh="最多记几次"), "whole", default=1, lowest=1, highest=1000),
        Parameter(
            "start", Phrase(en="Points at the start", zh="起始分"), "whole", default=0, lowest=-MOST, highest=MOST
        ),
        Parameter(
            "floor",
            Phrase(en="Never below", zh="最低扣到"),
            "whole",
            optional=True,
            lowest=-MOST,
            highest=MOST,
            help=Phrase(en="Empty: it may fall without end.", zh="不填为可以一直扣。"),
        ),
        Parameter(
            "decimals",
            Phrase(en="Decimals", zh="小数位数"),
            "whole",
            default=0,
            highest=3,
            help=Phrase(en="1: 2.5 points are recorded as 25.", zh="填 1 时，2.5 分记作 25。"),
        ),
        DIRECTION,
        WITH_TIME,
    )
    example = {
        "contest": {
            "code": "quiz",
            "title": "抢答",
            "game": "points",
            "settings": {"changes": 4, "start": 100},
            "entries": [
                {"id": "1", "person": "a", "records": {"points": [10, -20, 10]}},
                {"id": "2", "person": "b", "records": {"points": [10, 10]}},
                {"id": "3", "person": "c", "records": {"points": [0]}},
                {"id": "4", "person": "d", "records": {"points": [-100, -10]}},
                {"id": "5", "person": "e", "records": {"points": [5, -5, 5, -5]}},
            ],
        },
        "placings": [
            ["2", 1, "120 分"],
            ["1", 2, "100 分"],
            ["3", 2, "100 分"],
            ["5", 2, "100 分"],
            ["4", 5, "-10 分"],
        ],
    }

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__(settings)
        decimals: int = self.settings["decimals"]
        self.scale = 10**decimals
        points, time = type(self).fields
        points = replace(points, attempts=self.settings["changes"], decimals=decimals)
        self.fields = with_time((points, time), wanted=self.settings["time"])

    def contradictions(self) -> list[Contradiction]:
        """Nobody starts below the floor."""
        floor: int | None = self.settings["floor"]
        return [(("floor",), FLOOR_ABOVE_START)] if floor is not None and floor > self.settings["start"] else []

    def mark(self, records: Records) -> Mark | None:
        """The total after the last change, or None before the first."""
        changes = [change for change in records.get("points", ()) if change is not None]
        if not changes:
            return None
        floor: int | None = self.settings["floor"]
        total: int = self.settings["start"]
        for change in changes:
            total = total + change if floor is None else max(floor, total + change)
        return total

    def key(self, mark: Mark) -> Mark:
        return mark if self.settings["direction"] == LESS else -mark

    def shown(self, mark: Mark) -> Phrase:
        text = scaled_text(mark, self.settings["decimals"])
        return Phrase(en=f"{text} points", zh=f"{text} 分")

    def says(self) -> Phrase:
        start, floor = self.settings["start"], self.settings["floor"]
        return Phrase(
            en="points that go up and down, up to {changes} changes{start}{floor}{decimals}, {direction}{also}",
            zh="积分可加可减，最多记 {changes} 次{start}{floor}{decimals}，{direction}{also}",
        ).fill(
            changes=self.settings["changes"],
            start=START.fill(start=start) if start else NOTHING,
            floor=NOTHING if floor is None else FLOOR.fill(floor=floor),
            decimals=DECIMALS.fill(decimals=self.settings["decimals"]) if self.settings["decimals"] else NOTHING,
            direction=first(self.settings["direction"]),
            also=also_timed(self.settings["time"]),
        )


START = Phrase(en=", from {start}", zh="，起始 {start} 分")
FLOOR = Phrase(en=", never below {floor}", zh="，最低 {floor} 分")
DECIMALS = Phrase(en=" ({decimals} decimals)", zh="（{decimals} 位小数）")
FLOOR_ABOVE_START = Phrase(en="the floor is above the start", zh="最低分高于起始分")
