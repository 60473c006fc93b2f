"""Level on shots: counted back from the last."""

from __future__ import annotations

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.marks.shotlists import shots_of, written
from scoring.rulebook.ranks.tiebreak import KeyedTieBreak
from unionevents.lib.phrase import Phrase


class LastShots(KeyedTieBreak):
    """Level: the better last series of `series` shots, then the one before; 1 counts back shot by shot.

    Series are counted from the first shot; a shot that is not in counts 0.
    """

    code = "last_shots"
    title = Phrase(en="last series, then the one before", zh="从最后一组（一发）往前比")
    help = Phrase(
        en="Counts back from the last series (10), or from the last shot (1).",
        zh="先比最后一组，相同再比前一组；每组 1 发即逐发往前比。",
    )
    kinds = ("zones", "shots")
    parameters = (
        Parameter("series", Phrase(en="Shots in a series", zh="每组几发"), "whole", default=10, lowest=1, highest=1000),
    )
    example = {
        "contest": {
            "code": "shots",
            "title": "定点投篮",
            "game": "shooting",
            "settings": {"shots": 4},
            "tie_breaks": [{"rule": "last_shots", "series": 2}],
            "entries": [
                {"id": "1", "person": "a", "records": {"shot": [1, 1, 0, 1]}},
                {"id": "2", "person": "b", "records": {"shot": [1, 0, 1, 1]}},
                {"id": "3", "person": "c", "records": {"shot": [0, 1, 1, 1]}},
            ],
        },
        "placings": [["2", 1, "3 中"], ["3", 1, "3 中"], ["1", 3, "3 中"]],
    }

    def key(self, performance: Performance) -> tuple[tuple[int, int], ...]:
        """Series from the last; the number of a series goes first, so that missing ones count 0."""
        return (*((-number, -total) for number, total in self._series(performance) if total), (1, 0))

    def why(self, performance: Performance) -> Phrase:
        totals = [total for _, total in self._series(performance)]
        return Phrase(en="counted back from the last ({totals})", zh="从最后往前比（{totals}）").fill(
            totals=written(totals, self.measures)
        )

    def says(self) -> Phrase:
        series: int = self.settings["series"]
        if series == 1:
            return Phrase(en="counted back from the last shot", zh="从最后一发往前比")
        return Phrase(
            en="last series of {series} shots, then the one before", zh="从最后一组（每组 {series} 发）往前比"
        ).fill(series=series)

    def _series(self, performance: Performance) -> list[tuple[int, int]]:
        shots, size = shots_of(performance), self.settings["series"]
        totals = [sum(shots[start : start + size]) for start in range(0, len(shots), size)]
        return list(enumerate(totals))[::-1]
