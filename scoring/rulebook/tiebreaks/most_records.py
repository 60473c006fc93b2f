"""Level in a table: more records broken."""

from __future__ import annotations

from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.tiebreak import KeyedTieBreak
from unionevents.lib.phrase import Phrase


class MostRecords(KeyedTieBreak):
    """Compares how many of the records in the table's settings a unit broke."""

    code = "most_records"
    title = Phrase(en="more records broken", zh="破纪录多者列前")
    help = Phrase(
        en="For totals of units whose table states the records so far.",
        zh="用于写明原纪录的单位总分：破纪录的次数多者列前。",
    )
    kinds = ("table",)
    example = {
        "table": {
            "rule": "points",
            "points": [5, 3],
            "records": [{"contest": "rope", "mark": 8}],
            "tie_breaks": [{"rule": "most_records"}],
        },
        "contests": {"ball": {"u1": [9], "u2": [8]}, "rope": {"u1": [7], "u2": [9]}},
        "rows": [["u2", 1, 8], ["u1", 2, 8]],
    }

    def key(self, performance: Performance) -> int:
        return -_broken(performance)

    def why(self, performance: Performance) -> Phrase:
        return Phrase(en="more records broken ({number})", zh="破纪录多者列前（{number} 次）").fill(
            number=_broken(performance)
        )


def _broken(performance: Performance) -> int:
    return int(performance.records.get("records", 0))
