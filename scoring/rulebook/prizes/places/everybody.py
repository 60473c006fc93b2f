"""人人有奖: every place is rewarded."""

from __future__ import annotations

from dataclasses import replace

from scoring.rulebook.prizes.placesrule import BASE, CANCEL_BELOW, PlacesRule, Turnout
from unionevents.lib.phrase import Phrase


class Everybody(PlacesRule):
    """As many places as there are people; the lines below then divide the whole field."""

    code = "everybody"
    title = Phrase(en="Everybody is rewarded", zh="全部录取（人人有奖）")
    help = Phrase(
        en="All places are rewarded: for prizes that divide the whole field, and for standards without a limit.",
        zh="所有名次都录取：适合把全部人员分完的奖级，或者达标即奖、不限名额的奖。",
    )
    parameters = (replace(BASE, default="finished"), CANCEL_BELOW)
    example = {"settings": {"base": "finished"}, "places": [[0, 0], [1, 1], [40, 40]]}

    def places(self, turnout: Turnout) -> int:
        return 0 if self.cancelled(turnout) else turnout.of(self.settings["base"])

    def why(self, turnout: Turnout) -> Phrase:
        if self.cancelled(turnout):
            return self.why_cancelled(turnout)
        return Phrase(en="{counted}, all places are rewarded", zh="{counted}，全部录取").fill(
            counted=self.counted(turnout)
        )

    def says(self) -> Phrase:
        return Phrase(
            en="all places are rewarded, by number {base}{cancelling}", zh="按{base}全部录取{cancelling}"
        ).fill(base=self.chosen("base"), cancelling=self.cancelling())
