"""From a case to its outcome: placings, places, prizes, awards, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from scoring.rulebook.base.paths import ROOT, complain
from scoring.rulebook.base.sentences import Problem, Sentence
from scoring.rulebook.base.version import VERSION
from scoring.rulebook.cases.case import Case, read_case
from scoring.rulebook.cases.oddorders import odd_orders
from scoring.rulebook.marks.game import Mark, mark_json
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.playing.stagejson import stage_json
from scoring.rulebook.prizes.dealing import Dealt
from scoring.rulebook.ranks.level import Level
from scoring.rulebook.rewards.award import Awarding
from scoring.rulebook.rewards.awardoutcome import awards_json, checks_json
from scoring.rulebook.rewards.awards import awarding_of
from scoring.rulebook.rewards.why import (
    why_absent,
    why_missing,
    why_outside,
    why_placed,
    why_places,
)
from scoring.rulebook.standings.contest import Entry, View
from scoring.rulebook.standings.standing import Standing, standings_of
from scoring.rulebook.unitsums.tableoutcome import table_json
from scoring.rulebook.unitsums.tablerule import Tabled
from scoring.rulebook.unitsums.tabling import tables_of

OUTCOME_FORMAT: Final = "unionevents-outcome"
OUTCOME_VERSION: Final = 1


def outcome_of(case: Mapping[str, Any]) -> dict[str, Any]:
    """The outcome of a case as JSON values; CaseProblems when the case cannot be read."""
    return outcome_of_read(read_case(case))


def outcome_of_read(case: Case) -> dict[str, Any]:
    """The same for a case that was read before."""
    standings = standings_of(case.contests)
    tables = tables_of(case.tables, standings, case.units)
    every = [*standings, *(tabled.standing for tabled in tables)]
    awarding = awarding_of(every, case.prizes, case.awards, case.unit_titles)
    # Every contest is there, also one that has no ranking yet because its groups are not drawn.
    contests: dict[str, dict[str, Any]] = {
        contest.code: {"code": contest.code, "title": contest.title, "rankings": []} for contest in case.contests
    }
    for standing, dealt in zip(standings, awarding.dealt[: len(standings)], strict=True):
        found = contests[standing.contest.code]
        found["rankings"].append(_ranking(standing, dealt, awarding))
        # A key that is only there when used: what was published before there were stages comes out the same.
        if stages := _stages(standing.view):
            found.setdefault("stages", []).extend(stages)
    notes = (*case.notes, *odd_orders(standings, case.contests), *_odd_rows(tables), *awarding.problems)
    return {
        "format": OUTCOME_FORMAT,
        "version": OUTCOME_VERSION,
        "rulebook": VERSION,
        "contests": list(contests.values()),
        **_tables(tables, awarding),
        "awards": awards_json(awarding),
        **checks_json(awarding),
        "problems": [note.as_json() for note in notes],
    }


def _odd_rows(tables: Sequence[Tabled]) -> list[Problem]:
    notes: list[Problem] = []
    for number, tabled in enumerate(tables):
        for row in tabled.rows.values():
            if (odd := tabled.rule.odd(row)) is not None:
                complain(notes, ((ROOT, "tables"), number), "odd_total", odd)
    return notes


def _tables(tables: Sequence[Tabled], awarding: Awarding) -> dict[str, Any]:
    """The tables; no key where there are none."""
    if not tables:
        return {}
    return {"tables": [table_json(tabled, awarding.dealt[tabled.standing.number], awarding) for tabled in tables]}


def _ranking(standing: Standing, dealt: Dealt, awarding: Awarding) -> dict[str, Any]:
    view, ranking = standing.view, standing.ranking
    on_mark: dict[Mark, int] = {}
    for level in ranking.levels:
        # Those who share a place over several groups came to it with different marks.
        for performance in level.performances:
            on_mark[performance.achieved] = on_mark.get(performance.achieved, 0) + 1
    placings: list[dict[str, Any]] = []
    awarded = awarding.awarded
    for level in ranking.levels:
        for performance in level.performances:
            entry = standing.entries[performance.id]
            deal = dealt.deals.get(entry.id)
            prize = deal.span.prize if deal is not None and deal.span is not None else None
            placing = _placing(view, entry, level, performance, on_mark)
            placing["prize"] = prize
            placing["prize_title"] = awarding.titles[prize] if prize else None
            placing["awarded"] = (standing.number, entry.id) in awarded
            if (standing.number, entry.id) in awarding.not_awarded:
                placing["not_awarded"] = awarding.not_awarded[standing.number, entry.id].as_json()
            placings.append(placing)
    for performance in ranking.unplaced:
        entry = standing.entries[performance.id]
        why = why_absent(performance.absence, performance.notes) if performance.absence else why_missing()
        placings.append(_unplaced(entry, performance, why))
    placings += [_outside(view, entry) for entry in standing.outside]
    named = {} if view.code is None else {"ranking": view.code, "title": view.title}
    return {
        **named,
        "division": standing.division,
        **standing.turnout._asdict(),
        "places": {"count": standing.places, "why": why_places(standing).as_json()},
        "placings": placings,
        "undecided": [[p.id for p in level.performances] for level in ranking.levels if level.needs_decision],
        "at_the_line": [list(group) for group in dealt.waiting],
        "missing": [p.id for p in _without_place(standing) if p.mark is None and p.absence is None],
    }


def _without_place(standing: Standing) -> list[Performance]:
    return [*standing.ranking.unplaced, *(entry.performance for entry in standing.outside)]


def _outside(view: View, entry: Entry) -> dict[str, Any]:
    """Somebody who takes part out of ranking: with the mark, without a place."""
    performance = entry.performance
    if performance.mark is None or performance.absence is not None:
        why = why_absent(performance.absence, performance.notes) if performance.absence else why_missing()
        return _unplaced(entry, performance, why)
    shown = view.shown(performance)
    row = _unplaced(entry, performance, why_outside(shown))
    return row | {"mark": mark_json(performance.mark), "shown": shown.as_json()}


def _stages(view: View) -> list[dict[str, Any]]:
    if view.staged is None or not view.shows_stages:
        return []
    named = {"ranking": view.code, "division": view.division}
    return [named | stage_json(played) for played in view.staged.stages]


def _who(entry: Entry) -> dict[str, Any]:
    return {"person": entry.person, "name": entry.name, "unit": entry.unit, "unit_name": entry.unit_name}


def _placing(
    view: View, entry: Entry, level: Level, performance: Performance, on_mark: Mapping[Mark, int]
) -> dict[str, Any]:
    shown = view.shown(performance)
    why = why_placed(view, level, performance, shown=shown, level_on_mark=on_mark[performance.achieved])
    return {
        "entry": entry.id,
        **_who(entry),
        "rank": level.place,
        "shared": len(level.performances) > 1,
        "mark": mark_json(performance.mark),
        "shown": shown.as_json(),
        "absence": None,
        "decided_by": None if level.needs_decision else level.decided_by,
        "why": why.as_json(),
        "not_awarded": None,
    }


def _unplaced(entry: Entry, performance: Performance, why: Sentence) -> dict[str, Any]:
    absence = performance.absence
    return {
        "entry": entry.id,
        **_who(entry),
        "rank": None,
        "shared": False,
        "mark": None,
        "shown": absence.title.as_json() if absence else {"zh": "", "en": ""},
        "absence": absence.value if absence else None,
        "decided_by": None,
        "why": why.as_json(),
        "not_awarded": None,
        "prize": None,
        "prize_title": None,
        "awarded": False,
    }
