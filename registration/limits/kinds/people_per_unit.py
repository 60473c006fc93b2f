"""How many people one unit sends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registration.limits.bounded import AT_LEAST, AT_MOST, Bounded
from registration.limits.limit import Example, Problem
from registration.limits.roster import Contest, Person, Roster
from unionevents.lib.phrase import Phrase

EXACTLY = Phrase("Each unit sends exactly {most} people.", "每个单位报 {most} 人。")
BETWEEN = Phrase("Each unit sends {least} to {most} people.", "每个单位报 {least} 至 {most} 人。")
MOST = Phrase("Each unit sends at most {most} people.", "每个单位最多报 {most} 人。")
LEAST = Phrase("Each unit sends at least {least} people.", "每个单位至少报 {least} 人。")
TOO_FEW = Phrase(
    "{count} people are on the roster; at least {least} needed. Enter {lacking} more.",
    "报名表里有 {count} 人，每个单位至少 {least} 人；请再填 {lacking} 人。",
)
ONE_TOO_MANY = Phrase(
    "{name} is number {place} on the roster; a unit sends at most {most}. Remove somebody.",
    "{name}是第 {place} 人，每个单位最多 {most} 人；请移除多出的人。",
)


class PeoplePerUnit(Bounded):
    code = "people_per_unit"
    group = "unit"
    title = Phrase("People per unit", "每单位人数")
    sentence = Phrase(
        "Each unit sends at least {at_least} and at most {at_most} people.",
        "每个单位至少报 {at_least} 人，最多报 {at_most} 人。",
    )
    parameters = (AT_LEAST, AT_MOST)
    usual = {"at_most": 2}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        if self.least is not None and self.most is not None:
            phrase = EXACTLY if self.least == self.most else BETWEEN
        else:
            phrase = MOST if self.least is None else LEAST
        return phrase.fill(least=self.least, most=self.most)

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        people = roster.staff
        count = len(people)
        if self.least is not None and count < self.least:
            yield self.problem(TOO_FEW.fill(count=count, least=self.least, lacking=self.least - count))
        if self.most is not None:
            for place, person in enumerate(people[self.most :], start=self.most + 1):
                yield self.problem(ONE_TOO_MANY.fill(name=person.name, place=place, most=self.most), person=person)

    @classmethod
    def example(cls) -> Example:
        one, two, three = Person("1", "林"), Person("2", "周"), Person("3", "韩")
        return Example(
            {"at_least": 1, "at_most": 2}, Roster((one, two), ()), Roster((one, two, three), ()), frozenset({"3"})
        )
