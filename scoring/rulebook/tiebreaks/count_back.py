"""Level in a table: more first places, then more second places, and so on."""

from __future__ import annotations

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.tiebreak import KeyedTieBreak
from unionevents.lib.phrase import Phrase


class CountBack(KeyedTieBreak):
    """Compares how often units came first; level again: second, and so on down to the stated place."""

    code = "count_back"
    title = Phrase(en="more firsts, then seconds, and so on", zh="第一名多者列前，再比第二名，依次类推")
    help = Phrase(
        en="For totals of units: who has more first places, then more second places, and so on.",
        zh="用于单位总分：先比第一名的个数，相同再比第二名，依次比下去。",
    )
    kinds = ("table",)
    parameters = (
        Parameter(
            "depth",
            Phrase(en="Down to place", zh="比到第几名"),
            "whole",
            optional=True,
            lowest=1,
            highest=1000,
            help=Phrase(en="Empty: to the last.", zh="不填就比到最后一名。"),
        ),
    )
    example = {
        "table": {"rule": "points", "points": [6, 4, 2], "tie_breaks": [{"rule": "count_back"}]},
        "contests": {"ball": {"u1": [9], "u2": [8], "u3": [7]}, "rope": {"u1": [7], "u2": [8], "u3": [9]}},
        "rows": [["u1", 1, 8], ["u3", 1, 8], ["u2", 3, 8]],
    }

    def key(self, performance: Performance) -> tuple[int, ...]:
        return tuple(-number for number in self._places(performance))

    def why(self, performance: Performance) -> Phrase:
        places = self._places(performance)
        said = [(place, number) for place, number in enumerate(places, 1) if number]
        en = ", ".join(f"place {place}: {number}" for place, number in said) or "none"
        zh = "、".join(f"第 {place} 名 {number} 个" for place, number in said) or "没有名次"
        return Phrase(en="more of the better places ({places})", zh="好名次多者列前（{places}）").fill(
            places=Phrase(en=en, zh=zh)
        )

    def _places(self, performance: Performance) -> tuple[int, ...]:
        places: tuple[int, ...] = performance.records.get("places", ())
        return places[: self.settings["depth"]]
