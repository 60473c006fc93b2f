"""A leader, a chair, a cadre in each team."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registration.limits.bounded import AT_LEAST, AT_MOST_OR_NONE, Bounded
from registration.limits.limit import Example, Problem, team_said
from registration.limits.parameters import Choice, Contests, YesNo
from registration.limits.roster import POSTS, Contest, Member, Person, Roster, Team
from unionevents.lib.phrase import Phrase

SAYS = Phrase("{where}each team has {people}.", "{where}每队{people}。")
SAYS_FIELD = Phrase("{where}on the field of each team there are {people}.", "{where}每队上场队员中{people}。")


class TeamPosts(Bounded):
    code = "team_posts"
    group = "team"
    title = Phrase("People with a post in a team", "队内职务要求")
    sentence = Phrase(
        "Each team has at least {at_least} and at most {at_most} people with the post {post} {on_field}. "
        "Concerns: {contests}",
        "每队{post}至少 {at_least} 人，最多 {at_most} 人 {on_field}。适用于：{contests}",
    )
    parameters = (
        Choice("post", Phrase("post", "职务"), required=True, options=tuple(POSTS.items())),
        AT_LEAST,
        AT_MOST_OR_NONE,
        YesNo("on_field", Phrase("substitutes are not counted", "替补不计在内")),
        Contests("contests", Phrase("contests concerned", "适用的项目")),
    )
    usual = {"post": "leader", "at_least": 1}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        phrase = SAYS_FIELD if self.says_yes("on_field") else SAYS
        return phrase.fill(where=self.where(contests), people=self.how_many(self._post))

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        for team in self.teams_of(roster):
            people = roster.people_of(team, on_field=self.says_yes("on_field"))
            count = sum(person.post == self.text("post") for person in people)
            if wrong := self.miscounted(count, subject=team_said(team, roster), things=self._post):
                yield self.problem(wrong, team=team)

    @property
    def _post(self) -> Phrase:
        return POSTS[self.text("post")]

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("tug", "拔河", by_team=True),)
        people = (Person("1", "林", post="leader"), Person("2", "周"))
        good = Team("a", "tug", members=(Member("1"), Member("2")))
        bad = Team("b", "tug", 2, members=(Member("2"),))
        return Example(
            {"post": "leader", "at_least": 1},
            Roster(people, contests, (good,)),
            Roster(people, contests, (good, bad)),
            frozenset({None}),
        )
