"""A person plays for one team only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registration.limits.limit import Example, Limit, Problem, listed, team_said
from registration.limits.parameters import Contests
from registration.limits.roster import Contest, Member, Person, Roster, Team
from unionevents.lib.phrase import Phrase

SAYS = Phrase("{where}a person plays for one team only.", "{where}每人只能代表一个队参赛。")
TWICE = Phrase(
    "{name} is in several teams: {teams}. Leave the person in one.",
    "{name}同时在{teams}中；请只保留一个队。",
)
ALSO_ELSEWHERE = Phrase(
    "{name} is in {teams} and stands on the roster of another unit too. Agree on one.",
    "{name}在{teams}中，又在另一单位的报名表上；请商定只代表一个队。",
)


class OneTeamOnly(Limit):
    code = "one_team_only"
    group = "person"
    title = Phrase("One team only", "只能参加一个队")
    sentence = Phrase(
        "A person plays for one team only, in these contests together: {contests}",
        "在以下项目中每人只能代表一个队参赛：{contests}",
    )
    parameters = (Contests("contests", Phrase("contests concerned", "适用的项目")),)

    def states(self, contests: Sequence[Contest]) -> Phrase:
        return SAYS.fill(where=self.where(contests))

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        teams = self.teams_of(roster)
        for person in roster.people:
            own = [team for team in teams if any(member.person == person.key for member in team.members)]
            said = listed([team_said(team, roster) for team in own])
            elsewhere = any(self.covers(code) for code in person.elsewhere)
            if len(own) > 1:
                yield self.problem(TWICE.fill(name=person.name, teams=said), person=person)
            elif own and elsewhere:
                yield self.problem(ALSO_ELSEWHERE.fill(name=person.name, teams=said), person=person)

    def needs(self) -> frozenset[str]:
        return frozenset({"others_entries"})

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("ball", "排球", by_team=True),)
        people = (Person("1", "林"), Person("2", "周"))
        first = Team("a", "ball", members=(Member("1"),))
        second = Team("b", "ball", 2, members=(Member("2"),))
        both = Team("b", "ball", 2, members=(Member("2"), Member("1")))
        return Example(
            {}, Roster(people, contests, (first, second)), Roster(people, contests, (first, both)), frozenset({"1"})
        )
