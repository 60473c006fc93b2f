"""What an adjustment is: fouls, bonuses and rulings that change a result, in the stated order."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.rule import Rule
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase


class Adjustment(Rule):
    """Changes results; says what it did in their `notes`. `entries` names the settings that are ids of entries."""

    entries: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def apply(self, performance: Performance, game: Game) -> Performance:
        """The result after it; the same object when it does not concern this one."""

    def says_of(self, game: Game) -> Phrase:
        """The clause with its amount as the game prints marks: `2.00 秒`, not 2000."""
        if "amount" not in self.settings:
            return self.says()
        amount = exact(self.settings["amount"])
        shown = game.shown(-amount if amount < 0 else amount)
        return self.with_amount(MINUS.fill(shown=shown) if amount < 0 else shown)

    def with_amount(self, amount: object) -> Phrase:
        """The clause around an amount; only for adjustments that have one."""
        return self.says()

    def apply_all(self, performances: Sequence[Performance], game: Game) -> list[Performance]:
        """All results of a contest after it, for a rule that looks at more than one."""
        return [self.apply(performance, game) for performance in performances]


class Line(NamedTuple):
    """One adjustment as a contest sets it: at which level (None: the whole result of an entry)."""

    at: str | None
    rule: Adjustment


MINUS = Phrase(en="−{shown}", zh="−{shown}")
