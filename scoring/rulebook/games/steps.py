"""Steps, days, kilometres: what adds up over a month."""

from __future__ import annotations

from fractions import Fraction

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.marks.fields import Field
from scoring.rulebook.marks.game import Game, Mark, Records
from scoring.rulebook.marks.measures import in_units
from unionevents.lib.phrase import Phrase

METRES = "metres"


class Steps(Game):
    """A number from a day or a whole campaign; most first. Days one by one are an aggregation over `days`."""

    code = "steps"
    title = Phrase(en="Steps or days", zh="步数、天数")
    help = Phrase(
        en="Steps, days, minutes or metres, as the phone or the log says.",
        zh="按手机或打卡记录填步数、天数、分钟或距离。",
    )
    fields = (
        Field(
            code="steps",
            title=Phrase(en="Number", zh="数量"),
            kind="count",
            unit=Phrase(en="steps", zh="步"),
            lowest=0,
            highest=1_000_000_000,
        ),
    )
    parameters = (
        Parameter(
            "unit",
            Phrase(en="Counted in", zh="单位"),
            "choice",
            default="steps",
            choices=(
                Choice("steps", Phrase(en="steps", zh="步")),
                Choice("days", Phrase(en="days", zh="天")),
                Choice("minutes", Phrase(en="minutes", zh="分钟")),
                Choice(METRES, Phrase(en="metres (printed in km)", zh="米（显示为公里）")),
                Choice("times", Phrase(en="check-ins", zh="次")),
            ),
        ),
    )
    example = {
        "contest": {
            "code": "steps",
            "title": "健步走",
            "game": "steps",
            "aggregation": [{"over": "days", "rule": "sum"}],
            "entries": [
                {"id": "1", "person": "a", "days": [{"records": {"steps": 12000}}, {"records": {"steps": 8000}}]},
                {"id": "2", "person": "b", "days": [{"records": {"steps": 9000}}, {"records": {"steps": 15000}}]},
                {"id": "3", "person": "c", "days": [{"records": {"steps": 20000}}]},
            ],
        },
        "placings": [["2", 1, "24000 步"], ["1", 2, "20000 步"], ["3", 2, "20000 步"]],
    }

    def mark(self, records: Records) -> Mark | None:
        number: int | None = records.get("steps")
        return number

    def key(self, mark: Mark) -> Mark:
        return -mark

    def shown(self, mark: Mark) -> Phrase:
        if self.settings["unit"] == METRES:
            return in_units(Fraction(mark, 1000), Phrase(en="km", zh="公里"), decimals=3)
        return in_units(mark, self.chosen("unit"))

    def says(self) -> Phrase:
        return Phrase(en="{unit}, most first", zh="计数（{unit}），多者列前").fill(unit=self.chosen("unit"))
