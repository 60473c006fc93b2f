"""取前 n 名."""

from __future__ import annotations

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.prizes.placesrule import PlacesRule, Turnout
from unionevents.lib.phrase import Phrase


class FixedPlaces(PlacesRule):
    """Always the same number of places."""

    code = "fixed"
    title = Phrase(en="A fixed number of places", zh="固定名次数")
    help = Phrase(en="The first n places are rewarded, however many took part.", zh="不论多少人参赛，都取前 n 名。")
    parameters = (
        Parameter("count", Phrase(en="Places", zh="取前几名"), "whole", default=6, required=True, highest=100_000),
    )
    example = {"settings": {"count": 6}, "places": [[3, 6], [20, 6]]}

    def places(self, turnout: Turnout) -> int:
        count: int = self.settings["count"]
        return count

    def why(self, turnout: Turnout) -> Phrase:
        return self.says()

    def says(self) -> Phrase:
        return Phrase(en="the first {count} places", zh="取前 {count} 名").fill(count=self.settings["count"])
