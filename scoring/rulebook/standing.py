"""One ranking of a case: a contest, or one division of it, with its turnout and rewarded places."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.rulebook.case import Case, Contest, Entry
from scoring.rulebook.prizes.placesrule import Turnout
from scoring.rulebook.prizes.tierrule import Span, spans
from scoring.rulebook.ranking import Ranking, rank


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands where, before prizes; `number` is its position in the case."""

    number: int
    contest: Contest
    division: str | None
    title: str
    entries: dict[str, Entry]
    ranking: Ranking
    turnout: Turnout
    places: int
    spans: tuple[Span, ...]


def standings_of(case: Case) -> list[Standing]:
    """Every ranking of the case, contest by contest and division by division."""
    found: list[Standing] = []
    for contest in case.contests:
        for code, title in contest.divisions or ((None, ""),):
            found.append(_standing(len(found), contest, code, title))
    return found


def _standing(number: int, contest: Contest, division: str | None, division_title: str) -> Standing:
    entries = {entry.id: entry for entry in contest.entries if entry.division == division}
    ranking = rank(
        [entry.performance for entry in entries.values()],
        key=contest.game.key,
        tie_breaks=contest.tie_breaks,
        undecided=contest.undecided,
    )
    finished = len(entries) - len(ranking.unplaced)
    took_part = sum(1 for performance in ranking.unplaced if performance.absence and performance.absence.took_part)
    turnout = Turnout(entered=len(entries), started=finished + took_part, finished=finished)
    rules = contest.prize_rules
    places = rules.places.places(turnout) if rules else 0
    return Standing(
        number=number,
        contest=contest,
        division=division,
        title=_title(contest.title, division_title),
        entries=entries,
        ranking=ranking,
        turnout=turnout,
        places=places,
        spans=tuple(spans(rules.tiers, places)) if rules else (),
    )


def _title(contest: str, division: str) -> str:
    if not division:
        return contest
    return f"{contest} ({division})" if division.isascii() else f"{contest}（{division}）"
