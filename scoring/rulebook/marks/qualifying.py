"""What counting days has in common: when a day qualifies, and what comes out."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Final

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.base.shapes import LARGEST
from scoring.rulebook.games.steps import Steps
from scoring.rulebook.marks.aggregation import Aggregation, Combined
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase

AT_LEAST: Final = "at_least"


class CountsDays(Aggregation):
    """An aggregation whose mark is a number of parts that reach a limit; a part without a mark does not."""

    parameters = (
        Parameter(
            "limit",
            Phrase(en="Limit", zh="达标线"),
            "number",
            default=6000,
            lowest=-LARGEST,
            help=Phrase(en="As recorded: times in ms.", zh="按记录的写法，时间按毫秒。"),
        ),
        Parameter(
            "side",
            Phrase(en="Reached with", zh="达标条件"),
            "choice",
            default=AT_LEAST,
            choices=(
                Choice(AT_LEAST, Phrase(en="at least the limit", zh="不少于达标线")),
                Choice("at_most", Phrase(en="at most the limit", zh="不多于达标线")),
            ),
        ),
        Parameter(
            "unit",
            Phrase(en="Counted in", zh="单位"),
            "choice",
            default="days",
            choices=(Choice("days", Phrase(en="days", zh="天")), Choice("times", Phrase(en="times", zh="次"))),
        ),
    )

    def combine(self, parts: Sequence[Performance], game: Game) -> Combined:
        """The number; without any mark at all, the absence that was said last."""
        counting = [part for part in parts if not part.trial]
        if all(part.mark is None for part in counting):
            return Combined(None, next((part.absence for part in reversed(counting) if part.absence), None))
        return Combined(self.number([self._reached(part) for part in counting]))

    @abstractmethod
    def number(self, reached: Sequence[bool]) -> int:
        """The number of days, from which of them reached the limit, in order."""

    def measured_in(self, game: Game) -> Game:
        """Days (or times)."""
        return Steps({"unit": self.settings["unit"]})

    def said_limit(self) -> Phrase:
        """The limit as a clause."""
        return Phrase(en="{side} {limit}", zh="{side} {limit}").fill(
            side=SIDES[self.settings["side"]], limit=self.settings["limit"]
        )

    def _reached(self, part: Performance) -> bool:
        if part.mark is None:
            return False
        limit = exact(self.settings["limit"])
        return part.mark >= limit if self.settings["side"] == AT_LEAST else part.mark <= limit


SIDES: Final = {AT_LEAST: Phrase(en="at least", zh="不少于"), "at_most": Phrase(en="at most", zh="不多于")}
