"""Level: fewer points lost."""

from __future__ import annotations

from scoring.rulebook.matchplay.table import AgainstTieBreak, group_example, scores
from unionevents.lib.phrase import Phrase


class PointAgainst(AgainstTieBreak):
    """Level: fewer points lost, among those level or over all matches."""

    code = "point_against"
    title = Phrase(en="fewer points lost", zh="失分（失球）少")
    help = Phrase(
        en="Points lost in all; fewer ranks first.",
        zh="负分总数少者列前。",
    )
    measure = "scores"
    example = group_example(
        {"format": "score", "lead": 1},
        [{"rule": "point_against"}],
        scores("1-2 30:20", "2-3 25:15", "3-1 14:9"),
        [["1", 1, "3 分"], ["3", 1, "3 分"], ["2", 3, "3 分"]],
    )
