"""其余三等奖."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scoring.rulebook.prizes.tierrule import Ranked, TierRule
from unionevents.lib.phrase import Phrase


class RestTier(TierRule):
    """All places that are left."""

    code = "rest"
    title = Phrase(en="All the rest", zh="其余全部")
    help = Phrase(
        en="Every rewarded place that is left wins this prize. It can only be the last line.",
        zh="录取名次里剩下的都得这个奖，只能放在最后一行。",
    )
    takes_all = True
    example = {
        "tiers": [{"prize": "first", "rule": "fixed", "count": 1}, {"prize": "third", "rule": "rest"}],
        "counts": [[0, []], [1, [1]], [6, [1, 5]]],
    }

    @classmethod
    def counts(cls, lines: Sequence[dict[str, Any]], *, given: int, left: int, ranked: Ranked) -> list[int]:
        return [left for _ in lines]

    def says_for(self, prize: str) -> Phrase:
        return Phrase(en="{prize}: all the rest", zh="其余为{prize}").fill(prize=prize)
