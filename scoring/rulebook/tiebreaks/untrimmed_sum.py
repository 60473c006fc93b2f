"""Level after the trim: the higher sum of all marks."""

from __future__ import annotations

from scoring.rulebook.marks.game import Mark
from scoring.rulebook.ranks.comparing import FigureTieBreak
from unionevents.lib.phrase import Phrase


class UntrimmedSum(FigureTieBreak):
    """Level: the higher sum of the marks of all judges, the highest and lowest included."""

    code = "untrimmed_sum"
    title = Phrase(en="higher sum of all marks", zh="全部评委打分总和高者列前")
    help = Phrase(en="The dropped marks are counted again.", zh="把去掉的最高、最低分算回来，比总和。")
    kinds = ("marks",)
    example = {
        "contest": {
            "code": "speech",
            "title": "演讲",
            "game": "judged",
            "settings": {"judges": 4},
            "tie_breaks": [{"rule": "untrimmed_sum"}],
            "entries": [
                {"id": "1", "person": "a", "records": {"score": [90, 80, 80, 70]}},
                {"id": "2", "person": "b", "records": {"score": [85, 80, 80, 78]}},
            ],
        },
        "placings": [["2", 1, "80.00 分"], ["1", 2, "80.00 分"]],
    }

    def figure(self) -> str:
        return "untrimmed"

    def text(self, value: Mark) -> str:
        text = self.in_points(value, 3)
        return text.rstrip("0").rstrip(".") if "." in text else text
