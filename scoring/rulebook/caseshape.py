"""The shape of a case, put together from the rules that are registered, and its JSON Schema."""

from __future__ import annotations

from typing import Any, Final

from scoring.rulebook.absences import Absence
from scoring.rulebook.game import Game
from scoring.rulebook.games import GAMES
from scoring.rulebook.prizes.places import PLACES
from scoring.rulebook.prizes.tiers import TIERS
from scoring.rulebook.prizes.ties import ALL_IN, TIE_POLICIES
from scoring.rulebook.shapes import (
    REQUIRED,
    Either,
    Kinds,
    OneOf,
    OrNull,
    Record,
    Rows,
    Shape,
    Table,
    Text,
    Whole,
    YesNo,
)
from scoring.rulebook.tiebreaks import TIE_BREAKS

CASE_FORMAT: Final = "unionevents-case"
CASE_VERSION: Final = 1
CODE: Final = Text(longest=100, shortest=1)
TITLE: Final = OrNull(Text())
TIE_WORDS: Final = OneOf(*(choice.code for choice in TIE_POLICIES))
ORDERS: Final = Table(Rows(Rows(Either(CODE, Rows(CODE, at_least=1)), at_least=2)))


def _prize_rules() -> Shape:
    tiers = {
        code: Record({"prize": (CODE, REQUIRED), **rule.shape().keys}, placed=True) for code, rule in TIERS.items()
    }
    return Record(
        {
            "places": (
                Kinds("rule", {code: Record(rule.shape().keys, placed=True) for code, rule in PLACES.items()}),
                REQUIRED,
            ),
            "tiers": (Rows(Kinds("rule", tiers)), REQUIRED),
            "ties": (TIE_WORDS, ALL_IN),
            "ties_at_cut": (OrNull(TIE_WORDS), None),
        },
        placed=True,
    )


def _contest(game: type[Game]) -> Record:
    tie_breaks = {code: Record(rule.shape().keys, placed=True) for code, rule in TIE_BREAKS.items() if rule.suits(game)}
    records = Record({field.code: (OrNull(field.shape()), None) for field in game.fields})
    entry = Record(
        {
            "id": (CODE, REQUIRED),
            "person": (CODE, REQUIRED),
            "name": (TITLE, None),
            "unit": (OrNull(CODE), None),
            "unit_name": (TITLE, None),
            "division": (OrNull(CODE), None),
            "records": (records, {}),
            "absence": (OrNull(OneOf(*(absence.value for absence in Absence))), None),
            "missing": (YesNo(), False),
        },
        placed=True,
    )
    return Record(
        {
            "code": (CODE, REQUIRED),
            "title": (TITLE, None),
            "settings": (Record(game.shape().keys), game({}).settings),
            "tie_breaks": (OrNull(Rows(Kinds("rule", tie_breaks))), None),
            "undecided": (OneOf("shared", "decide"), "shared"),
            "orders": (ORDERS, {}),
            "divisions": (Rows(Record({"code": (CODE, REQUIRED), "title": (TITLE, None)}, placed=True)), []),
            "prizes": (OrNull(_prize_rules()), None),
            "entries": (Rows(entry), REQUIRED),
        },
        placed=True,
    )


_PRIZE: Final = Record(
    {"code": (CODE, REQUIRED), "title": (TITLE, None), "item": (Text(), ""), "value": (OrNull(Whole()), None)},
    placed=True,
)
_SOUVENIR: Final = Record(
    {"prize": (CODE, REQUIRED), "to": (OneOf("took_part", "took_part_without_award"), "took_part")}
)
_AWARDS: Final = Record(
    {
        "one_per_person": (OrNull(OneOf("best_placing")), None),
        "passed_down": (YesNo(), False),
        "souvenir": (OrNull(_SOUVENIR), None),
    }
)
CASE: Final = Record(
    {
        "format": (OneOf(CASE_FORMAT), REQUIRED),
        "version": (OneOf(CASE_VERSION), REQUIRED),
        "contests": (Rows(Kinds("game", {code: _contest(game) for code, game in GAMES.items()})), REQUIRED),
        "prizes": (Rows(_PRIZE), []),
        "prize_rules": (OrNull(_prize_rules()), None),
        "awards": (_AWARDS, {"one_per_person": None, "passed_down": False, "souvenir": None}),
    }
)


def case_schema() -> dict[str, Any]:
    """The JSON Schema of a case; what a schema cannot say, such as codes that must exist, `read_case` checks."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A case for the rule book of unionevents",
        **CASE.schema(),
    }
