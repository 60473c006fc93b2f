"""How many women or men: exactly, at least, at most, in a team, on the field, in a contest or of a unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registration.limits.ages import age_on, reference_day
from registration.limits.bounded import AT_LEAST, AT_MOST_OR_NONE, Bounded
from registration.limits.limit import NOTHING, Example, Problem, team_said
from registration.limits.parameters import Choice, Contests, Number
from registration.limits.roster import GENDERS, Contest, Member, Person, Roster, Team
from unionevents.lib.phrase import Phrase

PLACES = {
    "team": Phrase("in each team", "每队"),
    "field": Phrase("on the field of each team", "每队上场队员中"),
    "contest": Phrase("of each unit in each contest", "每单位每个项目中"),
    "unit": Phrase("of each unit", "每单位报名人员中"),
}
SAYS = Phrase("{where}{place}: {people}{stand_in}.", "{where}{place}{people}{stand_in}。")
STANDS_IN = Phrase("; others of {age} or older may stand in for them", "，年满 {age} 周岁的异性可顶替")
UNIT = Phrase("This unit", "本单位")
TITLE = Phrase("{contest}", "“{contest}”")
ONLY_FOR_LEAST = Phrase("standing in only makes sense with an “at least”", "“顶替”只在写了“至少”时才有意义")


class GenderNumbers(Bounded):
    code = "gender_numbers"
    group = "team"
    title = Phrase("Numbers of women and men", "男女人数")
    sentence = Phrase(
        "{place} at least {at_least} and at most {at_most} {gender}. The other gender may stand in from the age of "
        "{stand_in_from}. Concerns: {contests}",
        "{place}{gender}至少 {at_least} 人，最多 {at_most} 人。异性年满 {stand_in_from} 周岁可顶替（不填为不可）。"
        "适用于：{contests}",
    )
    parameters = (
        Choice("place", Phrase("counted where", "计数范围"), required=True, options=tuple(PLACES.items())),
        Choice("gender", Phrase("gender", "性别"), required=True, options=tuple(GENDERS.items())),
        AT_LEAST,
        AT_MOST_OR_NONE,
        Number("stand_in_from", Phrase("stands in from age", "顶替年龄"), low=16, high=99),
        Contests("contests", Phrase("contests concerned", "适用的项目")),
    )
    usual = {"place": "team", "gender": "female", "at_least": 1}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        return SAYS.fill(
            where=self.where(contests),
            place=PLACES[self.place],
            people=self.how_many(GENDERS[self.gender]),
            stand_in=STANDS_IN.fill(age=self.stand_in_from) if self.stand_in_from else NOTHING,
        )

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        if self.place in {"team", "field"}:
            for team in self.teams_of(roster):
                people = roster.people_of(team, on_field=self.place == "field")
                if wrong := self._wrong(people, team_said(team, roster), roster):
                    yield self.problem(wrong, team=team)
        elif self.place == "contest":
            for contest in roster.contests:
                people = tuple(
                    p for p in roster.entered(contest.code) if self.covers(contest.code, p.entries[contest.code])
                )
                said = TITLE.fill(contest=contest.title)
                if people and (wrong := self._wrong(people, said, roster)):
                    yield self.problem(wrong, contest=contest.code)
        elif roster.staff and (wrong := self._wrong(roster.staff, UNIT, roster)):
            yield self.problem(wrong)

    def needs(self) -> frozenset[str]:
        return frozenset({"birth_date"}) if self.stand_in_from else frozenset()

    def contradictions(self) -> Iterator[Phrase]:
        yield from super().contradictions()
        if self.stand_in_from and self.least is None:
            yield ONLY_FOR_LEAST

    @property
    def place(self) -> str:
        return self.text("place")

    @property
    def gender(self) -> str:
        return self.text("gender")

    @property
    def stand_in_from(self) -> int | None:
        return self.number("stand_in_from")

    def _wrong(self, people: tuple[Person, ...], subject: Phrase, roster: Roster) -> Phrase | None:
        """Somebody who may stand in makes up what is missing, and is never one too many."""
        count = sum(person.gender == self.gender for person in people)
        if self.least is not None and count < self.least:
            count = min(self.least, count + sum(self._may_stand_in(person, roster) for person in people))
        return self.miscounted(count, subject=subject, things=GENDERS[self.gender])

    def _may_stand_in(self, person: Person, roster: Roster) -> bool:
        day = reference_day(self, roster)
        if not self.stand_in_from or person.gender == self.gender or not person.birth_date or not day:
            return False
        return age_on(person.birth_date, day) >= self.stand_in_from

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("relay", "接力", by_team=True),)
        people = (Person("1", "林", "female"), Person("2", "周", "male"), Person("3", "韩", "male"))
        mixed = Team("a", "relay", members=(Member("1"), Member("2")))
        men = Team("b", "relay", 2, members=(Member("2"), Member("3")))
        return Example(
            {"place": "team", "gender": "female", "at_least": 1, "at_most": 1},
            Roster(people, contests, (mixed,)),
            Roster(people, contests, (mixed, men)),
            frozenset({None}),
        )
