"""What is given: prizes for placings, and gifts that no placing earns (souvenirs, lots, special awards)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from scoring.rulebook.base.sentences import Problem, Sentence
from scoring.rulebook.prizes.dealing import Deal, Dealt
from scoring.rulebook.prizes.rules import PrizeRules
from scoring.rulebook.prizes.tierrule import Span
from scoring.rulebook.rewards.prize import Prize
from scoring.rulebook.standings.contest import Entry, Member
from scoring.rulebook.standings.standing import Standing

# One entry in one ranking: the number of the standing, and the id of the entry.
Key: TypeAlias = tuple[int, str]


class Who(NamedTuple):
    """Who receives something, as every list names them; a unit stands here as its own person."""

    person: str
    name: str
    unit: str | None
    unit_name: str
    tags: frozenset[str] = frozenset()

    @classmethod
    def of(cls, one: Entry | Member) -> Who:
        """Somebody in a case."""
        tags = one.tags if isinstance(one, Member) else one.performance.tags
        return cls(one.person, one.name, one.unit, one.unit_name, tags)


@dataclass(frozen=True, slots=True)
class Award:
    """One prize for one entry (or one of its people), with the other prizes it stands for."""

    standing: Standing
    entry: Entry
    rank: int
    rules: PrizeRules
    deal: Deal
    span: Span
    prize: Prize
    value: int | None
    shared_sum: int | None
    member: Member | None = None
    instead_of: tuple[tuple[Standing, int], ...] = ()
    moved_up: bool = False

    @property
    def key(self) -> Key:
        return self.standing.number, self.entry.id

    @property
    def who(self) -> Who:
        return Who.of(self.member or self.entry)


@dataclass(frozen=True, slots=True)
class Gift:
    """Something given for another reason than a placing; `kind` is souvenir, special or draw."""

    kind: str
    who: Who
    prize: Prize
    why: Sentence
    entry: Entry | None = None
    contest: str | None = None

    @property
    def value(self) -> int | None:
        return self.prize.value


@dataclass(slots=True)
class Awarding:
    """Everything that is given, and why other placings are not rewarded.

    `dealt` are the deals of every standing in their order; `checks` are rules that only report, each with whether it
    holds; `people` are sums by person where they are asked for.
    """

    dealt: list[Dealt]
    awards: list[Award]
    titles: Mapping[str, str]
    gifts: list[Gift] = field(default_factory=list)
    not_awarded: dict[Key, Sentence] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    checks: list[tuple[bool, Problem]] = field(default_factory=list)

    @property
    def awarded(self) -> set[Key]:
        """The placings whose prize is really given."""
        return {award.key for award in self.awards}
