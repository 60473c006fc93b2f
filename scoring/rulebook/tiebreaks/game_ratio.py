"""Level: the better ratio of games won to games lost."""

from __future__ import annotations

from scoring.rulebook.matchplay.table import RatioTieBreak, group_example, scores
from unionevents.lib.phrase import Phrase


class GameRatio(RatioTieBreak):
    """Level: the better ratio of games won to games lost, among those level or over all matches."""

    code = "game_ratio"
    title = Phrase(en="game ratio", zh="局率")
    help = Phrase(
        en="Games won divided by games lost, exact. Nothing lost beats any number; nothing played is 0.",
        zh="胜局除以负局，精确比较，大者列前。一局未负为最大；没有胜也没有负记 0。",
    )
    measure = "games"
    example = group_example(
        {"games": 5},
        [{"rule": "game_ratio"}],
        scores("1-2 3:1", "2-3 3:0", "3-1 3:0"),
        [["2", 1, "3 分"], ["3", 2, "3 分"], ["1", 3, "3 分"]],
    )
