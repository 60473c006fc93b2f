"""A factor for some: women's count times 1.2, a veteran's time times 0.9."""

from __future__ import annotations

from fractions import Fraction

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.adjustment import Adjustment
from scoring.rulebook.marks.faults import changed
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase


class Factor(Adjustment):
    """The mark times `percent` of 100 for those with the tag (empty: for everybody); exact, never rounded."""

    code = "factor"
    title = Phrase(en="Factor", zh="乘系数")
    help = Phrase(
        en="The results of some count more or less, by their tag.", zh="按标记给部分人乘系数，如女职工 ×1.2。"
    )
    parameters = (
        Parameter("tag", Phrase(en="For those tagged", zh="标记"), "text", default=""),
        Parameter("percent", Phrase(en="Percent", zh="系数（%）"), "number", default=100, lowest=0, highest=100_000),
    )
    example = {
        "contest": {
            "code": "rope",
            "title": "跳绳",
            "game": "count",
            "adjustments": [{"rule": "factor", "tag": "women", "percent": 120}],
            "entries": [
                {"id": "1", "person": "a", "tags": ["women"], "records": {"count": 101}},
                {"id": "2", "person": "b", "records": {"count": 120}},
                {"id": "3", "person": "c", "tags": ["women"], "records": {"count": 100}},
            ],
        },
        "placings": [["1", 1, "121.20 个"], ["2", 2, "120 个"], ["3", 2, "120 个"]],
    }

    def apply(self, performance: Performance, game: Game) -> Performance:
        tag: str = self.settings["tag"]
        if performance.mark is None or (tag and tag not in performance.tags):
            return performance
        note = Phrase(en="{mark} times {percent}%", zh="{mark} 乘 {percent}%").fill(
            mark=game.shown(performance.mark), percent=self.settings["percent"]
        )
        return changed(performance, performance.mark * Fraction(exact(self.settings["percent"]), 100), note)

    def says(self) -> Phrase:
        tag: str = self.settings["tag"]
        return Phrase(en="{who} times {percent}%", zh="{who}乘 {percent}%").fill(
            who=TAGGED.fill(tag=tag) if tag else EVERYBODY, percent=self.settings["percent"]
        )


TAGGED = Phrase(en="results tagged “{tag}”", zh="标记为“{tag}”的成绩")
EVERYBODY = Phrase(en="every result", zh="所有成绩")
