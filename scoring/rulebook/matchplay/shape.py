"""The shape of a MATCH in a case: the same for every game of matches; what fits its settings is checked on reading."""

from __future__ import annotations

from typing import Any, Final

from scoring.rulebook.base.exact import ExactNumber
from scoring.rulebook.base.paths import Path, complain
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.base.shapes import BAD, REQUIRED, OneOf, OrNull, Record, Rows, Shape, Text, Whole
from unionevents.lib.phrase import Phrase

A: Final = "a"
B: Final = "b"
BOTH: Final = "both"
DRAW: Final = "draw"
PLAYED: Final = "played"
WALKOVER: Final = "walkover"
RETIRED: Final = "retired"
FORFEIT: Final = "forfeit"
BYE: Final = "bye"
HIGHEST_SCORE: Final = 100_000


class Two(Shape):
    """A list of exactly two: what side a has, then what side b has."""

    def __init__(self, item: Shape) -> None:
        self.item = item

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        if type(value) is not list or len(value) != 2:  # noqa: PLR2004  # two sides
            complain(problems, path, "not_two", NOT_TWO)
            return BAD
        read = [self.item.read(item, (path, index), problems) for index, item in enumerate(value)]
        return BAD if BAD in read else read

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.item.schema(), "minItems": 2, "maxItems": 2}


_CODE: Final = Text(longest=100, shortest=1)
_SCORE: Final = Two(ExactNumber(0, HIGHEST_SCORE))
_GAMES: Final = Rows(Two(Whole(0, HIGHEST_SCORE)), at_least=1)
_BOUT: Final[dict[str, tuple[Shape, Any]]] = {
    "games": (OrNull(_GAMES), None),
    "score": (OrNull(_SCORE), None),
    "winner": (OrNull(OneOf(A, B, DRAW)), None),
    "by": (OrNull(OneOf(A, B, BOTH)), None),
}
RUBBER: Final = Record(
    {
        **_BOUT,
        "ended": (OneOf(PLAYED, WALKOVER, RETIRED, FORFEIT), PLAYED),
        "a": (Rows(_CODE), []),
        "b": (Rows(_CODE), []),
    },
    placed=True,
)
MATCH: Final = Record(
    {
        "id": (OrNull(_CODE), None),
        "group": (OrNull(_CODE), None),
        "round": (OrNull(Whole(1, 1000)), None),
        "leg": (OrNull(Whole(1, 10)), None),
        "a": (_CODE, REQUIRED),
        "b": (OrNull(_CODE), None),
        **_BOUT,
        "ended": (OneOf(PLAYED, WALKOVER, RETIRED, FORFEIT, BYE), PLAYED),
        "rubbers": (OrNull(Rows(RUBBER, at_least=1)), None),
    },
    placed=True,
)

NOT_TWO = Phrase(
    en="a list of two numbers is needed here: side a, then side b", zh="这里要填两个数的列表：先 a 方，后 b 方"
)
