"""Level: more points won."""

from __future__ import annotations

from scoring.rulebook.matchplay.table import TotalTieBreak, group_example, scores
from unionevents.lib.phrase import Phrase


class PointTotal(TotalTieBreak):
    """Level: more points won, among those level or over all matches."""

    code = "point_total"
    title = Phrase(en="points won", zh="总得分（进球）")
    help = Phrase(
        en="Points won in all; more ranks first.",
        zh="胜分总数多者列前。",
    )
    measure = "scores"
    example = group_example(
        {"format": "score", "lead": 1},
        [{"rule": "point_total"}],
        scores("1-2 30:20", "2-3 25:15", "3-1 14:9"),
        [["2", 1, "3 分"], ["1", 2, "3 分"], ["3", 3, "3 分"]],
    )
