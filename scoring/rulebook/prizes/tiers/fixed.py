"""一等奖 n 名."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.prizes.tierrule import Ranked, TierRule
from unionevents.lib.phrase import Phrase


class FixedTier(TierRule):
    """So many places for this prize, as far as there are places."""

    code = "fixed"
    title = Phrase(en="A fixed number", zh="固定人数")
    help = Phrase(en="The next n places win this prize.", zh="接下来的 n 个名次得这个奖。")
    parameters = (
        Parameter(
            "count", Phrase(en="Places", zh="几名"), "whole", default=1, required=True, lowest=1, highest=100_000
        ),
    )
    example = {
        "tiers": [{"prize": "first", "rule": "fixed", "count": 1}, {"prize": "second", "rule": "fixed", "count": 2}],
        "counts": [[0, []], [1, [1]], [2, [1, 1]], [9, [1, 2]]],
    }

    @classmethod
    def counts(cls, lines: Sequence[dict[str, Any]], *, given: int, left: int, ranked: Ranked) -> list[int]:
        return [min(line["count"], left) for line in lines]

    def says_for(self, prize: str) -> Phrase:
        return Phrase(en="{prize}: {count}", zh="{prize} {count} 名").fill(prize=prize, count=self.settings["count"])
