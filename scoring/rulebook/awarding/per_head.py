"""每人奖励合计不超过 n 元，超出由个人承担."""

from __future__ import annotations

from fractions import Fraction

from scoring.rulebook.base.paths import Path
from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.marks.numbers import UP, rounded
from scoring.rulebook.ranks.ranking import natural
from scoring.rulebook.rewards.award import Who
from scoring.rulebook.rewards.awardrule import AwardRule
from scoring.rulebook.rewards.giving import Giving, people_awarded
from scoring.rulebook.rewards.prize import yuan
from unionevents.lib.phrase import Phrase


class PerHead(AwardRule):
    """The sum of what one person gets, a team's prize divided evenly among its people; gifts count too.

    What is above the cap is reported as a problem, or stated as what the person pays.
    """

    code = "per_head"
    title = Phrase(en="Cap for a person", zh="每人奖励上限")
    help = Phrase(
        en="The values of all that one person gets, against a cap in fen.",
        zh="一个人所得奖励的金额合计不超过多少（单位：分）；集体奖按人数平摊。",
    )
    stage = 60
    parameters = (
        Parameter("cap", Phrase(en="Cap (fen)", zh="上限（分）"), "whole", default=30000, required=True),
        Parameter(
            "above",
            Phrase(en="What is above it", zh="超出部分"),
            "choice",
            default="reported",
            choices=(
                Choice("reported", Phrase(en="is reported", zh="提示")),
                Choice("paid_by_person", Phrase(en="is paid by the person", zh="由个人承担")),
            ),
        ),
    )
    example = {
        "awards": {"per_head": {"cap": 15000}},
        "counts": {"a": 9, "b": 8},
        "given": [["a", "first"], ["b", "second"]],
        "checks": [False],
    }

    def apply(self, giving: Giving, path: Path) -> None:
        sums: dict[str, Fraction] = {}
        names: dict[str, Who] = {}
        for award in giving.awarding.awards:
            if not award.standing.of_units:
                people = list(people_awarded(award))
                for who in people:
                    one = giving.one(who.person)
                    names.setdefault(one, who)
                    sums[one] = sums.get(one, Fraction(0)) + Fraction(award.value or 0, len(people))
        for gift in giving.awarding.gifts:
            one = giving.one(gift.who.person)
            names.setdefault(one, gift.who)
            sums[one] = sums.get(one, Fraction(0)) + (gift.value or 0)
        cap: int = self.settings["cap"]
        above = sorted((person for person, total in sums.items() if total > cap), key=natural)
        paid = self.settings["above"] == "paid_by_person"
        for person in above:
            total = int(rounded(sums[person], 1, UP))
            sentence = Sentence.of(
                self.code,
                PAID if paid else ABOVE,
                person=person,
                name=names[person].name,
                sum=yuan(total),
                cap=yuan(cap),
                excess=yuan(total - cap),
            )
            giving.report(path, sentence, holds=paid)
        if not above:
            giving.report(path, Sentence.of(self.code, WITHIN, cap=yuan(cap)), holds=True)

    def says(self) -> Phrase:
        return Phrase(
            en="at most {cap} yuan for a person; more {above}", zh="每人合计不超过 {cap} 元，超出部分{above}"
        ).fill(cap=yuan(self.settings["cap"]), above=self.chosen("above"))


ABOVE = Phrase(
    en="{name} gets {sum} yuan, {excess} yuan above the cap of {cap} yuan",
    zh="{name}合计 {sum} 元，超过每人 {cap} 元的上限 {excess} 元",
)
PAID = Phrase(
    en="{name} gets {sum} yuan; {excess} yuan above the cap of {cap} yuan are paid by the person",
    zh="{name}合计 {sum} 元，超过每人 {cap} 元上限的 {excess} 元由个人承担",
)
WITHIN = Phrase(en="nobody gets more than {cap} yuan", zh="每人合计都不超过 {cap} 元")
