"""A contest is dropped when too few enter it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from registration.limits.kinds.capacity import wanted
from registration.limits.limit import WARN, Example, Limit, Problem
from registration.limits.parameters import Choice, Contests, Number
from registration.limits.roster import Contest, Person, Roster
from unionevents.lib.phrase import Phrase

UNITS, ENTRIES = "units", "entries"
COUNTED: Final = {ENTRIES: Phrase("entries", "人（队）"), UNITS: Phrase("units", "个单位")}
SAYS = Phrase("{where}a contest with fewer than {n} {counted} is dropped.", "{where}报名不足 {n} {counted}的项目取消。")
TOO_FEW = Phrase(
    "{contest}: {count} {counted} so far, below {n}. It would be dropped.",
    "“{contest}”目前报名 {count} {counted}，不足 {n}，按规定取消。",
)


class ContestMinimum(Limit):
    code = "contest_minimum"
    group = "places"
    title = Phrase("Contest dropped below a minimum", "开赛最低人数")
    sentence = Phrase(
        "A contest with fewer than {at_least} {counted} is dropped. Concerns: {contests}",
        "报名不足 {at_least} {counted}的项目取消。适用于：{contests}",
    )
    parameters = (
        Number("at_least", Phrase("at least", "至少"), required=True, low=2),
        Choice("counted", Phrase("what is counted", "计什么"), required=True, options=tuple(COUNTED.items())),
        Contests("contests", Phrase("contests concerned", "适用的项目")),
    )
    usual = {"at_least": 6, "counted": ENTRIES}
    usual_severity = WARN

    def states(self, contests: Sequence[Contest]) -> Phrase:
        return SAYS.fill(where=self.where(contests), n=self.number("at_least"), counted=COUNTED[self.text("counted")])

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        """One unit cannot break it: the organiser sees it over all rosters."""
        return iter(())

    def overall(self, rosters: Sequence[Roster]) -> Iterator[Problem]:
        least, counted = self.number("at_least") or 0, self.text("counted")
        for contest in rosters[0].contests if rosters else ():
            if not self.touches(contest.code):
                continue
            entered = [wanted(contest, roster) for roster in rosters]
            count = sum(map(bool, entered)) if counted == UNITS else sum(entered)
            if count < least:
                said = TOO_FEW.fill(contest=contest.title, count=count, counted=COUNTED[counted], n=least)
                yield self.problem(said, contest=contest.code)

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("a", "a"),)
        one, two = Person("1", "林", entries={"a": None}), Person("2", "周", entries={"a": None})
        return Example(
            {"at_least": 2, "counted": ENTRIES},
            Roster((one, two), contests),
            Roster((one,), contests),
            frozenset({None}),
        )
