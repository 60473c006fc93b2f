"""A quota as a share of a unit's members, rounded as stated, to an even number where that is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from registration.limits.limit import NOTHING, Example, Limit, Problem
from registration.limits.parameters import Choice, Contests, Number
from registration.limits.roster import Contest, Person, Roster
from registration.limits.sizes import (
    BOUND_PARAMETER,
    BOUNDS,
    COUNTED,
    COUNTED_PARAMETER,
    SIZE_MISSING,
    miscounts_of,
)
from unionevents.lib.phrase import Phrase

UP, DOWN, HALF, EVEN_UP, EVEN_DOWN = "up", "down", "half", "even_up", "even_down"
ROUNDINGS: Final = {
    DOWN: Phrase("rounded down", "小数舍去"),
    UP: Phrase("rounded up", "小数进一"),
    HALF: Phrase("rounded, a half up", "四舍五入"),
    EVEN_DOWN: Phrase("rounded down to an even number", "取不大于它的双数"),
    EVEN_UP: Phrase("rounded up to an even number", "取不小于它的双数"),
}
SAYS = Phrase(
    "{where}each unit, {counted}: {bound} {percent}% of its members, {rounding}{floor}.",
    "{where}各单位{counted}{bound}为会员人数的 {percent}%，{rounding}{floor}。",
)
FLOOR = Phrase(", but never less than {n}", "，不足 {n} 的按 {n} 计")
HUNDRED = 100


class ShareOfMembers(Limit):
    code = "share_of_members"
    group = "unit"
    title = Phrase("Share of the members", "按会员比例")
    sentence = Phrase(
        "For each unit {counted} are {bound} {percent}% of its members, {rounding}, and never less than {floor}. "
        "Concerns: {contests}",
        "各单位{counted}{bound}为会员人数的 {percent}%，{rounding}，最低按 {floor} 计。适用于：{contests}",
    )
    parameters = (
        COUNTED_PARAMETER,
        BOUND_PARAMETER,
        Number("percent", Phrase("percent", "百分比"), required=True, low=1, high=HUNDRED),
        Choice("rounding", Phrase("rounding", "取整"), required=True, options=tuple(ROUNDINGS.items())),
        Number("floor", Phrase("never less than", "最低"), low=1),
        Contests("contests", Phrase("contests concerned", "适用的项目")),
    )
    usual = {"counted": "people", "bound": "most", "percent": 20, "rounding": UP}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        return SAYS.fill(
            where=self.where(contests),
            counted=COUNTED[self.text("counted")],
            bound=BOUNDS[self.text("bound")],
            percent=self.settings["percent"],
            rounding=ROUNDINGS[self.text("rounding")],
            floor=FLOOR.fill(n=self.settings["floor"]) if "floor" in self.settings else NOTHING,
        )

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        if roster.size is None:
            yield self.problem(SIZE_MISSING.fill(title=self.title))
            return
        for contest, wrong in miscounts_of(self, roster, self.quota(roster.size)):
            yield self.problem(wrong, contest=contest)

    def needs(self) -> frozenset[str]:
        return frozenset({"size"})

    def quota(self, size: int) -> int:
        """The share of so many members in whole numbers, as stated."""
        percent = self.number("percent") or 0
        match self.text("rounding"):
            case "up":
                share = -(-size * percent // HUNDRED)
            case "half":
                share = (2 * size * percent + HUNDRED) // (2 * HUNDRED)
            case "even_up":
                share = -(-size * percent // (2 * HUNDRED)) * 2
            case "even_down":
                share = size * percent // (2 * HUNDRED) * 2
            case _down:
                share = size * percent // HUNDRED
        return max(share, self.number("floor") or 0)

    @classmethod
    def example(cls) -> Example:
        four = tuple(Person(key, key) for key in "1234")
        return Example(
            {"counted": "people", "bound": "most", "percent": 20, "rounding": EVEN_DOWN},
            Roster(four, (), size=25),
            Roster((*four, Person("5", "5")), (), size=25),
            frozenset({None}),
        )
