"""按比例录取."""

from __future__ import annotations

from scoring.rulebook.base.rule import Contradiction
from scoring.rulebook.prizes.placesrule import BASE, CANCEL_BELOW, PlacesRule, Turnout
from scoring.rulebook.prizes.portion import (
    AT_LEAST,
    AT_MOST,
    OUT_OF,
    PERCENT,
    ROUNDING,
    limits_said,
    part_said,
    portion,
    portion_contradictions,
)
from unionevents.lib.phrase import Phrase


class ShareOfEntries(PlacesRule):
    """A part of the field, rounded as stated, between a floor and a cap."""

    code = "share"
    title = Phrase(en="A share of the field", zh="按比例录取")
    help = Phrase(
        en="Percent of the field (or two thirds: 2 out of 3), with the rounding stated and an optional floor and cap.",
        zh="按人数的百分之几（或几分之几）录取，写明怎样取整，可设下限和上限。",
    )
    parameters = (BASE, PERCENT, OUT_OF, ROUNDING, AT_LEAST, AT_MOST, CANCEL_BELOW)
    example = {
        "settings": {"base": "entered", "percent": 30, "rounding": "half_up", "at_least": 1},
        "places": [[0, 1], [4, 1], [5, 2], [10, 3], [11, 3]],
    }

    def places(self, turnout: Turnout) -> int:
        return 0 if self.cancelled(turnout) else portion(self.settings, turnout.of(self.settings["base"]))

    def why(self, turnout: Turnout) -> Phrase:
        if self.cancelled(turnout):
            return self.why_cancelled(turnout)
        return Phrase(
            en="{counted}, {part} (rounded {rounding}{limits}), the first {places} places",
            zh="{counted}，按 {part}（{rounding}{limits}）取前 {places} 名",
        ).fill(counted=self.counted(turnout), places=self.places(turnout), **self._said())

    def contradictions(self) -> list[Contradiction]:
        return portion_contradictions(self.settings)

    def says(self) -> Phrase:
        return Phrase(
            en="{part} of the number {base}, rounded {rounding}{limits}{cancelling}",
            zh="取{base}的 {part}（{rounding}{limits}）{cancelling}",
        ).fill(base=self.chosen("base"), cancelling=self.cancelling(), **self._said())

    def _said(self) -> dict[str, object]:
        return {
            "part": part_said(self.settings),
            "rounding": self.chosen("rounding"),
            "limits": limits_said(self.settings),
        }
