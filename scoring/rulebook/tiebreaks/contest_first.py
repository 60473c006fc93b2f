"""Level in a table: a named contest decides."""

from __future__ import annotations

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.tiebreak import KeyedTieBreak
from scoring.rulebook.unitsums.tablerule import number_text
from unionevents.lib.phrase import Phrase


class ContestFirst(KeyedTieBreak):
    """Compares what units have from one contest, in the table's own direction; who has nothing from it comes last."""

    code = "contest_first"
    title = Phrase(en="the better in a named contest", zh="指定项目成绩好者列前")
    help = Phrase(
        en="For totals of units: the points from this contest decide, such as the relay.",
        zh="用于单位总分：比某一项目（如接力）的得分。",
    )
    kinds = ("table",)
    parameters = (Parameter("contest", Phrase(en="Contest", zh="项目"), "code", default="relay", required=True),)
    example = {
        "table": {"rule": "points", "points": [5, 3], "tie_breaks": [{"rule": "contest_first", "contest": "rope"}]},
        "contests": {"ball": {"u1": [9], "u2": [8]}, "rope": {"u1": [7], "u2": [9]}},
        "rows": [["u2", 1, 8], ["u1", 2, 8]],
    }

    def key(self, performance: Performance) -> tuple[int, Mark]:
        points = self._points(performance)
        if points is None:
            return 1, 0
        return 0, points if performance.records.get("low") else -points

    def why(self, performance: Performance) -> Phrase:
        points = self._points(performance)
        return Phrase(en="“{contest}” decides ({points})", zh="比“{contest}”（{points}）").fill(
            contest=self.settings["contest"], points="-" if points is None else number_text(points)
        )

    def _points(self, performance: Performance) -> Mark | None:
        contests: dict[str, Mark] = performance.records.get("contests", {})
        return contests.get(self.settings["contest"])
