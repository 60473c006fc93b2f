"""Level: the greater difference of points."""

from __future__ import annotations

from scoring.rulebook.matchplay.table import DifferenceTieBreak, group_example, scores
from unionevents.lib.phrase import Phrase


class PointDifference(DifferenceTieBreak):
    """Level: the greater difference of points, among those level or over all matches."""

    code = "point_difference"
    title = Phrase(en="point difference", zh="净胜分（球）")
    help = Phrase(
        en="Points won minus points lost; the greater difference ranks first.",
        zh="胜分减负分，多者列前。",
    )
    measure = "scores"
    example = group_example(
        {"format": "score", "lead": 1},
        [{"rule": "point_difference"}],
        scores("1-2 30:20", "2-3 25:15", "3-1 14:9"),
        [["1", 1, "3 分"], ["2", 2, "3 分"], ["3", 3, "3 分"]],
    )
