"""Level: the progressive score with one round less at a time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.marks.performance import Performance, Played
from scoring.rulebook.matchplay.swissexample import SWISS, swiss_example
from scoring.rulebook.matchplay.table import MatchTieBreak
from scoring.rulebook.ranks.tiebreak import Comparable
from unionevents.lib.phrase import Phrase


class ProgressiveCountdown(MatchTieBreak):
    """Level: the progressive score without one round, then without two, and so on, until it differs (逐轮递减)."""

    code = "progressive_countdown"
    title = Phrase(en="progressive score, round by round less", zh="累进分逐轮递减")
    help = Phrase(
        en="Takes the sum after one round away, then after the next, until the rest differs.",
        zh="累进分相同时，逐轮减去一轮的累计积分再比，直到分出先后。",
    )
    parameters = (
        Parameter(
            "from",
            Phrase(en="Taken away from", zh="从哪一轮减起"),
            "choice",
            default="first",
            choices=(
                Choice("first", Phrase(en="the first round on", zh="从第一轮起")),
                Choice("last", Phrase(en="the last round back", zh="从最后一轮起")),
            ),
        ),
    )
    example = swiss_example(
        SWISS,
        "progressive_countdown",
        ["1", 1, "3 分"],
        ["2", 2, "2 分"],
        ["4", 3, "2 分"],
        ["3", 4, "1 分"],
        ["5", 5, "0.5 分"],
        ["6", 5, "0.5 分"],
    )

    def key_of(self, played: Sequence[Played], performance: Performance) -> Comparable:
        running = list(accumulate(row.points for row in played))
        if self.settings["from"] == "last":
            running.reverse()
        return tuple(-sum(running[number:]) for number in range(len(running)))

    def shown(self, played: Sequence[Played], performance: Performance) -> str:
        return "-".join(str(total) for total in accumulate(row.points for row in played))
