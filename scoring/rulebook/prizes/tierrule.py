"""What a tier rule is: how many of the places that are left go to a prize."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from scoring.rulebook.rule import Rule
from unionevents.lib.phrase import Phrase


class TierRule(Rule):
    """One line of the prize table; lines of a `joined` rule that follow each other share what is left."""

    joined: ClassVar[bool] = False
    takes_all: ClassVar[bool] = False

    @abstractmethod
    def says_for(self, prize: str) -> Phrase:
        """The line in words, with the prize's title put in."""

    @classmethod
    @abstractmethod
    def counts(cls, lines: Sequence[dict[str, Any]], *, given: int, left: int) -> list[int]:
        """How many places each line of a run gets: `given` places are gone, `left` are left; never more than `left`."""


class TierLine(NamedTuple):
    """A prize and the rule that says how many places it is for."""

    prize: str
    rule: TierRule


class Span(NamedTuple):
    """The places, first to last, that win one prize."""

    prize: str
    first: int
    last: int


def spans(lines: Sequence[TierLine], places: int) -> list[Span]:
    """The places of every prize, best prize first, without gaps from place 1; prizes without a place are left out."""
    found: list[Span] = []
    given, index = 0, 0
    while index < len(lines):
        kind = type(lines[index].rule)
        end = index + 1
        while kind.joined and end < len(lines) and type(lines[end].rule) is kind:
            end += 1
        run = lines[index:end]
        for line, count in zip(
            run, kind.counts([line.rule.settings for line in run], given=given, left=places - given), strict=True
        ):
            if count > 0:
                found.append(Span(line.prize, given + 1, given + count))
                given += count
        index = end
    return found
