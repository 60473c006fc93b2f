"""A women's division is for women, a men's for men."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from registration.limits.limit import Example, Limit, Problem
from registration.limits.roster import GENDERS, Contest, Division, Person, Roster
from unionevents.lib.phrase import Phrase

NOT_OPEN = Phrase(
    "{name} cannot enter {division} of {contest}: it is for {gender}. Untick it, or check the gender.",
    "{name}不能报“{contest}”的{division}：该组只限{gender}；请去掉，或核对性别。",
)


class DivisionGender(Limit):
    code = "division_gender"
    group = "eligible"
    title = Phrase("Divisions by gender", "组别与性别")
    sentence = Phrase(
        "Divisions for women or for men are open to them alone.", "男子组、女子组只限相应性别的人员报名。"
    )

    def states(self, contests: Sequence[Contest]) -> Phrase:
        return self.sentence

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        for person in roster.people:
            for contest in roster.contests:
                division = contest.division(person.entries.get(contest.code))
                if division is not None and division.gender not in {"", person.gender}:
                    yield self.problem(
                        NOT_OPEN.fill(
                            name=person.name,
                            contest=contest.title,
                            division=division.title,
                            gender=GENDERS[division.gender],
                        ),
                        person=person,
                        contest=contest.code,
                    )

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("a", "a", divisions=(Division("w", "女子组", "female"),)),)
        woman = Person("1", "林", gender="female", entries={"a": "w"})
        man = Person("2", "周", gender="male", entries={"a": "w"})
        return Example({}, Roster((woman,), contests), Roster((woman, man), contests), frozenset({"2"}))
