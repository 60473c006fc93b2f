"""Level: the greater difference of games."""

from __future__ import annotations

from scoring.rulebook.matchplay.table import DifferenceTieBreak, group_example, scores
from unionevents.lib.phrase import Phrase


class GameDifference(DifferenceTieBreak):
    """Level: the greater difference of games, among those level or over all matches."""

    code = "game_difference"
    title = Phrase(en="game difference", zh="净胜局")
    help = Phrase(
        en="Games won minus games lost; the greater difference ranks first.",
        zh="胜局减负局，多者列前。",
    )
    measure = "games"
    example = group_example(
        {"games": 5},
        [{"rule": "game_difference"}],
        scores("1-2 3:1", "2-3 3:0", "3-1 3:0"),
        [["2", 1, "3 分"], ["3", 2, "3 分"], ["1", 3, "3 分"]],
    )
