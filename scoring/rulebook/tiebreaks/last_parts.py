"""Level: the last round, then the one before it."""

from __future__ import annotations

from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.comparing import PartsTieBreak, Ranked
from unionevents.lib.phrase import Phrase


class LastParts(PartsTieBreak):
    """Level: the better last part, then the part before it, back to the first; a part without a mark is behind."""

    code = "last_parts"
    title = Phrase(en="last round, then the one before", zh="从最后一轮往前比")
    help = Phrase(en="Counts back from the last round.", zh="先比最后一轮，相同再比前一轮，依次往前。")
    example = {
        "contest": {
            "code": "rounds",
            "title": "三轮赛",
            "game": "count",
            "aggregation": [{"over": "rounds", "rule": "sum"}],
            "tie_breaks": [{"rule": "last_parts"}],
            "entries": [
                {
                    "id": "1",
                    "person": "a",
                    "rounds": [{"records": {"count": 5}}, {"records": {"count": 6}}, {"records": {"count": 7}}],
                },
                {
                    "id": "2",
                    "person": "b",
                    "rounds": [{"records": {"count": 4}}, {"records": {"count": 7}}, {"records": {"count": 7}}],
                },
            ],
        },
        "placings": [["2", 1, "18 个"], ["1", 2, "18 个"]],
    }

    def key(self, performance: Performance) -> Ranked:
        return tuple(self.worth(part) for part in reversed(performance.parts) if not part.trial)

    def why(self, performance: Performance) -> Phrase:
        return Phrase(en="counted back from the last round ({marks})", zh="从最后一轮往前比（{marks}）").fill(
            marks=self.said(part for part in reversed(performance.parts) if not part.trial)
        )
