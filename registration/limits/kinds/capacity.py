"""How many places a contest has in all, and what happens when more want to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from registration.limits.limit import Example, Limit, Problem
from registration.limits.parameters import Choice, Contests, Number
from registration.limits.roster import Contest, Others, Person, Roster
from unionevents.lib.phrase import Phrase

FULL, WAITING, DRAW = "full", "waiting", "draw"
AFTERWARDS: Final = {
    FULL: Phrase("first come, first served; then it is full", "先报先得，报满为止"),
    WAITING: Phrase("first come, first served; then a waiting list", "先报先得，报满后进候补名单"),
    DRAW: Phrase("if more enter, the places are drawn by lot", "报名超额时抽签决定"),
}
SAYS = Phrase("{where}{n} places in each contest; {over}.", "{where}每个项目 {n} 个名额，{over}。")
IS_FULL = Phrase(
    "{contest}: {left} place(s) left, {count} wanted. Leave {lacking} out.",
    "“{contest}”还剩 {left} 个名额，本单位报了 {count} 个；请减少 {lacking} 个。",
)
WILL_WAIT = Phrase(
    "{contest}: {left} place(s) left, {count} wanted; {lacking} would stand on the waiting list.",
    "“{contest}”还剩 {left} 个名额，本单位报了 {count} 个；有 {lacking} 个将进入候补名单。",
)


class Capacity(Limit):
    code = "capacity"
    group = "places"
    title = Phrase("Places in a contest", "项目名额")
    sentence = Phrase(
        "Each of these contests has {at_most} places in all; {over}. Concerns: {contests}",
        "以下每个项目总共 {at_most} 个名额，{over}。适用于：{contests}",
    )
    parameters = (
        Number("at_most", Phrase("places", "名额"), required=True, low=1, high=99_999),
        Choice("over", Phrase("when more want to come", "超额时"), required=True, options=tuple(AFTERWARDS.items())),
        Contests("contests", Phrase("contests concerned", "适用的项目")),
    )
    usual = {"at_most": 100, "over": WAITING}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        over = AFTERWARDS[self.text("over")]
        return SAYS.fill(where=self.where(contests), n=self.number("at_most"), over=over)

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        if self.text("over") == DRAW:
            return
        for contest in roster.contests:
            if not self.touches(contest.code):
                continue
            left = max(0, self.places - roster.others.taken.get(contest.code, 0))
            count = wanted(contest, roster)
            if count > left:
                phrase = IS_FULL if self.text("over") == FULL else WILL_WAIT
                said = phrase.fill(contest=contest.title, left=left, count=count, lacking=count - left)
                severity = None if self.text("over") == FULL else "warn"
                yield self.problem(said, contest=contest.code, severity=severity)

    def needs(self) -> frozenset[str]:
        return frozenset({"others_places"})

    @property
    def places(self) -> int:
        return self.number("at_most") or 0

    @property
    def over(self) -> str:
        return self.text("over")

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("a", "a"),)
        one, two = Person("1", "林", entries={"a": None}), Person("2", "周", entries={"a": None})
        others = Others(taken={"a": 1})
        return Example(
            {"at_most": 2, "over": FULL},
            Roster((one,), contests, others=others),
            Roster((one, two), contests, others=others),
            frozenset({None}),
        )


def wanted(contest: Contest, roster: Roster) -> int:
    """The places that a roster asks for: teams in a team contest, people in others."""
    if contest.by_team:
        return sum(team.contest == contest.code for team in roster.teams)
    return len(roster.entered(contest.code))
