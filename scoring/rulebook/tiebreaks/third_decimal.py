"""Level after rounding: the result before it."""

from __future__ import annotations

from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.comparing import FigureTieBreak
from scoring.rulebook.ranks.tiebreak import Comparable
from unionevents.lib.phrase import Phrase


class ThirdDecimal(FigureTieBreak):
    """Level on the rounded result: the exact one before rounding, third decimal and all.

    Results put together from parts stay level: their parts have been rounded already.
    """

    code = "third_decimal"
    title = Phrase(en="the exact result before rounding", zh="比取舍前的成绩（看第三位小数）")
    help = Phrase(en="Looks behind the decimals that count.", zh="保留位数内相同时，看后面的小数。")
    kinds = ("marks", "time", "distance", "weight")
    example = {
        "contest": {
            "code": "speech",
            "title": "演讲",
            "game": "judged",
            "settings": {"judges": 3, "drop_highest": 0, "drop_lowest": 0, "ranking_decimals": 1},
            "tie_breaks": [{"rule": "third_decimal"}],
            "entries": [
                {"id": "1", "person": "a", "records": {"score": [80, 80, 81]}},
                {"id": "2", "person": "b", "records": {"score": [80, 81, 80]}},
                {"id": "3", "person": "c", "records": {"score": [80, 80, 80]}},
            ],
        },
        "placings": [["1", 1, "80.30 分"], ["2", 1, "80.30 分"], ["3", 3, "80.00 分"]],
    }

    def figure(self) -> str:
        return "exact"

    def value(self, performance: Performance) -> Mark | None:
        """What was recorded, where the result is not put together from parts."""
        return performance.figures.get(self.figure())

    def key(self, performance: Performance) -> Comparable:
        value = self.value(performance)
        return super().key(performance) if value is None or not self.measures else (0, self.measures[-1].key(value))

    def text(self, value: Mark) -> str:
        return self.in_points(value, 4)
