"""参赛 10 人以上设一等奖 2 名."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scoring.rulebook.base.rule import Contradiction
from scoring.rulebook.prizes.placesrule import BASE
from scoring.rulebook.prizes.steps import BEYOND, STEPS, step_contradictions, stepped, steps_said
from scoring.rulebook.prizes.tierrule import Ranked, TierRule
from unionevents.lib.phrase import Phrase


class TierByEntries(TierRule):
    """More places for this prize in a larger field, in steps."""

    code = "by_entries"
    title = Phrase(en="Follows entries, in steps", zh="按人数分档")
    help = Phrase(
        en="Each step says up to how many people it holds and how many win this prize.",
        zh="每一档写明“到多少人为止、这个奖取几名”，超过最后一档另定一个数。",
    )
    parameters = (BASE, STEPS, BEYOND)
    example = {
        "tiers": [
            {"prize": "first", "rule": "by_entries", "steps": [{"up_to": 9, "places": 1}], "beyond": 2},
            {"prize": "second", "rule": "rest"},
        ],
        "counts": [[0, []], [3, [1, 2]], [9, [1, 8]], [10, [2, 8]]],
    }

    @classmethod
    def counts(cls, lines: Sequence[dict[str, Any]], *, given: int, left: int, ranked: Ranked) -> list[int]:
        return [min(stepped(line, ranked.turnout.of(line["base"])), left) for line in lines]

    def contradictions(self) -> list[Contradiction]:
        return step_contradictions(self.settings)

    def says_for(self, prize: str) -> Phrase:
        return Phrase(en="{prize} by number {base}: {clauses}", zh="{prize}按{base}：{clauses}").fill(
            prize=prize, base=self.chosen("base"), clauses=steps_said(self.settings)
        )
