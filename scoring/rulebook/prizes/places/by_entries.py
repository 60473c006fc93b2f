"""根据报名情况录取相应名次."""

from __future__ import annotations

from scoring.rulebook.base.rule import Contradiction
from scoring.rulebook.prizes.placesrule import BASE, PlacesRule, Turnout
from scoring.rulebook.prizes.steps import BEYOND, STEPS, step_contradictions, stepped, steps_said
from unionevents.lib.phrase import Phrase


class PlacesByEntries(PlacesRule):
    """More places for a larger field, in steps; 0 places cancel the prizes of a field that is too small."""

    code = "by_entries"
    title = Phrase(en="Places follow entries, in steps", zh="按人数分档录取")
    help = Phrase(
        en="Each step says up to how many people it holds and how many places it gives; "
        "beyond the last step there is a number of its own.",
        zh="每一档写明“到多少人为止、取几名”，超过最后一档另定一个数。",
    )
    parameters = (BASE, STEPS, BEYOND)
    example = {
        "settings": {"base": "entered", "steps": [{"up_to": 3, "places": 1}, {"up_to": 7, "places": 3}], "beyond": 6},
        "places": [[0, 1], [3, 1], [4, 3], [7, 3], [8, 6], [40, 6]],
    }

    def places(self, turnout: Turnout) -> int:
        return stepped(self.settings, turnout.of(self.settings["base"]))

    def why(self, turnout: Turnout) -> Phrase:
        return Phrase(en="{counted}, the first {places} places", zh="{counted}取前 {places} 名").fill(
            counted=self.counted(turnout), places=self.places(turnout)
        )

    def contradictions(self) -> list[Contradiction]:
        return step_contradictions(self.settings)

    def says(self) -> Phrase:
        """`按报名人数：不足 4 人取 1 名，4 至 7 人取 3 名，8 人及以上取 6 名`."""
        return Phrase(en="by number {base}: {clauses}", zh="按{base}：{clauses}").fill(
            base=self.chosen("base"), clauses=steps_said(self.settings)
        )
