"""达标即奖，不限名额."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.prizes.tierrule import Ranked, TierRule
from unionevents.lib.phrase import Phrase


class StandardTier(TierRule):
    """Everybody whose mark is at least as good as the standard and who has no better prize, as far as places go.

    With the places rule `everybody` there is no limit. In a table of units the mark is the unit's total or rate.
    """

    code = "standard"
    title = Phrase(en="Standard reached", zh="达到标准")
    help = Phrase(
        en="All whose mark is at least as good as this, in the contest's own measure (times in milliseconds, "
        "a rate as a fraction such as 4/5).",
        zh="成绩达到这个标准的都得这个奖，按本项目的计量写（时间写毫秒，比率写分数，如 4/5）；"
        "不限名额时名次选“全部录取”。",
    )
    parameters = (
        Parameter("mark", Phrase(en="Standard", zh="标准"), "number", default=0, required=True, lowest=-(10**12)),
    )
    example = {
        "tiers": [
            {"prize": "first", "rule": "standard", "mark": 120},
            {"prize": "second", "rule": "standard", "mark": 100},
        ],
        "marks": [150, 120, 110, 100, 100, 99],
        "counts": [[1, [1]], [6, [2, 3]]],
    }

    @classmethod
    def counts(cls, lines: Sequence[dict[str, Any]], *, given: int, left: int, ranked: Ranked) -> list[int]:
        return [max(0, min(ranked.reached(exact(line["mark"])) - given, left)) for line in lines]

    def says_for(self, prize: str) -> Phrase:
        return Phrase(en="{prize}: all who reach {mark}", zh="达到 {mark} 的都得{prize}").fill(
            prize=prize, mark=self.settings["mark"]
        )
