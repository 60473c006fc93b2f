"""The prize rules of a contest: places, tiers, ties, and the same as one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.rulebook.base.sentences import joined
from scoring.rulebook.prizes.capping import CAPPED_PLACES, LEFT_FREE
from scoring.rulebook.prizes.dealing import Lines
from scoring.rulebook.prizes.places.share import ShareOfEntries
from scoring.rulebook.prizes.placesrule import PlacesRule, Turnout
from scoring.rulebook.prizes.tierrule import Ranked, TierLine, spans
from scoring.rulebook.prizes.ties import TIE_POLICIES
from unionevents.lib.phrase import Phrase


@dataclass(frozen=True, slots=True)
class PrizeRules:
    """How many places are rewarded, how they are divided into prizes, and what ties do at a line and at the cut.

    `ceiling` holds the places down whatever the places rule says; `capped_places` is what becomes of a prize that an
    entry with a cap may not have.
    """

    places: PlacesRule
    tiers: tuple[TierLine, ...]
    ties: str
    ties_at_cut: str
    ceiling: ShareOfEntries | None = None
    capped_places: str = LEFT_FREE

    @property
    def tier_codes(self) -> tuple[str, ...]:
        """The prizes, best first."""
        return tuple(line.prize for line in self.tiers)

    def rewarded(self, turnout: Turnout) -> int:
        """The number of places, under the ceiling."""
        places = self.places.places(turnout)
        return places if self.ceiling is None else min(places, self.ceiling.places(turnout))

    def why_rewarded(self, turnout: Turnout) -> Phrase:
        """`11 人参赛取前 6 名`, with the ceiling where it holds the number down."""
        why = self.places.why(turnout)
        if self.ceiling is None or self.ceiling.places(turnout) >= self.places.places(turnout):
            return why
        return HELD_DOWN.fill(why=why, ceiling=self.ceiling.says(), places=self.rewarded(turnout))

    def lines(self, ranked: Ranked) -> Lines:
        """The spans of prizes over the rewarded places, with the policies for ties."""
        return Lines(tuple(spans(self.tiers, ranked.places, ranked)), ranked.places, self.ties, self.ties_at_cut)

    def says(self, titles: Mapping[str, str]) -> Phrase:
        """`按报名人数：不足 4 人取 1 名，…；一等奖 1 名，其余为三等奖；线上并列的都得高一级的奖`."""
        clauses = [self.places.says()]
        if self.ceiling is not None:
            clauses.append(AT_MOST.fill(ceiling=self.ceiling.says()))
        if self.tiers:
            clauses.append(
                joined(
                    [line.rule.says_for(titles.get(line.prize, line.prize)) for line in self.tiers], en=", ", zh="，"
                )
            )
            clauses.append(_policy(self.ties))
        clauses += [
            AT_THE_LINE.fill(prize=titles.get(line.prize, line.prize), policy=_policy(line.ties))
            for line in self.tiers
            if line.ties is not None and line.ties != self.ties
        ]
        if self.tiers and self.ties_at_cut != self.ties:
            clauses.append(AT_THE_CUT.fill(policy=_policy(self.ties_at_cut)))
        if self.capped_places != LEFT_FREE:
            clauses.append(CAPPED.fill(policy=_capped(self.capped_places)))
        return joined(clauses)


def _policy(code: str) -> Phrase:
    return next(choice.title for choice in TIE_POLICIES if choice.code == code)


def _capped(code: str) -> Phrase:
    return next(choice.title for choice in CAPPED_PLACES if choice.code == code)


HELD_DOWN = Phrase(en="{why}; held to {ceiling}: {places} places", zh="{why}，按上限（{ceiling}）只取 {places} 名")
AT_MOST = Phrase(en="never more than {ceiling}", zh="录取名次的上限：{ceiling}")
AT_THE_LINE = Phrase(en="at the line below {prize}: {policy}", zh="{prize}线上：{policy}")
AT_THE_CUT = Phrase(en="at the last place: {policy}", zh="录取末位上：{policy}")
CAPPED = Phrase(en="where a prize is capped, {policy}", zh="受罚降奖时，{policy}")
