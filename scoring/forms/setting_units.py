"""Amounts of adjustments in the unit that people say: 2 seconds on the page, 2000 in the case."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from scoring.forms.setting_typed import number_of
from scoring.rulebook import GAMES, CaseProblems
from scoring.rulebook.base.exact import plain
from unionevents.lib.phrase import Phrase

AMOUNTS: Final = ("amount", "mark")
# How many recorded ones make the unit that is spoken of, where the field's decimals do not say so.
THOUSANDS: Final = {
    "time": Phrase(en="s", zh="秒"),
    "weight": Phrase(en="kg", zh="千克"),
    "heights": Phrase(en="m", zh="米"),
    "distance": Phrase(en="m", zh="米"),
}
POINTS: Final = Phrase(en="points", zh="分")
IN_UNIT: Final = Phrase(en="In {unit}; 0.5 is written as 0.5.", zh="以{unit}计；0.5 {unit}就写 0.5。")


def scale_of(game: str, settings: Any) -> tuple[int, Phrase | None]:
    """How many of what is recorded make one of what is said, and its name; 1 and None where they are the same."""
    try:
        fields = GAMES[game](settings).fields
    except (CaseProblems, KeyError, TypeError, ValueError):
        fields = GAMES[game]({}).fields
    if not fields:
        return 1, None
    first = fields[0]
    if unit := THOUSANDS.get(first.kind):
        return 1000, unit
    return (10**first.decimals, POINTS) if first.decimals else (1, None)


def as_said(lines: Any, scale: int) -> Any:
    """Adjustments with their amounts as the page has them; the lines themselves are left alone."""
    return _scaled(lines, Fraction(1, scale))


def as_recorded(lines: Any, scale: int) -> Any:
    """Adjustments as the case has them. What is no number stays as it was typed: it complains."""
    return _scaled(lines, Fraction(scale))


def _scaled(lines: Any, by: Fraction) -> Any:
    if by == 1 or not isinstance(lines, list):
        return lines
    return [
        {key: _times(value, by) if key in AMOUNTS else value for key, value in line.items()}
        if isinstance(line, Mapping)
        else line
        for line in lines
    ]


def _times(value: Any, by: Fraction) -> Any:
    read = number_of(value) if isinstance(value, str) else value
    if isinstance(read, bool) or not isinstance(read, (int, str)):
        return value
    try:
        return plain(Fraction(read) * by)
    except ValueError:
        return value
