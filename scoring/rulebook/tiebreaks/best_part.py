"""Level: the best single member, attempt or leg."""

from __future__ import annotations

from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.comparing import NOTHING, PartsTieBreak, Ranked
from unionevents.lib.phrase import Phrase


class BestPart(PartsTieBreak):
    """Level: whose best single part is better; further parts are not looked at."""

    code = "best_part"
    title = Phrase(en="best single member or attempt", zh="比最好一人（一次）的成绩")
    help = Phrase(
        en="The best member of the team (or the best attempt) decides.", zh="看队里成绩最好的一人（或最好的一次）。"
    )
    example = {
        "contest": {
            "code": "team-rope",
            "title": "团体跳绳",
            "game": "count",
            "aggregation": [{"over": "members", "rule": "sum"}],
            "tie_breaks": [{"rule": "best_part"}],
            "entries": [
                {
                    "id": "1",
                    "person": "t1",
                    "members": [
                        {"person": "a", "records": {"count": 50}},
                        {"person": "b", "records": {"count": 60}},
                    ],
                },
                {
                    "id": "2",
                    "person": "t2",
                    "members": [
                        {"person": "c", "records": {"count": 40}},
                        {"person": "d", "records": {"count": 70}},
                    ],
                },
            ],
        },
        "placings": [["2", 1, "110 个"], ["1", 2, "110 个"]],
    }

    def key(self, performance: Performance) -> Ranked:
        best = self.best_first(performance)
        return self.worth(best[0]) if best else NOTHING

    def why(self, performance: Performance) -> Phrase:
        return Phrase(en="best single part ({mark})", zh="比最好一项（{mark}）").fill(
            mark=self.said(self.best_first(performance)[:1])
        )
