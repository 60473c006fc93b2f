"""Level: fewer rubbers lost."""

from __future__ import annotations

from scoring.rulebook.matchplay.table import AgainstTieBreak, group_example, scores
from unionevents.lib.phrase import Phrase


class RubberAgainst(AgainstTieBreak):
    """Level: fewer rubbers lost, among those level or over all matches."""

    code = "rubber_against"
    title = Phrase(en="fewer rubbers lost", zh="负盘少")
    help = Phrase(
        en="Rubbers lost in all; fewer ranks first.",
        zh="负盘总数少者列前。",
    )
    measure = "rubbers"
    example = group_example(
        {"rubbers": [{}, {}, {}, {}, {}], "stop": "all"},
        [{"rule": "rubber_against"}],
        scores("1-2 3:2", "2-3 5:0", "3-1 4:1"),
        [["2", 1, "3 分"], ["1", 2, "3 分"], ["3", 2, "3 分"]],
        game="team_match",
    )
