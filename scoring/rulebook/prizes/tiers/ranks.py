"""第 4 至 6 名为三等奖."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scoring.rulebook.base.rule import Contradiction, Parameter
from scoring.rulebook.prizes.tierrule import Ranked, TierRule
from unionevents.lib.phrase import Phrase


class RankRangeTier(TierRule):
    """From one place to another; must begin where the line above ends, so that no better place goes without."""

    code = "ranks"
    title = Phrase(en="From place to place", zh="按名次区间")
    help = Phrase(
        en="Places from … to … win this prize; begin where the line above ends.",
        zh="第几名到第几名得这个奖，要接着上一行往下写。",
    )
    parameters = (
        Parameter(
            "from", Phrase(en="From place", zh="从第几名"), "whole", default=1, required=True, lowest=1, highest=100_000
        ),
        Parameter(
            "to", Phrase(en="To place", zh="到第几名"), "whole", default=1, required=True, lowest=1, highest=100_000
        ),
    )
    example = {
        "tiers": [
            {"prize": "first", "rule": "ranks", "from": 1, "to": 10},
            {"prize": "second", "rule": "ranks", "from": 11, "to": 40},
            {"prize": "third", "rule": "rest"},
        ],
        "counts": [[5, [5]], [12, [10, 2]], [50, [10, 30, 10]]],
    }

    @classmethod
    def counts(cls, lines: Sequence[dict[str, Any]], *, given: int, left: int, ranked: Ranked) -> list[int]:
        return [max(0, min(line["to"] - given, left)) for line in lines]

    def contradictions(self) -> list[Contradiction]:
        if self.settings["to"] < self.settings["from"]:
            return [(("to",), BACKWARDS.fill(first=self.settings["from"], last=self.settings["to"]))]
        return []

    def says_for(self, prize: str) -> Phrase:
        return Phrase(en="{prize}: places {first} to {last}", zh="第 {first} 至 {last} 名为{prize}").fill(
            prize=prize, first=self.settings["from"], last=self.settings["to"]
        )


BACKWARDS = Phrase(en="from {first} to {last} runs backwards", zh="从第 {first} 名到第 {last} 名写反了")
