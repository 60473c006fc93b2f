"""What an aggregation is: several results one level down become one."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final, NamedTuple

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
# One of a level, by its number from 1, as a referee says it.
ONE_OF: Final = {
    "members": Phrase(en="team member {number}", zh="队员 {number}"),
    "pairs": Phrase(en="pair {number}", zh="第 {number} 对"),
    "legs": Phrase(en="leg {number}", zh="第 {number} 棒"),
    "rounds": Phrase(en="round {number}", zh="第 {number} 轮"),
    "days": Phrase(en="day {number}", zh="第 {number} 天"),
    "attempts": Phrase(en="attempt {number}", zh="第 {number} 次"),
    "parts": Phrase(en="part {number}", zh="第 {number} 部分"),
}
# What a line of an aggregation says beside the settings of its rule.
AGGREGATION_KEYS: Final = ("rule", "over", "count", "of")
LEVEL_CODES: Final = tuple(str(level.code) for level in LEVELS)


class Combined(NamedTuple):
    """One result from several: a mark, or why there is none (neither: nothing is in yet)."""

    mark: Mark | None
    absence: Absence | None = None
    note: Phrase | None = None


class Aggregation(Rule):
    """Makes one result of those one level down."""

    # Whether the result stands only with all of them: a sum does not, the best of three does after the first.
    every_part_counts: ClassVar[bool] = False

    @abstractmethod
    def combine(self, parts: Sequence[Performance], game: Game) -> Combined:
        """The one result; `parts` has at least one, in the order recorded."""

    @classmethod
    def keeps_measure(cls) -> bool:
        """Whether its results are marks of the game that its parts are in."""
        return cls.measured_in is Aggregation.measured_in

    def measured_in(self, game: Game) -> Game:
        """The game whose marks come out: the same, unless something else is counted, such as days that qualify."""
        return game


class Held(NamedTuple):
    """For whom one line of an aggregation holds: over which level, and inside which named parts (none: everywhere)."""

    over: str
    of: frozenset[str] = frozenset()


def held(line: Mapping[str, Any]) -> Held:
    """For whom a line of a case holds; of one that is only being written nothing need be there."""
    return Held(line.get("over") or "", frozenset(line.get("of") or ()))


class Step(NamedTuple):
    """One aggregation as a contest sets it: for whom it holds, how many parts a pad offers, the rule."""

    held: Held
    offered: int | None
    rule: Aggregation

    @property
    def over(self) -> str:
        return self.held.over


class Way(NamedTuple):
    """Where a result lies: the names of the parts around it, and the levels it was reached by."""

    names: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()

    def into(self, level: str, name: str) -> Way:
        """One level down, into the part of that name."""
        return Way(self.names | {name}, self.levels | {level})

    def next_line(self, lines: Sequence[Held], begin: int = 0) -> int | None:
        """The number of the line that puts together what lies below, from `begin` on; None where the records stand.

        Of several lines for one level the first that holds here is used, and none of them again further down.
        """
        for number in range(begin, len(lines)):
            line = lines[number]
            if line.over not in self.levels and (not line.of or line.of & self.names):
                return number
        return None


NOWHERE: Final = Way()


def name_of_part(part: Mapping[str, Any], place: int) -> str:
    """What a part is called: its code, the person who did it, or its number from 1."""
    name: str = part.get("code") or part.get("person") or str(place)
    return name
