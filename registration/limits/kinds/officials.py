"""Team leaders and coaches: how many, and whether they may play too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from registration.limits.bounded import AT_LEAST, AT_MOST_OR_NONE, Bounded
from registration.limits.limit import Example, Problem
from registration.limits.parameters import Choice, YesNo
from registration.limits.roster import FUNCTIONS, Contest, Person, Roster
from unionevents.lib.phrase import Phrase

WHO: Final = {code: FUNCTIONS[code] for code in ("leader", "coach")}
SAYS = Phrase("Each unit has {people}; they may not play.", "每单位{people}，不得兼任队员。")
SAYS_DOUBLE = Phrase("Each unit has {people}; they may play too.", "每单位{people}，可兼任队员。")
UNIT = Phrase("This unit", "本单位")
DOUBLES = Phrase(
    "{name} is {who} and may not play. Untick the contests, or name somebody else.",
    "{name}是{who}，不得兼任队员；请去掉项目，或另派{who}。",
)


class Officials(Bounded):
    code = "officials"
    group = "unit"
    title = Phrase("Leaders and coaches", "领队与教练")
    sentence = Phrase(
        "Each unit has at least {at_least} and at most {at_most} {who} {may_double}.",
        "每单位{who}至少 {at_least} 人，最多 {at_most} 人 {may_double}。",
    )
    parameters = (
        Choice("who", Phrase("who", "哪类人员"), required=True, options=tuple(WHO.items())),
        AT_LEAST,
        AT_MOST_OR_NONE,
        YesNo("may_double", Phrase("may play too", "可兼任队员")),
    )
    usual = {"who": "leader", "at_least": 1, "at_most": 1, "may_double": True}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        return (SAYS_DOUBLE if self.says_yes("may_double") else SAYS).fill(people=self.how_many(self._who))

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        holders = [person for person in roster.people if self.text("who") in person.functions]
        if wrong := self.miscounted(len(holders), subject=UNIT, things=self._who):
            yield self.problem(wrong)
        for person in holders:
            if not self.says_yes("may_double") and roster.starts_of(person):
                yield self.problem(DOUBLES.fill(name=person.name, who=self._who), person=person)

    def needs(self) -> frozenset[str]:
        return frozenset({f"function_{self.text('who')}"})

    @property
    def _who(self) -> Phrase:
        return FUNCTIONS[self.text("who")]

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("a", "a"),)
        leads = Person("1", "林", functions=frozenset({"leader"}))
        plays = Person("2", "周", functions=frozenset({"leader"}), entries={"a": None})
        return Example(
            {"who": "leader", "at_least": 1, "at_most": 1},
            Roster((leads,), contests),
            Roster((plays,), contests),
            frozenset({"2"}),
        )
