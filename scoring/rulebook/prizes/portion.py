"""Part of a number, such as 30 % or two thirds, rounded as stated, between a floor and a cap."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from scoring.rulebook.base.rule import Choice, Contradiction, Parameter
from scoring.rulebook.marks.numbers import DOWN, HALF_UP, UP, rounded
from unionevents.lib.phrase import Phrase

MOST: Final = 100_000
HUNDRED: Final = 100
PERCENT: Final = Parameter(
    "percent", Phrase(en="Percent", zh="百分之几"), "whole", default=30, required=True, lowest=1, highest=MOST
)
OUT_OF: Final = Parameter(
    "out_of",
    Phrase(en="Out of", zh="以多少为整体"),
    "whole",
    default=HUNDRED,
    lowest=1,
    highest=MOST,
    help=Phrase(
        en="100 makes it a percentage; for two thirds write 2 out of 3.", zh="100 就是百分比；三分之二写 2 和 3。"
    ),
)
ROUNDING: Final = Parameter(
    "rounding",
    Phrase(en="Rounding", zh="取整"),
    "choice",
    default=UP,
    choices=(
        Choice(UP, Phrase(en="up", zh="进一")),
        Choice(DOWN, Phrase(en="down", zh="舍去")),
        Choice(HALF_UP, Phrase(en="half up", zh="四舍五入")),
    ),
)
AT_LEAST: Final = Parameter("at_least", Phrase(en="At least", zh="至少取几名"), "whole", default=0, highest=MOST)
AT_MOST: Final = Parameter("at_most", Phrase(en="At most", zh="最多取几名"), "whole", optional=True, highest=MOST)


def portion(settings: Mapping[str, Any], number: int) -> int:
    """The part of `number`, rounded, then held between `at_least` and `at_most`."""
    part = int(rounded(Fraction(number * settings["percent"], settings["out_of"]), 1, settings["rounding"]))
    part = max(part, int(settings.get("at_least", 0)))
    most = settings.get("at_most")
    return part if most is None else min(part, int(most))


def portion_contradictions(settings: Mapping[str, Any]) -> list[Contradiction]:
    """More than the whole, or a floor above the cap."""
    found: list[Contradiction] = []
    if settings["percent"] > settings["out_of"]:
        found.append((("percent",), MORE_THAN_ALL.fill(percent=settings["percent"], out_of=settings["out_of"])))
    least, most = settings.get("at_least", 0), settings.get("at_most")
    if most is not None and least > most:
        found.append((("at_least",), FLOOR_ABOVE_CAP.fill(least=least, most=most)))
    return found


def part_said(settings: Mapping[str, Any]) -> Phrase:
    """`30 %` or `2/3`; in Chinese `30%` or `三分之二`."""
    percent, out_of = settings["percent"], settings["out_of"]
    if out_of == HUNDRED:
        return Phrase(en=f"{percent} %", zh=f"{percent}%")
    if max(percent, out_of) < len(NUMERALS):
        return Phrase(en=f"{percent}/{out_of}", zh=f"{NUMERALS[out_of]}分之{NUMERALS[percent]}")
    return Phrase(en=f"{percent}/{out_of}", zh=f"{percent}/{out_of}")


def limits_said(settings: Mapping[str, Any]) -> Phrase:
    """`, at least 1, at most 9`, or nothing."""
    least, most = settings.get("at_least", 0), settings.get("at_most")
    return Phrase(
        en=(f", at least {least}" if least else "") + (f", at most {most}" if most is not None else ""),
        zh=(f"，至少 {least} 名" if least else "") + (f"，最多 {most} 名" if most is not None else ""),
    )


NUMERALS: Final = "零一二三四五六七八九十"
FLOOR_ABOVE_CAP: Final = Phrase(
    en="at least {least} is more than at most {most}", zh="“至少 {least} 名”比“最多 {most} 名”还多"
)
MORE_THAN_ALL: Final = Phrase(en="{percent} out of {out_of} is more than all", zh="{out_of} 里取 {percent}，超过了全部")
