"""进入四强为二等奖."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.prizes.tierrule import Ranked, TierRule
from unionevents.lib.phrase import Phrase


class RoundReachedTier(TierRule):
    """Everybody who reached a round of a knock-out and has no better prize.

    Reads the ranks, which a knock-out gives as ranges (5 to 8 is a shared place 5): the last eight are ranks 1 to 8.
    """

    code = "reached"
    title = Phrase(en="Round reached", zh="打入第几轮")
    help = Phrase(
        en="All who reached this round and have no better prize; for knock-outs.",
        zh="打入这一轮而没有得更高奖的，都得这个奖；用于淘汰赛。",
    )
    parameters = (
        Parameter(
            "last",
            Phrase(en="Round", zh="打入"),
            "choice",
            default=4,
            required=True,
            choices=(
                Choice(1, Phrase(en="the winner", zh="冠军")),
                Choice(2, Phrase(en="the final", zh="决赛")),
                Choice(4, Phrase(en="the last four", zh="四强")),
                Choice(8, Phrase(en="the last eight", zh="八强")),
                Choice(16, Phrase(en="the last sixteen", zh="十六强")),
                Choice(32, Phrase(en="the last 32", zh="三十二强")),
                Choice(64, Phrase(en="the last 64", zh="六十四强")),
            ),
        ),
    )
    example = {
        "tiers": [
            {"prize": "first", "rule": "reached", "last": 1},
            {"prize": "second", "rule": "reached", "last": 2},
            {"prize": "third", "rule": "reached", "last": 4},
        ],
        "counts": [[1, [1]], [2, [1, 1]], [3, [1, 1, 1]], [16, [1, 1, 2]]],
    }

    @classmethod
    def counts(cls, lines: Sequence[dict[str, Any]], *, given: int, left: int, ranked: Ranked) -> list[int]:
        return [max(0, min(line["last"] - given, left)) for line in lines]

    def says_for(self, prize: str) -> Phrase:
        return Phrase(en="{prize}: {round}", zh="{round}为{prize}").fill(prize=prize, round=self.chosen("last"))
