"""Level: more league points, where the table is ordered by something else."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.performance import Performance, Played
from scoring.rulebook.matches.league import sum_of
from scoring.rulebook.matchplay.table import NumberTieBreak, group_example, scores
from unionevents.lib.phrase import Phrase


class MatchPoints(NumberTieBreak):
    """Level on wins: more league points, as volleyball orders its tables."""

    code = "match_points"
    title = Phrase(en="more league points", zh="积分多")
    help = Phrase(
        en="For tables ordered by wins: the league points of all matches.",
        zh="先按胜场数排名的，胜场相同再比积分。",
    )
    example = group_example(
        {"system": "fivb"},
        [{"rule": "match_points"}],
        scores("1-2 3:2", "2-3 3:0", "3-1 3:1"),
        [["2", 1, "1 胜"], ["3", 2, "1 胜"], ["1", 3, "1 胜"]],
    )

    def number(self, played: Sequence[Played], performance: Performance) -> Mark:
        return sum_of(row.points for row in played)
