"""Level: the second-best attempt, then the third-best."""

from __future__ import annotations

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.combining import MOST_PARTS
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.comparing import NOTHING, PartsTieBreak, Ranked
from unionevents.lib.phrase import Phrase


class NextBest(PartsTieBreak):
    """Level: attempts from the best down, one by one; who has no further one is behind (World Athletics TR 25.22).

    With `most` only so many from the best are looked at: in a series with discards those that count (RRS A8.1).
    """

    code = "next_best"
    title = Phrase(en="next best attempt", zh="比次好成绩，再比第三好……")
    help = Phrase(
        en="Compares the second-best attempts (or members), then the third-best, and so on.",
        zh="最好成绩相同看第二好，再相同看第三好，依次比下去；没有的列后。",
    )
    parameters = (
        Parameter(
            "most",
            Phrase(en="Only so many", zh="只比前几项"),
            "whole",
            optional=True,
            lowest=1,
            highest=MOST_PARTS,
            help=Phrase(en="Empty: all of them, also discarded ones.", zh="不填就全部比，不计的也比。"),
        ),
    )
    example = {
        "contest": {
            "code": "hammer",
            "title": "投掷",
            "game": "distance",
            "aggregation": [{"over": "attempts", "rule": "best"}],
            "tie_breaks": [{"rule": "next_best"}],
            "entries": [
                {
                    "id": "1",
                    "person": "a",
                    "attempts": [
                        {"records": {"distance": 70120}},
                        {"records": {"distance": 69000}},
                        {"records": {"distance": 68000}},
                    ],
                },
                {
                    "id": "2",
                    "person": "b",
                    "attempts": [
                        {"records": {"distance": 69000}},
                        {"absence": "NM"},
                        {"records": {"distance": 70120}},
                    ],
                },
                {"id": "3", "person": "c", "attempts": [{"records": {"distance": 70120}}]},
            ],
        },
        "placings": [["1", 1, "70.12 米"], ["2", 2, "70.12 米"], ["3", 3, "70.12 米"]],
    }

    def key(self, performance: Performance) -> Ranked:
        return (*(self.worth(part) for part in self.looked_at(performance)), NOTHING)

    def looked_at(self, performance: Performance) -> list[Performance]:
        """The attempts with a mark, from the best down."""
        return [part for part in self.best_first(performance) if part.mark is not None][: self.settings["most"]]

    def why(self, performance: Performance) -> Phrase:
        return Phrase(en="next best attempts ({marks})", zh="比次好成绩（由好到差：{marks}）").fill(
            marks=self.said(self.looked_at(performance))
        )
