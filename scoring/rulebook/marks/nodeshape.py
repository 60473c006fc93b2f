"""The shape of results: a record, or a list of results one level down."""

from __future__ import annotations

from typing import Any, Final

from scoring.rulebook.base.shapes import REQUIRED, Named, OneOf, OrNull, Record, Rows, Shape, Table, Text, Whole, YesNo
from scoring.rulebook.games import GAMES
from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.aggregation import LEVEL_CODES
from scoring.rulebook.marks.game import Game

CODE: Final = Text(longest=100, shortest=1)
TITLE: Final = OrNull(Text())
MOST_FAULTS: Final = 10_000
WITH_PEOPLE: Final = ("members", "pairs")
Keys = dict[str, tuple[Shape, Any]]


def result_keys(game: type[Game]) -> Keys:
    """What a result holds at any level: records at the last one, else one list of results."""
    keys: Keys = {
        "records": (game.any_records(), {}),
        "absence": (OrNull(OneOf(*(absence.value for absence in Absence))), None),
        "faults": (Table(Whole(0, MOST_FAULTS)), {}),
    }
    for level in LEVEL_CODES:
        keys[level] = (OrNull(Rows(_NODES[game.code, _kind(level)])), None)
    return keys


def node_definitions() -> dict[str, Any]:
    """The schemas that `$ref`s in a case's schema point to."""
    return {node.name: node.inside.schema() for node in _NODES.values()}


def _kind(level: str) -> str:
    """A part of a result is a member (a person), a pair (who need not be named), or a plain result."""
    return {"members": "member", "pairs": "pair"}.get(level, "result")


def _node(game: type[Game], kind: str) -> Named:
    def make() -> Shape:
        keys = result_keys(game) | {"code": (OrNull(CODE), None), "trial": (YesNo(), False), "tags": (Rows(CODE), [])}
        if kind != "result":
            keys |= {
                "person": (CODE, REQUIRED) if kind == "member" else (OrNull(CODE), None),
                "name": (TITLE, None),
                "unit": (OrNull(CODE), None),
                "unit_name": (TITLE, None),
            }
        return Record(keys, placed=True)

    return Named(f"{game.code}_{kind}", make)


_NODES: Final = {
    (code, kind): _node(game, kind) for code, game in GAMES.items() for kind in ("result", "member", "pair")
}
