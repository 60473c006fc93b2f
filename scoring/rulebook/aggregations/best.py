"""The best of several."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.rulebook.marks.aggregation import Aggregation, Combined
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase


class Best(Aggregation):
    """The best mark counts; those without one count nothing, and when none has a mark the last absence stands."""

    code = "best"
    title = Phrase(en="The best counts", zh="取最好一次")
    help = Phrase(en="Several are recorded, the best one counts.", zh="记下每一次，取最好的一次。")
    example = {
        "contest": {
            "code": "jump",
            "title": "一分钟跳绳",
            "game": "count",
            "aggregation": [{"over": "attempts", "rule": "best", "count": 2}],
            "entries": [
                {"id": "1", "person": "a", "attempts": [{"records": {"count": 120}}, {"records": {"count": 131}}]},
                {"id": "2", "person": "b", "attempts": [{"records": {"count": 128}}, {"absence": "NM"}]},
                {"id": "3", "person": "c", "attempts": [{"absence": "NM"}, {"absence": "DSQ"}]},
            ],
        },
        "placings": [["1", 1, "131 个"], ["2", 2, "128 个"], ["3", None, "犯规"]],
    }

    def combine(self, parts: Sequence[Performance], game: Game) -> Combined:
        marks = [part.mark for part in parts if part.mark is not None and not part.trial]
        if marks:
            return Combined(min(marks, key=game.key))
        return Combined(None, next((part.absence for part in reversed(parts) if part.absence), None))

    def says(self) -> Phrase:
        return Phrase(en="the best one counts", zh="取最好一次")
