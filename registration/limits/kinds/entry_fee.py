"""What it costs to enter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from registration.limits.limit import WARN, Example, Limit, Problem
from registration.limits.parameters import Choice, Money
from registration.limits.roster import Contest, Person, Roster
from unionevents.lib.money import format_fen
from unionevents.lib.phrase import Phrase

PERSON, TEAM, UNIT = "person", "team", "unit"
PER: Final = {PERSON: Phrase("person", "人"), TEAM: Phrase("team", "队"), UNIT: Phrase("unit", "单位")}
SAYS = Phrase("The entry fee is {amount} for each {per}.", "报名费每{per} {amount}。")
UNPAID = Phrase("Entry fee: {due} due, {paid} paid. Pay {rest}.", "报名费应交 {due}，已交 {paid}；还应交 {rest}。")


class EntryFee(Limit):
    code = "entry_fee"
    group = "places"
    title = Phrase("Entry fee", "报名费")
    sentence = Phrase("The entry fee is {amount} yuan for each {per}.", "报名费每{per} {amount} 元。")
    parameters = (
        Money("amount", Phrase("amount", "金额"), required=True),
        Choice("per", Phrase("for each", "计费单位"), required=True, options=tuple(PER.items())),
    )
    usual = {"amount": 5000, "per": PERSON}
    usual_severity = WARN

    def states(self, contests: Sequence[Contest]) -> Phrase:
        return SAYS.fill(amount=format_fen(self.number("amount") or 0), per=PER[self.text("per")])

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        due, paid = self.due(roster), roster.fee_paid or 0
        if paid < due:
            rest = format_fen(due - paid)
            yield self.problem(UNPAID.fill(due=format_fen(due), paid=format_fen(paid), rest=rest))

    def needs(self) -> frozenset[str]:
        return frozenset({"fee"})

    def due(self, roster: Roster) -> int:
        """The fee of a roster, in fen."""
        count = {
            PERSON: sum(bool(roster.starts_of(person)) for person in roster.people),
            TEAM: len(roster.teams),
            UNIT: 1 if roster.people else 0,
        }
        return (self.number("amount") or 0) * count[self.text("per")]

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("a", "a"),)
        one = Person("1", "林", entries={"a": None})
        return Example(
            {"amount": 5000, "per": PERSON},
            Roster((one,), contests, fee_paid=5000),
            Roster((one,), contests, fee_paid=4999),
            frozenset({None}),
        )
