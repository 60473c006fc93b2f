"""The last one tried counts, such as a test that was taken again."""

from __future__ import annotations

from scoring.rulebook.marks.aggregation import Combined
from scoring.rulebook.marks.combining import CombinedMarks, Counted
from scoring.rulebook.marks.game import Game
from unionevents.lib.phrase import Phrase


class Latest(CombinedMarks):
    """The last part that has a mark counts, be it better or worse."""

    code = "latest"
    title = Phrase(en="The last one counts", zh="取最后一次")
    help = Phrase(en="What came last replaces what was before.", zh="以最后一次为准，如补考、重做。")
    parameters = ()
    example = {
        "contest": {
            "code": "exam",
            "title": "补考",
            "game": "exam",
            "aggregation": [{"over": "attempts", "rule": "latest"}],
            "entries": [
                {"id": "1", "person": "a", "attempts": [{"records": {"score": 55}}, {"records": {"score": 70}}]},
                {"id": "2", "person": "b", "attempts": [{"records": {"score": 80}}, {"records": {"score": 65}}]},
                {"id": "3", "person": "c", "attempts": [{"records": {"score": 60}}, {"absence": "DNS"}]},
            ],
        },
        "placings": [["1", 1, "70 分"], ["2", 2, "65 分"], ["3", 3, "60 分"]],
    }

    def of(self, counted: Counted, game: Game) -> Combined:
        return Combined(counted.marks[-1])

    def says(self) -> Phrase:
        return Phrase(en="the last one counts", zh="取最后一次")
