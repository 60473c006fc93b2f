"""What an aggregation is: several results one level down become one."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Final, NamedTuple

from scoring.rulebook.base.rule import Choice, Rule
from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.game import Game, Mark
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase

# What the results one level down can be: the key of their list in an entry.
LEVELS: Final = (
    Choice("members", Phrase(en="team members", zh="队员")),
    Choice("pairs", Phrase(en="pairs", zh="每对")),
    Choice("legs", Phrase(en="legs", zh="各棒")),
    Choice("rounds", Phrase(en="rounds", zh="各轮")),
    Choice("days", Phrase(en="days", zh="各天")),
    Choice("attempts", Phrase(en="attempts", zh="各次试做")),
    Choice("parts", Phrase(en="parts", zh="各部分")),
)
LEVEL_CODES: Final = tuple(str(level.code) for level in LEVELS)


class Combined(NamedTuple):
    """One result from several: a mark, or why there is none (neither: nothing is in yet)."""

    mark: Mark | None
    absence: Absence | None = None
    note: Phrase | None = None


class Aggregation(Rule):
    """Makes one result of those one level down."""

    @abstractmethod
    def combine(self, parts: Sequence[Performance], game: Game) -> Combined:
        """The one result; `parts` has at least one, in the order recorded."""

    def measured_in(self, game: Game) -> Game:
        """The game whose marks come out: the same, unless something else is counted, such as days that qualify."""
        return game


class Step(NamedTuple):
    """One aggregation as a contest sets it: over which level, how many of them a pad offers."""

    over: str
    offered: int | None
    rule: Aggregation
