"""Level in a table: whose best single place is better."""

from __future__ import annotations

from typing import Final

from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.tiebreak import KeyedTieBreak
from unionevents.lib.phrase import Phrase

NONE: Final = 10**9


class BestPlace(KeyedTieBreak):
    """Compares the best place that anybody of a unit has in the rankings counted."""

    code = "best_place"
    title = Phrase(en="the better best place", zh="最好名次在前者列前")
    help = Phrase(
        en="For totals of units: whose best single place is better.", zh="用于单位总分：比本单位最好的一个名次。"
    )
    kinds = ("table",)
    example = {
        "table": {"rule": "ranks", "count": 2, "tie_breaks": [{"rule": "best_place"}]},
        "contests": {"run": {"u1": [8, 7], "u2": [9, 6]}},
        "rows": [["u2", 1, 5], ["u1", 2, 5]],
    }

    def key(self, performance: Performance) -> int:
        place: int | None = performance.records.get("best_place")
        return NONE if place is None else place

    def why(self, performance: Performance) -> Phrase:
        place = performance.records.get("best_place")
        if place is None:
            return Phrase(en="no place at all", zh="没有名次")
        return Phrase(en="the better best place ({place})", zh="最好名次在前者列前（第 {place} 名）").fill(place=place)
