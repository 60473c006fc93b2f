"""The shape of a table in a case."""

from __future__ import annotations

from typing import Any, Final

from scoring.rulebook.base.shapes import REQUIRED, Either, Kinds, OneOf, OrNull, Record, Rows, Shape, Table, Text, YesNo
from scoring.rulebook.rewards.prizeshape import CODE, PRIZE_RULES
from scoring.rulebook.tables import TABLES
from scoring.rulebook.tiebreaks import TIE_BREAKS
from scoring.rulebook.unitsums.tabling import PEOPLE, UNITS

ORDERS: Final = Table(Rows(Rows(Either(CODE, Rows(CODE, at_least=1)), at_least=2)))
FOR_TABLES: Final = {code: rule for code, rule in TIE_BREAKS.items() if not rule.kinds or "table" in rule.kinds}


def _chain() -> Shape:
    rows = Rows(Kinds("rule", {code: Record(rule.shape().keys, placed=True) for code, rule in FOR_TABLES.items()}))
    by_number = Record({"two": (rows, []), "more": (rows, []), "restart": (YesNo(), False)}, placed=True)
    return OrNull(Either(by_number, rows))


_CODES: Final = Rows(CODE)
_COMMON: Final[dict[str, tuple[Shape, Any]]] = {
    "code": (CODE, REQUIRED),
    "title": (OrNull(Text()), None),
    "who": (OneOf(UNITS, PEOPLE), UNITS),
    "contests": (_CODES, []),
    "rankings": (_CODES, []),
    "units": (_CODES, []),
    "unit_tags": (_CODES, []),
    "tie_breaks": (_chain(), None),
    "undecided": (OneOf("shared", "decide"), "shared"),
    "orders": (ORDERS, {}),
    "prizes": (OrNull(PRIZE_RULES), None),
}
TABLE_LIST: Final = Rows(
    Kinds("rule", {code: Record(_COMMON | rule.shape().keys, placed=True) for code, rule in TABLES.items()})
)
