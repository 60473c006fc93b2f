"""Entries on the day: not at all, or in or out of the ranking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from registration.limits.limit import Example, Limit, Problem
from registration.limits.parameters import Choice, Contests
from registration.limits.roster import Contest, Person, Roster
from unionevents.lib.phrase import Phrase

NONE, RANKED, UNRANKED = "none", "ranked", "unranked"
HOW: Final = {
    NONE: Phrase("are not possible", "不接受"),
    RANKED: Phrase("are possible and ranked", "可以，计名次"),
    UNRANKED: Phrase("are possible but not ranked", "可以，不计名次"),
}
SAYS = Phrase("{where}entries on the day {how}.", "{where}比赛当天现场报名：{how}。")
NOT_POSSIBLE = Phrase(
    "{name} was entered for {contest} on the day; that is not possible.",
    "{name}的“{contest}”是当天报的；本项目不接受现场报名。",
)


class WalkIns(Limit):
    code = "walk_ins"
    group = "day"
    title = Phrase("Entries on the day", "现场报名")
    sentence = Phrase("Entries on the day {how}. Concerns: {contests}", "比赛当天现场报名：{how}。适用于：{contests}")
    parameters = (
        Choice("how", Phrase("entries on the day", "现场报名"), required=True, options=tuple(HOW.items())),
        Contests("contests", Phrase("contests concerned", "适用的项目")),
    )
    usual = {"how": UNRANKED}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        return SAYS.fill(where=self.where(contests), how=HOW[self.text("how")])

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        titles = {contest.code: contest.title for contest in roster.contests}
        for person, contest in self._of(roster) if self.text("how") == NONE else ():
            said = NOT_POSSIBLE.fill(name=person.name, contest=titles.get(contest, contest))
            yield self.problem(said, person=person, contest=contest)

    def unranked(self, roster: Roster) -> set[tuple[str, str]]:
        if self.text("how") != UNRANKED or not self.concerns(roster):
            return set()
        return {(person.key, contest) for person, contest in self._of(roster)}

    def _of(self, roster: Roster) -> list[tuple[Person, str]]:
        return [
            (person, contest)
            for person in roster.people
            for contest in sorted(person.walk_ins)
            if contest in person.entries and self.covers(contest, person.entries[contest])
        ]

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("a", "a"),)
        early = Person("1", "林", entries={"a": None})
        late = Person("2", "周", entries={"a": None}, walk_ins=frozenset({"a"}))
        return Example({"how": NONE}, Roster((early,), contests), Roster((early, late), contests), frozenset({"2"}))
