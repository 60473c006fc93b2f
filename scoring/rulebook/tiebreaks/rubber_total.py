"""Level: more rubbers won."""

from __future__ import annotations

from scoring.rulebook.matchplay.table import TotalTieBreak, group_example, scores
from unionevents.lib.phrase import Phrase


class RubberTotal(TotalTieBreak):
    """Level: more rubbers won, among those level or over all matches."""

    code = "rubber_total"
    title = Phrase(en="rubbers won", zh="总胜盘数")
    help = Phrase(
        en="Rubbers won in all; more ranks first.",
        zh="胜盘总数多者列前。",
    )
    measure = "rubbers"
    example = group_example(
        {"rubbers": [{}, {}, {}, {}, {}], "stop": "all"},
        [{"rule": "rubber_total"}],
        scores("1-2 3:2", "2-3 5:0", "3-1 4:1"),
        [["2", 1, "3 分"], ["1", 2, "3 分"], ["3", 2, "3 分"]],
        game="team_match",
    )
