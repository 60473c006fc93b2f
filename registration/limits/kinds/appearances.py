"""How often one person appears in one team tie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registration.limits.limit import Example, Limit, Problem, team_said
from registration.limits.parameters import Contests, Number
from registration.limits.roster import Contest, Member, Person, Roster, Team
from unionevents.lib.phrase import Phrase

SAYS = Phrase(
    "{where}in one team tie a person appears at most {n} time(s).", "{where}同一场团体赛中每人最多出场 {n} 次。"
)
TOO_OFTEN = Phrase(
    "{name} is put down for {count} rubbers of {team}; at most {n} allowed. Put somebody else in.",
    "{name}在{team}中排了 {count} 个位置，最多 {n} 个；请换人。",
)


class Appearances(Limit):
    code = "appearances"
    group = "team"
    title = Phrase("Appearances in a team tie", "团体赛出场次数")
    sentence = Phrase(
        "In one team tie a person appears at most {at_most} times. Concerns: {contests}",
        "同一场团体赛中每人最多出场 {at_most} 次。适用于：{contests}",
    )
    parameters = (
        Number("at_most", Phrase("at most", "最多"), required=True, low=1, high=12),
        Contests("contests", Phrase("contests concerned", "适用的项目")),
    )
    usual = {"at_most": 2}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        return SAYS.fill(where=self.where(contests), n=self.settings["at_most"])

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        most = self.number("at_most") or 0
        for team in self.teams_of(roster):
            for member in team.members:
                person, count = roster.person(member.person), len(member.positions)
                if person and count > most:
                    said = TOO_OFTEN.fill(name=person.name, count=count, team=team_said(team, roster), n=most)
                    yield self.problem(said, person=person, team=team)

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("tt", "乒乓球团体", by_team=True),)
        people = (Person("1", "林"), Person("2", "周"))
        good = Team("a", "tt", members=(Member("1", (1, 3)), Member("2", (2,))))
        bad = Team("a", "tt", members=(Member("1", (1, 3)), Member("2", (2, 4, 5))))
        return Example(
            {"at_most": 2}, Roster(people, contests, (good,)), Roster(people, contests, (bad,)), frozenset({"2"})
        )
