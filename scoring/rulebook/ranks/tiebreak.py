"""What a tie-break is: it may split a group that is level, and can do nothing else."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final, NamedTuple, Protocol, TypeAlias

from scoring.rulebook.base.rule import Rule
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase

PAIR: Final = 2
# An order on record: entry ids from best to worst; a list inside holds those who stay level.
Order: TypeAlias = Sequence[str | Sequence[str]]


class Comparable(Protocol):
    """Something that sorts."""

    def __lt__(self, other: Any, /) -> bool: ...

    def __hash__(self) -> int: ...


class TieBreak(Rule):
    """Splits those who are level, best first; `kinds` names the kinds of field it reads (empty: any game).

    `measures` are the games of the marks at each depth, where a contest has set it up: of the results first, then of
    their parts. A rule that compares parts learns there which mark is better.
    """

    kinds: ClassVar[tuple[str, ...]] = ()
    recorded: ClassVar[bool] = False
    measures: Sequence[Game] = ()

    def __init__(self, settings: Mapping[str, Any] | None = None, *, orders: Sequence[Order] = ()) -> None:
        super().__init__(settings)
        self.orders = tuple(orders)

    @classmethod
    def suits(cls, game: type[Game]) -> bool:
        """Whether the game records what this rule reads."""
        if game.entered_by == "matches" and "match" in cls.kinds:
            return True
        return not cls.kinds or any(field.kind in cls.kinds for field in game.fields)

    def unread(self, game: Game) -> Phrase | None:
        """Why there is nothing for it to read in this game as set; None when there is."""
        return None

    def says_of(self, game: Game) -> Phrase:
        """The clause with the game's own names for what it compares: “内容”, not its code."""
        return self.says()

    @abstractmethod
    def split(self, tied: Sequence[Performance]) -> list[list[Performance]]:
        """The same performances in groups, best group first; one group when it cannot tell."""

    @abstractmethod
    def why(self, performance: Performance) -> Phrase:
        """What in this performance made the difference."""

    def why_among(self, performance: Performance, tied: Sequence[Performance]) -> Phrase:
        """The same, where it depends on who else was level."""
        return self.why(performance)

    def settles(self, tied: Sequence[Performance]) -> bool:
        """Whether this rule has decided that those who are still level stay so."""
        return False


class KeyedTieBreak(TieBreak):
    """A tie-break that looks at each performance by itself."""

    @abstractmethod
    def key(self, performance: Performance) -> Comparable:
        """Smaller for the better performance."""

    def split(self, tied: Sequence[Performance]) -> list[list[Performance]]:
        groups: dict[Comparable, list[Performance]] = {}
        for performance in tied:
            groups.setdefault(self.key(performance), []).append(performance)
        return [groups[key] for key in sorted(groups)]


class RecordedTieBreak(TieBreak):
    """A tie-break that was settled outside and written down: a lot, a finish order, a decision.

    An order counts only for a group that it names completely; of several that do, the
    last one on record counts. So an order made for one tie never reaches into another.
    """

    recorded = True

    def __init__(self, settings: Mapping[str, Any] | None = None, *, orders: Sequence[Order] = ()) -> None:
        super().__init__(settings, orders=orders)
        self._latest_first = [steps_of(order) for order in reversed(self.orders)]

    def split(self, tied: Sequence[Performance]) -> list[list[Performance]]:
        steps = self._steps(tied)
        if steps is None:
            return [list(tied)]
        groups: dict[int, list[Performance]] = {}
        for performance in tied:
            groups.setdefault(steps[performance.id], []).append(performance)
        return [groups[step] for step in sorted(groups)]

    def settles(self, tied: Sequence[Performance]) -> bool:
        return self._steps(tied) is not None

    def why(self, performance: Performance) -> Phrase:
        return self.title

    def _steps(self, tied: Sequence[Performance]) -> dict[str, int] | None:
        for steps in self._latest_first:
            if all(performance.id in steps for performance in tied):
                return steps
        return None


def steps_of(order: Order) -> dict[str, int]:
    """The step at which each entry stands in an order on record."""
    return {entry: number for number, step in enumerate(order) for entry in ([step] if isinstance(step, str) else step)}


class Chain(NamedTuple):
    """What splits those who are level: `two` for a pair, `more` for three and more.

    A pair left over by `more` begins `two` anew. With `restart` every group that was split
    off begins its chain again, so that rules that look at the tied only look at them alone.
    """

    two: tuple[TieBreak, ...] = ()
    more: tuple[TieBreak, ...] = ()
    restart: bool = False

    @classmethod
    def of(cls, rules: Sequence[TieBreak]) -> Chain:
        """The same rules for every number, each used once."""
        return cls(tuple(rules), tuple(rules))

    @property
    def rules(self) -> tuple[TieBreak, ...]:
        """Every rule in it, each once."""
        return self.more if self.two is self.more or self.two == self.more else self.more + self.two

    def for_number(self, number: int) -> tuple[TieBreak, ...]:
        """The rules for so many who are level."""
        return self.two if number == PAIR else self.more
