"""How many contests one person enters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registration.limits.limit import AT_LEAST, AT_MOST, Example, Limit, Problem
from registration.limits.parameters import Contests
from registration.limits.roster import Contest, Person, Roster
from unionevents.lib.phrase import Phrase

EXACTLY = Phrase("Each person enters exactly {n} contest(s){scope}.", "每人报 {n} 项，不多不少{scope}。")
BETWEEN = Phrase("Each person enters {least} to {most} contests{scope}.", "每人报 {least} 至 {most} 项{scope}。")
MOST = Phrase("Each person enters at most {most} contest(s){scope}.", "每人最多报 {most} 项{scope}。")
LEAST = Phrase("Each person enters at least {least} contest(s){scope}.", "每人至少报 {least} 项{scope}。")
TOO_MANY = Phrase(
    "{name} is in {count} contests; at most {most} each. Untick {extra}.",
    "{name}报了 {count} 项，每人最多 {most} 项；请去掉 {extra} 项。",
)
TOO_FEW = Phrase(
    "{name} is in {count} contest(s); at least {least} each. Tick {lacking} more.",
    "{name}报了 {count} 项，每人至少 {least} 项；请再选 {lacking} 项。",
)


class ContestsPerPerson(Limit):
    code = "contests_per_person"
    title = Phrase("Contests per person", "每人限报项目数")
    sentence = Phrase(
        "Each person enters at least {at_least} and at most {at_most} contests. Counted: {contests}",
        "每人至少报 {at_least} 项，最多报 {at_most} 项。计入：{contests}",
    )
    parameters = (AT_LEAST, AT_MOST, Contests("contests", Phrase("contests counted", "计入的项目")))
    usual = {"at_most": 3}

    def says(self, contests: Sequence[Contest]) -> Phrase:
        if self.least is not None and self.most is not None:
            phrase = EXACTLY if self.least == self.most else BETWEEN
        else:
            phrase = MOST if self.least is None else LEAST
        return phrase.fill(n=self.least, least=self.least, most=self.most, scope=self.scope_said(contests))

    def check(self, roster: Roster) -> Iterator[Problem]:
        for person in roster.people:
            count = sum(1 for code in person.entries if self.counts(code))
            if self.most is not None and count > self.most:
                yield self.problem(
                    TOO_MANY.fill(name=person.name, count=count, most=self.most, extra=count - self.most), person=person
                )
            if self.least is not None and count < self.least:
                yield self.problem(
                    TOO_FEW.fill(name=person.name, count=count, least=self.least, lacking=self.least - count),
                    person=person,
                )

    @classmethod
    def example(cls) -> Example:
        contests = tuple(Contest(code, code) for code in "abcd")
        three = Person("1", "林", entries=dict.fromkeys("abc"))
        four = Person("2", "周", entries=dict.fromkeys("abcd"))
        return Example({"at_most": 3}, Roster((three,), contests), Roster((three, four), contests), frozenset({"2"}))
