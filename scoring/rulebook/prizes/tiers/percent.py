"""一等奖 20%、二等奖 30%."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scoring.rulebook.base.rule import Choice, Contradiction, Parameter
from scoring.rulebook.prizes.portion import (
    AT_LEAST,
    AT_MOST,
    OUT_OF,
    PERCENT,
    ROUNDING,
    limits_said,
    part_said,
    portion,
    portion_contradictions,
)
from scoring.rulebook.prizes.tierrule import Ranked, TierRule
from unionevents.lib.phrase import Phrase


class PercentTier(TierRule):
    """A part of a stated number; `cumulative` counts it from the first place (25 % and then 60 % are 25 % and 35 %)."""

    code = "percent"
    title = Phrase(en="A percentage", zh="按百分比")
    help = Phrase(
        en="A part of the stated number of people. Cumulative: all places down to this line together.",
        zh="按写明的人数取百分之几（或几分之几）；“累计”是指连同前面各奖级一共取到百分之几。",
    )
    parameters = (
        PERCENT,
        OUT_OF,
        Parameter(
            "base",
            Phrase(en="Of", zh="占"),
            "choice",
            default="places",
            choices=(
                Choice("places", Phrase(en="the rewarded places", zh="录取名次")),
                Choice("left", Phrase(en="the places left", zh="余下的名次")),
                Choice("entered", Phrase(en="all who entered", zh="报名人数")),
                Choice("started", Phrase(en="all who started", zh="到场参赛人数")),
                Choice("finished", Phrase(en="all with a mark", zh="有成绩人数")),
            ),
        ),
        ROUNDING,
        Parameter(
            "cumulative",
            Phrase(en="Cumulative", zh="累计"),
            "yes_no",
            default=False,
            help=Phrase(en="Together with all better prizes.", zh="连同前面各奖级一起算。"),
        ),
        AT_LEAST,
        AT_MOST,
    )
    example = {
        "tiers": [
            {"prize": "first", "rule": "percent", "percent": 25, "rounding": "half_up"},
            {"prize": "second", "rule": "percent", "percent": 60, "rounding": "half_up", "cumulative": True},
            {"prize": "third", "rule": "rest"},
        ],
        "counts": [[0, []], [1, [1]], [10, [3, 3, 4]], [20, [5, 7, 8]]],
    }

    @classmethod
    def counts(cls, lines: Sequence[dict[str, Any]], *, given: int, left: int, ranked: Ranked) -> list[int]:
        counts: list[int] = []
        for line in lines:
            part = portion(line, ranked.of(line["base"], left))
            counts.append(max(0, min(part - given if line["cumulative"] else part, left)))
        return counts

    def contradictions(self) -> list[Contradiction]:
        found = portion_contradictions(self.settings)
        if self.settings["cumulative"] and self.settings["base"] == "left":
            found.append((("cumulative",), LEFT_IS_NOT_CUMULATIVE))
        return found

    def says_for(self, prize: str) -> Phrase:
        template = CUMULATIVE if self.settings["cumulative"] else APART
        return template.fill(
            prize=prize,
            base=self.chosen("base"),
            part=part_said(self.settings),
            rounding=self.chosen("rounding"),
            limits=limits_said(self.settings),
        )


APART = Phrase(
    en="{prize}: {part} of {base} (rounded {rounding}{limits})", zh="{prize}占{base}的 {part}（{rounding}{limits}）"
)
CUMULATIVE = Phrase(
    en="{prize}: down to {part} of {base} together with the better prizes (rounded {rounding}{limits})",
    zh="{prize}连同前面各奖累计取到{base}的 {part}（{rounding}{limits}）",
)
LEFT_IS_NOT_CUMULATIVE = Phrase(
    en="what is left cannot be counted together with the better prizes", zh="“余下的名次”不能再“累计”"
)
