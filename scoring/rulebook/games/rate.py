"""A share of a whole: participation, completion, hits per shot."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from scoring.rulebook.base.rule import Choice, Contradiction, Parameter
from scoring.rulebook.marks.fields import Field
from scoring.rulebook.marks.game import Game, Mark, Records
from scoring.rulebook.marks.measures import DIRECTION, LESS, first
from scoring.rulebook.marks.numbers import decimal_text, whole
from unionevents.lib.phrase import Phrase

PERCENT = "percent"
MOST = 1_000_000_000


class Rate(Game):
    """`done` of `of`, kept as an exact fraction (45 of 60 is 3/4), printed as a percentage or a number."""

    code = "rate"
    title = Phrase(en="Rate", zh="比率")
    help = Phrase(en="How many of how many: 45 of 60 took part.", zh="记做到多少、应有多少，如 60 人中 45 人参加。")
    fields = (
        Field(
            code="done",
            title=Phrase(en="Done", zh="实际数"),
            kind="count",
            unit=Phrase(en="", zh=""),
            lowest=0,
            highest=MOST,
        ),
        Field(
            code="of", title=Phrase(en="Of", zh="总数"), kind="count", unit=Phrase(en="", zh=""), lowest=1, highest=MOST
        ),
    )
    parameters = (
        DIRECTION,
        Parameter(
            "printed",
            Phrase(en="Printed as", zh="显示为"),
            "choice",
            default=PERCENT,
            choices=(
                Choice(PERCENT, Phrase(en="percentage", zh="百分比")),
                Choice("number", Phrase(en="number", zh="数值")),
            ),
        ),
        Parameter("decimals", Phrase(en="Decimals printed", zh="显示的小数位数"), "whole", default=2, highest=6),
        Parameter(
            "above_one",
            Phrase(en="More than the whole is possible", zh="可以超过总数"),
            "yes_no",
            default=False,
            help=Phrase(en="Such as a plan that was exceeded.", zh="例如超额完成任务。"),
        ),
    )
    example = {
        "contest": {
            "code": "turnout",
            "title": "参与率",
            "game": "rate",
            "entries": [
                {"id": "1", "person": "a", "records": {"done": 45, "of": 60}},
                {"id": "2", "person": "b", "records": {"done": 8, "of": 9}},
                {"id": "3", "person": "c", "records": {"done": 3, "of": 4}},
                {"id": "4", "person": "d", "records": {"done": 0, "of": 12}},
                {"id": "5", "person": "e", "absence": "WD"},
            ],
        },
        "placings": [
            ["2", 1, "88.89%"],
            ["1", 2, "75.00%"],
            ["3", 2, "75.00%"],
            ["4", 4, "0.00%"],
            ["5", None, "弃权"],
        ],
    }

    def mark(self, records: Records) -> Mark | None:
        """The exact share, once both numbers are in."""
        done, of = records.get("done"), records.get("of")
        return None if done is None or of is None else whole(Fraction(done, of))

    def key(self, mark: Mark) -> Mark:
        return mark if self.settings["direction"] == LESS else -mark

    def shown(self, mark: Mark) -> Phrase:
        decimals: int = self.settings["decimals"]
        if self.settings["printed"] == PERCENT:
            text = f"{decimal_text(mark * 100, decimals)}%"
        else:
            text = decimal_text(mark, decimals)
        return Phrase(en=text, zh=text)

    def impossible(self, records: Records) -> list[Contradiction]:
        """More than the whole, unless that can be."""
        done, of = records.get("done"), records.get("of")
        if self.settings["above_one"] or done is None or of is None or done <= of:
            return []
        return [(("done",), MORE_THAN_ALL.fill(done=done, of=of))]

    def note(self, records: Records) -> Phrase | None:
        """Says so when only one of the two numbers is in."""
        return ONE_ONLY if len(_given(records)) == 1 else None

    def says(self) -> Phrase:
        return Phrase(
            en="rate as a {printed} with {decimals} decimals, {direction}{above}",
            zh="比率（{printed}，{decimals} 位小数），{direction}{above}",
        ).fill(
            printed=self.chosen("printed"),
            decimals=self.settings["decimals"],
            direction=first(self.settings["direction"]),
            above=ABOVE if self.settings["above_one"] else Phrase(en="", zh=""),
        )


def _given(records: Records) -> Mapping[str, Any]:
    return {code: records[code] for code in ("done", "of") if records.get(code) is not None}


ABOVE = Phrase(en=", more than the whole is possible", zh="，可以超过总数")
MORE_THAN_ALL = Phrase(en="{done} of only {of}", zh="实际数 {done} 超过总数 {of}")
ONE_ONLY = Phrase(en="only one of the two numbers is in", zh="两个数只记了一个")
