"""抽奖: a lucky draw from a stated pool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scoring.rulebook.base.paths import Path
from scoring.rulebook.base.rule import Choice, Contradiction, Parameter
from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.prizes.portion import MOST, OUT_OF, ROUNDING, portion
from scoring.rulebook.rewards.award import Gift, Who
from scoring.rulebook.rewards.awardrule import (
    NO_CONTEST,
    NO_PERSON,
    NO_PRIZE,
    AwardRule,
    Known,
    unknown_names,
    unknown_tags,
)
from scoring.rulebook.rewards.giving import Giving
from unionevents.lib.lots import in_drawn_order
from unionevents.lib.phrase import Phrase

WITHOUT_AWARD = "without_award"
POOLS = (
    Choice("took_part", Phrase(en="everybody who took part", zh="所有参加比赛的人")),
    Choice(WITHOUT_AWARD, Phrase(en="those who took part and won nothing", zh="参加比赛而没有得奖的人")),
    Choice("finished", Phrase(en="everybody with a mark", zh="有成绩的人")),
    Choice("entered", Phrase(en="everybody on the lists", zh="报了名的人")),
    Choice("winners", Phrase(en="the winners", zh="得奖的人")),
)


class Draws(AwardRule):
    """A number of people of a pool, drawn in the hall and written down, or by a seed on record.

    By seed, the people stand in the order of the first eight bytes of SHA-256 of `seed:person`, so that anyone can
    draw again and find the same. While there is neither, the draw waits and says from how many to draw how many.
    """

    code = "draws"
    title = Phrase(en="Lucky draw", zh="抽奖")
    help = Phrase(
        en="So many people, or such a part of a stated number, drawn from a pool; "
        "write down who was drawn, or a seed that anyone can check.",
        zh="从写明的范围里抽几个人（或几分之几），把抽出的人按顺序记下来，或者写下可供核对的随机种子。",
    )
    many = True
    stage = 30
    parameters = (
        Parameter("prize", Phrase(en="Prize", zh="奖项"), "code", required=True, default="lucky"),
        Parameter("pool", Phrase(en="Drawn from", zh="从哪些人里抽"), "choice", default="took_part", choices=POOLS),
        Parameter("count", Phrase(en="How many", zh="抽几人"), "whole", optional=True, highest=MOST),
        Parameter("percent", Phrase(en="Or percent", zh="或百分之几"), "whole", optional=True, lowest=1, highest=MOST),
        OUT_OF,
        Parameter(
            "of",
            Phrase(en="Of", zh="占"),
            "choice",
            optional=True,
            choices=POOLS,
            help=Phrase(
                en="The number that the percentage is of; empty: the pool.",
                zh="百分比按哪个人数算，不填就按抽奖范围的人数。",
            ),
        ),
        replace(ROUNDING, default="down"),
        Parameter("contests", Phrase(en="Contests", zh="项目"), "codes", default=[]),
        Parameter("tags", Phrase(en="Only with the tags", zh="只限带标记的人"), "codes", default=[]),
        Parameter("seed", Phrase(en="Seed on record", zh="随机种子"), "text", optional=True),
        Parameter("order", Phrase(en="Drawn in this order", zh="按顺序抽出的人"), "codes", default=[]),
        Parameter(
            "again",
            Phrase(en="Earlier draws stay in the pool", zh="前面抽中的人可以再抽"),
            "yes_no",
            default=False,
        ),
    )
    example = {
        "awards": {"draws": [{"prize": "souvenir", "pool": "without_award", "count": 1, "order": ["e"]}]},
        "counts": {"a": 9, "b": 8, "c": 7, "d": 6, "e": 5},
        "given": [["a", "first"], ["b", "second"], ["c", "second"], ["e", "souvenir"]],
    }

    def apply(self, giving: Giving, path: Path) -> None:
        pool = self._people(self.settings["pool"], giving)
        if not self.settings["again"]:
            drawn = {giving.one(gift.who.person) for gift in giving.awarding.gifts if gift.kind == "draw"}
            pool = {person: who for person, who in pool.items() if person not in drawn}
        wanted = self._number(giving, len(pool))
        number = min(wanted, len(pool))
        values = {"pool": len(pool), "number": number, "prize": giving.prizes[self.settings["prize"]].title}
        if wanted > number:
            giving.report(path, Sentence.of("draw", POOL_TOO_SMALL, wanted=wanted, **values), holds=False)
        if self.settings["order"]:
            order = [person for person in self.settings["order"] if person in pool]
            for person in self.settings["order"]:
                if person not in pool:
                    giving.report(path, Sentence.of("draw", NOT_IN_POOL, person=person, **values), holds=False)
            if len(order) < number:
                giving.report(path, Sentence.of("draw", TOO_FEW, drawn=len(order), **values), holds=False)
        elif self.settings["seed"]:
            order = in_drawn_order(pool, self.settings["seed"])
        else:
            if number:
                giving.report(path, Sentence.of("draw", WAITING, **values), holds=False)
            return
        giving.give(self._gifts(order[:number], pool, giving, values))

    def unknown(self, known: Known) -> list[Contradiction]:
        return [
            *unknown_names(self.settings, "prize", known.prizes, NO_PRIZE),
            *unknown_names(self.settings, "contests", known.contests, NO_CONTEST),
            *unknown_names(self.settings, "order", known.people, NO_PERSON),
        ]

    def untagged(self, known: Known) -> list[Contradiction]:
        return unknown_tags(self.settings, "tags", known)

    def contradictions(self) -> list[Contradiction]:
        settings, found = self.settings, list[Contradiction]()
        if (settings["count"] is None) == (settings["percent"] is None):
            found.append((("count",), COUNT_OR_PERCENT))
        if settings["seed"] and settings["order"]:
            found.append((("seed",), SEED_OR_ORDER))
        found += [
            (("order", index), TWICE.fill(person=person))
            for index, person in enumerate(settings["order"])
            if person in settings["order"][:index]
        ]
        return found

    def says(self) -> Phrase:
        return Phrase(en="a draw from {pool}", zh="从{pool}中抽奖").fill(pool=self.chosen("pool"))

    def _people(self, pool: str, giving: Giving) -> dict[str, Who]:
        everybody = giving.participants(self.settings["contests"], self.settings["tags"])
        winners = giving.winners(gifts=("special",)) if pool in (WITHOUT_AWARD, "winners") else {}
        return {
            person: one.who
            for person, one in everybody.items()
            if {
                "entered": True,
                "finished": one.finished,
                "took_part": one.took_part,
                WITHOUT_AWARD: one.took_part and person not in winners,
                "winners": person in winners,
            }[pool]
        }

    def _number(self, giving: Giving, pool: int) -> int:
        count: int | None = self.settings["count"]
        if count is not None:
            return count
        return portion(self.settings, len(self._people(self.settings["of"], giving)) if self.settings["of"] else pool)

    def _gifts(
        self, drawn: Sequence[str], pool: Mapping[str, Who], giving: Giving, values: Mapping[str, object]
    ) -> list[Gift]:
        prize = giving.prizes[self.settings["prize"]]
        how = BY_SEED.fill(seed=self.settings["seed"]) if self.settings["seed"] else ON_RECORD
        return [
            Gift("draw", pool[person], prize, Sentence.of("draw", DRAWN, at=at, how=how, **values))
            for at, person in enumerate(drawn, 1)
        ]


DRAWN = Phrase(
    en="number {at} of {number} drawn from {pool} people ({how}): {prize}",
    zh="从 {pool} 人中抽 {number} 人，第 {at} 个抽中（{how}），得{prize}",
)
BY_SEED = Phrase(en="seed “{seed}”", zh="随机种子“{seed}”")
ON_RECORD = Phrase(en="as written down", zh="按现场记录")
WAITING = Phrase(
    en="{prize}: {number} of {pool} people are still to be drawn", zh="{prize}：还要从 {pool} 人中抽出 {number} 人"
)
TOO_FEW = Phrase(
    en="{prize}: {drawn} are written down, {number} of {pool} are to be drawn",
    zh="{prize}：只记了 {drawn} 人，应从 {pool} 人中抽 {number} 人",
)
POOL_TOO_SMALL = Phrase(
    en="{prize}: {wanted} are to be drawn, and only {pool} people are in the pool",
    zh="{prize}：应抽 {wanted} 人，抽奖范围里只有 {pool} 人",
)
NOT_IN_POOL = Phrase(
    en="{prize}: “{person}” is not among the {pool} in the pool", zh="{prize}：“{person}”不在抽奖范围的 {pool} 人里"
)
COUNT_OR_PERCENT = Phrase(en="either a number or a percentage", zh="“抽几人”和“百分之几”要填一个，也只能填一个")
SEED_OR_ORDER = Phrase(en="either a seed or an order on record", zh="随机种子和抽出的顺序只能写一个")
TWICE = Phrase(en="“{person}” is drawn twice", zh="“{person}”写了两次")
