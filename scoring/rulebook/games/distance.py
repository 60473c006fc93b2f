"""Jumping, throwing, landing near a line: a distance that is measured."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.marks.fields import Field
from scoring.rulebook.marks.game import Game, Mark, Records
from scoring.rulebook.marks.numbers import DOWN, ROUNDINGS, decimal_text, rounded
from unionevents.lib.phrase import Phrase

DECIMALS = {1: 3, 10: 2, 100: 1, 1000: 0}
FAR = "far"


class Distance(Game):
    """A distance in whole mm; far is better, or near (to a line, a pole, an edge).

    Several attempts are an aggregation over `attempts`; an attempt that does not count is `{"absence": "NM"}` there.
    """

    code = "distance"
    scale = 1000
    title = Phrase(en="Distance", zh="测距离")
    help = Phrase(
        en="Measured to the mark that is nearest; what is finer than the step is dropped, as in athletics.",
        zh="量到最近的落点；比所记单位更细的部分舍去（田径做法）。",
    )
    fields = (
        Field(
            code="distance",
            title=Phrase(en="Distance", zh="距离"),
            kind="distance",
            unit=Phrase(en="m", zh="米"),
            lowest=0,
            highest=100_000_000,
            step=10,
            decimals=3,
        ),
    )
    parameters = (
        Parameter(
            "precision",
            Phrase(en="Recorded to", zh="成绩记到"),
            "choice",
            default=10,
            choices=(
                Choice(1, Phrase(en="1 mm", zh="1 毫米")),
                Choice(10, Phrase(en="1 cm", zh="1 厘米")),
                Choice(100, Phrase(en="10 cm", zh="10 厘米")),
                Choice(1000, Phrase(en="1 m", zh="1 米")),
            ),
        ),
        Parameter("rounding", Phrase(en="Finer readings", zh="更细的读数"), "choice", default=DOWN, choices=ROUNDINGS),
        Parameter(
            "direction",
            Phrase(en="Who wins", zh="谁列前"),
            "choice",
            default=FAR,
            choices=(
                Choice(FAR, Phrase(en="farthest first", zh="远者列前")),
                Choice("near", Phrase(en="nearest first", zh="近者列前")),
            ),
        ),
    )
    usual_tie_breaks = ("next_best",)
    example = {
        "contest": {
            "code": "jump",
            "title": "立定跳远",
            "game": "distance",
            "aggregation": [{"over": "attempts", "rule": "best", "count": 3}],
            "entries": [
                {"id": "1", "person": "a", "attempts": [{"records": {"distance": 2309}}, {"absence": "NM"}]},
                {
                    "id": "2",
                    "person": "b",
                    "attempts": [{"records": {"distance": 2250}}, {"records": {"distance": 2300}}],
                },
                {"id": "3", "person": "c", "attempts": [{"records": {"distance": 2410}}]},
                {"id": "4", "person": "d", "absence": "DNS"},
            ],
        },
        "placings": [["3", 1, "2.41 米"], ["2", 2, "2.30 米"], ["1", 3, "2.30 米"], ["4", None, "未到"]],
    }

    def mark(self, records: Records) -> Mark | None:
        """The distance taken to the recorded step."""
        distance: int | None = records.get("distance")
        return None if distance is None else rounded(distance, self.settings["precision"], self.settings["rounding"])

    def figures(self, records: Records) -> Mapping[str, Mark]:
        """`exact`: as it was measured."""
        return {"exact": records["distance"]} if records.get("distance") is not None else {}

    def key(self, mark: Mark) -> Mark:
        return -mark if self.settings["direction"] == FAR else mark

    def shown(self, mark: Mark) -> Phrase:
        text = decimal_text(Fraction(mark, self.scale), DECIMALS[self.settings["precision"]])
        return Phrase(en=f"{text} m", zh=f"{text} 米")

    def says(self) -> Phrase:
        return Phrase(
            en="distance, {direction}, recorded to {precision} ({rounding})",
            zh="测距离，{direction}，成绩记到 {precision}（{rounding}）",
        ).fill(
            direction=self.chosen("direction"),
            precision=self.chosen("precision"),
            rounding=self.chosen("rounding"),
        )
