"""Level after the trim: the higher single mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from scoring.rulebook.marks.game import Mark
from scoring.rulebook.ranks.comparing import FigureTieBreak
from unionevents.lib.phrase import Phrase


class HighestMark(FigureTieBreak):
    """Level: the higher mark of a single judge (his total where there are criteria), over all rounds."""

    code = "highest_mark"
    title = Phrase(en="higher single mark", zh="单个评委最高分高者列前")
    help = Phrase(en="Compares the highest mark that one judge gave.", zh="比单个评委给出的最高分。")
    kinds = ("marks",)
    together: ClassVar[Callable[[Iterable[Mark]], Mark]] = max
    example = {
        "contest": {
            "code": "speech",
            "title": "演讲",
            "game": "judged",
            "settings": {"judges": 4},
            "tie_breaks": [{"rule": "highest_mark"}],
            "entries": [
                {"id": "1", "person": "a", "records": {"score": [85, 80, 80, 78]}},
                {"id": "2", "person": "b", "records": {"score": [90, 80, 80, 70]}},
            ],
        },
        "placings": [["2", 1, "80.00 分"], ["1", 2, "80.00 分"]],
    }

    def figure(self) -> str:
        return "highest"

    def text(self, value: Mark) -> str:
        return self.in_points(value, 3)
