"""Prizes across contests: who is rewarded, once or for everything, and what else is given.

"Best placing" means, in this order: the better rank; then the prize that stands higher
in the case's list of prizes; then the higher value; then the contest that stands first.
"Best prize" compares the prize before the rank. Freed prizes are not passed down unless
the case says so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final

from scoring.rulebook.prizes.capping import LEFT_FREE, held_to_caps, stepped_back
from scoring.rulebook.prizes.dealing import Dealt, deal
from scoring.rulebook.ranks.level import Level
from scoring.rulebook.rewards.award import Award, Awarding, Key
from scoring.rulebook.rewards.awardrule import AwardLine, Preference
from scoring.rulebook.rewards.giving import Giving
from scoring.rulebook.rewards.prize import PERSON, Prize
from scoring.rulebook.rewards.why import why_not_awarded
from scoring.rulebook.standings.standing import Standing

BEST_PLACING: Final = "best_placing"
BEST_PRIZE: Final = "best_prize"
COUNTED: Final = "counted"
APART: Final = "apart"


@dataclass(frozen=True, slots=True)
class AwardRules:
    """What holds across contests; `teams` are counted with their people's other rewards, or stand apart.

    `same` leads from a person to the one they are known as: two codes, one human being.
    """

    one_per_person: str | None = None
    passed_down: bool = False
    teams: str = COUNTED
    lines: tuple[AwardLine, ...] = ()
    same: Mapping[str, str] = field(default_factory=dict)

    def known_as(self, award: Award) -> str:
        """Who is rewarded by it, as one human being."""
        return self.same.get(award.who.person, award.who.person)


def awarding_of(
    standings: Sequence[Standing], prizes: Sequence[Prize], rules: AwardRules, units: Mapping[str, str]
) -> Awarding:
    """Everything that is given, in the order of the standings and their ranks; then gifts in the order of the rules."""
    by_code = {prize.code: prize for prize in prizes}
    titles = {prize.code: prize.title for prize in prizes}
    preference = _preference(rules, {prize.code: number for number, prize in enumerate(prizes)})
    first_deals = [_deal(standing, ()) for standing in standings]
    won_in = [_won(standing, deals, by_code) for standing, deals in zip(standings, first_deals, strict=True)]
    won = won_at_first = list(chain.from_iterable(won_in))
    awarding = Awarding(first_deals, [], titles)
    giving = Giving(standings, by_code, awarding, units, rules.same)
    kept = _kept(won, rules, preference, giving)
    passed_on: dict[Key, Award] = {}
    while rules.passed_down:
        held = {award.key for award in kept}
        dropped = {award.key: award for award in won if award.member is None and award.key not in held}
        if not dropped:
            break
        dropped = _settled_first(dropped, kept, rules, preference)
        passed_on |= dropped
        awarding.dealt = list(awarding.dealt)
        for number in {award.standing.number for award in dropped.values()}:  # nothing moves in the others
            awarding.dealt[number] = _deal(standings[number], passed_on)
            won_in[number] = _won(standings[number], awarding.dealt[number], by_code)
        won = list(chain.from_iterable(won_in))
        kept = _kept(won, rules, preference, giving)
    awarding.awards = _with_reasons(kept, won_at_first, first_deals, rules)
    if rules.one_per_person:
        _say_why_not(awarding, [*won, *passed_on.values()], rules)
    for line in rules.lines:
        line.rule.apply(giving, line.path)
    return awarding


def _deal(standing: Standing, passed_on: Collection[Key]) -> Dealt:
    rules = standing.view.prize_rules
    if rules is None:
        return Dealt({}, [])
    levels: Sequence[Level] = standing.ranking.levels
    if passed_on:
        levels = [
            level._replace(performances=staying)
            for level in levels
            if (staying := [one for one in level.performances if (standing.number, one.id) not in passed_on])
        ]
    if all(one.tier_cap is None for level in levels for one in level.performances):
        return deal(levels, standing.lines, standing.contest.line_orders)
    spans, tiers = standing.lines.spans, rules.tier_codes
    if rules.capped_places != LEFT_FREE:
        levels = stepped_back(levels, spans, tiers)
    return held_to_caps(deal(levels, standing.lines, standing.contest.line_orders), levels, spans, tiers)


def _won(standing: Standing, dealt: Dealt, prizes: Mapping[str, Prize]) -> list[Award]:
    won: list[Award] = []
    rules = standing.view.prize_rules
    if rules is None or not dealt.deals:
        return won
    for level in standing.ranking.levels:
        for performance in level.performances:
            got = dealt.deals.get(performance.id)
            if got is None or got.span is None:
                continue
            prize = prizes[got.span.prize]
            shared = sum(prizes[code].value or 0 for code in got.shares if code) if got.shares else None
            value = prize.value if shared is None else shared // len(got.shares)
            entry = standing.entries[performance.id]
            award = Award(standing, entry, level.place, rules, got, got.span, prize, value, shared)
            if prize.per == PERSON and entry.members:
                won += [replace(award, member=member) for member in entry.members]
            else:
                won.append(award)
    return won


def _preference(rules: AwardRules, order: Mapping[str, int]) -> Preference:
    def by_placing(award: Award) -> tuple[int, ...]:
        return award.rank, order[award.prize.code], -(award.value or 0), award.standing.number

    def by_prize(award: Award) -> tuple[int, ...]:
        return order[award.prize.code], award.rank, -(award.value or 0), award.standing.number

    return by_prize if rules.one_per_person == BEST_PRIZE else by_placing


def _kept(won: Sequence[Award], rules: AwardRules, preference: Preference, giving: Giving) -> list[Award]:
    """What stays of the prizes won: one for a person, then what the rules with a limit let through."""
    kept = list(won)
    if rules.one_per_person:
        best: dict[str, Award] = {}
        for award in won:
            held = best.get(rules.known_as(award))
            if not _apart(award, rules) and (held is None or preference(award) < preference(held)):
                best[rules.known_as(award)] = award
        kept = [award for award in won if _apart(award, rules) or best[rules.known_as(award)] is award]
    giving.awarding.not_awarded.clear()
    for line in rules.lines:
        kept, reasons = line.rule.kept(kept, giving, preference)
        giving.awarding.not_awarded.update(reasons)
    return kept


def _settled_first(
    dropped: dict[Key, Award], kept: Sequence[Award], rules: AwardRules, preference: Preference
) -> dict[Key, Award]:
    """Of what is free, that of the person with the best reward: who is behind may move up before choosing in turn."""
    own = {rules.known_as(award): preference(award) for award in kept if not _apart(award, rules)}
    chosen = [own[person] for award in dropped.values() if (person := rules.known_as(award)) in own]
    if not rules.one_per_person or not chosen:
        return dropped
    best = min(chosen)
    return {key: award for key, award in dropped.items() if own.get(rules.known_as(award)) == best}


def _apart(award: Award, rules: AwardRules) -> bool:
    """Whether an award does not count as a person's reward: a unit's, or a team's where teams stand apart."""
    return award.standing.of_units or (rules.teams == APART and bool(award.entry.members))


def _with_reasons(
    kept: Sequence[Award], won_at_first: Sequence[Award], first_deals: Sequence[Dealt], rules: AwardRules
) -> list[Award]:
    """The awards, each naming the placings it is given instead of, and whether it came from being moved up."""
    held = {(award.key, award.who.person) for award in kept}
    others: dict[str, list[tuple[Standing, int]]] = {}
    for award in won_at_first:
        if (award.key, award.who.person) not in held:
            others.setdefault(rules.known_as(award), []).append((award.standing, award.rank))
    reasoned: list[Award] = []
    for award in kept:
        first = first_deals[award.standing.number].deals.get(award.entry.id)
        moved_up = first is None or first.span != award.deal.span
        instead_of = () if award.standing.of_units else tuple(others.get(rules.known_as(award), ()))
        reasoned.append(replace(award, instead_of=instead_of, moved_up=moved_up))
    return reasoned


def _say_why_not(awarding: Awarding, won: Sequence[Award], rules: AwardRules) -> None:
    """Every placing that is worth a prize and not rewarded, because its person is rewarded elsewhere."""
    awarded = awarding.awarded
    best = {rules.known_as(award): award for award in awarding.awards if not _apart(award, rules)}
    for award in won:
        if award.key not in awarded and award.key not in awarding.not_awarded and rules.known_as(award) in best:
            awarding.not_awarded[award.key] = why_not_awarded(award.who, best[rules.known_as(award)])
