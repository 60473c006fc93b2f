"""A number that steps with the size of the unit: up to 50 members 2, up to 100 members 3, larger 4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registration.limits.limit import Example, Limit, Problem, listed
from registration.limits.parameters import Contests, Steps
from registration.limits.roster import Contest, Person, Roster
from registration.limits.sizes import (
    BOUND_PARAMETER,
    BOUNDS,
    COUNTED,
    COUNTED_PARAMETER,
    MEASURES,
    SIZE_MISSING,
    miscounts_of,
)
from unionevents.lib.phrase import Phrase

SAYS = Phrase("{where}each unit, {counted}: {steps}.", "{where}各单位{counted}：{steps}。")
UP_TO = Phrase("up to {size} members {bound} {n}", "会员 {size} 人及以下{bound} {n} {measure}")
LARGER = Phrase("larger units {bound} {n}", "其他单位{bound} {n} {measure}")


class SteppedBySize(Limit):
    code = "stepped_by_size"
    group = "unit"
    title = Phrase("Numbers stepped by unit size", "按单位人数分档")
    sentence = Phrase(
        "For each unit {counted} are {bound} as many as its size allows: {steps} Concerns: {contests}",
        "各单位{counted}{bound}按会员人数分档：{steps} 适用于：{contests}",
    )
    parameters = (
        COUNTED_PARAMETER,
        BOUND_PARAMETER,
        Steps("steps", Phrase("steps", "分档"), required=True),
        Contests("contests", Phrase("contests concerned", "适用的项目")),
    )
    usual = {
        "counted": "entries", "bound": "most",
        "steps": [{"up_to": 50, "n": 2}, {"up_to": 100, "n": 3}, {"up_to": None, "n": 4}],
    }  # fmt: skip

    def states(self, contests: Sequence[Contest]) -> Phrase:
        told = {"bound": BOUNDS[self.text("bound")], "measure": MEASURES[self.text("counted")]}
        said = [(LARGER if size is None else UP_TO).fill(size=size, n=n, **told) for size, n in self._steps]
        return SAYS.fill(where=self.where(contests), counted=COUNTED[self.text("counted")], steps=listed(said))

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        if roster.size is None:
            yield self.problem(SIZE_MISSING.fill(title=self.title))
            return
        n = next(n for size, n in self._steps if size is None or roster.size <= size)
        for contest, wrong in miscounts_of(self, roster, n):
            yield self.problem(wrong, contest=contest)

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
        two = tuple(Person(key, key, entries={"a": None}) for key in "12")
        three = (*two, Person("3", "3", entries={"a": None}))
        steps = [{"up_to": 50, "n": 2}, {"up_to": None, "n": 3}]
        return Example(
            {"counted": "entries", "bound": "most", "steps": steps},
            Roster(two, contests, size=50),
            Roster(three, contests, size=50),
            frozenset({None}),
        )
