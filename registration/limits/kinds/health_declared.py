"""Everybody has declared to be in good health."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registration.limits.limit import Example, Limit, Problem
from registration.limits.roster import Contest, Person, Roster
from unionevents.lib.phrase import Phrase

NOT_DECLARED = Phrase(
    "{name} has not declared to be in good health. Ask, then tick “healthy”.",
    "{name}还没有确认身体健康；请本人确认后勾选“健康”。",
)


class HealthDeclared(Limit):
    code = "health_declared"
    group = "eligible"
    title = Phrase("Health declared", "健康确认")
    sentence = Phrase(
        "Everybody declares to be in good health before entering.", "报名人员须本人确认身体健康，适宜参加。"
    )

    def states(self, contests: Sequence[Contest]) -> Phrase:
        return self.sentence

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        for person in roster.people:
            if not person.healthy:
                yield self.problem(NOT_DECLARED.fill(name=person.name), person=person)

    @classmethod
    def example(cls) -> Example:
        well, unsaid = Person("1", "林", healthy=True), Person("2", "周")
        return Example({}, Roster((well,), ()), Roster((well, unsaid), ()), frozenset({"2"}))
