"""均有纪念奖."""

from __future__ import annotations

from scoring.rulebook.base.paths import Path
from scoring.rulebook.base.rule import Choice, Contradiction, Parameter
from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.ranks.ranking import natural
from scoring.rulebook.rewards.award import Gift
from scoring.rulebook.rewards.awardrule import NO_CONTEST, NO_PRIZE, AwardRule, Known, unknown_names, unknown_tags
from scoring.rulebook.rewards.giving import Giving, Participant
from scoring.rulebook.rewards.prize import Prize
from unionevents.lib.phrase import Phrase

WITHOUT_AWARD = "took_part_without_award"


class Souvenir(AwardRule):
    """One for everybody who took part; the people of a team each get theirs."""

    code = "souvenir"
    title = Phrase(en="Souvenir", zh="纪念奖")
    help = Phrase(
        en="Everybody who took part gets one, however many contests; or only those who won nothing.",
        zh="参加了任何一项的人每人一份；也可以只发给没有得奖的人。",
    )
    stage = 40
    parameters = (
        Parameter("prize", Phrase(en="Prize", zh="奖项"), "code", required=True, default="souvenir"),
        Parameter(
            "to",
            Phrase(en="Who gets it", zh="发给谁"),
            "choice",
            default="took_part",
            choices=(
                Choice("took_part", Phrase(en="everybody who took part", zh="参加了比赛的人")),
                Choice(WITHOUT_AWARD, Phrase(en="those who took part and won nothing", zh="参加了比赛而没有得奖的人")),
                Choice("finished", Phrase(en="everybody with a mark", zh="有成绩的人")),
                Choice("entered", Phrase(en="everybody on the lists", zh="报了名的人")),
            ),
        ),
        Parameter(
            "contests",
            Phrase(en="Contests", zh="项目"),
            "codes",
            default=[],
            help=Phrase(en="Empty: all of them.", zh="不填就是全部项目。"),
        ),
        Parameter(
            "tags",
            Phrase(en="Only with the tags", zh="只限带标记的人"),
            "codes",
            default=[],
            help=Phrase(en="Empty: everybody.", zh="不填就是所有人。"),
        ),
    )
    example = {
        "awards": {"souvenir": {"prize": "souvenir", "to": "took_part"}},
        "counts": {"a": 9, "b": "DSQ", "c": "DNS"},
        "given": [["a", "souvenir"], ["b", "souvenir"]],
    }

    def apply(self, giving: Giving, path: Path) -> None:
        prize = giving.prizes[self.settings["prize"]]
        to = self.settings["to"]
        winners = giving.winners() if to == WITHOUT_AWARD else {}
        people = [
            participant
            for participant in giving.participants(self.settings["contests"], self.settings["tags"]).values()
            if _earned(participant, to) and giving.one(participant.who.person) not in winners
        ]
        people.sort(key=lambda one: (natural(one.who.unit or ""), natural(one.who.person)))
        giving.give([Gift(self.code, one.who, prize, _why(one, prize, to)) for one in people])

    def unknown(self, known: Known) -> list[Contradiction]:
        return [
            *unknown_names(self.settings, "prize", known.prizes, NO_PRIZE),
            *unknown_names(self.settings, "contests", known.contests, NO_CONTEST),
        ]

    def untagged(self, known: Known) -> list[Contradiction]:
        return unknown_tags(self.settings, "tags", known)

    def says(self) -> Phrase:
        return Phrase(en="{title} for {to}", zh="{title}发给{to}").fill(title=self.title, to=self.chosen("to"))


def _earned(participant: Participant, to: str) -> bool:
    return {"entered": True, "finished": participant.finished}.get(to, participant.took_part)


def _why(participant: Participant, prize: Prize, to: str) -> Sentence:
    """Which starts earned it."""
    number = len(participant.starts)
    if to == "entered":
        return Sentence.of("entered", ENTERED, prize=prize.title)
    template = TOOK_PART if number == 1 else TOOK_PART_IN_SEVERAL
    return Sentence.of("took_part", template, contest=participant.starts[0].title, number=number, prize=prize.title)


TOOK_PART = Phrase(en="took part in {contest}: {prize}", zh="参加了{contest}，发{prize}")
TOOK_PART_IN_SEVERAL = Phrase(
    en="took part in {contest} and others, {number} contests: {prize}", zh="参加了{contest}等 {number} 项，发{prize}"
)
ENTERED = Phrase(en="on the lists: {prize}", zh="已报名，发{prize}")
