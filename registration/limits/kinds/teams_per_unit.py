"""How many teams one unit enters in one contest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registration.limits.bounded import AT_LEAST, AT_MOST, Bounded
from registration.limits.limit import Example, Problem
from registration.limits.parameters import Contests
from registration.limits.roster import Contest, Roster, Team
from unionevents.lib.phrase import Phrase

TEAMS = Phrase("teams", "")
EACH = Phrase("In each team contest ", "每个团体项目")
EXACTLY = Phrase("{where}each unit enters exactly {least} team(s).", "{where}每单位正好报 {least} 队。")
BETWEEN = Phrase("{where}each unit enters {least} to {most} teams.", "{where}每单位报 {least} 至 {most} 队。")
LEAST = Phrase("{where}each unit enters at least {least} team(s).", "{where}每单位至少报 {least} 队。")
MOST = Phrase("{where}each unit enters at most {most} team(s).", "{where}每单位最多报 {most} 队。")
TITLE = Phrase("{contest}", "“{contest}”")


class TeamsPerUnit(Bounded):
    code = "teams_per_unit"
    group = "team"
    title = Phrase("Teams of a unit in one contest", "每单位每项队数")
    sentence = Phrase(
        "Each unit enters at least {at_least} and at most {at_most} teams in each team contest. Concerns: {contests}",
        "每个团体项目每单位至少报 {at_least} 队，最多报 {at_most} 队。适用于：{contests}",
    )
    parameters = (AT_LEAST, AT_MOST, Contests("contests", Phrase("contests concerned", "适用的项目")))
    usual = {"at_most": 1}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        if self.least is not None and self.most is not None:
            phrase = EXACTLY if self.least == self.most else BETWEEN
        else:
            phrase = MOST if self.least is None else LEAST
        where = self.where(contests) if self.scope else EACH
        return phrase.fill(where=where, least=self.least, most=self.most)

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        for contest in roster.contests:
            if not contest.by_team or not self.touches(contest.code):
                continue
            count = sum(team.contest == contest.code for team in self.teams_of(roster))
            said = TITLE.fill(contest=contest.title)
            if wrong := self.miscounted(count, subject=said, things=TEAMS, measure="队"):
                yield self.problem(wrong, contest=contest.code)

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("relay", "接力", by_team=True),)
        one, two = Team("a", "relay"), Team("b", "relay", number=2)
        return Example(
            {"at_least": 1, "at_most": 1},
            Roster((), contests, (one,)),
            Roster((), contests, (one, two)),
            frozenset({None}),
        )
