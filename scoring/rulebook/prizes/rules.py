"""The prize rules of a contest: places, tiers, ties, and the same as one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.rulebook.prizes.placesrule import PlacesRule
from scoring.rulebook.prizes.tierrule import TierLine
from scoring.rulebook.prizes.ties import TIE_POLICIES
from scoring.rulebook.sentences import joined
from unionevents.lib.phrase import Phrase


@dataclass(frozen=True, slots=True)
class PrizeRules:
    """How many places are rewarded, how they are divided into prizes, and what ties do at a line and at the cut."""

    places: PlacesRule
    tiers: tuple[TierLine, ...]
    ties: str
    ties_at_cut: str

    def says(self, titles: Mapping[str, str]) -> Phrase:
        """`按报名人数：不足 4 人取 1 名，…；一等奖 1 名，其余为三等奖；线上并列的都得高一级的奖`."""
        clauses = [self.places.says()]
        if self.tiers:
            clauses.append(
                joined(
                    [line.rule.says_for(titles.get(line.prize, line.prize)) for line in self.tiers], en=", ", zh="，"
                )
            )
            clauses.append(_policy(self.ties))
        if self.tiers and self.ties_at_cut != self.ties:
            clauses.append(
                Phrase(en="at the last place: {policy}", zh="录取末位上：{policy}").fill(
                    policy=_policy(self.ties_at_cut)
                )
            )
        return joined(clauses)


def _policy(code: str) -> Phrase:
    return next(choice.title for choice in TIE_POLICIES if choice.code == code)
