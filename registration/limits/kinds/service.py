"""How long somebody must have been in service."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from registration.limits.ages import REFERENCE_PARAMETERS, months_on, reference_day, reference_said, reference_wrong
from registration.limits.limit import Example, Limit, Problem
from registration.limits.parameters import Contests, Number
from registration.limits.roster import Contest, Person, Roster
from unionevents.lib.phrase import Phrase

MONTHS = Phrase("{n} months", "{n} 个月")
YEARS = Phrase("{n} year(s)", "{n} 年")
SAYS = Phrase(
    "{where}whoever enters has been in service for {time} or longer on {day}.",
    "{where}报名人员到{day}须在职满 {time}。",
)
NO_DATE = Phrase(
    "{name}: since when in service? {time} or longer is asked for.", "{name}没有填入职日期；要求在职满 {time}，请补填。"
)
TOO_SHORT = Phrase(
    "{name} has been in service since {since}; {time} or longer is asked for. Enter somebody else.",
    "{name}的入职日期是 {since}，不满 {time}；请换人。",
)
YEAR = 12


class Service(Limit):
    code = "service"
    group = "eligible"
    title = Phrase("Length of service", "在职时间")
    sentence = Phrase(
        "Whoever enters has been in service for at least {months} months, counted on {reference} {on}. "
        "Concerns: {contests}",
        "报名人员在职至少 {months} 个月，按{reference}{on}计算。适用于：{contests}",
    )
    parameters = (
        Number("months", Phrase("months", "月数"), required=True, low=1, high=600),
        *REFERENCE_PARAMETERS,
        Contests("contests", Phrase("contests concerned", "适用的项目")),
    )
    usual = {"months": 12, "reference": "first_day"}

    def states(self, contests: Sequence[Contest]) -> Phrase:
        return SAYS.fill(where=self.where(contests), time=self._time, day=reference_said(self))

    def breaks(self, roster: Roster) -> Iterator[Problem]:
        day = reference_day(self, roster)
        for person in roster.staff:
            starts = roster.starts_of(person)
            if day is None or not any(self.covers(contest, division) for contest, division in starts):
                continue
            since = person.service_since
            if since is None:
                yield self.problem(NO_DATE.fill(name=person.name, time=self._time), person=person)
            elif months_on(since, day) < self._months:
                yield self.problem(TOO_SHORT.fill(name=person.name, since=since, time=self._time), person=person)

    def needs(self) -> frozenset[str]:
        return frozenset({"service_since"})

    def contradictions(self) -> Iterator[Phrase]:
        if wrong := reference_wrong(self):
            yield wrong

    @property
    def _months(self) -> int:
        return self.number("months") or 0

    @property
    def _time(self) -> Phrase:
        years, rest = divmod(self._months, YEAR)
        return MONTHS.fill(n=self._months) if rest else YEARS.fill(n=years)

    @classmethod
    def example(cls) -> Example:
        contests = (Contest("a", "a"),)
        long = Person("1", "林", entries={"a": None}, service_since=date(2025, 5, 1))
        short = Person("2", "周", entries={"a": None}, service_since=date(2025, 5, 2))
        unsaid = Person("3", "韩", entries={"a": None})
        day = date(2026, 5, 1)
        return Example(
            {"months": 12, "reference": "first_day"},
            Roster((long,), contests, first_day=day),
            Roster((long, short, unsaid), contests, first_day=day),
            frozenset({"2", "3"}),
        )
