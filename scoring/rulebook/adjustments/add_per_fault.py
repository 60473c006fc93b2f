"""Seconds added for every fault."""

from __future__ import annotations

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.adjustment import Adjustment
from scoring.rulebook.marks.faults import AMOUNT, FAULT, NAME, changed, faults_of, name_of
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase


class AddPerFault(Adjustment):
    """`amount` is added to the mark for every fault beyond `free` ones: time penalties, strokes."""

    code = "add_per_fault"
    title = Phrase(en="Added per fault", zh="每次犯规加时（加数）")
    help = Phrase(en="Every fault adds seconds (or strokes).", zh="每犯规一次加几秒，如掉球一次加 2 秒。")
    parameters = (
        FAULT,
        NAME,
        AMOUNT,
        Parameter("free", Phrase(en="Faults that cost nothing", zh="免罚次数"), "whole", default=0, highest=10_000),
    )
    example = {
        "contest": {
            "code": "ball-run",
            "title": "托球跑",
            "game": "timed",
            "adjustments": [{"rule": "add_per_fault", "fault": "drop", "name": "掉球", "amount": 2000}],
            "entries": [
                {"id": "1", "person": "a", "records": {"time": 12000}, "faults": {"drop": 2}},
                {"id": "2", "person": "b", "records": {"time": 15000}},
                {"id": "3", "person": "c", "absence": "DNF", "faults": {"drop": 9}},
            ],
        },
        "placings": [["2", 1, "15.00 秒"], ["1", 2, "16.00 秒"], ["3", None, "未完成"]],
    }

    def apply(self, performance: Performance, game: Game) -> Performance:
        number = faults_of(performance, self.settings["fault"]) - self.settings["free"]
        if performance.mark is None or number <= 0:
            return performance
        amount = exact(self.settings["amount"]) * number
        note = ADDED.fill(name=name_of(self.settings), number=number, amount=game.shown(amount))
        return changed(performance, performance.mark + amount, note)

    def says(self) -> Phrase:
        return self.with_amount(self.settings["amount"])

    def with_amount(self, amount: object) -> Phrase:
        free: int = self.settings["free"]
        return Phrase(en="{amount} added for each “{name}”{free}", zh="每次“{name}”加 {amount}{free}").fill(
            name=name_of(self.settings),
            amount=amount,
            free=FREE.fill(free=free) if free else Phrase(en="", zh=""),
        )


ADDED = Phrase(en="“{name}” {number} times: {amount} added", zh="{name} {number} 次，加 {amount}")
FREE = Phrase(en=" beyond the first {free}", zh="（前 {free} 次免罚）")
