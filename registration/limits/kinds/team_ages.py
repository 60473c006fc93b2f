"""The mix of ages inside a team: one under 30, two between 30 and 40."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from registration.limits.ages import REFERENCE_PARAMETERS, age_on, reference_day, reference_said, reference_wrong
from registration.limits.bounded import AT_LEAST, AT_MOST_OR_NONE, Bounded
from registration.limits.limit import Example, Problem, team_said
from registration.limits.parameters import Contests, Number
from registration.limits.roster import Contest, Member, Person, Roster, Team
from unionevents.lib.phrase import Phrase

OLDER = Phrase("{low} years of age or more", "{low} 周岁及以上")
YOUNGER = Phrase("{high} years of age or less", "{high} 周岁及以下")
BETWEEN = Phrase("{low} to {high} years of age", "{low} 至 {high} 周岁")
AGED = Phrase("people with {years}", "{years}的队员")
SAYS = Phrase("{where}each team has {people}, counted on {day}.", "{where}每队 {people}（按{day}的周岁计算）。")
NO_BIRTH_DATE = Phrase(
    "{name}: the birth date is missing; {team} has an age mix. Enter it.",
    "{name}没有填出生日期；{team}有年龄搭配要求，请补填。",
)
NO_AGE = Phrase("give the lower or the upper age", "年龄下限和上限要写一个")
CROSSED = Phrase("the lower age is above the upper age", "年龄下限比上限还大")


class TeamAges(Bounded):
    code = "team_ages"
    group = "team"
    title = Phrase("Age mix of a team", "队内年龄搭配")
    sentence = Phrase(
        "Each team has at least {at_least} and at most {at_most} people aged {age_from} to {age_to}, both included, "
        "counted on {reference} {on}. Concerns: {contests}",
        "每队年龄在 {age_from} 至 {age_to} 周岁（含两端）的队员至少 {at_least} 人，最多 {at_most} 人，"
        "按{reference}{on}计算。适用于：{contests}",
    )
    parameters = (
        AT_LEAST,
        AT_MOST_OR_NONE,
        Number("age_from", Phrase("from age", "年龄不小于"), low=1, high=120),
        Number("age_to", Phrase("to age", "年龄不大于"), low=1, high=120),
        *REFERENCE_PARAMETERS,
        Contests("contests", Phrase("contests concerned", "适用的项目")),
    )
    usual = {"at_least": 1, "age_to": 30, "reference": "first_day"}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        return SAYS.fill(where=self.where(contests), people=self.how_many(self._aged()), day=reference_said(self))

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        day = reference_day(self, roster)
        for team in self.teams_of(roster) if day else ():
            said, people = team_said(team, roster), roster.people_of(team)
            unknown = [person for person in people if person.birth_date is None]
            for person in unknown:
                yield self.problem(NO_BIRTH_DATE.fill(name=person.name, team=said), person=person, team=team)
            count = sum(self._fits(age_on(person.birth_date, day)) for person in people if person.birth_date and day)
            if not unknown and (wrong := self.miscounted(count, subject=said, things=self._aged())):
                yield self.problem(wrong, team=team)

    def needs(self) -> frozenset[str]:
        return frozenset({"birth_date"})

    def contradictions(self) -> Iterator[Phrase]:
        yield from super().contradictions()
        low, high = self.number("age_from"), self.number("age_to")
        if low is None and high is None:
            yield NO_AGE
        if low is not None and high is not None and low > high:
            yield CROSSED
        if wrong := reference_wrong(self):
            yield wrong

    def _aged(self) -> Phrase:
        low, high = self.number("age_from"), self.number("age_to")
        years = YOUNGER if low is None else OLDER if high is None else BETWEEN
        return AGED.fill(years=years.fill(low=low, high=high))

    def _fits(self, age: int) -> bool:
        low, high = self.number("age_from"), self.number("age_to")
        return (low is None or age >= low) and (high is None or age <= high)

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("relay", "接力", by_team=True),)
        young = Person("1", "林", birth_date=date(2000, 1, 1))
        older = Person("2", "周", birth_date=date(1980, 1, 1))
        good = Team("a", "relay", members=(Member("1"), Member("2")))
        bad = Team("b", "relay", 2, members=(Member("2"),))
        day = date(2026, 5, 1)
        return Example(
            {"at_least": 1, "age_to": 30, "reference": "first_day"},
            Roster((young, older), contests, (good,), first_day=day),
            Roster((young, older), contests, (good, bad), first_day=day),
            frozenset({None}),
        )
