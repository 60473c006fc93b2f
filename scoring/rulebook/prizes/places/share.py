"""按比例录取."""

from __future__ import annotations

from scoring.rulebook.prizes.placesrule import BASE, PlacesRule, Turnout
from scoring.rulebook.rule import Choice, Contradiction, Parameter
from unionevents.lib.phrase import Phrase


class ShareOfEntries(PlacesRule):
    """A percentage of the field, rounded as stated, between a floor and a cap."""

    code = "share"
    title = Phrase(en="A share of the field", zh="按比例录取")
    help = Phrase(
        en="Percent of the field, with the rounding stated and an optional floor and cap.",
        zh="按人数的百分之几录取，写明怎样取整，可设下限和上限。",
    )
    parameters = (
        BASE,
        Parameter(
            "percent", Phrase(en="Percent", zh="百分之几"), "whole", default=30, required=True, lowest=1, highest=100
        ),
        Parameter(
            "rounding",
            Phrase(en="Rounding", zh="取整"),
            "choice",
            default="up",
            choices=(
                Choice("up", Phrase(en="up", zh="进一")),
                Choice("down", Phrase(en="down", zh="舍去")),
                Choice("half_up", Phrase(en="half up", zh="四舍五入")),
            ),
        ),
        Parameter("at_least", Phrase(en="At least", zh="至少取几名"), "whole", default=0, highest=100_000),
        Parameter("at_most", Phrase(en="At most", zh="最多取几名"), "whole", optional=True, highest=100_000),
    )
    example = {
        "settings": {"base": "entered", "percent": 30, "rounding": "half_up", "at_least": 1},
        "places": [[0, 1], [4, 1], [5, 2], [10, 3], [11, 3]],
    }

    def places(self, turnout: Turnout) -> int:
        hundredths = turnout.of(self.settings["base"]) * int(self.settings["percent"])
        added = {"up": 99, "down": 0, "half_up": 50}[self.settings["rounding"]]
        places: int = max((hundredths + added) // 100, self.settings["at_least"])
        at_most: int | None = self.settings["at_most"]
        return places if at_most is None else min(places, at_most)

    def why(self, turnout: Turnout) -> Phrase:
        return Phrase(
            en="{counted}, {percent} % (rounded {rounding}{limits}), the first {places} places",
            zh="{counted}，按 {percent}%（{rounding}{limits}）取前 {places} 名",
        ).fill(counted=self.counted(turnout), places=self.places(turnout), **self._said())

    def contradictions(self) -> list[Contradiction]:
        at_least, at_most = self.settings["at_least"], self.settings["at_most"]
        return (
            [(("at_least",), FLOOR_ABOVE_CAP.fill(least=at_least, most=at_most))]
            if at_most is not None and at_least > at_most
            else []
        )

    def says(self) -> Phrase:
        return Phrase(
            en="{percent} % of the number {base}, rounded {rounding}{limits}",
            zh="取{base}的 {percent}%（{rounding}{limits}）",
        ).fill(base=self.chosen("base"), **self._said())

    def _said(self) -> dict[str, object]:
        least, most = self.settings["at_least"], self.settings["at_most"]
        limits = Phrase(
            en=(f", at least {least}" if least else "") + (f", at most {most}" if most is not None else ""),
            zh=(f"，至少 {least} 名" if least else "") + (f"，最多 {most} 名" if most is not None else ""),
        )
        return {"percent": self.settings["percent"], "rounding": self.chosen("rounding"), "limits": limits}


FLOOR_ABOVE_CAP = Phrase(
    en="at least {least} is more than at most {most}", zh="“至少 {least} 名”比“最多 {most} 名”还多"
)
