"""Specialists, past winners, recent participants: barred, so many at most, or out of the ranking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from registration.limits.bounded import miscounted
from registration.limits.limit import Example, Limit, Problem
from registration.limits.parameters import Choice, Contests, Number
from registration.limits.roster import TRAITS, Contest, Person, Roster
from unionevents.lib.phrase import Phrase

BARRED, LIMITED, UNRANKED = "barred", "limited", "unranked"
TREATMENTS: Final = {
    BARRED: Phrase("may not enter", "不得报名"),
    LIMITED: Phrase("are limited in number", "限制人数"),
    UNRANKED: Phrase("take part without being ranked", "可以参加但不计名次"),
}
SAYS = {
    BARRED: Phrase("{where}{who}s may not enter.", "{where}{who}不得报名。"),
    LIMITED: Phrase("{where}at most {n} {who}s of each unit may enter.", "{where}每单位{who}最多报 {n} 人。"),
    UNRANKED: Phrase("{where}{who}s take part without being ranked.", "{where}{who}可以参加，不计名次。"),
}
MAY_NOT = Phrase(
    "{name} is a {who} and may not enter {contest}. Choose another contest.",
    "{name}属于{who}，不能报“{contest}”；请改报其他项目。",
)
WITHOUT_NUMBER = Phrase("say how many at most", "请写明最多几人")
NEEDLESS_NUMBER = Phrase("a number only counts where they are limited", "只有“限制人数”才要写人数")
UNIT = Phrase("This unit", "本单位")


class Specialists(Limit):
    code = "specialists"
    group = "eligible"
    title = Phrase("Specialists, past winners, recent participants", "专业人员、往届获奖者与近年参加者")
    sentence = Phrase(
        "{who} {treatment}, at most {at_most} of each unit. Concerns: {contests}",
        "{who}{treatment}，每单位最多 {at_most} 人。适用于：{contests}",
    )
    parameters = (
        Choice("who", Phrase("who", "哪些人"), required=True, options=tuple(TRAITS.items())),
        Choice("treatment", Phrase("treatment", "如何处理"), required=True, options=tuple(TREATMENTS.items())),
        Number("at_most", Phrase("at most", "最多"), low=1),
        Contests("contests", Phrase("contests concerned", "适用的项目")),
    )
    usual = {"who": "specialist", "treatment": BARRED}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        said = SAYS[self.text("treatment")]
        return said.fill(where=self.where(contests), who=TRAITS[self.text("who")], n=self.number("at_most"))

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        who, treatment = self.text("who"), self.text("treatment")
        titles = {contest.code: contest.title for contest in roster.contests}
        entered = [
            (person, contest)
            for person in roster.people
            if who in person.traits
            for contest, division in roster.starts_of(person)
            if self.covers(contest, division)
        ]
        if treatment == BARRED:
            for person, contest in entered:
                said = MAY_NOT.fill(name=person.name, who=TRAITS[who], contest=titles.get(contest, contest))
                yield self.problem(said, person=person, contest=contest)
        elif treatment == LIMITED:
            count = len({person.key for person, _contest in entered})
            if wrong := miscounted(count, None, self.number("at_most"), subject=UNIT, things=TRAITS[who]):
                yield self.problem(wrong)

    def unranked(self, roster: Roster) -> set[tuple[str, str]]:
        if self.text("treatment") != UNRANKED or not self.concerns(roster):
            return set()
        return {
            (person.key, contest)
            for person in roster.people
            if self.text("who") in person.traits
            for contest, division in roster.starts_of(person)
            if self.covers(contest, division)
        }

    def needs(self) -> frozenset[str]:
        return frozenset({f"trait_{self.text('who')}"})

    def contradictions(self) -> Iterator[Phrase]:
        limited = self.text("treatment") == LIMITED
        if limited and self.number("at_most") is None:
            yield WITHOUT_NUMBER
        if not limited and self.number("at_most") is not None:
            yield NEEDLESS_NUMBER

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("tt", "乒乓球"), Contest("walk", "健步走"))
        trained = frozenset({"specialist"})
        walks = Person("1", "林", entries={"walk": None}, traits=trained)
        plays = Person("2", "周", entries={"tt": None}, traits=trained)
        return Example(
            {"who": "specialist", "treatment": BARRED, "contests": ["tt"]},
            Roster((walks,), contests),
            Roster((walks, plays), contests),
            frozenset({"2"}),
        )
