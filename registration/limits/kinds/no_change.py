"""After closing, nothing on a roster changes; at most somebody stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from registration.limits.limit import Example, Limit, Problem
from registration.limits.parameters import Choice
from registration.limits.roster import Contest, Person, Roster
from unionevents.lib.phrase import Phrase

NOTHING_AT_ALL, SUBSTITUTES, WITHDRAWALS = "nothing", "substitutes", "withdrawals"
ALLOWED: Final = {
    NOTHING_AT_ALL: Phrase("nothing may be changed or added", "不得更改，不得增补"),
    WITHDRAWALS: Phrase("people may only be withdrawn", "只能退出，不得更改或增补"),
    SUBSTITUTES: Phrase("people may only be substituted", "只能换人，不得增补"),
}
SAYS = Phrase("Once registration is closed, {allowed}.", "报名截止后{allowed}。")
CHANGED = Phrase(
    "{name} was entered after registration had closed; {allowed}.", "{name}是截止后增补的；报名截止后{allowed}。"
)


class NoChange(Limit):
    code = "no_change"
    group = "day"
    title = Phrase("No change after closing", "截止后不得更改")
    sentence = Phrase("Once registration is closed, {allowed}.", "报名截止后{allowed}。")
    parameters = (Choice("allowed", Phrase("allowed", "允许"), required=True, options=tuple(ALLOWED.items())),)
    usual = {"allowed": SUBSTITUTES}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        return SAYS.fill(allowed=ALLOWED[self.text("allowed")])

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        """What came in late in spite of it; that nothing comes in is seen to where rosters are written."""
        for person in roster.people:
            if person.walk_ins:
                said = CHANGED.fill(name=person.name, allowed=ALLOWED[self.text("allowed")])
                yield self.problem(said, person=person)

    def allows(self, act: str) -> bool:
        """`act` is `change`, `substitutes` or `withdrawals`."""
        return self.text("allowed") == act

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("a", "a"),)
        early = Person("1", "林", entries={"a": None})
        late = Person("2", "周", entries={"a": None}, walk_ins=frozenset({"a"}))
        return Example(
            {"allowed": NOTHING_AT_ALL}, Roster((early,), contests), Roster((early, late), contests), frozenset({"2"})
        )
