"""Exact numbers in JSON: a whole number, or the text "n/d" of a fraction that is not whole."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, Final

from scoring.rulebook.base.paths import Path, complain
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.base.shapes import BAD, LARGEST, Shape
from scoring.rulebook.base.shapewords import kind_of
from unionevents.lib.phrase import Phrase

PATTERN: Final = r"^-?(0|[1-9][0-9]{0,12})/[1-9][0-9]{0,12}$"
_FRACTION: Final = re.compile(PATTERN, re.ASCII)


class ExactNumber(Shape):
    """A whole number or "n/d"; read as it stands, so that settings stay plain JSON (`exact` gives the number)."""

    def __init__(self, lowest: int = -LARGEST, highest: int = LARGEST) -> None:
        self.lowest, self.highest = lowest, highest

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        if type(value) is not int and not (type(value) is str and _FRACTION.fullmatch(value)):
            complain(problems, path, "not_a_number", NOT_A_NUMBER, found=kind_of(value))
            return BAD
        if not self.lowest <= exact(value) <= self.highest:
            complain(
                problems,
                path,
                "number_out_of_range",
                OUT_OF_RANGE,
                value=value,
                lowest=self.lowest,
                highest=self.highest,
            )
            return BAD
        return value

    def schema(self) -> dict[str, Any]:
        return {
            "anyOf": [
                {"type": "integer", "minimum": self.lowest, "maximum": self.highest},
                {"type": "string", "pattern": PATTERN},
            ]
        }


def exact(value: int | str) -> int | Fraction:
    """The number of a JSON value that was read: an int when it is whole."""
    if isinstance(value, int):
        return value
    number = Fraction(value)
    return number.numerator if number.denominator == 1 else number


def plain(number: int | Fraction) -> int | str:
    """The number as JSON: 6, or "13/2"."""
    return number.numerator if number.denominator == 1 else f"{number.numerator}/{number.denominator}"


NOT_A_NUMBER = Phrase(
    en="a whole number or a fraction such as “13/2” is needed here, found {found}",
    zh="这里要填整数，或“13/2”这样的分数，现在是{found}",
)
OUT_OF_RANGE = Phrase(en="{value} is outside {lowest} to {highest}", zh="{value} 超出范围（{lowest} 至 {highest}）")
