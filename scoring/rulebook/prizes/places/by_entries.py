"""根据报名情况录取相应名次."""

from __future__ import annotations

from itertools import pairwise

from scoring.rulebook.prizes.placesrule import BASE, PlacesRule, Turnout
from scoring.rulebook.rule import Contradiction, Parameter
from scoring.rulebook.sentences import joined
from unionevents.lib.phrase import Phrase


class PlacesByEntries(PlacesRule):
    """More places for a larger field, in steps."""

    code = "by_entries"
    title = Phrase(en="Places follow entries, in steps", zh="按人数分档录取")
    help = Phrase(
        en="Each step says up to how many people it holds and how many places it gives; "
        "beyond the last step there is a number of its own.",
        zh="每一档写明“到多少人为止、取几名”，超过最后一档另定一个数。",
    )
    parameters = (
        BASE,
        Parameter(
            "steps",
            Phrase(en="Steps", zh="分档"),
            "rows",
            default=[{"up_to": 3, "places": 1}, {"up_to": 7, "places": 3}],
            required=True,
            columns=(
                Parameter(
                    "up_to",
                    Phrase(en="Up to (people)", zh="到多少人为止"),
                    "whole",
                    required=True,
                    lowest=1,
                    highest=100_000,
                ),
                Parameter("places", Phrase(en="Places", zh="取几名"), "whole", required=True, highest=100_000),
            ),
        ),
        Parameter(
            "beyond", Phrase(en="Beyond that", zh="超过以后取几名"), "whole", default=6, required=True, highest=100_000
        ),
    )
    example = {
        "settings": {"base": "entered", "steps": [{"up_to": 3, "places": 1}, {"up_to": 7, "places": 3}], "beyond": 6},
        "places": [[0, 1], [3, 1], [4, 3], [7, 3], [8, 6], [40, 6]],
    }

    def places(self, turnout: Turnout) -> int:
        number = turnout.of(self.settings["base"])
        places: int = next(
            (step["places"] for step in self.settings["steps"] if number <= step["up_to"]), self.settings["beyond"]
        )
        return places

    def why(self, turnout: Turnout) -> Phrase:
        return Phrase(en="{counted}, the first {places} places", zh="{counted}取前 {places} 名").fill(
            counted=self.counted(turnout), places=self.places(turnout)
        )

    def contradictions(self) -> list[Contradiction]:
        steps = self.settings["steps"]
        found: list[Contradiction] = []
        for index, (step, following) in enumerate(pairwise(steps), 1):
            if following["up_to"] <= step["up_to"]:
                found.append(
                    (("steps", index, "up_to"), NOT_RISING.fill(lower=step["up_to"], upper=following["up_to"]))
                )
        return found

    def says(self) -> Phrase:
        """`报名不足 4 人取 1 名，4 至 7 人取 3 名，8 人及以上取 6 名`."""
        clauses: list[Phrase] = []
        lowest = 0
        for step in self.settings["steps"]:
            up_to = step["up_to"]
            clause = FEWER if lowest == 0 else EXACTLY if lowest == up_to else BETWEEN
            clauses.append(clause.fill(after=up_to + 1, lowest=lowest, up_to=up_to, places=step["places"]))
            lowest = up_to + 1
        clauses.append((FROM if lowest else ALWAYS).fill(lowest=lowest, places=self.settings["beyond"]))
        base = self.chosen("base")
        return Phrase(en="by number {base}: {clauses}", zh="按{base}：{clauses}").fill(
            base=base, clauses=joined(clauses, en=", ", zh="，")
        )


FEWER = Phrase(en="fewer than {after}: {places}", zh="不足 {after} 人取 {places} 名")
EXACTLY = Phrase(en="{lowest}: {places}", zh="{lowest} 人取 {places} 名")
BETWEEN = Phrase(en="{lowest} to {up_to}: {places}", zh="{lowest} 至 {up_to} 人取 {places} 名")
FROM = Phrase(en="{lowest} or more: {places}", zh="{lowest} 人及以上取 {places} 名")
ALWAYS = Phrase(en="always {places}", zh="都取 {places} 名")
NOT_RISING = Phrase(
    en="the steps must rise: {upper} comes after {lower}", zh="分档人数要从小到大：{lower} 后面又写了 {upper}"
)
