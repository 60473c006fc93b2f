"""The shape of a case, put together from the rules that are registered, and its JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from scoring.rulebook.adjustments import ADJUSTMENTS
from scoring.rulebook.aggregations import AGGREGATIONS
from scoring.rulebook.base.rule import Rule
from scoring.rulebook.base.shapes import (
    REQUIRED,
    Either,
    Kinds,
    OneOf,
    OrNull,
    Record,
    Rows,
    Shape,
    Table,
    Whole,
    YesNo,
)
from scoring.rulebook.games import GAMES
from scoring.rulebook.marks.aggregation import LEVEL_CODES
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.nodeshape import CODE, TITLE, Keys, node_definitions, result_keys
from scoring.rulebook.playing.stageshape import stage_definitions, stages_shape
from scoring.rulebook.rewards.prizeshape import AWARDS, NO_AWARDS, PRIZE, PRIZE_RULES
from scoring.rulebook.tiebreaks import TIE_BREAKS
from scoring.rulebook.unitsums.tableshape import TABLE_LIST
from scoring.rulebook.unitsums.unit import UNIT

CASE_FORMAT: Final = "unionevents-case"
CASE_VERSION: Final = 1
ORDERS: Final = Table(Rows(Rows(Either(CODE, Rows(CODE, at_least=1)), at_least=2)))


def _lines(shapes: Mapping[str, type[Rule]], common: Keys) -> Shape:
    return Rows(Kinds("rule", {code: Record(common | rule.shape().keys, placed=True) for code, rule in shapes.items()}))


def _chain(game: type[Game] | None) -> Shape:
    """A tie-break chain: a list, or one for two and one for more."""
    rows = _lines({code: rule for code, rule in TIE_BREAKS.items() if game is None or rule.suits(game)}, {})
    by_number = Record({"two": (rows, []), "more": (rows, []), "restart": (YesNo(), False)}, placed=True)
    return OrNull(Either(by_number, rows))


_AGGREGATION: Final = _lines(
    AGGREGATIONS,
    {"over": (OneOf(*LEVEL_CODES), REQUIRED), "of": (Rows(CODE), []), "count": (OrNull(Whole(1, 1000)), None)},
)
_ADJUSTMENTS: Final = _lines(ADJUSTMENTS, {"at": (OrNull(OneOf(*LEVEL_CODES)), None)})


def _ranking(game: type[Game]) -> Shape:
    """One more view of the same raw data; what it does not say is as in the contest."""
    return Record(
        {
            "code": (CODE, REQUIRED),
            "title": (TITLE, None),
            "divisions": (OrNull(Rows(CODE)), None),
            "tags": (OrNull(Rows(CODE)), None),
            "without_tags": (Rows(CODE), []),
            "within": (OrNull(CODE), None),
            "settings": (OrNull(game.shape()), None),
            "aggregation": (OrNull(_AGGREGATION), None),
            "adjustments": (OrNull(_ADJUSTMENTS), None),
            "tie_breaks": (_chain(game), None),
            "prizes": (OrNull(PRIZE_RULES), None),
            "rewarded": (YesNo(), True),
        },
        placed=True,
    )


def _contest(game: type[Game]) -> Record:
    entry = Record(
        {
            "id": (CODE, REQUIRED),
            "person": (CODE, REQUIRED),
            "name": (TITLE, None),
            "unit": (OrNull(CODE), None),
            "unit_name": (TITLE, None),
            "division": (OrNull(CODE), None),
            "tags": (Rows(CODE), []),
            "seed": (OrNull(Whole(1, 100_000)), None),
            "ranked": (YesNo(), True),
            **result_keys(game),
            "missing": (YesNo(), False),
        },
        placed=True,
    )
    return Record(
        {
            "code": (CODE, REQUIRED),
            "title": (TITLE, None),
            "settings": (game.shape(), game({}).settings),
            "aggregation": (_AGGREGATION, []),
            "adjustments": (_ADJUSTMENTS, []),
            "tie_breaks": (_chain(game), None),
            "undecided": (OneOf("shared", "decide"), "shared"),
            "orders": (ORDERS, {}),
            "stages": (stages_shape(game, _chain(game), ORDERS), []),
            "divisions": (Rows(Record({"code": (CODE, REQUIRED), "title": (TITLE, None)}, placed=True)), []),
            "rankings": (OrNull(Rows(_ranking(game), at_least=1)), None),
            "prizes": (OrNull(PRIZE_RULES), None),
            "entries": (Rows(entry), REQUIRED),
        },
        placed=True,
    )


_CONTESTS: Final = {code: _contest(game) for code, game in GAMES.items()}
CASE: Final = Record(
    {
        "format": (OneOf(CASE_FORMAT), REQUIRED),
        "version": (OneOf(CASE_VERSION), REQUIRED),
        "contests": (Rows(Kinds("game", _CONTESTS)), REQUIRED),
        "prizes": (Rows(PRIZE), []),
        "prize_rules": (OrNull(PRIZE_RULES), None),
        "units": (Rows(UNIT), []),
        "tables": (TABLE_LIST, []),
        "awards": (AWARDS, NO_AWARDS),
    }
)


def stages_of(game: str) -> Shape:
    """The shape of the stages of a contest of this game."""
    return _CONTESTS[game].keys["stages"][0]


def case_schema() -> dict[str, Any]:
    """The JSON Schema of a case; what a schema cannot say, such as codes that must exist, `read_case` checks."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A case for the rule book of unionevents",
        **CASE.schema(),
        "$defs": {**node_definitions(), **stage_definitions(), PRIZE_RULES.name: PRIZE_RULES.inside.schema()},
    }
