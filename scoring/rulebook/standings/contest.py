"""A contest that was read: its entries, and its rankings as views of the same raw data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from scoring.rulebook.marks.game import Game, Mark
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.marks.results import Scoring
from scoring.rulebook.playing.stages import Staged
from scoring.rulebook.prizes.rules import PrizeRules
from scoring.rulebook.ranks.tiebreak import Chain, Order
from unionevents.lib.phrase import Phrase


class Member(NamedTuple):
    """One person of a team."""

    person: str
    name: str
    unit: str | None
    unit_name: str
    tags: frozenset[str]


class Entry(NamedTuple):
    """One start in one contest, of a person or of a team (then `members` are its people).

    Who is not `ranked` takes part, and stands on the list without a place.
    """

    id: str
    person: str
    name: str
    unit: str | None
    unit_name: str
    division: str | None
    performance: Performance
    members: tuple[Member, ...] = ()
    seed: int | None = None
    ranked: bool = True

    @property
    def mark(self) -> Mark | None:
        return self.performance.mark


@dataclass(frozen=True, slots=True)
class View:
    """One ranking of a contest: all of it, a division, or another look at the same raw data.

    `code` is None unless the contest names its rankings; `division` is the one it holds, if only one.
    `staged` is how its stages went, where it has any.
    """

    code: str | None
    title: str
    division: str | None
    scoring: Scoring
    chain: Chain
    prize_rules: PrizeRules | None
    entries: Mapping[str, Entry]
    staged: Staged | None = None
    shows_stages: bool = True

    @property
    def game(self) -> Game:
        return self.scoring.measures[0]

    def shown(self, performance: Performance) -> Phrase:
        """What somebody who is placed has achieved, as printed."""
        said = self.staged.shown.get(performance.id) if self.staged else None
        if said is None and performance.parts:
            return self.game.shown_of_parts(performance.achieved)
        return said or self.game.shown(performance.achieved)


@dataclass(frozen=True, slots=True)
class Contest:
    """What people are ranked in; `views` are its rankings, at least one."""

    code: str
    title: str
    undecided: str
    views: tuple[View, ...]
    line_orders: tuple[Order, ...]
