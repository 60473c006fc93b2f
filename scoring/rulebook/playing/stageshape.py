"""The shape of the stages of a contest: one for every format that suits the game."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from scoring.rulebook.base.exact import ExactNumber
from scoring.rulebook.base.paths import Path
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.base.shapes import (
    BAD,
    REQUIRED,
    Either,
    Kinds,
    Named,
    OneOf,
    OrNull,
    Record,
    Rows,
    Shape,
    Text,
    Whole,
    YesNo,
)
from scoring.rulebook.formats import FORMATS
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.nodeshape import CODE, TITLE, Keys, result_keys
from scoring.rulebook.matches.match import MATCH
from scoring.rulebook.playing.format import APART_GROUP, APART_UNIT

STAGE_KEYS: Final = (
    "code",
    "title",
    "entrants",
    "takes",
    "draw",
    "matches",
    "results",
    "advance",
    "settings",
    "tie_breaks",
    "undecided",
    "orders",
    "held",
)
MOST: Final = 100_000
MOST_LINES: Final = 4096


class Partial(Record):
    """An object with some of these keys; what it does not say stays unsaid."""

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        read = super().read(value, path, problems)
        return (
            read if read is BAD or not isinstance(value, Mapping) else {key: read[key] for key in read if key in value}
        )


_PLACED: Final = Record(
    {
        "entry": (CODE, REQUIRED),
        "heat": (OrNull(Whole(1, MOST)), None),
        "lane": (OrNull(Whole(1, MOST)), None),
        "group": (OrNull(CODE), None),
        "line": (OrNull(Whole(1, MOST_LINES)), None),
    },
    placed=True,
)
_DRAW: Final = Record(
    {
        "seed": (Text(), ""),
        "apart": (OrNull(OneOf(APART_UNIT, APART_GROUP)), None),
        "placed": (Rows(_PLACED), []),
    }
)
_TAKES: Final = Record(
    {
        "stage": (CODE, REQUIRED),
        "from": (Whole(1, MOST), 1),
        "to": (Whole(1, MOST), REQUIRED),
        "by": (OneOf("group", "overall"), "group"),
    },
    placed=True,
)
_ADVANCE: Final = Record(
    {
        "by_place": (Whole(0, MOST), 0),
        "best_of_place": (
            OrNull(Record({"place": (Whole(1, MOST), REQUIRED), "count": (Whole(1, MOST), REQUIRED)})),
            None,
        ),
        "by_mark": (Whole(0, MOST), 0),
        "standard": (OrNull(ExactNumber()), None),
        "at_least": (Whole(0, MOST), 0),
        "ties": (OneOf("all", "none", "decide", "lots"), "all"),
        "ties_take_quota": (YesNo(), True),
        "unequal": (OneOf("as_played", "drop_last", "average"), "as_played"),
        "added": (Rows(CODE), []),
    },
    placed=True,
)


def advance_of(line: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Who goes on from a stage that was read: as stated, else those whom a knock-out leaves."""
    stated: Mapping[str, Any] | None = line["advance"]
    if stated is not None or line.get("until", 1) == 1:
        return stated
    return {**{key: default for key, (_, default) in _ADVANCE.keys.items()}, "by_place": line["until"]}


def takes_of(line: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What a stage that was read takes from earlier ones: nothing, one line or several."""
    takes = line["takes"] or []
    return [takes] if isinstance(takes, Mapping) else list(takes)


def stages_shape(game: type[Game], tie_breaks: Shape, orders: Shape) -> Shape:
    """The list of stages of a contest of this game."""
    return Rows(_NAMED.setdefault(game.code, Named(f"{game.code}_stage", lambda: _stage(game, tie_breaks, orders))))


def stage_definitions() -> dict[str, Any]:
    """The schemas that `$ref`s to stages point to."""
    return {named.name: named.inside.schema() for named in _NAMED.values()}


def _stage(game: type[Game], tie_breaks: Shape, orders: Shape) -> Shape:
    who: Keys = {
        "code": (CODE, REQUIRED),
        "title": (TITLE, None),
        "entrants": (OrNull(Rows(CODE)), None),
        "takes": (OrNull(Either(_TAKES, Rows(_TAKES, at_least=1))), None),
    }
    common: Keys = {
        **who,
        "draw": (_DRAW, {"seed": "", "apart": None, "placed": []}),
        **_records(game),
        "advance": (OrNull(_ADVANCE), None),
        "settings": (OrNull(Partial(game.shape().keys)), None),
        "tie_breaks": (tie_breaks, None),
        "undecided": (OrNull(OneOf("shared", "decide")), None),
        "orders": (orders, {}),
        "held": (YesNo(), False),
    }
    kinds = {
        code: Record(common | rule.shape().keys, placed=True)
        for code, rule in FORMATS.items()
        if rule.suits(game) and not rule.nested
    }
    choice = Record(
        {"up_to": (OrNull(Whole(0, MOST)), None), "stages": (Rows(_NAMED[game.code], at_least=1), REQUIRED)},
        placed=True,
    )
    for code, rule in FORMATS.items():
        if rule.nested:
            kinds[code] = Record({**who, "choices": (Rows(choice, at_least=1), REQUIRED)}, placed=True)
    return Kinds("rule", kinds)


def _records(game: type[Game]) -> Keys:
    if game.entered_by == "matches":
        return {"matches": (Rows(MATCH), [])}
    result = Record(
        {
            "entry": (CODE, REQUIRED),
            "heat": (OrNull(Whole(1, MOST)), None),
            "lane": (OrNull(Whole(1, MOST)), None),
            **result_keys(game),
        },
        placed=True,
    )
    return {"results": (Rows(result), [])}


_NAMED: Final[dict[str, Named]] = {}
