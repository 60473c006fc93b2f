"""Races against the clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.marks.fields import Field
from scoring.rulebook.marks.game import Game, Mark, Records
from scoring.rulebook.marks.measures import LESS, MORE
from scoring.rulebook.marks.numbers import ROUNDINGS, UP, rounded
from unionevents.lib.phrase import Phrase

MINUTE = 60
DECIMALS = {1: 3, 10: 2, 100: 1, 200: 1, 1000: 0}
TWO_WATCHES = 2


class Timed(Game):
    """Least time wins (or most, for slow races); a restart or a dropped ball is only a longer time.

    Times are whole ms. Of two watches the longer counts, of three the middle one (which two that agree always are).
    A mean of times is not whole: it ranks exactly, and is printed rounded like a watch that was read.
    """

    code = "timed"
    scale = 1000
    title = Phrase(en="Timed", zh="计时")
    help = Phrase(
        en="The watch runs from the start to the finish. Going back or picking up costs time only; a foul has no mark.",
        zh="从出发计到到达。返回起点、捡球再走都只是多用时间；犯规没有成绩。",
    )
    fields: tuple[Field, ...] = (
        Field(
            code="time",
            title=Phrase(en="Time", zh="用时"),
            kind="time",
            unit=Phrase(en="ms", zh="毫秒"),
            lowest=1,
            highest=36_000_000,
            step=10,
        ),
        Field(
            code="watch",
            title=Phrase(en="Watches", zh="各块表"),
            kind="time",
            unit=Phrase(en="ms", zh="毫秒"),
            lowest=1,
            highest=36_000_000,
            attempts=3,
            step=10,
            attempt_title=Phrase(en="Watch {number}", zh="第 {number} 块表"),
            optional=True,
        ),
    )
    parameters = (
        Parameter(
            "precision",
            Phrase(en="Recorded to", zh="成绩记到"),
            "choice",
            default=10,
            help=Phrase(
                en="Finer times are taken to this step; races always take them up.",
                zh="更细的读数进到这一档；赛跑一律向上进。",
            ),
            choices=(
                Choice(1, Phrase(en="0.001 s", zh="0.001 秒")),
                Choice(10, Phrase(en="0.01 s", zh="0.01 秒")),
                Choice(100, Phrase(en="0.1 s", zh="0.1 秒")),
                Choice(200, Phrase(en="0.2 s", zh="0.2 秒")),
                Choice(1000, Phrase(en="1 s", zh="1 秒")),
            ),
        ),
        Parameter(
            "direction",
            Phrase(en="Who wins", zh="谁列前"),
            "choice",
            default=LESS,
            choices=(
                Choice(LESS, Phrase(en="least time first", zh="用时少者列前")),
                Choice(MORE, Phrase(en="most time first", zh="用时多者列前")),
            ),
        ),
        Parameter("rounding", Phrase(en="Finer readings", zh="更细的读数"), "choice", default=UP, choices=ROUNDINGS),
        Parameter("watches", Phrase(en="Watches on each", zh="每人几块表"), "whole", default=1, lowest=1, highest=3),
    )
    example = {
        "contest": {
            "code": "ball-run",
            "title": "托球跑",
            "game": "timed",
            "entries": [
                {"id": "1", "person": "a", "records": {"time": 12341}},
                {"id": "2", "person": "b", "records": {"time": 65200}},
                {"id": "3", "person": "c", "records": {}, "absence": "DSQ"},
                {"id": "4", "person": "d", "records": {"time": 12350}},
            ],
        },
        "placings": [["1", 1, "12.35 秒"], ["4", 1, "12.35 秒"], ["2", 3, "1:05.20"], ["3", None, "犯规"]],
    }

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__(settings)
        time, watch = type(self).fields
        watches: int = self.settings["watches"]
        self.fields = (time,) if watches == 1 else (replace(watch, attempts=watches, optional=False),)

    def mark(self, records: Records) -> Mark | None:
        """The time that counts, taken to the recorded step."""
        time = self._time(records)
        return None if time is None else rounded(time, self.settings["precision"], self.settings["rounding"])

    def figures(self, records: Records) -> Mapping[str, Mark]:
        """`exact`: the time that counts as it was read."""
        time = self._time(records)
        return {} if time is None else {"exact": time}

    def key(self, mark: Mark) -> Mark:
        return mark if self.settings["direction"] == LESS else -mark

    def shown(self, mark: Mark) -> Phrase:
        """`12.34 秒` below a minute, `1:05.20` from there, `1:02:03.40` from an hour on."""
        text = clock_text(mark, self.settings["precision"], self.settings["rounding"])
        return Phrase(en=text, zh=text) if ":" in text else Phrase(en=f"{text} s", zh=f"{text} 秒")

    def says(self) -> Phrase:
        watches: int = self.settings["watches"]
        number = Phrase(en="", zh="") if watches == 1 else WATCHES.fill(watches=watches)
        rounding = TAKEN_UP if self.settings["rounding"] == UP else self.chosen("rounding")
        return Phrase(
            en="timed, {direction}, recorded to {precision} ({rounding}){number}",
            zh="计时，{direction}，成绩记到 {precision}（{rounding}）{number}",
        ).fill(direction=self.chosen("direction"), precision=self.chosen("precision"), rounding=rounding, number=number)

    def _time(self, records: Records) -> int | None:
        if self.settings["watches"] == 1:
            time: int | None = records.get("time")
            return time
        return _that_counts([read for read in records.get("watch", ()) if read is not None])


def clock_text(mark: Mark, precision: int, rounding: str) -> str:
    """A time in ms as a watch shows it: `59.99`, `1:00.00`, `2:09:45`."""
    time = int(rounded(mark, precision, rounding))
    sign, time = ("-", -time) if time < 0 else ("", time)
    decimals = DECIMALS[precision]
    seconds, thousandths = divmod(time, 1000)
    tail = f".{thousandths:03d}"[: 1 + decimals] if decimals else ""
    if seconds < MINUTE:
        return f"{sign}{seconds}{tail}"
    minutes, seconds = divmod(seconds, MINUTE)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    return f"{sign}{clock}:{seconds:02d}{tail}"


def _that_counts(times: list[int]) -> int | None:
    times.sort()
    if not times:
        return None
    return times[-1] if len(times) == TWO_WATCHES else times[len(times) // 2]


TAKEN_UP: Final = Phrase(en="taken up", zh="向上进")
WATCHES: Final = Phrase(
    en=", {watches} watches: of three the middle one, of two the longer",
    zh="，{watches} 块表计时：三块取中间值，两块取较长的",
)
