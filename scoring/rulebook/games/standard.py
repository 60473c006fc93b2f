"""A standard that is met or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.marks.fields import Field
from scoring.rulebook.marks.game import Game, Mark, Records
from scoring.rulebook.marks.numbers import plain_text
from unionevents.lib.phrase import Phrase

SEEN = "seen"
AT_LEAST = "at_least"
MOST = 1_000_000_000


class Standard(Game):
    """1 for a standard met and 0 for one not met: as the referee says, or by a value against a limit.

    Over several parts, added up, it counts how many standards were met.
    """

    code = "standard"
    title = Phrase(en="Standard met", zh="达标")
    help = Phrase(
        en="All who meet the standard rank level, before those who do not.", zh="达标者并列在前，未达标者在后。"
    )
    fields: tuple[Field, ...] = (
        Field(
            code="met",
            title=Phrase(en="Standard met", zh="是否达标"),
            kind="yes_no",
            unit=Phrase(en="", zh=""),
            lowest=0,
            highest=1,
            pad="yes_no",
        ),
        Field(
            code="value",
            title=Phrase(en="Value", zh="成绩"),
            kind="count",
            unit=Phrase(en="", zh=""),
            lowest=0,
            highest=MOST,
            optional=True,
        ),
    )
    parameters = (
        Parameter(
            "by",
            Phrase(en="Met when", zh="如何算达标"),
            "choice",
            default=SEEN,
            choices=(
                Choice(SEEN, Phrase(en="the referee says so", zh="由裁判判定")),
                Choice(AT_LEAST, Phrase(en="the value is at least the limit", zh="数值不少于标准")),
                Choice("at_most", Phrase(en="the value is at most the limit", zh="数值不多于标准")),
            ),
        ),
        Parameter(
            "limit",
            Phrase(en="Limit", zh="标准"),
            "whole",
            default=0,
            highest=MOST,
            help=Phrase(en="Compared with the value as recorded (times in ms).", zh="与所记数值比较（时间按毫秒）。"),
        ),
    )
    example = {
        "contest": {
            "code": "fitness",
            "title": "仰卧起坐达标",
            "game": "standard",
            "settings": {"by": "at_least", "limit": 30},
            "entries": [
                {"id": "1", "person": "a", "records": {"value": 30}},
                {"id": "2", "person": "b", "records": {"value": 29}},
                {"id": "3", "person": "c", "records": {"value": 55}},
                {"id": "4", "person": "d", "absence": "DNS"},
            ],
        },
        "placings": [["1", 1, "达标"], ["3", 1, "达标"], ["2", 3, "未达标"], ["4", None, "未到"]],
    }

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__(settings)
        met, value = type(self).fields
        self.fields = (met,) if self.settings["by"] == SEEN else (replace(value, optional=False),)

    def mark(self, records: Records) -> Mark | None:
        """1 or 0, or None when nothing is recorded."""
        if self.settings["by"] == SEEN:
            met: int | None = records.get("met")
            return met
        value: int | None = records.get("value")
        if value is None:
            return None
        limit: int = self.settings["limit"]
        return int(value >= limit if self.settings["by"] == AT_LEAST else value <= limit)

    def key(self, mark: Mark) -> Mark:
        return -mark

    def shown(self, mark: Mark) -> Phrase:
        """Met or not; a sum over several standards is their number."""
        if mark == 0:
            return Phrase(en="not met", zh="未达标")
        if mark == 1:
            return Phrase(en="met", zh="达标")
        return Phrase(en=f"{plain_text(mark)} met", zh=f"达标 {plain_text(mark)} 项")

    def says(self) -> Phrase:
        return Phrase(en="standard met or not: {by}{limit}", zh="是否达标：{by}{limit}").fill(
            by=self.chosen("by"),
            limit=Phrase(en="", zh="")
            if self.settings["by"] == SEEN
            else Phrase(en=" ({limit})", zh="（{limit}）").fill(limit=self.settings["limit"]),
        )
