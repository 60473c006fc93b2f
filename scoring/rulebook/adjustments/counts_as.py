"""A fault after which the result counts as a stated one: an illegal line-up scores 0."""

from __future__ import annotations

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.base.shapes import LARGEST
from scoring.rulebook.marks.adjustment import Adjustment
from scoring.rulebook.marks.faults import FAULT, FROM, NAME, changed, faults_of, name_of
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase


class CountsAs(Adjustment):
    """From so many faults on the mark is `mark` (as recorded), 0 unless stated; they are still ranked."""

    code = "counts_as"
    title = Phrase(en="Counts as", zh="按规定成绩计（如 0 分）")
    help = Phrase(en="An illegal line-up scores 0.", zh="如阵容违规，该项计 0 分。")
    parameters = (
        FAULT,
        NAME,
        FROM,
        Parameter("mark", Phrase(en="Counts as", zh="计为"), "number", default=0, lowest=-LARGEST),
    )
    example = {
        "contest": {
            "code": "team",
            "title": "团体知识赛",
            "game": "exam",
            "adjustments": [{"rule": "counts_as", "fault": "illegal_lineup", "name": "阵容违规"}],
            "entries": [
                {"id": "1", "person": "a", "records": {"score": 95}, "faults": {"illegal_lineup": 1}},
                {"id": "2", "person": "b", "records": {"score": 60}},
                {"id": "3", "person": "c", "absence": "DNS", "faults": {"illegal_lineup": 1}},
            ],
        },
        "placings": [["2", 1, "60 分"], ["1", 2, "0 分"], ["3", None, "未到"]],
    }

    def apply(self, performance: Performance, game: Game) -> Performance:
        too_few = faults_of(performance, self.settings["fault"]) < self.settings["from_number"]
        if performance.mark is None or too_few:
            return performance
        mark = exact(self.settings["mark"])
        return changed(performance, mark, NOTE.fill(name=name_of(self.settings), mark=game.shown(mark)))

    def says(self) -> Phrase:
        return self._says(self.settings["mark"])

    def says_of(self, game: Game) -> Phrase:
        return self._says(game.shown(exact(self.settings["mark"])))

    def _says(self, mark: object) -> Phrase:
        return SAYS.fill(name=name_of(self.settings), number=self.settings["from_number"], mark=mark)


SAYS = Phrase(en="“{name}” from {number} on: counts as {mark}", zh="“{name}”满 {number} 次计为 {mark}")
NOTE = Phrase(en="“{name}”: counts as {mark}", zh="{name}，计为{mark}")
