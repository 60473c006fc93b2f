"""A fault that leaves no result: a foul, an attempt that does not count, the one-vote veto."""

from __future__ import annotations

from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.adjustment import Adjustment
from scoring.rulebook.marks.faults import ABSENCE, FAULT, FROM, NAME, faults_of, name_of, voided
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase


class Void(Adjustment):
    """From so many faults on there is no mark: DSQ, or NM for an attempt that does not count.

    At `attempts` one attempt is void, without `at` the whole result. An absence that is there already stays.
    """

    code = "void"
    title = Phrase(en="No result", zh="成绩无效")
    help = Phrase(en="A foul leaves no result (or voids one attempt).", zh="犯规即无成绩（或这一次不算）。")
    parameters = (FAULT, NAME, FROM, ABSENCE)
    example = {
        "contest": {
            "code": "walk",
            "title": "竞走",
            "game": "timed",
            "adjustments": [{"rule": "void", "fault": "card", "name": "红牌", "from_number": 3}],
            "entries": [
                {"id": "1", "person": "a", "records": {"time": 12000}, "faults": {"card": 3}},
                {"id": "2", "person": "b", "records": {"time": 15000}, "faults": {"card": 2}},
                {"id": "3", "person": "c", "absence": "DNF", "faults": {"card": 4}},
            ],
        },
        "placings": [["2", 1, "15.00 秒"], ["3", None, "未完成"], ["1", None, "犯规"]],
    }

    def apply(self, performance: Performance, game: Game) -> Performance:
        number = faults_of(performance, self.settings["fault"])
        if number < self.settings["from_number"]:
            return performance
        absence = Absence(self.settings["absence"])
        note = NOTE.fill(name=name_of(self.settings), number=number, absence=absence.title)
        return voided(performance, absence, note)

    def says(self) -> Phrase:
        return Phrase(en="“{name}” from {number} on: {absence}", zh="“{name}”满 {number} 次记为{absence}").fill(
            name=name_of(self.settings), number=self.settings["from_number"], absence=self.chosen("absence")
        )


NOTE = Phrase(en="“{name}” {number} times: {absence}", zh="{name} {number} 次，记为{absence}")
