"""What several games share: directions, the time taken beside a mark, units that are printed."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.marks.fields import Field, FieldKind, Pad
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.numbers import plain_text
from unionevents.lib.phrase import Phrase

LESS: Final = "less"
MORE: Final = "more"
MOST_FIRST: Final = Choice(MORE, Phrase(en="most first", zh="多者列前"))
LEAST_FIRST: Final = Choice(LESS, Phrase(en="least first", zh="少者列前"))
DIRECTION: Final = Parameter(
    "direction", Phrase(en="Who wins", zh="谁列前"), "choice", default=MORE, choices=(MOST_FIRST, LEAST_FIRST)
)

LONGEST_TIME: Final = 360_000_000
TIME_TAKEN: Final = Field(
    code="time",
    title=Phrase(en="Time taken", zh="用时"),
    kind="time",
    unit=Phrase(en="ms", zh="毫秒"),
    lowest=1,
    highest=LONGEST_TIME,
    step=10,
    optional=True,
)
WITH_TIME: Final = Parameter(
    "time",
    Phrase(en="Time taken is written down as well", zh="同时记用时"),
    "yes_no",
    default=False,
    help=Phrase(en="For ties: the tie-break “less time” reads it.", zh="供成绩相同时比较：“用时少者列前”会用到它。"),
)


def with_time(fields: tuple[Field, ...], *, wanted: bool) -> tuple[Field, ...]:
    """The fields of a game that may write down the time as well, without it where it is not asked for."""
    return fields if wanted else tuple(field for field in fields if field is not TIME_TAKEN)


def in_units(mark: Mark, unit: Phrase, *, decimals: int = 2) -> Phrase:
    """`37.50 次`: the number, and the unit where the language has one for it."""
    number = plain_text(mark, decimals)
    return Phrase(en=f"{number} {unit.en}".rstrip(), zh=f"{number} {unit.zh}".rstrip())


NOTHING: Final = Phrase(en="", zh="")
TIME_NOTED: Final = Phrase(en=", the time taken is noted", zh="，同时记用时")


def also_timed(wanted: bool) -> Phrase:
    """The clause that says so where the time is written down as well."""
    return TIME_NOTED if wanted else NOTHING


def first(direction: str) -> Phrase:
    """Who ranks first, at the end of a sentence about a game."""
    return MOST_FIRST.title if direction == MORE else LEAST_FIRST.title


EXTRA: Final = Parameter(
    "extra",
    Phrase(en="Extra shots at most", zh="加投次数上限"),
    "whole",
    default=0,
    highest=100,
    help=Phrase(
        en="Those who are level shoot again; the tie-break “extra shots” reads it. 0: none.",
        zh="成绩相同者加投，供“加投”比较；填 0 为没有加投。",
    ),
)


def extra_shots(kind: FieldKind, *, pad: Pad, highest: int) -> Field:
    """The shots of those who were level, in order."""
    return Field(
        code=EXTRA.code,
        title=Phrase(en="Extra shots", zh="加投"),
        kind=kind,
        unit=NOTHING,
        lowest=0,
        highest=highest,
        attempts=EXTRA.highest,
        pad=pad,
        attempt_title=Phrase(en="Extra shot {number}", zh="加投第 {number} 次"),
        optional=True,
        listed=True,
    )


def with_extra(field: Field, *, number: int) -> tuple[Field, ...]:
    """The field of extra shots where there may be any."""
    return (replace(field, attempts=number),) if number else ()


def said_extra(number: int) -> Phrase:
    """The clause that says how many extra shots there may be."""
    return UP_TO_EXTRA.fill(number=number) if number else NOTHING


UP_TO_EXTRA: Final = Phrase(en=", up to {number} extra shots for those level", zh="，成绩相同者最多加投 {number} 次")
