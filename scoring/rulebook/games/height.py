"""High jump and pole vault: bars that rise, and tries at each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from scoring.rulebook.base.rule import Contradiction, Parameter
from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.bartries import CLEARED, FAILED, RETIRED
from scoring.rulebook.marks.fields import Field
from scoring.rulebook.marks.game import Game, Mark, Records
from scoring.rulebook.marks.numbers import decimal_text
from unionevents.lib.phrase import Phrase

HIGHEST: Final = 20_000
MOST_TRIES: Final = 9
LOWEST_USUAL, STEP, BARS = 1000, 50, 6


class Height(Game):
    """The highest bar cleared counts, in mm; `bar` holds the tries at each bar of the settings, from the lowest up.

    After as many failures in a row as there are tries the jumper is out, over passes too. Who cleared nothing has NM.
    For ties: fewer failures at the best bar, then up to it (World Athletics TR 26.8); failures above never count.
    """

    code = "height"
    scale = 1000
    title = Phrase(en="Height", zh="测高度（跳高）")
    help = Phrase(
        en="At each bar: o cleared, x failed, - passed, r retired, such as xxo. Nothing for a bar that was not jumped.",
        zh="每个高度记试跳：o 成功、x 失败、- 免跳、r 退出，如 xxo；没跳的高度不填。",
    )
    fields: tuple[Field, ...] = (
        Field(
            code="bar",
            title=Phrase(en="Bars", zh="各高度"),
            kind="heights",
            unit=Phrase(en="tries", zh="次试跳"),
            lowest=1,
            highest=MOST_TRIES,
            attempts=BARS,
            pad="attempts",
            attempt_title=Phrase(en="Bar {number}", zh="第 {number} 个高度"),
            listed=True,
        ),
    )
    parameters = (
        Parameter(
            "bars",
            Phrase(en="Bars", zh="各高度"),
            "numbers",
            default=[LOWEST_USUAL + STEP * number for number in range(BARS)],
            lowest=1,
            highest=HIGHEST,
            help=Phrase(en="In mm, from the lowest up.", zh="按毫米填，从低到高。"),
        ),
        Parameter(
            "tries",
            Phrase(en="Tries at a bar", zh="每个高度试跳次数"),
            "whole",
            default=3,
            lowest=1,
            highest=MOST_TRIES,
        ),
    )
    usual_tie_breaks = ("fewer_failures_at_best", "fewer_failures_up_to_best")
    example = {
        "contest": {
            "code": "high-jump",
            "title": "跳高",
            "game": "height",
            "settings": {"bars": [1100, 1150, 1180, 1200]},
            "entries": [
                {"id": "1", "person": "a", "records": {"bar": ["o", "xo", "o", "xxx"]}},
                {"id": "2", "person": "b", "records": {"bar": ["-", "xo", "xo", "x-"]}},
                {"id": "3", "person": "c", "records": {"bar": ["o", "o", "o", "xxx"]}},
                {"id": "4", "person": "d", "records": {"bar": ["xxx"]}},
                {"id": "5", "person": "e", "records": {"bar": ["o", "xxo", "xxx"]}},
            ],
        },
        "placings": [
            ["3", 1, "1.18 米"],
            ["1", 2, "1.18 米"],
            ["2", 3, "1.18 米"],
            ["5", 4, "1.15 米"],
            ["4", None, "无成绩"],
        ],
    }

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__(settings)
        self.bars: list[int] = self.settings["bars"]
        field = type(self).fields[0]
        self.fields = (replace(field, attempts=max(1, len(self.bars)), highest=self.settings["tries"]),)

    def contradictions(self) -> list[Contradiction]:
        """There is a bar, and each is higher than the one before."""
        if not self.bars:
            return [(("bars",), NO_BARS)]
        return [
            (("bars", number), NOT_HIGHER)
            for number in range(1, len(self.bars))
            if self.bars[number] <= self.bars[number - 1]
        ]

    def mark(self, records: Records) -> Mark | None:
        """The highest bar cleared."""
        best = _best(records)
        return None if best is None else self.bars[best]

    def no_mark(self, records: Records) -> Absence | None:
        """NM once there were tries and none was good."""
        return Absence.NM if any(records.get("bar", ())) else None

    def key(self, mark: Mark) -> Mark:
        return -mark

    def shown(self, mark: Mark) -> Phrase:
        text = decimal_text(Fraction(mark, self.scale), 3 if mark % 10 else 2)
        return Phrase(en=f"{text} m", zh=f"{text} 米")

    def figures(self, records: Records) -> Mapping[str, Mark]:
        """`failures_at_best` and `failures_up_to_best`, which counts those at the best bar too."""
        best = _best(records)
        if best is None:
            return {}
        failures = [(tries or "").count(FAILED) for tries in records["bar"][: best + 1]]
        return {"failures_at_best": failures[-1], "failures_up_to_best": sum(failures)}

    def impossible(self, records: Records) -> list[Contradiction]:
        """Tries after the jumper was out, or had retired."""
        in_a_row, most, retired = 0, self.settings["tries"], False
        for number, tries in enumerate(records.get("bar", ())):
            if retired and tries:
                return [(("bar", number), AFTER_RETIRED)]
            retired = retired or (tries or "").endswith(RETIRED)
            for each in tries or "":
                if in_a_row >= most and each in (CLEARED, FAILED):
                    return [(("bar", number), AFTER_OUT.fill(most=most))]
                in_a_row = in_a_row + 1 if each == FAILED else 0 if each == CLEARED else in_a_row
        return []

    def says(self) -> Phrase:
        return SAYS.fill(
            bars=len(self.bars), lowest=self._text(0), highest=self._text(-1), tries=self.settings["tries"]
        )

    def _text(self, bar: int) -> Phrase:
        return self.shown(self.bars[bar]) if self.bars else Phrase(en="?", zh="?")


def _best(records: Records) -> int | None:
    cleared = [number for number, tries in enumerate(records.get("bar", ())) if tries and CLEARED in tries]
    return cleared[-1] if cleared else None


SAYS = Phrase(
    en="{bars} bars from {lowest} to {highest}, {tries} tries at each, highest bar cleared first",
    zh="从 {lowest} 到 {highest} 共 {bars} 个高度，每个高度 {tries} 次试跳，跳过高者列前",
)
NO_BARS = Phrase(en="no bar is set", zh="没有写高度")
NOT_HIGHER = Phrase(en="each bar must be higher than the one before", zh="每个高度要比前一个高")
AFTER_RETIRED = Phrase(en="a try after retiring (r)", zh="退出（r）以后不能再跳")
AFTER_OUT = Phrase(en="a try after {most} failures in a row", zh="连续失败 {most} 次后不能再跳")
