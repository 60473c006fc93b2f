"""Who is old enough, and young enough: age groups, with bounds for women and men of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from registration.limits.ages import REFERENCE_PARAMETERS, age_on, reference_day, reference_said, reference_wrong
from registration.limits.bounded import how_many
from registration.limits.limit import Example, Limit, Problem, listed, titles_of
from registration.limits.parameters import Choice, Contests, Number
from registration.limits.roster import GENDERS, Contest, Division, Person, Roster
from unionevents.lib.phrase import Phrase

IN, OUT = "in", "out"
EXACTLY = {
    IN: Phrase("belongs here", "属于本组"),
    OUT: Phrase("does not belong here", "不属于本组"),
}
YEARS = Phrase("years of age", "")
SAYS = Phrase("{where}{who}, counted on {day}.", "{where}{who}（按{day}的周岁计算）。")
ALL = Phrase("everybody {years}", "男女均{years}")
ONE = Phrase("{gender} {years}", "{gender}{years}")
NO_BIRTH_DATE = Phrase(
    "{name}: the birth date is missing; {contest} has an age limit. Enter it.",
    "{name}没有填出生日期；“{contest}”有年龄要求，请补填。",
)
OUTSIDE = Phrase(
    "{name} is {age} on the day that counts; {contest} asks for {years}. Choose another contest or division.",
    "{name}按规定日期为 {age} 周岁，“{contest}”要求{years}；请改报其他项目或组别。",
)
NO_BOUND = Phrase("give at least one age", "至少要写一个年龄")
CROSSED = Phrase("the lower age is above the upper age", "年龄下限比上限还大")
WHO_IS_EXACTLY = Phrase(
    "{where}does somebody who is exactly {n} belong here? Decide it in the age condition.",
    "{where}正好 {n} 周岁的人算不算在内？请在年龄条件里选定。",
)
GAP = Phrase(
    "{contest}: no division takes {gender} aged {ages}. Is that meant?",
    "“{contest}”：{gender} {ages} 周岁的人没有可报的组别，是这个意思吗？",
)
OVERLAP = Phrase(
    "{contest}: {gender} aged {ages} fit {divisions} alike. Which one is theirs?",
    "“{contest}”：{gender} {ages} 周岁的人同时符合{divisions}，应算哪一组？",
)
OLDEST = 120


def _age(key: str, en: str, zh: str) -> Number:
    return Number(key, Phrase(en, zh), low=1, high=OLDEST)


class Age(Limit):
    code = "age"
    group = "eligible"
    title = Phrase("Age", "年龄")
    sentence = Phrase(
        "{contests} women from {women_from} to {women_to}, men from {men_from} to {men_to} years, "
        "counted on {reference} {on}. Somebody of exactly such an age {exact}.",
        "{contests} 女子 {women_from} 至 {women_to} 周岁，男子 {men_from} 至 {men_to} 周岁，按{reference}{on}计算。"
        "正好这个年龄的人{exact}。",
    )
    parameters = (
        Contests("contests", Phrase("contests or divisions concerned", "适用的项目或组别")),
        _age("women_from", "women from", "女子不小于"),
        _age("women_to", "women to", "女子不大于"),
        _age("men_from", "men from", "男子不小于"),
        _age("men_to", "men to", "男子不大于"),
        *REFERENCE_PARAMETERS,
        Choice("exact", Phrase("exactly this age", "正好这个年龄"), options=tuple(EXACTLY.items())),
    )
    usual = {"women_to": 55, "men_to": 60, "reference": "first_day", "exact": IN}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        women, men = self._years("female"), self._years("male")
        if women == men and women:
            who = ALL.fill(years=women)
        else:
            bounds = (("female", women), ("male", men))
            who = listed([ONE.fill(gender=GENDERS[gender], years=years) for gender, years in bounds if years])
        return SAYS.fill(where=self.where(contests), who=who, day=reference_said(self))

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        day = reference_day(self, roster)
        titles = {contest.code: contest.title for contest in roster.contests}
        for person in roster.people:
            years = self._years(person.gender) if person.gender else None
            for contest, division in roster.starts_of(person):
                if day is None or years is None or not self.covers(contest, division):
                    continue
                title = titles.get(contest, contest)
                if person.birth_date is None:
                    said = NO_BIRTH_DATE.fill(name=person.name, contest=title)
                    yield self.problem(said, person=person, contest=contest)
                elif not self.admits(person.gender, age := age_on(person.birth_date, day)):
                    said = OUTSIDE.fill(name=person.name, contest=title, age=age, years=years)
                    yield self.problem(said, person=person, contest=contest)

    def needs(self) -> frozenset[str]:
        return frozenset({"birth_date"})

    def admits(self, gender: str, age: int) -> bool:
        """Completed years inside the bounds; what holds at a bound itself is the organiser's answer."""
        low, high = self.bounds(gender)
        return (low is None or age >= low) and (high is None or age <= high)

    def bounds(self, gender: str) -> tuple[int | None, int | None]:
        """The lowest and the highest age in completed years that belong here."""
        low, high = (self.number(f"{self._who(gender)}_{side}") for side in ("from", "to"))
        shift = 1 if self.text("exact") == OUT else 0
        return low + shift if low is not None else None, high - shift if high is not None else None

    def contradictions(self) -> Iterator[Phrase]:
        both = [self.bounds(gender) for gender in GENDERS]
        if all(bound is None for pair in both for bound in pair):
            yield NO_BOUND
        if any(low is not None and high is not None and low > high for low, high in both):
            yield CROSSED
        if wrong := reference_wrong(self):
            yield wrong

    def questions(self, contests: Sequence[Contest]) -> Iterator[Phrase]:
        yield from super().questions(contests)
        if not self.text("exact"):
            keys = ("women_from", "women_to", "men_from", "men_to")
            ages = sorted({age for key in keys if (age := self.number(key)) is not None})
            said = "、".join(map(str, ages))
            yield WHO_IS_EXACTLY.fill(where=self.where(contests), n=said)

    @classmethod
    def together(cls, limits: Sequence[Limit], contests: Sequence[Contest]) -> Iterator[Phrase]:
        """Ages between the divisions of one contest: nobody's, or two divisions' at once."""
        for contest in contests:
            for gender in GENDERS:
                yield from _between(contest, gender, [each for each in limits if isinstance(each, cls)])

    def _years(self, gender: str) -> Phrase | None:
        low, high = self.bounds(gender)
        return how_many(low, high, YEARS, "周岁") if (low, high) != (None, None) else None

    @staticmethod
    def _who(gender: str) -> str:
        return "women" if gender == "female" else "men"

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("walk", "健步走", divisions=(Division("over", "40 岁以上"),)),)
        at_40 = Person("1", "林", "female", entries={"walk": "over"}, birth_date=date(1986, 5, 1))
        at_39 = Person("2", "周", "male", entries={"walk": "over"}, birth_date=date(1986, 5, 2))
        unsaid = Person("3", "韩", "male", entries={"walk": "over"})
        day = date(2026, 5, 1)
        return Example(
            {"contests": ["walk/over"], "women_from": 40, "men_from": 40, "reference": "first_day", "exact": IN},
            Roster((at_40,), contests, first_day=day),
            Roster((at_40, at_39, unsaid), contests, first_day=day),
            frozenset({"2", "3"}),
        )


def _between(contest: Contest, gender: str, limits: Sequence[Age]) -> Iterator[Phrase]:
    groups = [
        (division, limit)
        for division in contest.divisions
        if division.gender in {"", gender}
        for limit in limits
        if f"{contest.code}/{division.code}" in limit.scope and limit.bounds(gender) != (None, None)
    ]
    if len(groups) < 2:  # noqa: PLR2004  # one group alone has nothing beside it
        return
    edges = sorted(age for _division, limit in groups for age in limit.bounds(gender) if age is not None)
    fits = {age: [d.code for d, limit in groups if limit.admits(gender, age)] for age in range(edges[0], edges[-1] + 1)}
    gap = [age for age, codes in fits.items() if not codes]
    shared = {age: codes for age, codes in fits.items() if len(codes) > 1}
    if gap:
        yield GAP.fill(contest=contest.title, gender=GENDERS[gender], ages=_span(gap))
    if shared:
        named = [f"{contest.code}/{code}" for code in next(iter(shared.values()))]
        said = titles_of(named, [contest])
        yield OVERLAP.fill(contest=contest.title, gender=GENDERS[gender], ages=_span(list(shared)), divisions=said)


def _span(ages: Sequence[int]) -> str:
    return str(ages[0]) if len(ages) == 1 else f"{ages[0]}–{ages[-1]}"
