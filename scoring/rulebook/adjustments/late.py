"""Too late is a forfeit."""

from __future__ import annotations

from dataclasses import replace

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.adjustment import Adjustment
from scoring.rulebook.marks.faults import ABSENCE, voided
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase


class Late(Adjustment):
    """More than `minutes` late (written under the fault `minutes_late`) is a forfeit, whatever was recorded."""

    code = "late"
    title = Phrase(en="Too late is a forfeit", zh="迟到按弃权")
    help = Phrase(
        en="Minutes late stand under the fault `minutes_late`.", zh="迟到的分钟数记在 minutes_late，超过规定按弃权。"
    )
    parameters = (
        Parameter("minutes", Phrase(en="Minutes allowed", zh="允许迟到（分钟）"), "whole", default=15, highest=10_000),
        replace(ABSENCE, default=Absence.WD.value),
    )
    example = {
        "contest": {
            "code": "quiz",
            "title": "知识竞赛",
            "game": "exam",
            "adjustments": [{"rule": "late", "minutes": 10}],
            "entries": [
                {"id": "1", "person": "a", "records": {"score": 80}, "faults": {"minutes_late": 10}},
                {"id": "2", "person": "b", "records": {"score": 90}, "faults": {"minutes_late": 11}},
                {"id": "3", "person": "c", "faults": {"minutes_late": 30}},
            ],
        },
        "placings": [["1", 1, "80 分"], ["2", None, "弃权"], ["3", None, "弃权"]],
    }

    def apply(self, performance: Performance, game: Game) -> Performance:
        late = performance.faults.get("minutes_late", 0)
        if late <= self.settings["minutes"]:
            return performance
        absence = Absence(self.settings["absence"])
        return voided(performance, absence, NOTE.fill(minutes=late, absence=absence.title))

    def says(self) -> Phrase:
        return Phrase(en="more than {minutes} minutes late: {absence}", zh="迟到超过 {minutes} 分钟按{absence}").fill(
            minutes=self.settings["minutes"], absence=self.chosen("absence")
        )


NOTE = Phrase(en="{minutes} minutes late: {absence}", zh="迟到 {minutes} 分钟，按{absence}")
