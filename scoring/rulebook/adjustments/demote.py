"""Put back by some places, or to the last."""

from __future__ import annotations

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.adjustment import Adjustment
from scoring.rulebook.marks.faults import FAULT, FROM, NAME, faults_of, name_of
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase


class Demote(Adjustment):
    """From so many faults on the place is `places` further back, or behind everybody with a mark; those passed move up.

    The mark stays. Two demotions add up; "last" is the most.
    """

    code = "demote"
    title = Phrase(en="Put back", zh="降名次")
    help = Phrase(en="Who breaks a rule is put back.", zh="违规者降若干名，或排到最后。")
    parameters = (
        FAULT,
        NAME,
        FROM,
        Parameter(
            "places",
            Phrase(en="Places", zh="降几名"),
            "whole",
            optional=True,
            lowest=1,
            highest=10_000,
            help=Phrase(en="Empty: to the last place.", zh="不填为排到最后。"),
        ),
    )
    example = {
        "contest": {
            "code": "walk",
            "title": "健步走",
            "game": "finish_order",
            "adjustments": [{"rule": "demote", "fault": "ran", "places": 1}, {"rule": "demote", "fault": "shortcut"}],
            "entries": [
                {"id": "1", "person": "a", "records": {"place": 1}, "faults": {"shortcut": 1}},
                {"id": "2", "person": "b", "records": {"place": 2}, "faults": {"ran": 1}},
                {"id": "3", "person": "c", "records": {"place": 3}},
                {"id": "4", "person": "d", "records": {"place": 4}},
            ],
        },
        "placings": [["3", 1, "第 3 到达"], ["2", 2, "第 2 到达"], ["4", 3, "第 4 到达"], ["1", 4, "第 1 到达"]],
    }

    def apply(self, performance: Performance, game: Game) -> Performance:
        if faults_of(performance, self.settings["fault"]) < self.settings["from_number"]:
            return performance
        places: int | None = self.settings["places"]
        if places is None or performance.demotion == "last":
            demoted = performance._replace(demotion="last")
        else:
            demoted = performance._replace(demotion=performance.demotion + places)
        return demoted._replace(notes=(*performance.notes, NOTE.fill(name=name_of(self.settings), back=self._back())))

    def says(self) -> Phrase:
        return Phrase(en="“{name}” from {number} on: {back}", zh="“{name}”满 {number} 次，{back}").fill(
            name=name_of(self.settings), number=self.settings["from_number"], back=self._back()
        )

    def _back(self) -> Phrase:
        places: int | None = self.settings["places"]
        return TO_LAST if places is None else BACK.fill(places=places)


NOTE = Phrase(en="“{name}”: {back}", zh="{name}，{back}")
BACK = Phrase(en="put back {places}", zh="降 {places} 名")
TO_LAST = Phrase(en="put back to the last place", zh="排到最后")
