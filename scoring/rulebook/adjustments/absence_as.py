"""Who did not finish counts as a stated mark."""

from __future__ import annotations

from dataclasses import replace

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.base.shapes import LARGEST
from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.adjustment import Adjustment
from scoring.rulebook.marks.faults import ABSENCE
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase


class AbsenceAs(Adjustment):
    """Who has this absence gets `mark` (as recorded) instead, and is ranked: the time limit for who did not finish."""

    code = "absence_as"
    title = Phrase(en="An absence counts as a mark", zh="未完成按规定成绩计")
    help = Phrase(
        en="Who does not finish gets the time limit (or 0 points), and a place.",
        zh="如未完成者按最长时限计成绩，仍排名次。",
    )
    parameters = (
        replace(ABSENCE, title=Phrase(en="Absence", zh="哪种情况"), default=Absence.DNF.value),
        Parameter("mark", Phrase(en="Counts as", zh="计为"), "number", default=0, lowest=-LARGEST),
    )
    example = {
        "contest": {
            "code": "ball-run",
            "title": "托球跑",
            "game": "timed",
            "adjustments": [{"rule": "absence_as", "absence": "DNF", "mark": 120_000}],
            "entries": [
                {"id": "1", "person": "a", "absence": "DNF"},
                {"id": "2", "person": "b", "records": {"time": 65_000}},
                {"id": "3", "person": "c", "absence": "DNS"},
            ],
        },
        "placings": [["2", 1, "1:05.00"], ["1", 2, "2:00.00"], ["3", None, "未到"]],
    }

    def apply(self, performance: Performance, game: Game) -> Performance:
        if performance.absence is not Absence(self.settings["absence"]):
            return performance
        mark = exact(self.settings["mark"])
        note = NOTE.fill(absence=self.chosen("absence"), mark=game.shown(mark))
        return performance._replace(mark=mark, absence=None, notes=(*performance.notes, note))

    def says(self) -> Phrase:
        return SAYS.fill(absence=self.chosen("absence"), mark=self.settings["mark"])

    def says_of(self, game: Game) -> Phrase:
        return SAYS.fill(absence=self.chosen("absence"), mark=game.shown(exact(self.settings["mark"])))


SAYS = Phrase(en="{absence}: counts as {mark}", zh="{absence}计为 {mark}")
NOTE = Phrase(en="{absence}: counts as {mark}", zh="{absence}，计为{mark}")
