"""Level: more games won."""

from __future__ import annotations

from scoring.rulebook.matchplay.table import TotalTieBreak, group_example, scores
from unionevents.lib.phrase import Phrase


class GameTotal(TotalTieBreak):
    """Level: more games won, among those level or over all matches."""

    code = "game_total"
    title = Phrase(en="games won", zh="总胜局数")
    help = Phrase(
        en="Games won in all; more ranks first.",
        zh="胜局总数多者列前。",
    )
    measure = "games"
    example = group_example(
        {"games": 5},
        [{"rule": "game_total"}],
        scores("1-2 3:2", "2-3 3:1", "3-1 3:0"),
        [["2", 1, "3 分"], ["3", 2, "3 分"], ["1", 3, "3 分"]],
    )
