"""How many people a team has, and how many of them play at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registration.limits.bounded import AT_LEAST, AT_MOST, Bounded
from registration.limits.limit import NOTHING, Example, Problem, team_said
from registration.limits.parameters import Contests, Number
from registration.limits.roster import Contest, Member, Person, Roster, Team
from unionevents.lib.phrase import Phrase

PEOPLE = Phrase("people", "")
SAYS = Phrase("{where}teams of {people}{field}.", "{where}每队{people}{field}。")
ON_FIELD = Phrase(", {n} of them play at a time", "，上场 {n} 人")
STARTERS = Phrase(
    "{team}: {count} people are no substitutes; exactly {n} play. Check who is a substitute.",
    "{team}：除替补外有 {count} 人，上场应正好 {n} 人；请核对替补。",
)
SHORT_OF_FIELD = Phrase(
    "a team may be smaller than the number of those who play at a time", "“上场人数”不能多于每队最多人数"
)


class TeamSize(Bounded):
    code = "team_size"
    group = "team"
    title = Phrase("Team size", "每队人数")
    sentence = Phrase(
        "Contests for teams: {contests} A team has at least {at_least} and at most {at_most} people, "
        "{on_field} of them play at a time.",
        "团体项目：{contests} 每队至少 {at_least} 人，最多 {at_most} 人，上场 {on_field} 人。",
    )
    parameters = (
        Contests("contests", Phrase("contests for teams", "团体项目"), required=True),
        AT_LEAST,
        AT_MOST,
        Number("on_field", Phrase("on the field", "上场人数"), low=1),
    )
    usual = {"at_least": 4, "at_most": 6}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        field = ON_FIELD.fill(n=self.on_field) if self.on_field else NOTHING
        return SAYS.fill(where=self.where(contests), people=self.how_many(PEOPLE), field=field)

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        for team in self.teams_of(roster):
            said = team_said(team, roster)
            if wrong := self.miscounted(len(team.members), subject=said, things=PEOPLE):
                yield self.problem(wrong, team=team)
            # Until substitutes are named, the line-up is left open: then only the size counts.
            named = len(team.starters) < len(team.members)
            if self.on_field and (len(team.starters) != self.on_field if named else len(team.members) < self.on_field):
                yield self.problem(STARTERS.fill(team=said, count=len(team.starters), n=self.on_field), team=team)

    def contradictions(self) -> Iterator[Phrase]:
        yield from super().contradictions()
        if self.on_field and self.most and self.on_field > self.most:
            yield SHORT_OF_FIELD

    @property
    def on_field(self) -> int | None:
        return self.number("on_field")

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("relay", "接力"),)
        people = tuple(Person(key, name) for key, name in zip("123", "林周韩", strict=True))
        three = Team("a", "relay", members=(Member("1"), Member("2"), Member("3", reserve=True)))
        one = Team("b", "relay", number=2, members=(Member("1"),))
        return Example(
            {"contests": ["relay"], "at_least": 2, "at_most": 3, "on_field": 2},
            Roster(people, contests, (three,)),
            Roster(people, contests, (three, one)),
            frozenset({None}),
        )
