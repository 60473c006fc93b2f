"""Level: fewer games lost."""

from __future__ import annotations

from scoring.rulebook.matchplay.table import AgainstTieBreak, group_example, scores
from unionevents.lib.phrase import Phrase


class GameAgainst(AgainstTieBreak):
    """Level: fewer games lost, among those level or over all matches."""

    code = "game_against"
    title = Phrase(en="fewer games lost", zh="负局少")
    help = Phrase(
        en="Games lost in all; fewer ranks first.",
        zh="负局总数少者列前。",
    )
    measure = "games"
    example = group_example(
        {"games": 5},
        [{"rule": "game_against"}],
        scores("1-2 3:2", "2-3 3:1", "3-1 3:0"),
        [["3", 1, "3 分"], ["2", 2, "3 分"], ["1", 3, "3 分"]],
    )
