"""Level in a table: whose single scores are better, best against best."""

from __future__ import annotations

from fractions import Fraction

from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.tiebreak import KeyedTieBreak
from scoring.rulebook.unitsums.tablerule import number_text
from unionevents.lib.phrase import Phrase


class BestScore(KeyedTieBreak):
    """Compares the best single score of each unit, then the second, and so on; no score comes after any."""

    code = "best_score"
    title = Phrase(en="the better single scores", zh="单个得分（名次）好者列前（依次比）")
    help = Phrase(
        en="For totals of units: the best single score (or rank) that counts against the best, then the next.",
        zh="用于单位总分：在计入的得分（名次）里比最好的一个，相同再比第二好，依次比下去。",
    )
    kinds = ("table",)
    example = {
        "table": {"rule": "points", "points": [8, 4, 3, 1], "tie_breaks": [{"rule": "best_score"}]},
        "contests": {"ball": {"u1": [9, 6], "u2": [8, 7]}, "rope": {"u2": [3], "u1": [4], "u3": [5, 6]}},
        "rows": [["u3", 1, 12], ["u1", 2, 12], ["u2", 3, 8]],
    }

    def key(self, performance: Performance) -> tuple[Fraction | int, ...]:
        singles = performance.records.get("singles", ())
        return (*(-Fraction(single) for single in singles), NOTHING)

    def why(self, performance: Performance) -> Phrase:
        text = "-".join(number_text(abs(single)) for single in performance.records.get("singles", ()))
        return Phrase(en="the better single scores ({scores})", zh="单个得分（名次）好者列前（{scores}）").fill(
            scores=text or "0"
        )


# Stands behind every score, so that a unit that has one more comes first.
NOTHING = 10**12
