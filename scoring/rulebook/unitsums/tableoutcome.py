"""Tables as they stand in an outcome."""

from __future__ import annotations

from typing import Any, Final

from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.marks.game import Mark, mark_json
from scoring.rulebook.prizes.dealing import Dealt
from scoring.rulebook.rewards.award import Awarding
from scoring.rulebook.rewards.why import why_placed, why_places
from scoring.rulebook.unitsums.tablerule import Row, Score, Tabled
from unionevents.lib.phrase import Phrase


def table_json(tabled: Tabled, dealt: Dealt, awarding: Awarding) -> dict[str, Any]:
    """A table with its units from the best down, every part of a total with its reason."""
    standing = tabled.standing
    on_total: dict[Mark, int] = {}
    for level in standing.ranking.levels:
        total = level.performances[0].achieved
        on_total[total] = on_total.get(total, 0) + len(level.performances)
    awarded = awarding.awarded
    rows: list[dict[str, Any]] = []
    for level in standing.ranking.levels:
        for performance in level.performances:
            row = tabled.rows[performance.id]
            shown = row.shown or tabled.rule.shown(performance.achieved)
            why = why_placed(
                standing.view, level, performance, shown=shown, level_on_mark=on_total[performance.achieved]
            )
            deal = dealt.deals.get(performance.id)
            prize = deal.span.prize if deal is not None and deal.span is not None else None
            key = (standing.number, performance.id)
            rows.append(
                _unit(row, not standing.of_units)
                | {
                    "rank": level.place,
                    "shared": len(level.performances) > 1,
                    "total": mark_json(row.total),
                    "shown": shown.as_json(),
                    "decided_by": None if level.needs_decision else level.decided_by,
                    "why": why.as_json(),
                    "prize": prize,
                    "prize_title": awarding.titles[prize] if prize else None,
                    "awarded": key in awarded,
                    "scores": [_score(score) for score in row.scores],
                }
            )
    for performance in standing.ranking.unplaced:
        row = tabled.rows[performance.id]
        rows.append(
            _unit(row, not standing.of_units)
            | {
                "rank": None,
                "shared": False,
                "total": None,
                "shown": {"zh": "", "en": ""},
                "decided_by": None,
                "why": Sentence.of("not_ranked", NOT_RANKED, why=row.unranked or NOTHING).as_json(),
                "prize": None,
                "prize_title": None,
                "awarded": False,
                "scores": [_score(score) for score in row.scores],
            }
        )
    return {
        "code": standing.contest.code,
        "title": standing.contest.title,
        "rule": tabled.rule.code,
        "who": "units" if standing.of_units else "people",
        "entered": standing.turnout.entered,
        "ranked": standing.turnout.finished,
        "places": {"count": standing.places, "why": why_places(standing).as_json()},
        "rows": rows,
        "undecided": [[p.id for p in level.performances] for level in standing.ranking.levels if level.needs_decision],
        "at_the_line": [list(group) for group in dealt.waiting],
    }


def _unit(row: Row, by_person: bool) -> dict[str, Any]:
    unit = row.unit
    if by_person:
        return {"person": unit.code, "name": unit.title, "unit": unit.owner, "unit_name": unit.owner_title}
    return {"unit": unit.code, "unit_name": unit.title}


def _score(score: Score) -> dict[str, Any]:
    standing, entry = score.standing, score.entry
    return {
        "contest": standing.contest.code if standing else None,
        "division": standing.division if standing else None,
        "ranking": standing.view.code if standing else None,
        "entry": entry.id if entry else None,
        "name": entry.name if entry else None,
        "rank": score.rank,
        "points": mark_json(score.points),
        "counted": score.counted,
        "why": score.why.as_json(),
    }


NOT_RANKED: Final = Phrase(en="not ranked: {why}", zh="不排名：{why}")
NOTHING: Final = Phrase(en="nothing to count", zh="没有可计的成绩")
