"""How many starters one unit has in one contest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registration.limits.bounded import AT_LEAST, AT_MOST, Bounded
from registration.limits.limit import Example, Problem
from registration.limits.parameters import Contests
from registration.limits.roster import Contest, Person, Roster
from unionevents.lib.phrase import Phrase

EXACTLY = Phrase("Each unit enters exactly {most} in each contest{scope}.", "每个项目每个单位报 {most} 人{scope}。")
BETWEEN = Phrase(
    "Each unit enters {least} to {most} in each contest{scope}.", "每个项目每个单位报 {least} 至 {most} 人{scope}。"
)
MOST = Phrase("Each unit enters at most {most} in each contest{scope}.", "每个项目每个单位最多报 {most} 人{scope}。")
LEAST = Phrase(
    "Each unit enters at least {least} in each contest{scope}.", "每个项目每个单位至少报 {least} 人{scope}。"
)
TOO_FEW = Phrase(
    "{contest}: {count} entered, at least {least} from each unit. Tick {lacking} more.",
    "“{contest}”报了 {count} 人，每个单位至少 {least} 人；请再选 {lacking} 人。",
)
ONE_TOO_MANY = Phrase(
    "{name}: {count} of your unit are in {contest}, at most {most} allowed. Untick somebody.",
    "{name}：“{contest}”本单位报了 {count} 人，最多 {most} 人；请去掉多出的人。",
)


class EntriesPerUnit(Bounded):
    code = "entries_per_unit"
    group = "unit"
    title = Phrase("Starters of a unit in one contest", "每单位每项人数")
    sentence = Phrase(
        "Each unit enters at least {at_least} and at most {at_most} in each contest. Concerns: {contests}",
        "每个项目每个单位至少报 {at_least} 人，最多报 {at_most} 人。适用于：{contests}",
    )
    parameters = (AT_LEAST, AT_MOST, Contests("contests", Phrase("contests concerned", "适用的项目")))
    usual = {"at_most": 2}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        if self.least is not None and self.most is not None:
            phrase = EXACTLY if self.least == self.most else BETWEEN
        else:
            phrase = MOST if self.least is None else LEAST
        return phrase.fill(least=self.least, most=self.most, scope=self.scope_said(contests))

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        for contest in roster.contests:
            if not self.touches(contest.code) or contest.by_team:
                continue
            entered = [
                each for each in roster.entered(contest.code) if self.covers(contest.code, each.entries[contest.code])
            ]
            count = len(entered)
            if self.least is not None and count < self.least:
                yield self.problem(
                    TOO_FEW.fill(contest=contest.title, count=count, least=self.least, lacking=self.least - count),
                    contest=contest.code,
                )
            for person in entered[self.most :] if self.most is not None else ():
                yield self.problem(
                    ONE_TOO_MANY.fill(name=person.name, contest=contest.title, count=count, most=self.most),
                    person=person,
                    contest=contest.code,
                )

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("a", "a"),)
        one, two = Person("1", "林", entries={"a": None}), Person("2", "周", entries={"a": None})
        return Example({"at_most": 1}, Roster((one,), contests), Roster((one, two), contests), frozenset({"2"}))
