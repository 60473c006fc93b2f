"""Level: the greater difference of rubbers."""

from __future__ import annotations

from scoring.rulebook.matchplay.table import DifferenceTieBreak, group_example, scores
from unionevents.lib.phrase import Phrase


class RubberDifference(DifferenceTieBreak):
    """Level: the greater difference of rubbers, among those level or over all matches."""

    code = "rubber_difference"
    title = Phrase(en="rubber difference", zh="净胜盘")
    help = Phrase(
        en="Rubbers won minus rubbers lost; the greater difference ranks first.",
        zh="胜盘减负盘，多者列前。",
    )
    measure = "rubbers"
    example = group_example(
        {"rubbers": [{}, {}, {}, {}, {}], "stop": "all"},
        [{"rule": "rubber_difference"}],
        scores("1-2 3:2", "2-3 5:0", "3-1 4:1"),
        [["2", 1, "3 分"], ["1", 2, "3 分"], ["3", 2, "3 分"]],
        game="team_match",
    )
