"""Exact numbers: rounded by the rule that a regulation states, and printed with the decimals it states."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from scoring.rulebook.base.rule import Choice
from scoring.rulebook.marks.game import Mark
from unionevents.lib.phrase import Phrase

UP: Final = "up"
DOWN: Final = "down"
HALF_UP: Final = "half_up"
ROUNDINGS: Final = (
    Choice(UP, Phrase(en="always up", zh="一律向上进")),
    Choice(DOWN, Phrase(en="always down (what is left over is dropped)", zh="一律舍去")),
    Choice(HALF_UP, Phrase(en="to the nearest, half up", zh="四舍五入")),
)


def whole(value: Mark) -> Mark:
    """The same number, as an int when it is whole."""
    return value.numerator if value.denominator == 1 else value


def rounded(value: Mark, step: Mark, rounding: str) -> Mark:
    """The value taken to a multiple of `step`; half of a negative number goes away from zero, as on paper."""
    # value / step as upper / lower, without building fractions: this runs for every mark of every meet.
    upper, lower = value.numerator * step.denominator, value.denominator * step.numerator
    if rounding == UP:
        number = -(-upper // lower)
    elif rounding == DOWN:
        number = upper // lower
    else:
        size = (2 * abs(upper) + lower) // (2 * lower)
        number = size if upper >= 0 else -size
    return number * step if type(step) is int else whole(number * Fraction(step))


def decimal_text(value: Mark, decimals: int) -> str:
    """`8.38` of 67/8 with two decimals, half up; a whole number keeps its zeros."""
    tail = 10**decimals
    units = int(rounded(Fraction(value) * tail, 1, HALF_UP))
    ones, rest = divmod(abs(units), tail)
    sign = "-" if units < 0 else ""
    return f"{sign}{ones}.{rest:0{decimals}d}" if decimals else f"{sign}{ones}"


def plain_text(value: Mark, decimals: int = 2) -> str:
    """A whole number as it is; anything else with this many decimals."""
    return str(value.numerator) if value.denominator == 1 else decimal_text(value, decimals)


def without_zeros(text: str) -> str:
    """`9.5` for `9.50`, `9` for `9.00`."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def scaled_text(mark: Mark, decimals: int) -> str:
    """A mark whose last `decimals` digits stand behind the point: `87.5` for 875; two decimals more for a fraction."""
    value = Fraction(mark, 10**decimals)
    return without_zeros(decimal_text(value, decimals)) if mark.denominator == 1 else decimal_text(value, decimals + 2)
