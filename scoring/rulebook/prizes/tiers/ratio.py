"""一二三等奖 1:1:2."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.prizes.tierrule import Ranked, TierRule
from unionevents.lib.phrase import Phrase


class RatioTier(TierRule):
    """Lines in a ratio share all places left by largest remainder; an equal remainder goes to the higher prize."""

    code = "ratio"
    title = Phrase(en="In a ratio", zh="按比例分")
    help = Phrase(
        en="Lines with parts, such as 1 : 1 : 2, share all places left. Whole shares first, "
        "the rest to the largest remainders; equal remainders to the higher prize.",
        zh="相邻几行按份数（如 1:1:2）分完剩下的名次：先取整份，余下的给余数大的，余数相同给奖级高的。",
    )
    joined = True
    takes_all = True
    parameters = (
        Parameter("parts", Phrase(en="Parts", zh="份数"), "whole", default=1, required=True, lowest=1, highest=10_000),
        Parameter(
            "at_least_one",
            Phrase(en="At least one", zh="至少一名"),
            "yes_no",
            default=False,
            help=Phrase(
                en="Where the ratio gives it none, it takes one place and the others share the rest.",
                zh="按比例一名也分不到时，先给它一名，其余的再按比例分。",
            ),
        ),
    )
    example = {
        "tiers": [
            {"prize": "first", "rule": "ratio", "parts": 1},
            {"prize": "second", "rule": "ratio", "parts": 1},
            {"prize": "third", "rule": "ratio", "parts": 2},
        ],
        "counts": [[0, []], [1, [1]], [4, [1, 1, 2]], [6, [2, 1, 3]], [10, [3, 2, 5]]],
        "prizes_of_one": ["third"],
    }

    @classmethod
    def counts(cls, lines: Sequence[dict[str, Any]], *, given: int, left: int, ranked: Ranked) -> list[int]:
        return _shared(lines, left)

    def says_for(self, prize: str) -> Phrase:
        least = (
            Phrase(en=", at least one", zh="（至少 1 名）") if self.settings["at_least_one"] else Phrase(en="", zh="")
        )
        return Phrase(en="{prize}: {parts} parts{least}", zh="{prize} {parts} 份{least}").fill(
            prize=prize, parts=self.settings["parts"], least=least
        )


def _shared(lines: Sequence[dict[str, Any]], places: int) -> list[int]:
    """Largest remainder; a line that must have one and would get none takes its one, the others share the rest."""
    total = sum(line["parts"] for line in lines)
    if not total:
        return []
    counts = [places * line["parts"] // total for line in lines]
    remainders = [places * line["parts"] % total for line in lines]
    by_remainder = sorted(range(len(lines)), key=lambda index: (-remainders[index], index))
    for index in by_remainder[: places - sum(counts)]:
        counts[index] += 1
    for index, line in enumerate(lines):
        if line["at_least_one"] and not counts[index] and places:
            others = _shared([*lines[:index], *lines[index + 1 :]], places - 1)
            return [*others[:index], 1, *others[index:]]
    return counts
