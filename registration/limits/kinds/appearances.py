"""How often a person of a team, or one who holds a post, appears in one team tie: nobody always, nobody never."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registration.limits.bounded import Bounded
from registration.limits.limit import Example, Problem, team_said
from registration.limits.parameters import Choice, Contests, Number
from registration.limits.roster import POSTS, Contest, Member, Person, Roster, Team
from unionevents.lib.phrase import Phrase

SAYS = Phrase("{where}in one team tie {who} appears {times}.", "{where}同一场团体赛中{who}{times}。")
EVERYBODY = Phrase("a person", "每人")
HOLDER = Phrase("a {post}", "{post}每人")
EXACTLY = Phrase("exactly {n} time(s), substitutes excepted", "正好出场 {n} 次（替补除外）")
BETWEEN = Phrase("{least} to {most} times, substitutes excepted", "出场 {least} 至 {most} 次（替补除外）")
LEAST = Phrase("at least {n} time(s), substitutes excepted", "至少出场 {n} 次（替补除外）")
MOST = Phrase("at most {n} time(s)", "最多出场 {n} 次")
TOO_OFTEN = Phrase(
    "{name} is put down for {count} rubbers of {team}; at most {n} allowed. Put somebody else in.",
    "{name}在{team}中排了 {count} 个位置，最多 {n} 个；请换人。",
)
TOO_SELDOM = Phrase(
    "{name} is put down for {count} rubbers of {team}; at least {n} needed. Give {name} another position.",
    "{name}在{team}中排了 {count} 个位置，至少要 {n} 个；请再给{name}排位置。",
)


class Appearances(Bounded):
    code = "appearances"
    group = "team"
    title = Phrase("Appearances in a team tie", "团体赛出场次数")
    sentence = Phrase(
        "In one team tie each person ({post}) appears at least {at_least} and at most {at_most} times; substitutes "
        "need not appear. Concerns: {contests}",
        "同一场团体赛中每人（{post}）至少出场 {at_least} 次，最多出场 {at_most} 次；替补不要求出场。适用于：{contests}",
    )
    parameters = (
        Choice("post", Phrase("post", "职务"), options=tuple(POSTS.items()), unset=Phrase("any post", "不限职务")),
        Number("at_least", Phrase("at least", "至少"), low=1, high=12),
        Number("at_most", Phrase("at most", "最多"), low=1, high=12),
        Contests("contests", Phrase("contests concerned", "适用的项目")),
    )
    usual = {"at_most": 2}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        who = HOLDER.fill(post=POSTS[self.text("post")]) if self.text("post") else EVERYBODY
        return SAYS.fill(where=self.where(contests), who=who, times=self._times)

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        """Whoever stands by may be put in later: what they must play is not known yet."""
        for team in self.teams_of(roster):
            for member in team.members:
                person, count = roster.person(member.person), len(member.positions)
                if person is None or self.text("post") not in {"", person.post}:
                    continue
                told = {"name": person.name, "count": count, "team": team_said(team, roster)}
                if self.most is not None and count > self.most:
                    yield self.problem(TOO_OFTEN.fill(**told, n=self.most), person=person, team=team)
                elif self.least is not None and count < self.least and not member.reserve:
                    yield self.problem(TOO_SELDOM.fill(**told, n=self.least), person=person, team=team)

    @property
    def _times(self) -> Phrase:
        if self.least is None:
            return MOST.fill(n=self.most)
        if self.most is None:
            return LEAST.fill(n=self.least)
        phrase = EXACTLY if self.least == self.most else BETWEEN
        return phrase.fill(n=self.least, least=self.least, most=self.most)

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("tt", "乒乓球团体", by_team=True),)
        people = (Person("1", "林"), Person("2", "周"), Person("3", "韩"))
        good = Team("a", "tt", members=(Member("1", (1, 3)), Member("2", (2,)), Member("3", reserve=True)))
        bad = Team("a", "tt", members=(Member("1"), Member("2", (2, 4, 5)), Member("3", (1, 3))))
        return Example(
            {"at_least": 1, "at_most": 2},
            Roster(people, contests, (good,)),
            Roster(people, contests, (bad,)),
            frozenset({"1", "2"}),
        )
