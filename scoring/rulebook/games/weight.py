"""Weighing: fish caught, rubbish picked up, a guess of the weight."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.marks.fields import Field
from scoring.rulebook.marks.game import Game, Mark, Records
from scoring.rulebook.marks.measures import DIRECTION, LESS, MORE
from scoring.rulebook.marks.numbers import DOWN, ROUNDINGS, decimal_text, rounded, without_zeros
from unionevents.lib.phrase import Phrase

KILOGRAM = "kg"
GRAM = "g"


class Weight(Game):
    """A weight in whole grams; the heaviest first, or the lightest."""

    code = "weight"
    scale = 1000
    title = Phrase(en="Weight", zh="称重")
    help = Phrase(en="What each brings is weighed.", zh="过秤记重量，如钓鱼比总重。")
    fields = (
        Field(
            code="weight",
            title=Phrase(en="Weight", zh="重量"),
            kind="weight",
            unit=Phrase(en="g", zh="克"),
            lowest=0,
            highest=100_000_000,
        ),
    )
    parameters = (
        Parameter(
            "precision",
            Phrase(en="Recorded to", zh="成绩记到"),
            "choice",
            default=1,
            choices=(
                Choice(1, Phrase(en="1 g", zh="1 克")),
                Choice(5, Phrase(en="5 g", zh="5 克")),
                Choice(10, Phrase(en="10 g", zh="10 克")),
                Choice(50, Phrase(en="50 g", zh="50 克（1 两）")),
                Choice(100, Phrase(en="100 g", zh="100 克")),
                Choice(500, Phrase(en="500 g", zh="500 克（1 斤）")),
                Choice(1000, Phrase(en="1 kg", zh="1 千克")),
            ),
        ),
        Parameter("rounding", Phrase(en="Finer readings", zh="更细的读数"), "choice", default=DOWN, choices=ROUNDINGS),
        Parameter(
            "unit",
            Phrase(en="Printed in", zh="显示单位"),
            "choice",
            default=KILOGRAM,
            choices=(Choice(KILOGRAM, Phrase(en="kg", zh="千克")), Choice(GRAM, Phrase(en="g", zh="克"))),
        ),
        DIRECTION,
    )
    example = {
        "contest": {
            "code": "fishing",
            "title": "钓鱼",
            "game": "weight",
            "entries": [
                {"id": "1", "person": "a", "records": {"weight": 3250}},
                {"id": "2", "person": "b", "records": {"weight": 0}},
                {"id": "3", "person": "c", "records": {"weight": 3250}},
                {"id": "4", "person": "d", "records": {"weight": 4005}},
                {"id": "5", "person": "e", "absence": "WD"},
            ],
        },
        "placings": [
            ["4", 1, "4.005 千克"],
            ["1", 2, "3.25 千克"],
            ["3", 2, "3.25 千克"],
            ["2", 4, "0 千克"],
            ["5", None, "弃权"],
        ],
    }

    def mark(self, records: Records) -> Mark | None:
        """The weight taken to the recorded step."""
        weight: int | None = records.get("weight")
        return None if weight is None else rounded(weight, self.settings["precision"], self.settings["rounding"])

    def figures(self, records: Records) -> Mapping[str, Mark]:
        """`exact`: as it was measured."""
        return {"exact": records["weight"]} if records.get("weight") is not None else {}

    def key(self, mark: Mark) -> Mark:
        return mark if self.settings["direction"] == LESS else -mark

    def shown(self, mark: Mark) -> Phrase:
        in_grams = self.settings["unit"] == GRAM
        text = without_zeros(decimal_text(mark, 2) if in_grams else decimal_text(Fraction(mark, self.scale), 3))
        unit = self.chosen("unit")
        return Phrase(en=f"{text} {unit.en}", zh=f"{text} {unit.zh}")

    def says(self) -> Phrase:
        return Phrase(
            en="weighed in {unit}, {direction}, recorded to {precision} ({rounding})",
            zh="称重（{unit}），{direction}，成绩记到 {precision}（{rounding}）",
        ).fill(
            unit=self.chosen("unit"),
            direction=HEAVIEST if self.settings["direction"] == MORE else LIGHTEST,
            precision=self.chosen("precision"),
            rounding=self.chosen("rounding"),
        )


HEAVIEST = Phrase(en="heaviest first", zh="重者列前")
LIGHTEST = Phrase(en="lightest first", zh="轻者列前")
