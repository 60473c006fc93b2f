"""A unit also sends referees or spectators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from registration.limits.bounded import miscounted
from registration.limits.limit import NOTHING, Example, Limit, Problem
from registration.limits.parameters import Choice, Number
from registration.limits.roster import FUNCTIONS, Contest, Person, Roster
from unionevents.lib.phrase import Phrase

WHO: Final = {code: FUNCTIONS[code] for code in ("referee", "spectator")}
SAYS = Phrase("Each unit also sends {n} or more {who}s{per}.", "每单位另派{who}至少 {n} 人{per}。")
PER = Phrase(
    " for every {per} people who take part, or part of them", "（每 {per} 名参赛人员，不足 {per} 人按 {per} 人计）"
)
UNIT = Phrase("This unit", "本单位")


class Supplies(Limit):
    code = "supplies"
    group = "unit"
    title = Phrase("Referees or spectators from each unit", "单位派出裁判、观众")
    sentence = Phrase(
        "Each unit also sends at least {at_least} {who}, for every {per} people who take part.",
        "每单位另派{who}至少 {at_least} 人，每 {per} 名参赛人员计一次（不填则不分人数）。",
    )
    parameters = (
        Number("at_least", Phrase("at least", "至少"), required=True, low=1),
        Choice("who", Phrase("who", "哪类人员"), required=True, options=tuple(WHO.items())),
        Number("per", Phrase("for every so many people", "每多少人"), low=1),
    )
    usual = {"at_least": 1, "who": "referee"}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        per = PER.fill(per=self.settings["per"]) if "per" in self.settings else NOTHING
        return SAYS.fill(n=self.number("at_least"), who=FUNCTIONS[self.text("who")], per=per)

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        who, per, least = self.text("who"), self.number("per"), self.number("at_least") or 0
        taking_part = sum(bool(roster.starts_of(person)) for person in roster.people)
        wanted = least * -(-taking_part // per) if per else least
        count = sum(who in person.functions for person in roster.people)
        if wrong := miscounted(count, wanted, None, subject=UNIT, things=FUNCTIONS[who]):
            yield self.problem(wrong)

    def needs(self) -> frozenset[str]:
        return frozenset({f"function_{self.text('who')}"})

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("a", "a"),)
        plays = Person("1", "林", entries={"a": None})
        judges = Person("2", "周", functions=frozenset({"referee"}))
        return Example(
            {"at_least": 1, "who": "referee", "per": 10},
            Roster((plays, judges), contests),
            Roster((plays,), contests),
            frozenset({None}),
        )
