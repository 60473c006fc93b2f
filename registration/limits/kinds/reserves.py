"""How many named substitutes a team has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registration.limits.bounded import AT_LEAST, AT_MOST_OR_NONE, Bounded
from registration.limits.limit import Example, Problem, team_said
from registration.limits.parameters import Contests
from registration.limits.roster import Contest, Member, Person, Roster, Team
from unionevents.lib.phrase import Phrase

SUBSTITUTES = Phrase("named substitutes", "替补")
SAYS = Phrase("{where}each team names {people}.", "{where}每队{people}。")


class Reserves(Bounded):
    code = "reserves"
    group = "team"
    title = Phrase("Named substitutes", "替补人数")
    sentence = Phrase(
        "Each team names at least {at_least} and at most {at_most} substitutes. Concerns: {contests}",
        "每队替补至少 {at_least} 人，最多 {at_most} 人。适用于：{contests}",
    )
    parameters = (AT_LEAST, AT_MOST_OR_NONE, Contests("contests", Phrase("contests concerned", "适用的项目")))
    usual = {"at_most": 2}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        return SAYS.fill(where=self.where(contests), people=self.how_many(SUBSTITUTES))

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        for team in self.teams_of(roster):
            count = len(team.members) - len(team.starters)
            if wrong := self.miscounted(count, subject=team_said(team, roster), things=SUBSTITUTES):
                yield self.problem(wrong, team=team)

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("relay", "接力", by_team=True),)
        people = (Person("1", "林"), Person("2", "周"), Person("3", "韩"))
        one = Team("a", "relay", members=(Member("1"), Member("2"), Member("3", reserve=True)))
        two = Team("a", "relay", members=(Member("1"), Member("2", reserve=True), Member("3", reserve=True)))
        return Example(
            {"at_most": 1}, Roster(people, contests, (one,)), Roster(people, contests, (two,)), frozenset({None})
        )
