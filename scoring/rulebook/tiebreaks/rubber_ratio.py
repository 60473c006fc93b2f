"""Level: the better ratio of rubbers won to rubbers lost."""

from __future__ import annotations

from scoring.rulebook.matchplay.table import RatioTieBreak, group_example, scores
from unionevents.lib.phrase import Phrase


class RubberRatio(RatioTieBreak):
    """Level: the better ratio of rubbers won to rubbers lost, among those level or over all matches."""

    code = "rubber_ratio"
    title = Phrase(en="rubber ratio", zh="盘率")
    help = Phrase(
        en="Rubbers won divided by rubbers lost, exact. Nothing lost beats any number; nothing played is 0.",
        zh="胜盘除以负盘，精确比较，大者列前。一盘未负为最大；没有胜也没有负记 0。",
    )
    measure = "rubbers"
    example = group_example(
        {"rubbers": [{}, {}, {}, {}, {}], "stop": "all"},
        [{"rule": "rubber_ratio"}],
        scores("1-2 3:2", "2-3 5:0", "3-1 4:1"),
        [["2", 1, "3 分"], ["1", 2, "3 分"], ["3", 2, "3 分"]],
        game="team_match",
    )
