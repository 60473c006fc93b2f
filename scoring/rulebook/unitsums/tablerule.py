"""What a table is: units with a total over contests, every part of it explained."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, ClassVar, Final, NamedTuple

from scoring.rulebook.base.rule import Contradiction, Rule
from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.standings.contest import Entry
from scoring.rulebook.standings.standing import Standing
from scoring.rulebook.unitsums.unit import Unit
from unionevents.lib.phrase import Phrase

PRIMES_OF_TEN: Final = (2, 5)


class Score(NamedTuple):
    """One part of a unit's total; parts that do not count stay on the list."""

    points: Mark
    why: Sentence
    standing: Standing | None = None
    entry: Entry | None = None
    rank: int | None = None
    counted: bool = True


@dataclass(slots=True)
class Row:
    """A unit before it is placed: its total (None: not ranked, and why), the parts, and what tie-breaks read.

    `figures` holds "places" (how often first, second, ...), "records" (broken), "contests" (points by contest).
    """

    unit: Unit
    total: Mark | None
    scores: Sequence[Score] = ()
    figures: dict[str, Any] = field(default_factory=dict)
    shown: Phrase | None = None
    unranked: Phrase | None = None


class Tabled(NamedTuple):
    """A finished table as later ones see it: its rule, and rows and placings by unit."""

    rule: TableRule
    rows: Mapping[str, Row]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Meet:
    """What a table counts: rankings, the units (or people) in it by code, and the tables above it."""

    standings: Sequence[Standing]
    units: Mapping[str, Unit]
    tables: Mapping[str, Tabled]
    by_person: bool = False

    def holder(self, entry: Entry) -> str | None:
        """Whose total an entry goes into: its unit's or its person's; None when that is not in the table."""
        code = entry.person if self.by_person else entry.unit
        return code if code in self.units else None

    def entries(self) -> Iterator[tuple[Standing, Entry]]:
        """Every entry of these units in these rankings."""
        for standing in self.standings:
            for entry in standing.entries.values():
                if self.holder(entry) is not None:
                    yield standing, entry


class Names(NamedTuple):
    """The names that a table may use; `tables` are those above it."""

    contests: frozenset[str]
    rankings: frozenset[str]
    units: frozenset[str]
    people: frozenset[str]
    unit_tags: frozenset[str]
    tables: frozenset[str]
    values: frozenset[str]


class TableRule(Rule):
    """Gives every unit a total; `for_people` where it can also be asked of people one by one."""

    usual_tie_breaks: ClassVar[tuple[str, ...]] = ()
    for_people: ClassVar[bool] = True

    @abstractmethod
    def rows(self, meet: Meet) -> list[Row]:
        """One row for every unit of the meet."""

    def key(self, total: Mark) -> Mark:
        """A number that is smaller for the better total."""
        return -total

    def shown(self, total: Mark) -> Phrase:
        """The total as printed."""
        return Phrase(en="{points} points", zh="{points} 分").fill(points=number_text(total))

    def odd(self, row: Row) -> Phrase | None:
        """What a reader would wonder about in a row that is no error."""
        return None

    def unknown(self, names: Names) -> list[Contradiction]:
        """Names in the settings that stand nowhere in the case."""
        return []


def number_text(number: Mark) -> str:
    """The exact number as printed: `6`, `6.5`, or `19/3` where decimals would not end."""
    if isinstance(number, int):
        return str(number)
    fraction = Fraction(number)
    rest, places = fraction.denominator, 0
    for prime in PRIMES_OF_TEN:
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    if rest != 1:
        return f"{fraction.numerator}/{fraction.denominator}"
    if not places:
        return str(fraction.numerator)
    shifted = abs(fraction.numerator) * 10**places // fraction.denominator
    ones, decimals = divmod(shifted, 10**places)
    return f"{'-' if fraction < 0 else ''}{ones}.{decimals:0{places}d}"
