"""An offender gets at most a stated prize."""

from __future__ import annotations

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.adjustment import Adjustment
from scoring.rulebook.marks.faults import FAULT, FROM, NAME, faults_of, name_of
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase


class TierCap(Adjustment):
    """From so many faults on the prize is `prize` at best; the mark and the place stay. 以三等奖处置.

    With `prize` null there is none at all: a veto that leaves the place. 一票否决.
    """

    code = "tier_cap"
    title = Phrase(en="Prize capped", zh="奖级封顶")
    help = Phrase(en="Who breaks a rule gets at most this prize.", zh="违规者最高只得这一级奖，如按三等奖处置。")
    parameters = (
        FAULT,
        NAME,
        FROM,
        Parameter(
            "prize",
            Phrase(en="Prize at best", zh="最高奖级"),
            "text",
            required=True,
            optional=True,
            help=Phrase(en="Empty: no prize at all.", zh="不填为不得奖（一票否决），名次保留。"),
        ),
    )
    example = {
        "contest": {
            "code": "walk",
            "title": "健步走",
            "game": "finish_order",
            "adjustments": [{"rule": "tier_cap", "fault": "ran", "name": "跑步", "prize": "third"}],
            "entries": [
                {"id": "1", "person": "a", "records": {"place": 1}, "faults": {"ran": 1}},
                {"id": "2", "person": "b", "records": {"place": 2}},
            ],
        },
        "placings": [["1", 1, "第 1 到达"], ["2", 2, "第 2 到达"]],
    }

    def apply(self, performance: Performance, game: Game) -> Performance:
        if faults_of(performance, self.settings["fault"]) < self.settings["from_number"]:
            return performance
        none = performance.tier_cap == NO_PRIZE or self.settings["prize"] is None
        note = (NOTHING_NOTE if self.settings["prize"] is None else NOTE).fill(name=name_of(self.settings))
        cap = NO_PRIZE if none else self.settings["prize"]
        return performance._replace(tier_cap=cap, notes=(*performance.notes, note))

    def says(self) -> Phrase:
        if self.settings["prize"] is None:
            return Phrase(en="“{name}” from {number} on: no prize", zh="“{name}”满 {number} 次，不得奖").fill(
                name=name_of(self.settings), number=self.settings["from_number"]
            )
        return Phrase(
            en="“{name}” from {number} on: “{prize}” at best", zh="“{name}”满 {number} 次，最高只得“{prize}”"
        ).fill(name=name_of(self.settings), number=self.settings["from_number"], prize=self.settings["prize"])


# A cap that names no prize of any contest: nothing is good enough.
NO_PRIZE = ""
NOTHING_NOTE = Phrase(en="“{name}”: no prize", zh="{name}，不得奖")
NOTE = Phrase(en="“{name}”: the prize is capped", zh="{name}，奖级封顶")
