"""Level: who made the best mark first."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.comparing import PartsTieBreak
from unionevents.lib.phrase import Phrase


class BestEarlier(PartsTieBreak):
    """Level: whose best attempt came at an earlier attempt (number in the list, trials not counted).

    With `part` the attempts of that part are looked at, such as those of the clean and jerk.
    """

    code = "best_earlier"
    title = Phrase(en="whose best attempt came earlier", zh="最好成绩出现早者列前")
    help = Phrase(en="Who reached the mark at an earlier attempt ranks first.", zh="谁先（第几次）达到这个成绩谁列前。")
    parameters = (
        Parameter(
            "part",
            Phrase(en="In part", zh="看哪一项"),
            "code",
            optional=True,
            help=Phrase(
                en="Its code, or its number from 1, where parts have attempts of their own; empty: of the result.",
                zh="每项各有几次时，填该项的代码或从 1 起的序号；不填为整个成绩的各次。",
            ),
        ),
    )
    example = {
        "contest": {
            "code": "rope",
            "title": "跳绳",
            "game": "count",
            "aggregation": [{"over": "attempts", "rule": "best"}],
            "tie_breaks": [{"rule": "best_earlier"}],
            "entries": [
                {"id": "1", "person": "a", "attempts": [{"records": {"count": 50}}, {"records": {"count": 60}}]},
                {"id": "2", "person": "b", "attempts": [{"records": {"count": 60}}, {"records": {"count": 10}}]},
            ],
        },
        "placings": [["2", 1, "60 个"], ["1", 2, "60 个"]],
    }

    def key(self, performance: Performance) -> int:
        return self._number(performance)

    def why(self, performance: Performance) -> Phrase:
        return Phrase(en="the best came at attempt {number}", zh="最好成绩出现在第 {number} 次").fill(
            number=self._number(performance)
        )

    def _number(self, performance: Performance) -> int:
        counting = [attempt for attempt in self._attempts(performance) if not attempt.trial]
        if not counting:
            return 0
        best = min(range(len(counting)), key=lambda number: self.worth(counting[number]))
        return best + 1

    def _attempts(self, performance: Performance) -> Sequence[Performance]:
        name: str | None = self.settings["part"]
        if name is None:
            return performance.parts
        return next((part.parts for part in performance.parts if part.label == name), ())
