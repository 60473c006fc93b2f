"""Who may stand where: the order of legs or rubbers by gender or post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from registration.limits.limit import Example, Limit, Problem, listed, team_said
from registration.limits.parameters import Contests, Order
from registration.limits.roster import GENDERS, POSTS, Contest, Member, Person, Roster, Team
from unionevents.lib.phrase import Phrase

ANYBODY = "any"
DEMANDS: Final = {ANYBODY: Phrase("anybody", "不限"), **GENDERS, **POSTS}
SAYS = Phrase("{where}positions in this order: {order}.", "{where}出场顺序依次为：{order}。")
NOBODY = Phrase(
    "{team}: nobody stands in position {n} ({demand}). Choose somebody.",
    "{team}：第 {n} 位（{demand}）没有安排人；请选择。",
)
WRONG = Phrase(
    "{name}: position {n} of {team} is for {demand}. Change the order.",
    "{name}：{team}第 {n} 位应为{demand}；请调整顺序。",
)
TOO_FAR = Phrase(
    "{name}: {team} has only {n} positions. Change the order.", "{name}：{team}只有 {n} 个位置；请调整顺序。"
)


class Positions(Limit):
    code = "positions"
    group = "team"
    title = Phrase("Order by gender or post", "出场顺序")
    sentence = Phrase(
        "In a team the positions are taken in this order: {order} Concerns: {contests}",
        "队内出场顺序依次为：{order} 适用于：{contests}",
    )
    parameters = (
        Order("order", Phrase("positions", "各位置"), required=True, options=tuple(DEMANDS.items())),
        Contests("contests", Phrase("contests concerned", "适用的项目")),
    )
    usual = {"order": ["female", "male"]}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        return SAYS.fill(where=self.where(contests), order=listed([DEMANDS[demand] for demand in self.names("order")]))

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        order = self.names("order")
        for team in self.teams_of(roster):
            said = team_said(team, roster)
            placed = {place: member.person for member in team.members for place in member.positions}
            for place, demand in enumerate(order, start=1):
                person = roster.person(placed.get(place, ""))
                if person is None:
                    yield self.problem(NOBODY.fill(team=said, n=place, demand=DEMANDS[demand]), team=team)
                elif demand not in {ANYBODY, person.gender, person.post}:
                    wrong = WRONG.fill(name=person.name, team=said, n=place, demand=DEMANDS[demand])
                    yield self.problem(wrong, person=person, team=team)
            for place in sorted(set(placed) - set(range(1, len(order) + 1))):
                if person := roster.person(placed[place]):
                    wrong = TOO_FAR.fill(name=person.name, team=said, n=len(order))
                    yield self.problem(wrong, person=person, team=team)

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("relay", "接力", by_team=True),)
        people = (Person("1", "林", "female"), Person("2", "周", "male"))
        good = Team("a", "relay", members=(Member("1", (1,)), Member("2", (2,))))
        bad = Team("b", "relay", 2, members=(Member("1", (2,)), Member("2", (1,))))
        return Example(
            {"order": ["female", "male"]},
            Roster(people, contests, (good,)),
            Roster(people, contests, (good, bad)),
            frozenset({"1", "2"}),
        )
