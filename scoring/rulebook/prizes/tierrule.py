"""What a tier rule is: how many of the places that are left go to a prize."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NamedTuple

from scoring.rulebook.base.rule import Rule
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.prizes.placesrule import Turnout
from unionevents.lib.phrase import Phrase


class Ranked(NamedTuple):
    """What a tier rule may look at: the turnout, the rewarded places, and how many reached a mark."""

    turnout: Turnout
    places: int
    reached: Callable[[Mark], int]

    def of(self, base: str, left: int) -> int:
        """A number by its word: one of the turnout's, `places` or `left`."""
        return left if base == "left" else self.places if base == "places" else self.turnout.of(base)


class TierRule(Rule):
    """One line of the prize table; lines of a `joined` rule that follow each other share what is left."""

    joined: ClassVar[bool] = False
    takes_all: ClassVar[bool] = False

    @abstractmethod
    def says_for(self, prize: str) -> Phrase:
        """The line in words, with the prize's title put in."""

    @classmethod
    @abstractmethod
    def counts(cls, lines: Sequence[dict[str, Any]], *, given: int, left: int, ranked: Ranked) -> list[int]:
        """How many places each line of a run gets: `given` places are gone, `left` are left; never more than `left`."""


class TierLine(NamedTuple):
    """A prize, the rule that says how many places it is for, and the tie policy at its lower line (None: the usual)."""

    prize: str
    rule: TierRule
    ties: str | None = None


class Span(NamedTuple):
    """The places, first to last, that win one prize; `ties` is the policy at its lower line, where it has its own."""

    prize: str
    first: int
    last: int
    ties: str | None = None


def spans(lines: Sequence[TierLine], places: int, ranked: Ranked | None = None) -> list[Span]:
    """The places of every prize, best prize first, without gaps from place 1; prizes without a place are left out."""
    ranked = ranked or Ranked(Turnout(places, places, places), places, lambda mark: 0)
    found: list[Span] = []
    given, index = 0, 0
    while index < len(lines):
        kind = type(lines[index].rule)
        end = index + 1
        while kind.joined and end < len(lines) and type(lines[end].rule) is kind:
            end += 1
        run = lines[index:end]
        counts = kind.counts([line.rule.settings for line in run], given=given, left=places - given, ranked=ranked)
        for line, count in zip(run, counts, strict=True):
            if count > 0:
                found.append(Span(line.prize, given + 1, given + count, line.ties))
                given += count
        index = end
    return found
