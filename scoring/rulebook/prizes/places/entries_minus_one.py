"""减一录取."""

from __future__ import annotations

from scoring.rulebook.base.rule import Choice, Contradiction, Parameter
from scoring.rulebook.prizes.placesrule import BASE, CANCEL_BELOW, PlacesRule, Turnout
from unionevents.lib.phrase import Phrase


class EntriesMinusOne(PlacesRule):
    """The first n places; when the field is short, one fewer than the field."""

    code = "entries_minus_one"
    title = Phrase(en="The first n, entries minus one when short", zh="取前 n 名，人数不足减一录取")
    help = Phrase(
        en="Regulations differ on whether exactly n entries are already short: set the boundary.",
        zh="正好 n 人算不算“不足”，各地规程不一样，请选定。",
    )
    parameters = (
        BASE,
        Parameter(
            "top", Phrase(en="Places", zh="取前几名"), "whole", default=8, required=True, lowest=1, highest=100_000
        ),
        Parameter(
            "boundary",
            Phrase(en="Short means", zh="什么算不足"),
            "choice",
            default="fewer",
            choices=(
                Choice("fewer", Phrase(en="fewer than that", zh="少于这个数")),
                Choice("fewer_or_equal", Phrase(en="that many or fewer", zh="少于或等于这个数（含本数）")),
            ),
        ),
        Parameter("at_least", Phrase(en="But at least", zh="至少取几名"), "whole", default=0, highest=100_000),
        CANCEL_BELOW,
    )
    example = {
        "settings": {"base": "entered", "top": 8, "boundary": "fewer"},
        "places": [[0, 0], [1, 0], [7, 6], [8, 8], [9, 8]],
    }

    def places(self, turnout: Turnout) -> int:
        if self.cancelled(turnout):
            return 0
        top: int = self.settings["top"]
        number = turnout.of(self.settings["base"])
        at_least: int = self.settings["at_least"]
        return max(number - 1, at_least, 0) if self._short(number) else top

    def why(self, turnout: Turnout) -> Phrase:
        if self.cancelled(turnout):
            return self.why_cancelled(turnout)
        number = turnout.of(self.settings["base"])
        clause = SHORT if self._short(number) else ENOUGH
        return clause.fill(counted=self.counted(turnout), top=self._said_top(), places=self.places(turnout))

    def contradictions(self) -> list[Contradiction]:
        if self.settings["at_least"] > self.settings["top"]:
            return [(("at_least",), LEAST_ABOVE_TOP.fill(least=self.settings["at_least"], top=self.settings["top"]))]
        return []

    def says(self) -> Phrase:
        least = self.settings["at_least"]
        tail = Phrase(en=f", at least {least}", zh=f"，至少取 {least} 名") if least else Phrase(en="", zh="")
        return Phrase(
            en="the first {places} places; with {top} ({base}) one fewer than the field{tail}{cancelling}",
            zh="取前 {places} 名；{base}{top}时减一录取{tail}{cancelling}",
        ).fill(
            places=self.settings["top"],
            top=self._said_top(),
            base=self.chosen("base"),
            tail=tail,
            cancelling=self.cancelling(),
        )

    def _short(self, number: int) -> bool:
        top: int = self.settings["top"]
        return number < top if self.settings["boundary"] == "fewer" else number <= top

    def _said_top(self) -> Phrase:
        return (FEWER if self.settings["boundary"] == "fewer" else FEWER_OR_EQUAL).fill(top=self.settings["top"])


FEWER = Phrase(en="fewer than {top}", zh="不足 {top} 人")
FEWER_OR_EQUAL = Phrase(en="{top} or fewer", zh="不超过 {top} 人")
SHORT = Phrase(en="{counted}, {top}: one fewer, the first {places} places", zh="{counted}，{top}，减一取前 {places} 名")
ENOUGH = Phrase(en="{counted}, the first {places} places", zh="{counted}取前 {places} 名")
LEAST_ABOVE_TOP = Phrase(
    en="at least {least} is more than the {top} places", zh="“至少取 {least} 名”比“取前 {top} 名”还多"
)
