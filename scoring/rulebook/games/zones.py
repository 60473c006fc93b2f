"""Shots at a target with zones or rings: archery, darts, ring toss."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from scoring.rulebook.base.rule import Contradiction, Parameter
from scoring.rulebook.marks.fields import Field
from scoring.rulebook.marks.game import Game, Mark, Records
from scoring.rulebook.marks.measures import EXTRA, NOTHING, extra_shots, said_extra, with_extra
from scoring.rulebook.marks.numbers import decimal_text, scaled_text
from unionevents.lib.phrase import Phrase

MOST_POINTS: Final = 10_000


class Zones(Game):
    """The points of every shot are added, most first; shots stand in their order.

    With `decimals` 1, a shot of 10.9 is written 109. `zones` lists the values that a shot can have, when not all can.
    """

    code = "zones"
    title = Phrase(en="Zones or rings", zh="计环、计区得分")
    help = Phrase(
        en="Each shot is recorded with its points, 0 for a miss. Shots that are not in count nothing.",
        zh="按顺序记每一箭（镖、投）的环数或得分，脱靶记 0；没有记录的不计，并会注明。",
    )
    fields: tuple[Field, ...] = (
        Field(
            code="shot",
            title=Phrase(en="Shots", zh="各次得分"),
            kind="zones",
            unit=Phrase(en="points", zh="环"),
            lowest=0,
            highest=MOST_POINTS,
            attempts=10,
            pad="zones",
            attempt_title=Phrase(en="Shot {number}", zh="第 {number} 次"),
            listed=True,
        ),
        Field(
            code="inner",
            title=Phrase(en="Inner tens", zh="内十环数"),
            kind="count",
            unit=Phrase(en="shots", zh="次"),
            lowest=0,
            highest=1000,
            pad="counter",
            optional=True,
        ),
        extra_shots("zones", pad="zones", highest=MOST_POINTS),
    )
    parameters = (
        Parameter("shots", Phrase(en="Shots each", zh="每人次数"), "whole", default=10, lowest=1, highest=1000),
        Parameter(
            "highest",
            Phrase(en="Highest points of a shot", zh="一次最高分"),
            "whole",
            default=10,
            lowest=1,
            highest=MOST_POINTS,
            help=Phrase(en="As recorded: 109 for 10.9.", zh="按记录的写法：10.9 环填 109。"),
        ),
        Parameter(
            "decimals",
            Phrase(en="Decimals of a shot", zh="每次得分的小数位数"),
            "whole",
            default=0,
            highest=2,
            help=Phrase(en="1: a shot of 10.9 is recorded as 109.", zh="填 1 时，10.9 环记作 109。"),
        ),
        Parameter(
            "zones",
            Phrase(en="Values of the zones", zh="各区分值"),
            "numbers",
            default=[],
            highest=MOST_POINTS,
            help=Phrase(
                en="Empty: any value up to the highest. A miss (0) is always possible.",
                zh="不填为最高分以内任意值；脱靶（0）总是可以记。",
            ),
        ),
        Parameter(
            "inner",
            Phrase(en="Inner tens are counted", zh="记内十环数"),
            "yes_no",
            default=False,
            help=Phrase(en="For ties: the tie-break “more inner tens” reads it.", zh="供成绩相同时比内十环。"),
        ),
        EXTRA,
    )
    example = {
        "contest": {
            "code": "darts",
            "title": "飞镖",
            "game": "zones",
            "settings": {"shots": 3, "zones": [10, 8, 5]},
            "entries": [
                {"id": "1", "person": "a", "records": {"shot": [10, 8, 0]}},
                {"id": "2", "person": "b", "records": {"shot": [8, 8, 8]}},
                {"id": "3", "person": "c", "records": {"shot": [10, 8]}},
                {"id": "4", "person": "d", "records": {}, "absence": "DNS"},
            ],
        },
        "placings": [["2", 1, "24 环"], ["1", 2, "18 环"], ["3", 2, "18 环"], ["4", None, "未到"]],
    }

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__(settings)
        decimals: int = self.settings["decimals"]
        self.scale = 10**decimals
        shot, inner, extra = type(self).fields
        values: list[int] = self.settings["zones"]
        shot = replace(
            shot,
            attempts=self.settings["shots"],
            highest=max(values, default=self.settings["highest"]),
            decimals=decimals,
        )
        inner = replace(inner, highest=self.settings["shots"])
        extra = replace(extra, highest=shot.highest, decimals=decimals)
        self.fields = (
            shot,
            *((inner,) if self.settings["inner"] else ()),
            *with_extra(extra, number=self.settings["extra"]),
        )

    def contradictions(self) -> list[Contradiction]:
        """No zone is worth more than the highest shot."""
        highest: int = self.settings["highest"]
        return [
            (("zones", number), TOO_HIGH.fill(value=value, highest=highest))
            for number, value in enumerate(self.settings["zones"])
            if value > highest
        ]

    def mark(self, records: Records) -> Mark | None:
        """The sum of the shots, or None before the first is in."""
        shots = _taken(records)
        return sum(shots) if shots else None

    def key(self, mark: Mark) -> Mark:
        return -mark

    def shown(self, mark: Mark) -> Phrase:
        text = scaled_text(mark, self.settings["decimals"])
        return Phrase(en=f"{text} points", zh=f"{text} 环")

    def figures(self, records: Records) -> Mapping[str, Mark]:
        """`inner`: inner tens, where they are counted."""
        return {"inner": records["inner"]} if records.get("inner") is not None else {}

    def impossible(self, records: Records) -> list[Contradiction]:
        """Values that are no zone; more inner tens than shots that hit the highest value."""
        zones = {*self.settings["zones"], 0}
        shots = records.get("shot", ())
        odd: list[Contradiction] = [
            ((field, number), NO_ZONE.fill(value=value))
            for field in ("shot", "extra")
            for number, value in enumerate(records.get(field, ()))
            if self.settings["zones"] and value is not None and value not in zones
        ]
        hits = sum(1 for value in shots if value)
        if records.get("inner", 0) > hits:
            odd.append((("inner",), TOO_MANY_INNER.fill(inner=records["inner"], hits=hits)))
        return odd

    def note(self, records: Records) -> Phrase | None:
        """Says so when fewer shots are in than were to be taken."""
        taken = len(_taken(records))
        if taken in (0, self.settings["shots"]):
            return None
        return NOT_ALL_IN.fill(taken=taken, shots=self.settings["shots"])

    def says(self) -> Phrase:
        values = sorted(set(self.settings["zones"]), reverse=True)
        zones = Phrase(en="", zh="")
        if values:
            texts = [self._text(value) for value in values]
            zones = ZONES.fill(values=Phrase(en=", ".join(texts), zh="、".join(texts)))
        return SAYS.fill(
            shots=self.settings["shots"],
            highest=self._text(self.settings["highest"]),
            zones=zones,
            inner=INNER if self.settings["inner"] else NOTHING,
            extra=said_extra(self.settings["extra"]),
        )

    def _text(self, value: int) -> str:
        return decimal_text(Fraction(value, self.scale), self.settings["decimals"])


def _taken(records: Records) -> list[int]:
    return [value for value in records.get("shot", ()) if value is not None]


SAYS = Phrase(
    en="{shots} shots of up to {highest} points, all added{zones}{inner}, most first{extra}",
    zh="每人 {shots} 次，每次最高 {highest} 分，各次相加{zones}{inner}，多者列前{extra}",
)
ZONES = Phrase(en=" (zones {values})", zh="（分值 {values}）")
INNER = Phrase(en=", inner tens counted", zh="，记内十环")
TOO_HIGH = Phrase(
    en="a zone of {value} is above the highest shot, {highest}", zh="分值 {value} 超过一次最高分 {highest}"
)
NO_ZONE = Phrase(en="no zone is worth {value}", zh="没有 {value} 分这一区")
TOO_MANY_INNER = Phrase(
    en="{inner} inner tens, but only {hits} shots that hit", zh="内十环 {inner} 次，但上靶只有 {hits} 次"
)
NOT_ALL_IN = Phrase(en="{taken} of {shots} shots recorded", zh="{shots} 次记了 {taken} 次")
