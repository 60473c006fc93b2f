"""奖励总额不超过预算."""

from __future__ import annotations

from scoring.rulebook.base.paths import Path
from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.rewards.awardrule import AwardRule
from scoring.rulebook.rewards.giving import Giving
from scoring.rulebook.rewards.prize import yuan
from unionevents.lib.phrase import Phrase


class Budget(AwardRule):
    """The sum of everything given, against a total in fen; only reported."""

    code = "budget"
    title = Phrase(en="Total of all prizes", zh="奖励总额")
    help = Phrase(
        en="The values of everything given must not be more than this (fen).",
        zh="所有奖励的金额合计不超过多少（单位：分）。",
    )
    stage = 61
    parameters = (Parameter("total", Phrase(en="Total (fen)", zh="总额（分）"), "whole", default=0, required=True),)
    example = {
        "awards": {"budget": {"total": 30000}},
        "counts": {"a": 9, "b": 8},
        "given": [["a", "first"], ["b", "second"]],
        "checks": [True],
    }

    def apply(self, giving: Giving, path: Path) -> None:
        spent = sum(award.value or 0 for award in giving.awarding.awards)
        spent += sum(gift.value or 0 for gift in giving.awarding.gifts)
        total: int = self.settings["total"]
        template = WITHIN if spent <= total else ABOVE
        sentence = Sentence.of(self.code, template, spent=yuan(spent), total=yuan(total), rest=yuan(abs(total - spent)))
        giving.report(path, sentence, holds=spent <= total)

    def says(self) -> Phrase:
        return Phrase(en="prizes of at most {total} yuan in all", zh="奖励总额不超过 {total} 元").fill(
            total=yuan(self.settings["total"])
        )


WITHIN = Phrase(
    en="{spent} yuan of {total} yuan are given, {rest} yuan are left",
    zh="奖励合计 {spent} 元，预算 {total} 元，余 {rest} 元",
)
ABOVE = Phrase(
    en="{spent} yuan are given, {rest} yuan more than the {total} yuan planned",
    zh="奖励合计 {spent} 元，超过预算 {total} 元，多 {rest} 元",
)
