"""Level in a table: the one who stands better in another table."""

from __future__ import annotations

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.tiebreak import KeyedTieBreak
from scoring.rulebook.unitsums.tablerule import number_text
from unionevents.lib.phrase import Phrase


class OtherTable(KeyedTieBreak):
    """Compares the totals of a table above, in its direction; who has none there comes last."""

    code = "other_table"
    title = Phrase(en="the better in another table", zh="另一张表在前者列前")
    help = Phrase(
        en="For totals of units: a table above decides, such as the participation rate.",
        zh="用于单位总分：比写在前面的另一张表，如参与率。",
    )
    kinds = ("table",)
    parameters = (Parameter("table", Phrase(en="Table", zh="表"), "code", default="rate", required=True),)
    example = {
        "above": [{"code": "rate", "rule": "rate"}],
        "units": [{"code": "u1", "size": 4}, {"code": "u2", "size": 2}],
        "table": {"rule": "points", "points": [5, 3], "tie_breaks": [{"rule": "other_table", "table": "rate"}]},
        "contests": {"ball": {"u1": [9], "u2": [8]}, "rope": {"u1": [7], "u2": [9]}},
        "rows": [["u2", 1, 8], ["u1", 2, 8]],
    }

    def key(self, performance: Performance) -> tuple[int, Mark]:
        key = self._key(performance)
        return (1, 0) if key is None else (0, key)

    def why(self, performance: Performance) -> Phrase:
        key = self._key(performance)
        return Phrase(en="“{table}” decides ({total})", zh="比“{table}”（{total}）").fill(
            table=self.settings["table"], total="-" if key is None else number_text(max(key, -key))
        )

    def _key(self, performance: Performance) -> Mark | None:
        tables: dict[str, Mark] = performance.records.get("tables", {})
        return tables.get(self.settings["table"])
