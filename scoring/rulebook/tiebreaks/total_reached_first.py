"""先投中者列前, reading B."""

from __future__ import annotations

from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.tiebreak import KeyedTieBreak
from unionevents.lib.phrase import Phrase


class TotalReachedFirst(KeyedTieBreak):
    """Level on hits: who reached that number of hits with fewer shots, which is whose last hit came earlier."""

    code = "total_reached_first"
    title = Phrase(en="who reached the total first", zh="先达到总数者列前（比最后一个命中）")
    help = Phrase(
        en="Compares at which shot the last hit came: who had all hits earlier ranks first.",
        zh="看谁先投满相同的命中数，即最后一个命中在前者列前。",
    )
    kinds = ("shots",)
    example = {
        "contest": {
            "code": "shots",
            "title": "定点投篮",
            "game": "shooting",
            "tie_breaks": [{"rule": "total_reached_first"}],
            "entries": [
                {"id": "1", "person": "a", "records": {"shot": [0, 1, 1, 1, 0, 0, 0, 0, 0, 0]}},
                {"id": "2", "person": "b", "records": {"shot": [1, 0, 0, 0, 0, 0, 0, 0, 1, 1]}},
                {"id": "3", "person": "c", "records": {"shot": [1, 0, 0, 0, 0, 0, 0, 1, 0, 1]}},
            ],
        },
        "placings": [["1", 1, "3 中"], ["2", 2, "3 中"], ["3", 2, "3 中"]],
    }

    def key(self, performance: Performance) -> int:
        return _last_hit(performance)

    def why(self, performance: Performance) -> Phrase:
        return Phrase(en="reached the total at shot {shot}", zh="先达到总数者列前（第 {shot} 投时达到）").fill(
            shot=_last_hit(performance)
        )


def _last_hit(performance: Performance) -> int:
    shots = performance.records.get("shot", ())
    return max((number for number, shot in enumerate(shots, 1) if shot), default=0)
