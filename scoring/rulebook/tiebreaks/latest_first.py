"""Level in a table: who did better in the last contest, then in the one before."""

from __future__ import annotations

from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.tiebreak import KeyedTieBreak
from scoring.rulebook.unitsums.tablerule import number_text
from unionevents.lib.phrase import Phrase


class LatestFirst(KeyedTieBreak):
    """Compares the points of the last ranking in the case, then of the one before it, and so on, counted or not.

    Sailing: Racing Rules A8.2. Who has nothing from a ranking comes after those who have.
    """

    code = "latest_first"
    title = Phrase(en="the better in the last contest", zh="最后一项好者列前（依次往前比）")
    help = Phrase(
        en="For series: the last contest decides, then the one before, even those that do not count.",
        zh="用于系列赛：比最后一项的得分，相同再往前比，不计入总分的也比。",
    )
    kinds = ("table",)
    example = {
        "table": {"rule": "points", "points": [5, 3], "tie_breaks": [{"rule": "latest_first"}]},
        "contests": {"ball": {"u1": [9], "u2": [8]}, "rope": {"u1": [7], "u2": [9]}},
        "rows": [["u2", 1, 8], ["u1", 2, 8]],
    }

    def key(self, performance: Performance) -> tuple[tuple[int, Mark], ...]:
        low = performance.records.get("low")
        return tuple((1, 0) if one is None else (0, one if low else -one) for one in _latest(performance))

    def why(self, performance: Performance) -> Phrase:
        text = "-".join("0" if one is None else number_text(one) for one in _latest(performance))
        return Phrase(en="the later contests decide ({points})", zh="从最后一项往前比（{points}）").fill(points=text)


def _latest(performance: Performance) -> tuple[Mark | None, ...]:
    latest: tuple[Mark | None, ...] = performance.records.get("latest", ())
    return latest
