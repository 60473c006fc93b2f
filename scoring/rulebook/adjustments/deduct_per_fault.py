"""Points or counts deducted for every fault, or for every few."""

from __future__ import annotations

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.base.shapes import LARGEST
from scoring.rulebook.marks.adjustment import Adjustment
from scoring.rulebook.marks.faults import AMOUNT, FAULT, NAME, changed, faults_of, name_of
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase


class DeductPerFault(Adjustment):
    """`amount` is taken off for every `every` faults (2 of 3 cost nothing yet) beyond `free` ones, down to `floor`.

    Deductions of a judged contest stand here, outside the trim: overtime, a dropped prop, a wrong answer.
    """

    code = "deduct_per_fault"
    title = Phrase(en="Deducted per fault", zh="每次犯规扣分（扣数）")
    help = Phrase(en="Every fault, or every few, costs points or counts.", zh="每犯规一次（或几次）扣几分、几个。")
    parameters = (
        FAULT,
        NAME,
        AMOUNT,
        Parameter(
            "every", Phrase(en="For every how many", zh="每几次扣一回"), "whole", default=1, lowest=1, highest=10_000
        ),
        Parameter("free", Phrase(en="Faults that cost nothing", zh="免罚次数"), "whole", default=0, highest=10_000),
        Parameter(
            "floor",
            Phrase(en="Never below", zh="最低扣到"),
            "number",
            optional=True,
            lowest=-LARGEST,
            help=Phrase(en="Empty: the result may become negative.", zh="不填为可以扣成负数。"),
        ),
    )
    example = {
        "contest": {
            "code": "rope",
            "title": "跳绳",
            "game": "count",
            "adjustments": [{"rule": "deduct_per_fault", "fault": "miss", "amount": 1, "every": 3, "floor": 0}],
            "entries": [
                {"id": "1", "person": "a", "records": {"count": 100}, "faults": {"miss": 5}},
                {"id": "2", "person": "b", "records": {"count": 100}, "faults": {"miss": 6}},
                {"id": "3", "person": "c", "records": {"count": 99}, "faults": {"other": 3}},
                {"id": "4", "person": "d", "records": {"count": 0}, "faults": {"miss": 3}},
            ],
        },
        "placings": [["1", 1, "99 个"], ["3", 1, "99 个"], ["2", 3, "98 个"], ["4", 4, "0 个"]],
    }

    def apply(self, performance: Performance, game: Game) -> Performance:
        number = max(0, faults_of(performance, self.settings["fault"]) - self.settings["free"])
        steps = number // self.settings["every"]
        if performance.mark is None or not steps:
            return performance
        amount = exact(self.settings["amount"]) * steps
        mark = performance.mark - amount
        if self.settings["floor"] is not None:
            # What stands below the floor for another reason is not lifted to it.
            mark = max(mark, min(exact(self.settings["floor"]), performance.mark))
        if mark == performance.mark:
            return performance
        note = TAKEN_OFF.fill(name=name_of(self.settings), number=number, amount=game.shown(amount))
        return changed(performance, mark, note)

    def says(self) -> Phrase:
        return self.with_amount(self.settings["amount"])

    def with_amount(self, amount: object) -> Phrase:
        every, free, floor = (self.settings[code] for code in ("every", "free", "floor"))
        nothing = Phrase(en="", zh="")
        return Phrase(
            en="{amount} deducted for {every} “{name}”{free}{floor}", zh="{every}“{name}”扣 {amount}{free}{floor}"
        ).fill(
            name=name_of(self.settings),
            amount=amount,
            every=Phrase(en="each", zh="每次") if every == 1 else EVERY.fill(every=every),
            free=FREE.fill(free=free) if free else nothing,
            floor=nothing if floor is None else FLOOR.fill(floor=floor),
        )


TAKEN_OFF = Phrase(en="“{name}” {number} times: {amount} deducted", zh="{name} {number} 次，扣 {amount}")
EVERY = Phrase(en="every {every}", zh="每 {every} 次")
FREE = Phrase(en=" beyond the first {free}", zh="（前 {free} 次免罚）")
FLOOR = Phrase(en=", never below {floor}", zh="，最低 {floor}")
