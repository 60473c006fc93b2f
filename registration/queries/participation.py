"""Who took part over the years: counted by unit, gender and age band, so that nobody's birth date can be read off."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from registration.limits.ages import age_on
from registration.models import Entry, Member, Person, Roster
from registration.queries import HANDED_IN
from unionevents.lib.chinese_names import plain_name

BANDS = ((0, 29), (30, 39), (40, 49), (50, 59), (60, 150))
FEWEST = 3
# Names that were erased: nobody can be said to have come back.
NAMELESS = "已删除"


@dataclass(frozen=True, slots=True)
class Part:
    """One person who took part in one activity; `human` is the same for who seems to be the same."""

    activity: int
    title: str
    year: int
    unit: int
    unit_name: str
    unit_size: int | None
    gender: str
    age: int | None
    human: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart and of its table."""

    label: str
    women: int
    men: int

    @property
    def total(self) -> int:
        return self.women + self.men


@dataclass(frozen=True, slots=True)
class Rate:
    """People of a unit who took part, out of its members."""

    unit: str
    year: int
    people: int
    members: int

    @property
    def percent(self) -> int:
        return round(100 * self.people / self.members)


@dataclass(frozen=True)
class Participation:
    """The counts of a selection."""

    parts: Sequence[Part]

    @cached_property
    def by_year(self) -> list[Bar]:
        return _bars(self.parts, lambda part: str(part.year), order=sorted)

    @cached_property
    def by_unit(self) -> list[Bar]:
        found = _bars(self.parts, lambda part: part.unit_name, order=sorted)
        return sorted(found, key=lambda bar: (-bar.total, bar.label))

    @cached_property
    def by_age(self) -> list[Bar]:
        """Bands of ten years; a band with fewer than three people is put together with its neighbour."""
        known = [part for part in self.parts if part.age is not None]
        return banded(known)

    @property
    def without_age(self) -> int:
        return sum(part.age is None for part in self.parts)

    @cached_property
    def humans(self) -> int:
        return len({part.human for part in self.parts})

    @cached_property
    def repeats(self) -> list[tuple[int, int]]:
        """In how many activities people took part, and how many people that is."""
        activities: dict[str, set[int]] = defaultdict(set)
        for part in self.parts:
            activities[part.human].add(part.activity)
        return sorted(Counter(map(len, activities.values())).items())

    @property
    def came_back(self) -> int:
        return sum(people for times, people in self.repeats if times > 1)

    @cached_property
    def rates(self) -> list[Rate]:
        """By unit and year, where the unit has said how many members it has; the newest year first."""
        people: dict[tuple[str, int], set[str]] = defaultdict(set)
        sizes: dict[tuple[str, int], int] = {}
        for part in self.parts:
            people[part.unit_name, part.year].add(part.human)
            if part.unit_size:
                sizes[part.unit_name, part.year] = max(part.unit_size, sizes.get((part.unit_name, part.year), 0))
        found = [Rate(unit, year, len(people[unit, year]), members) for (unit, year), members in sizes.items()]
        return sorted(found, key=lambda rate: (-rate.year, -rate.percent, rate.unit))


def banded(parts: Iterable[Part]) -> list[Bar]:
    """No band holds one or two people: the total and the other bands would give them away."""
    known = list(parts)
    groups = [(low, high, [part for part in known if low <= (part.age or 0) <= high]) for low, high in BANDS]
    merged: list[tuple[int, int, list[Part]]] = []
    for low, high, held in groups:
        if merged and 0 < len(merged[-1][2]) < FEWEST:
            first, _last, before = merged.pop()
            merged.append((first, high, before + held))
        else:
            merged.append((low, high, held))
    while len(merged) > 1 and 0 < len(merged[-1][2]) < FEWEST:
        first, _last, before = merged[-2]
        merged[-2:] = [(first, merged[-1][1], before + merged[-1][2])]
    if len(known) < FEWEST:
        return []
    return [_bar(_band(low, high), held) for low, high, held in merged if held]


def parts_seen_by(user: User) -> list[Part]:
    """Everybody on a roster that was handed in for an activity that has begun, with an entry; in one query."""
    rosters = Roster.objects.visible_to(user).filter(
        state__in=HANDED_IN, activity__state__in=("running", "settling", "published", "archived")
    )
    alone = Entry.objects.filter(withdrawn_at=None, team=None)
    in_teams = Member.objects.filter(team__withdrawn_at=None)
    entered = Q(pk__in=alone.values("person")) | Q(pk__in=in_teams.values("person"))
    people = Person.objects.filter(entered, roster__in=rosters.values("pk"), withdrawn_at=None)
    rows = list(people.select_related("roster__unit", "activity").order_by("activity__first_day", "pk"))
    born: dict[str, set[date]] = defaultdict(set)
    for person in rows:
        if person.birth_date:
            born[_name_of(person)].add(person.birth_date)
    # A key that a unit took along from an earlier activity says more than a name, which may have been corrected.
    humans: dict[object, str] = {}
    found = []
    for person in rows:
        part = _part(person, several=len(born[_name_of(person)]) > 1)
        mark = person.key if person.name != NAMELESS else person.pk
        found.append(replace(part, human=humans.setdefault(mark, part.human)))
    return found


def _name_of(person: Person) -> str:
    """Unit, name and gender: who has the same is taken for the same human while no birth date speaks against it."""
    who = plain_name(person.name) if person.name != NAMELESS else str(person.pk)
    return f"{person.roster.unit_id}|{who}|{person.gender}"


def _part(person: Person, *, several: bool) -> Part:
    activity, roster = person.activity, person.roster
    day = activity.first_day
    born = f"|{person.birth_date}" if several and person.birth_date else ""
    return Part(
        activity.pk,
        activity.title,
        day.year if day else activity.created_at.year,
        roster.unit_id,
        roster.unit.name,
        roster.size,
        person.gender,
        age_on(person.birth_date, day) if person.birth_date and day else None,
        f"{_name_of(person)}{born}",
    )


def _bars(
    parts: Iterable[Part], label: Callable[[Part], str], *, order: Callable[[Iterable[str]], list[str]]
) -> list[Bar]:
    groups: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        groups[label(part)].append(part)
    return [_bar(name, groups[name]) for name in order(groups)]


def _bar(label: str, parts: Sequence[Part]) -> Bar:
    women = sum(part.gender == Person.Gender.FEMALE for part in parts)
    return Bar(label, women, len(parts) - women)


def _band(low: int, high: int) -> str:
    if low == 0:
        return _("up to %(age)d") % {"age": high} if high < BANDS[-1][1] else _("all ages")
    return _("%(age)d and over") % {"age": low} if high == BANDS[-1][1] else f"{low}–{high}"
