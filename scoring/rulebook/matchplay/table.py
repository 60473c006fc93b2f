"""Tie-breaks that read matches: what they look at, among the tied only or among all, and how they compare it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Any, ClassVar, Final

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.numbers import plain_text, without_zeros
from scoring.rulebook.marks.performance import Pair, Performance, Played
from scoring.rulebook.matches.league import pair_sum
from scoring.rulebook.ranks.tiebreak import Comparable, TieBreak
from unionevents.lib.phrase import Phrase

AMONG: Final = Parameter(
    "among",
    Phrase(en="Matches looked at", zh="看哪些比赛"),
    "choice",
    default="tied",
    choices=(
        Choice("tied", Phrase(en="among those who are level", zh="只看相互之间的")),
        Choice("all", Phrase(en="all", zh="看全部比赛")),
    ),
)
INFINITE: Final = 1


class MatchTieBreak(TieBreak):
    """Compares something of the matches that those who are level have played."""

    kinds = ("match",)

    @property
    def among_all(self) -> bool:
        """Whether matches against outsiders count too."""
        return bool(self.settings.get("among", "all") == "all")

    @abstractmethod
    def key_of(self, played: Sequence[Played], performance: Performance) -> Comparable:
        """Smaller is better."""

    def looked_at(self, performance: Performance, tied: Collection[str]) -> Sequence[Played]:
        """The matches of this performance that count here."""
        if self.among_all:
            return performance.played
        return [row for row in performance.played if row.opponent in tied]

    def split(self, tied: Sequence[Performance]) -> list[list[Performance]]:
        ids = {performance.id for performance in tied}
        groups: dict[Comparable, list[Performance]] = {}
        for performance in tied:
            groups.setdefault(self.key_of(self.looked_at(performance, ids), performance), []).append(performance)
        return [groups[key] for key in sorted(groups)]

    def says(self) -> Phrase:
        among = self.settings.get("among")
        if among is None or (among == "all" and self.parameter("among").default == "all"):
            return self.title
        return AMONG_SAID[among].fill(title=self.title)

    def why(self, performance: Performance) -> Phrase:
        return self.says()

    def why_among(self, performance: Performance, tied: Sequence[Performance]) -> Phrase:
        looked_at = self.looked_at(performance, {one.id for one in tied})
        return WHY.fill(title=self.says(), value=self.shown(looked_at, performance))

    def shown(self, played: Sequence[Played], performance: Performance) -> str:
        """The value as printed."""
        return str(self.key_of(played, performance))


class PairTieBreak(MatchTieBreak):
    """Compares one kind of pairs, such as games for and against, over the matches looked at."""

    measure: ClassVar[str]
    parameters = (AMONG,)

    def pair(self, played: Sequence[Played]) -> Pair:
        """What was won and what was lost."""
        return pair_sum(getattr(row, self.measure) for row in played)

    def shown(self, played: Sequence[Played], performance: Performance) -> str:
        won, lost = self.pair(played)
        return f"{plain_text(won)}:{plain_text(lost)}"


class RatioTieBreak(PairTieBreak):
    """Won divided by lost, exact; nothing lost is more than any number, nothing won and nothing lost is 0."""

    def key_of(self, played: Sequence[Played], performance: Performance) -> Comparable:
        won, lost = self.pair(played)
        if lost == 0:
            return (0, 0) if won > 0 else (INFINITE, 0)
        return (INFINITE, -Fraction(won) / lost)


class DifferenceTieBreak(PairTieBreak):
    """Won minus lost."""

    def key_of(self, played: Sequence[Played], performance: Performance) -> Comparable:
        won, lost = self.pair(played)
        return lost - won


class TotalTieBreak(PairTieBreak):
    """What was won."""

    def key_of(self, played: Sequence[Played], performance: Performance) -> Comparable:
        return -self.pair(played)[0]

    def shown(self, played: Sequence[Played], performance: Performance) -> str:
        return plain_text(self.pair(played)[0])


class AgainstTieBreak(PairTieBreak):
    """What was lost: less is better."""

    def key_of(self, played: Sequence[Played], performance: Performance) -> Comparable:
        return self.pair(played)[1]

    def shown(self, played: Sequence[Played], performance: Performance) -> str:
        return plain_text(self.pair(played)[1])


class NumberTieBreak(MatchTieBreak):
    """Compares one number of the matches looked at: more is better."""

    @abstractmethod
    def number(self, played: Sequence[Played], performance: Performance) -> Mark:
        """The number."""

    def key_of(self, played: Sequence[Played], performance: Performance) -> Comparable:
        return -self.number(played, performance)

    def shown(self, played: Sequence[Played], performance: Performance) -> str:
        return without_zeros(plain_text(self.number(played, performance)))


def group_example(
    settings: Mapping[str, Any],
    chain: Any,
    matches: Sequence[Mapping[str, Any]],
    placings: list[list[Any]],
    *,
    game: str = "match",
    rule: str = "round_robin",
    faults: Mapping[str, Mapping[str, int]] = MappingProxyType({}),
) -> dict[str, Any]:
    """A worked example: one group, its matches, and how it comes out."""
    entrants = sorted({side for match in matches for side in (match["a"], match.get("b")) if side}, key=_natural)
    return {
        "contest": {
            "code": "group",
            "title": "小组循环赛",
            "game": game,
            "settings": dict(settings),
            "tie_breaks": chain,
            "stages": [{"code": "group", "rule": rule, "matches": [dict(match) for match in matches]}],
            "entries": [
                {
                    "id": entrant,
                    "person": f"p{entrant}",
                    **({"faults": dict(faults[entrant])} if entrant in faults else {}),
                }
                for entrant in entrants
            ],
        },
        "placings": placings,
    }


def scores(*lines: str) -> list[dict[str, Any]]:
    """Matches written short: `1-2 3:1` is entrant 1 against entrant 2 with the score 3 to 1."""
    return list(_read_short(lines))


def _read_short(lines: Sequence[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        who, score = line.split(" ")
        a, b = who.split("-")
        yield {"a": a, "b": b, "score": [int(side) for side in score.split(":")]}


def _natural(text: str) -> tuple[int, str]:
    return len(text), text


AMONG_SAID: Final = {
    "tied": Phrase(en="{title} among those level", zh="相互间{title}"),
    "all": Phrase(en="{title} over all matches", zh="全部比赛{title}"),
}
WHY = Phrase(en="{title} ({value})", zh="{title}（{value}）")
