"""Races against the clock."""

from __future__ import annotations

from scoring.rulebook.fields import Field
from scoring.rulebook.game import Game, Mark, Records
from scoring.rulebook.rule import Choice, Parameter
from unionevents.lib.phrase import Phrase

MINUTE = 60
DECIMALS = {1: 3, 10: 2, 100: 1, 1000: 0}


class Timed(Game):
    """Least time wins (or most, for slow races); a restart or a dropped ball is only a longer time."""

    code = "timed"
    title = Phrase(en="Timed", zh="计时")
    help = Phrase(
        en="The watch runs from the start to the finish. Going back or picking up costs time only; a foul has no mark.",
        zh="从出发计到到达。返回起点、捡球再走都只是多用时间；犯规没有成绩。",
    )
    fields = (
        Field(
            code="time",
            title=Phrase(en="Time", zh="用时"),
            kind="time",
            unit=Phrase(en="ms", zh="毫秒"),
            lowest=1,
            highest=36_000_000,
            step=10,
        ),
    )
    parameters = (
        Parameter(
            "precision",
            Phrase(en="Recorded to", zh="成绩记到"),
            "choice",
            default=10,
            help=Phrase(en="Finer times are taken up to this step.", zh="更细的读数一律向上进到这一档。"),
            choices=(
                Choice(1, Phrase(en="0.001 s", zh="0.001 秒")),
                Choice(10, Phrase(en="0.01 s", zh="0.01 秒")),
                Choice(100, Phrase(en="0.1 s", zh="0.1 秒")),
                Choice(1000, Phrase(en="1 s", zh="1 秒")),
            ),
        ),
        Parameter(
            "direction",
            Phrase(en="Who wins", zh="谁列前"),
            "choice",
            default="less",
            choices=(
                Choice("less", Phrase(en="least time first", zh="用时少者列前")),
                Choice("more", Phrase(en="most time first", zh="用时多者列前")),
            ),
        ),
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

    def mark(self, records: Records) -> Mark | None:
        """The time taken up to the recorded step."""
        time: int | None = records.get("time")
        if time is None:
            return None
        step: int = self.settings["precision"]
        return -(-time // step) * step

    def key(self, mark: Mark) -> int:
        return mark if self.settings["direction"] == "less" else -mark

    def shown(self, mark: Mark) -> Phrase:
        """`12.34 秒` below a minute, `1:05.20` from there, `1:02:03.40` from an hour on."""
        decimals = DECIMALS[self.settings["precision"]]
        seconds, thousandths = divmod(mark, 1000)
        tail = f".{thousandths:03d}"[: 1 + decimals] if decimals else ""
        if seconds < MINUTE:
            return Phrase(en=f"{seconds}{tail} s", zh=f"{seconds}{tail} 秒")
        minutes, seconds = divmod(seconds, MINUTE)
        hours, minutes = divmod(minutes, 60)
        clock = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
        return Phrase(en=f"{clock}:{seconds:02d}{tail}", zh=f"{clock}:{seconds:02d}{tail}")

    def says(self) -> Phrase:
        return Phrase(
            en="timed, {direction}, recorded up to {precision}", zh="计时，{direction}，成绩记到 {precision}（向上进）"
        ).fill(direction=self.chosen("direction"), precision=self.chosen("precision"))
