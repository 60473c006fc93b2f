"""Level: more scored away."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.rulebook.marks.numbers import plain_text
from scoring.rulebook.marks.performance import Performance, Played
from scoring.rulebook.matches.league import sum_of
from scoring.rulebook.matchplay.table import AMONG, MatchTieBreak, group_example, scores
from scoring.rulebook.ranks.tiebreak import Comparable
from unionevents.lib.phrase import Phrase


class AwayTotal(MatchTieBreak):
    """Level: more scored as side b, which is away, among those level or over all matches.

    Source: UEFA's rules for groups until 2021, and for two legs.
    """

    code = "away_total"
    title = Phrase(en="more scored away", zh="客场得分（进球）多")
    help = Phrase(
        en="Side b of a match is away. For double rounds.", zh="一场比赛里写在后面的一方是客队；用于主客场双循环。"
    )
    parameters = (AMONG,)
    example = group_example(
        {"format": "score", "lead": 1},
        [{"rule": "away_total"}],
        scores("1-2 30:20", "2-3 25:15", "3-1 14:9"),
        [["2", 1, "3 分"], ["3", 2, "3 分"], ["1", 3, "3 分"]],
    )

    def key_of(self, played: Sequence[Played], performance: Performance) -> Comparable:
        return -sum_of(row.scores[0] for row in played if row.second)

    def shown(self, played: Sequence[Played], performance: Performance) -> str:
        return plain_text(sum_of(row.scores[0] for row in played if row.second))
