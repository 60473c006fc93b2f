"""Only who came when is written down."""

from __future__ import annotations

from fractions import Fraction

from scoring.rulebook.marks.fields import Field
from scoring.rulebook.marks.game import Game, Mark, Records
from scoring.rulebook.marks.numbers import plain_text
from unionevents.lib.phrase import Phrase


class FinishingOrder(Game):
    """The place at the finish, 1 first; those who came in together have the same. Numbers may be left out."""

    code = "finish_order"
    title = Phrase(en="Finishing order", zh="到达名次")
    help = Phrase(
        en="The finish judges write down in which order people came in; the same number for a dead heat.",
        zh="终点裁判只记到达先后；同时到达记同一个数。",
    )
    fields = (
        Field(
            code="place",
            title=Phrase(en="Place at the finish", zh="到达名次"),
            kind="order",
            unit=Phrase(en="place", zh="名"),
            lowest=1,
            highest=100_000,
            pad="order",
        ),
    )
    example = {
        "contest": {
            "code": "walk",
            "title": "健步走",
            "game": "finish_order",
            "entries": [
                {"id": "1", "person": "a", "records": {"place": 2}},
                {"id": "2", "person": "b", "records": {"place": 1}},
                {"id": "3", "person": "c", "records": {"place": 2}},
                {"id": "4", "person": "d", "records": {"place": 5}},
                {"id": "5", "person": "e", "absence": "DNF"},
            ],
        },
        "placings": [
            ["2", 1, "第 1 到达"],
            ["1", 2, "第 2 到达"],
            ["3", 2, "第 2 到达"],
            ["4", 4, "第 5 到达"],
            ["5", None, "未完成"],
        ],
    }

    def mark(self, records: Records) -> Mark | None:
        place: int | None = records.get("place")
        return place

    def key(self, mark: Mark) -> Mark:
        return mark

    def shown(self, mark: Mark) -> Phrase:
        if mark.denominator > 1:
            text = plain_text(Fraction(mark))
            return Phrase(en=f"place {text} on average", zh=f"平均第 {text} 到达")
        return Phrase(en=f"no. {mark} at the finish", zh=f"第 {mark} 到达")

    def shown_of_parts(self, mark: Mark) -> Phrase:
        """Places that were added are no place at a finish."""
        return self.shown(mark) if mark.denominator > 1 else Phrase(en=f"places: {mark}", zh=f"名次合计 {mark}")

    def says(self) -> Phrase:
        return Phrase(en="order of finishing, first in first", zh="只记到达先后，先到者列前")
