"""What an adjustment is: fouls, bonuses and rulings that change a result, in the stated order."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from scoring.rulebook.base.rule import Rule
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.performance import Performance


class Adjustment(Rule):
    """Changes results; says what it did in their `notes`. `entries` names the settings that are ids of entries."""

    entries: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def apply(self, performance: Performance, game: Game) -> Performance:
        """The result after it; the same object when it does not concern this one."""

    def apply_all(self, performances: Sequence[Performance], game: Game) -> list[Performance]:
        """All results of a contest after it, for a rule that looks at more than one."""
        return [self.apply(performance, game) for performance in performances]


class Line(NamedTuple):
    """One adjustment as a contest sets it: at which level (None: the whole result of an entry)."""

    at: str | None
    rule: Adjustment
