"""Level on points: more of the highest shots."""

from __future__ import annotations

from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.marks.shotlists import shots_of, written
from scoring.rulebook.ranks.tiebreak import KeyedTieBreak
from unionevents.lib.phrase import Phrase


class BestShots(KeyedTieBreak):
    """Level: the best single shot, then the second-best, and so on: more tens, then more nines (World Archery)."""

    code = "best_shots"
    title = Phrase(en="best single shot, then the next", zh="比最高一次，再比次高（十环多者列前）")
    help = Phrase(en="More shots of the highest value rank first.", zh="最高环（分）次数多者列前，再比次高环。")
    kinds = ("zones",)
    example = {
        "contest": {
            "code": "darts",
            "title": "飞镖",
            "game": "zones",
            "settings": {"shots": 3},
            "tie_breaks": [{"rule": "best_shots"}],
            "entries": [
                {"id": "1", "person": "a", "records": {"shot": [8, 8, 8]}},
                {"id": "2", "person": "b", "records": {"shot": [6, 9, 9]}},
                {"id": "3", "person": "c", "records": {"shot": [10, 7, 7]}},
            ],
        },
        "placings": [["3", 1, "24 环"], ["2", 2, "24 环"], ["1", 3, "24 环"]],
    }

    def key(self, performance: Performance) -> tuple[int, ...]:
        return (*(-shot for shot in self._sorted(performance) if shot), 1)

    def why(self, performance: Performance) -> Phrase:
        return Phrase(en="best shots first ({shots})", zh="比最高一次起（{shots}）").fill(
            shots=written(self._sorted(performance), self.measures)
        )

    def _sorted(self, performance: Performance) -> list[int]:
        return sorted(shots_of(performance), reverse=True)
