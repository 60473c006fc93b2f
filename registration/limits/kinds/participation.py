"""The least share of a unit's members that takes part, stepped by size where that is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registration.limits.limit import WARN, Example, Limit, Problem, listed
from registration.limits.parameters import Steps
from registration.limits.roster import Contest, Person, Roster
from registration.limits.sizes import SIZE_MISSING
from unionevents.lib.phrase import Phrase

SAYS = Phrase("Of each unit's members there take part: {steps}.", "各单位参加人数占会员人数的比例：{steps}。")
UP_TO = Phrase("up to {size} members at least {n}%", "会员 {size} 人及以下的不低于 {n}%")
LARGER = Phrase("larger units at least {n}%", "其他单位不低于 {n}%")
ALL = Phrase("at least {n}%", "不低于 {n}%")
TOO_FEW = Phrase(
    "{count} of {size} members take part; at least {n}% asked for. Enter {lacking} more.",
    "本单位 {size} 名会员中有 {count} 人参加，要求不低于 {n}%；请再报 {lacking} 人。",
)
HUNDRED = 100


class Participation(Limit):
    code = "participation"
    group = "unit"
    title = Phrase("Participation of each unit", "单位参与率")
    sentence = Phrase(
        "At least so many percent of a unit's members take part, by its size: {steps}",
        "各单位参加人数占会员人数的比例（%）不低于，按会员人数分档：{steps}",
    )
    parameters = (Steps("steps", Phrase("percent by size", "各档百分比"), required=True, high=HUNDRED),)
    usual = {"steps": [{"up_to": None, "n": 60}]}
    usual_severity = WARN

    def states(self, contests: Sequence[Contest]) -> Phrase:
        steps = self._steps
        last = ALL if len(steps) == 1 else LARGER
        said = [(last if size is None else UP_TO).fill(size=size, n=n) for size, n in steps]
        return SAYS.fill(steps=listed(said))

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        if roster.size is None:
            yield self.problem(SIZE_MISSING.fill(title=self.title))
            return
        percent = next(n for size, n in self._steps if size is None or roster.size <= size)
        count = sum(bool(roster.starts_of(person) or person.functions) for person in roster.staff)
        lacking = -(-roster.size * percent // HUNDRED) - count
        if lacking > 0:
            yield self.problem(TOO_FEW.fill(count=count, size=roster.size, n=percent, lacking=lacking))

    def needs(self) -> frozenset[str]:
        return frozenset({"size"})

    @property
    def _steps(self) -> tuple[tuple[int | None, int], ...]:
        steps = self.settings["steps"]
        assert isinstance(steps, tuple)
        return steps

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("a", "a"),)
        three = tuple(Person(key, key, entries={"a": None}) for key in "123")
        return Example(
            {"steps": [{"up_to": None, "n": 60}]},
            Roster(three, contests, size=5),
            Roster(three[:2], contests, size=5),
            frozenset({None}),
        )
