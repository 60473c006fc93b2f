"""The table of a league as JSON: what stands in a printed group table, each place with its reason."""

from __future__ import annotations

from typing import Any

from scoring.rulebook.base.exact import plain
from scoring.rulebook.marks.game import mark_json
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.matches.league import ON_COURT, pair_sum, sum_of
from scoring.rulebook.matches.match import MatchGame
from scoring.rulebook.matchplay.why import why_in_table, why_unplaced
from scoring.rulebook.ranks.ranking import Ranking


def table_rows(ranking: Ranking, game: MatchGame) -> list[dict[str, Any]]:
    """The rows, best first; those without a place at the end."""
    rows: list[dict[str, Any]] = []
    for level in ranking.levels:
        for performance in level.performances:
            rows.append(
                {
                    **_row(performance, level.place, len(level.performances) > 1),
                    "decided_by": None if level.needs_decision else level.decided_by,
                    "why": why_in_table(game, level, performance).as_json(),
                }
            )
    for performance in ranking.unplaced:
        why = why_unplaced(performance).as_json()
        rows.append({**_row(performance, None, False), "decided_by": None, "why": why})
    return rows


def _row(performance: Performance, place: int | None, shared: bool) -> dict[str, Any]:
    played = [row for row in performance.played if row.opponent is not None]
    row: dict[str, Any] = {
        "entry": performance.id,
        "rank": place,
        "shared": shared,
        "absence": performance.absence.value if performance.absence else None,
        "played": sum(one.ended in ON_COURT for one in played),
        "walkovers": sum(one.ended not in ON_COURT for one in played),
        **{result: sum(one.result == result for one in played) for result in ("won", "drawn", "lost")},
        "points": plain(sum_of(one.points for one in performance.played)),
        # What the table is ordered by: points or wins, after what was taken off or added.
        "mark": mark_json(performance.mark),
    }
    for name in ("rubbers", "games", "scores"):
        row[name] = [plain(side) for side in pair_sum(getattr(one, name) for one in played)]
    return row
