"""Every part counts up to a limit, such as at most 20,000 steps a day."""

from __future__ import annotations

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.base.shapes import LARGEST
from scoring.rulebook.marks.aggregation import Combined
from scoring.rulebook.marks.combining import HOW_ABSENT, CombinedMarks, Counted, added
from scoring.rulebook.marks.game import Game
from unionevents.lib.phrase import Phrase


class DailyCap(CombinedMarks):
    """The marks added, each up to `cap` (as recorded)."""

    code = "daily_cap"
    title = Phrase(en="Added, each up to a limit", zh="相加，每项封顶")
    help = Phrase(en="What is above the limit of a day does not count.", zh="每天（每项）超过上限的部分不计。")
    parameters = (
        Parameter("cap", Phrase(en="Limit", zh="每项上限"), "number", default=20_000, lowest=0, highest=LARGEST),
        *HOW_ABSENT,
    )
    example = {
        "contest": {
            "code": "steps",
            "title": "健步走",
            "game": "steps",
            "aggregation": [{"over": "days", "rule": "daily_cap", "cap": 10_000}],
            "entries": [
                {"id": "1", "person": "a", "days": [{"records": {"steps": 30_000}}, {"records": {"steps": 2000}}]},
                {"id": "2", "person": "b", "days": [{"records": {"steps": 9000}}, {"records": {"steps": 9000}}]},
            ],
        },
        "placings": [["2", 1, "18000 步"], ["1", 2, "12000 步"]],
    }

    def of(self, counted: Counted, game: Game) -> Combined:
        cap = exact(self.settings["cap"])
        return Combined(added([min(mark, cap) for mark in counted.marks]))

    def says(self) -> Phrase:
        return Phrase(en="added, each up to {cap}{absent}", zh="各项相加，每项最多计 {cap}{absent}").fill(
            cap=self.settings["cap"], absent=self.said_absent()
        )
