"""Level: the better ratio of points won to points lost."""

from __future__ import annotations

from scoring.rulebook.matchplay.table import RatioTieBreak, group_example, scores
from unionevents.lib.phrase import Phrase


class PointRatio(RatioTieBreak):
    """Level: the better ratio of points won to points lost, among those level or over all matches."""

    code = "point_ratio"
    title = Phrase(en="point ratio", zh="得失分率")
    help = Phrase(
        en="Points won divided by points lost, exact. Nothing lost beats any number; nothing played is 0.",
        zh="胜分除以负分，精确比较，大者列前。一分未负为最大；没有胜也没有负记 0。",
    )
    measure = "scores"
    example = group_example(
        {"format": "score", "lead": 1},
        [{"rule": "point_ratio"}],
        scores("1-2 30:20", "2-3 25:15", "3-1 14:9"),
        [["1", 1, "3 分"], ["2", 2, "3 分"], ["3", 3, "3 分"]],
    )
