"""Prizes across contests: who is rewarded, once or for everything, and who gets a souvenir.

"Best placing" means, in this order: the better rank; then the prize that stands higher
in the case's list of prizes; then the higher value; then the contest that stands first.
Freed prizes are not passed down unless the case says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoring.rulebook.case import Case, Entry, Prize
from scoring.rulebook.prizes.dealing import Deal, Dealt, deal
from scoring.rulebook.prizes.rules import PrizeRules
from scoring.rulebook.prizes.tierrule import Span
from scoring.rulebook.ranking import Level, natural
from scoring.rulebook.standing import Standing


@dataclass(frozen=True, slots=True)
class Award:
    """One prize for one entry, with the other prizes it stands for."""

    standing: Standing
    entry: Entry
    rank: int
    rules: PrizeRules
    deal: Deal
    span: Span
    prize: Prize
    value: int | None
    shared_sum: int | None
    instead_of: tuple[tuple[Standing, int], ...] = ()
    moved_up: bool = False


@dataclass(frozen=True, slots=True)
class Souvenir:
    """A prize for having taken part, with every start that counted."""

    entry: Entry
    prize: Prize
    starts: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Awarding:
    """The deals of every standing (in their order), the awards, the souvenirs.

    `awarded` and `passed_on` hold entry ids; `kept` has the one award of each person where there is only one.
    """

    dealt: list[Dealt]
    awards: list[Award]
    souvenirs: list[Souvenir]
    passed_on: set[str]
    awarded: set[str]
    kept: dict[str, Award]
    titles: dict[str, str]


def awarding_of(case: Case, standings: Sequence[Standing]) -> Awarding:
    """Everything that is given, in the order of the standings and their ranks; souvenirs by unit and person."""
    prizes = {prize.code: prize for prize in case.prizes}
    order = {prize.code: number for number, prize in enumerate(case.prizes)}
    first_deals = [_deal(standing, set()) for standing in standings]
    dealt, passed_on = first_deals, set[str]()
    won = _won(standings, dealt, prizes)
    kept = _best_by_person(won, order) if case.awards.best_placing_only else won
    while case.awards.passed_down and len(kept) < len(won):
        kept_ids = {award.entry.id for award in kept}
        passed_on |= {award.entry.id for award in won} - kept_ids
        dealt = [_deal(standing, passed_on) for standing in standings]
        won = _won(standings, dealt, prizes)
        kept = _best_by_person(won, order)
    awards = _with_reasons(kept, _won(standings, first_deals, prizes), first_deals)
    return Awarding(
        dealt=dealt,
        awards=awards,
        souvenirs=_souvenirs(case, standings, prizes, awards),
        passed_on=passed_on,
        awarded={award.entry.id for award in awards},
        kept={award.entry.person: award for award in awards} if case.awards.best_placing_only else {},
        titles={prize.code: prize.title for prize in case.prizes},
    )


def _deal(standing: Standing, passed_on: set[str]) -> Dealt:
    rules = standing.contest.prize_rules
    if rules is None:
        return Dealt({}, [])
    levels: Sequence[Level] = standing.ranking.levels
    if passed_on:
        levels = [
            level._replace(performances=staying)
            for level in levels
            if (staying := [performance for performance in level.performances if performance.id not in passed_on])
        ]
    return deal(
        levels,
        standing.spans,
        standing.places,
        ties=rules.ties,
        ties_at_cut=rules.ties_at_cut,
        orders=standing.contest.line_orders,
    )


def _won(standings: Sequence[Standing], dealt: Sequence[Dealt], prizes: dict[str, Prize]) -> list[Award]:
    won: list[Award] = []
    for standing, deals in zip(standings, dealt, strict=True):
        rules = standing.contest.prize_rules
        if rules is None:
            continue
        for level in standing.ranking.levels:
            for performance in level.performances:
                got = deals.deals.get(performance.id)
                if got is None or got.span is None:
                    continue
                prize = prizes[got.span.prize]
                shared = sum(prizes[code].value or 0 for code in got.shares if code) if got.shares else None
                value = prize.value if shared is None else shared // len(got.shares)
                entry = standing.entries[performance.id]
                won.append(Award(standing, entry, level.place, rules, got, got.span, prize, value, shared))
    return won


def _best_by_person(won: Sequence[Award], order: dict[str, int]) -> list[Award]:
    best: dict[str, Award] = {}
    for award in won:
        held = best.get(award.entry.person)
        if held is None or _preference(award, order) < _preference(held, order):
            best[award.entry.person] = award
    return [award for award in won if best[award.entry.person] is award]


def _preference(award: Award, order: dict[str, int]) -> tuple[int, int, int, int]:
    return award.rank, order[award.prize.code], -(award.value or 0), award.standing.number


def _with_reasons(kept: Sequence[Award], won_at_first: Sequence[Award], first_deals: Sequence[Dealt]) -> list[Award]:
    """The awards, each naming the placings it is given instead of, and whether it came from being moved up."""
    kept_ids = {award.entry.id for award in kept}
    others: dict[str, list[tuple[Standing, int]]] = {}
    for award in won_at_first:
        if award.entry.id not in kept_ids:
            others.setdefault(award.entry.person, []).append((award.standing, award.rank))
    reasoned: list[Award] = []
    for award in kept:
        first = first_deals[award.standing.number].deals.get(award.entry.id)
        moved_up = first is None or first.span != award.deal.span
        reasoned.append(replace(award, instead_of=tuple(others.get(award.entry.person, ())), moved_up=moved_up))
    return reasoned


def _souvenirs(
    case: Case, standings: Sequence[Standing], prizes: dict[str, Prize], awards: Sequence[Award]
) -> list[Souvenir]:
    """One for everybody with a mark, or an absence after the start, in at least one contest."""
    if case.awards.souvenir is None:
        return []
    rewarded = (
        {award.entry.person for award in awards} if case.awards.souvenir_to == "took_part_without_award" else set()
    )
    starts: dict[str, tuple[Entry, list[Standing]]] = {}
    for standing in standings:
        for entry in standing.entries.values():
            absence = entry.performance.absence
            if (entry.mark is not None or (absence is not None and absence.took_part)) and entry.person not in rewarded:
                starts.setdefault(entry.person, (entry, []))[1].append(standing)
    people = sorted(starts.values(), key=lambda start: (natural(start[0].unit or ""), natural(start[0].person)))
    return [Souvenir(entry, prizes[case.awards.souvenir], tuple(where)) for entry, where in people]
