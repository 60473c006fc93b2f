"""获奖人员中女职工不少于 20%、负责人不超过 15%."""

from __future__ import annotations

from dataclasses import replace

from scoring.rulebook.base.paths import Path
from scoring.rulebook.base.rule import Choice, Contradiction, Parameter
from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.prizes.portion import OUT_OF, PERCENT, part_said, portion_contradictions
from scoring.rulebook.rewards.awardrule import NO_PRIZE, AwardRule, Known, unknown_names, unknown_tags
from scoring.rulebook.rewards.giving import Giving
from unionevents.lib.phrase import Phrase

LEAST = "at_least"


class Shares(AwardRule):
    """A share inside the list of winners, counted by people; reported with exact numbers, never corrected."""

    code = "shares"
    title = Phrase(en="Share among the winners", zh="获奖名单中的比例")
    help = Phrase(
        en="At least or at most such a part of the winners carry a tag, such as women or heads of units.",
        zh="获奖人员中带某个标记（如“女”“负责人”）的不少于或不超过几分之几。",
    )
    many = True
    stage = 50
    parameters = (
        Parameter("tag", Phrase(en="Tag", zh="标记"), "code", default="女", required=True),
        Parameter(
            "limit",
            Phrase(en="Limit", zh="要求"),
            "choice",
            default=LEAST,
            choices=(
                Choice(LEAST, Phrase(en="at least", zh="不少于")),
                Choice("at_most", Phrase(en="at most", zh="不超过")),
            ),
        ),
        replace(PERCENT, default=20),
        OUT_OF,
        Parameter(
            "prizes",
            Phrase(en="Of the prizes", zh="只算这些奖"),
            "codes",
            default=[],
            help=Phrase(en="Empty: all of them, without souvenirs.", zh="不填就是全部奖项（不含纪念奖）。"),
        ),
    )
    example = {
        "awards": {"shares": [{"tag": "woman", "percent": 50}]},
        "counts": {"a": 9, "b": 8, "c": 7},
        "tags": {"b": ["woman"]},
        "given": [["a", "first"], ["b", "second"], ["c", "second"]],
        "checks": [False],
    }

    def apply(self, giving: Giving, path: Path) -> None:
        winners = giving.winners(prizes=self.settings["prizes"]).values()
        total = len(winners)
        number = sum(1 for who in winners if self.settings["tag"] in who.tags)
        percent, out_of = self.settings["percent"], self.settings["out_of"]
        if self.settings["limit"] == LEAST:
            bound = -(-total * percent // out_of)
            holds, template, off = number >= bound, NOT_FEWER, TOO_FEW.fill(off=bound - number)
        else:
            bound = total * percent // out_of
            holds, template, off = number <= bound, NOT_MORE, TOO_MANY.fill(off=number - bound)
        sentence = Sentence.of(
            self.code,
            template,
            tag=self.settings["tag"],
            total=total,
            number=number,
            part=part_said(self.settings),
            bound=bound,
            verdict=HOLDS if holds else off,
        )
        giving.report(path, sentence, holds=holds)

    def unknown(self, known: Known) -> list[Contradiction]:
        return unknown_names(self.settings, "prizes", known.prizes, NO_PRIZE)

    def untagged(self, known: Known) -> list[Contradiction]:
        return unknown_tags(self.settings, "tag", known)

    def contradictions(self) -> list[Contradiction]:
        return portion_contradictions(self.settings)

    def says(self) -> Phrase:
        return Phrase(en="{tag}: {limit} {part} of the winners", zh="获奖人员中“{tag}”{limit} {part}").fill(
            tag=self.settings["tag"], limit=self.chosen("limit"), part=part_said(self.settings)
        )


NOT_FEWER = Phrase(
    en="{number} of {total} winners are “{tag}”, at least {part} ({bound}) are required: {verdict}",
    zh="获奖 {total} 人中“{tag}”{number} 人，应不少于 {part}（{bound} 人），{verdict}",
)
NOT_MORE = Phrase(
    en="{number} of {total} winners are “{tag}”, at most {part} ({bound}) are allowed: {verdict}",
    zh="获奖 {total} 人中“{tag}”{number} 人，应不超过 {part}（{bound} 人），{verdict}",
)
HOLDS = Phrase(en="it holds", zh="符合要求")
TOO_FEW = Phrase(en="{off} too few", zh="还差 {off} 人")
TOO_MANY = Phrase(en="{off} too many", zh="多了 {off} 人")
