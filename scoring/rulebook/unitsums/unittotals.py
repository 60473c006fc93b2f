"""From the scores of a unit to its total: which contests count, and what tie-breaks may read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Final

from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.unitsums.tablerule import Meet, Score
from unionevents.lib.phrase import Phrase

NOT_SCORING: Final = ("unscored", "too_small")


def by_contest(scores: Sequence[Score]) -> dict[str, Mark]:
    """The points that count, contest by contest; decisions belong to none."""
    found: dict[str, Mark] = {}
    for score in scores:
        if score.standing is not None and score.counted:
            code = score.standing.contest.code
            found[code] = found.get(code, 0) + score.points
    return found


def best_contests(
    scores: Sequence[Score], best: int | None, template: Phrase, key: Callable[[Mark], Mark] = lambda points: -points
) -> list[Score]:
    """The scores with those of all but the best contests taken out of the count; equal ones as they stand."""
    contests = by_contest(scores)
    if best is None or len(contests) <= best:
        return list(scores)
    order = sorted(contests, key=lambda code: key(contests[code]))
    dropped = set(order[best:])
    return [
        score._replace(
            counted=False,
            why=Sentence(score.why.rule, score.why.values, template.fill(why=score.why.phrase, best=best)),
        )
        if score.standing is not None and score.standing.contest.code in dropped and score.counted
        else score
        for score in scores
    ]


def figures(scores: Sequence[Score], meet: Meet) -> dict[str, Any]:
    """What tie-breaks read of the scores that count: how often each place, records, points one by one.

    "latest" has the points of every ranking, the last first, counted or not.
    """
    width = max((len(standing.entries) for standing in meet.standings), default=0)
    kept = [score for score in scores if score.rank is not None and score.counted]
    ranks = [score.rank for score in kept if score.rank is not None and score.why.rule not in NOT_SCORING]
    by_ranking: dict[int, Mark] = {}
    for score in scores:
        if score.standing is not None and score.why.rule != "unscored":
            number = score.standing.number
            by_ranking[number] = by_ranking.get(number, 0) + score.points
    often = Counter(ranks)
    return {
        "places": tuple(often[place] for place in range(1, width + 1)),
        "records": sum(1 for score in scores if score.why.values.get("record") == "broken"),
        "best_place": min(ranks, default=None),
        "contests": by_contest(scores),
        "singles": tuple(sorted((Fraction(score.points) for score in kept), reverse=True)),
        "latest": tuple(reversed([by_ranking.get(standing.number) for standing in meet.standings])),
    }
