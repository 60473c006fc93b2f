"""Everybody of an activity: found by sound, sorted as a Chinese list is, and who may be the same person twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from events.models import Activity
from registration.models import Likeness, Person
from unionevents.lib.chinese_names import by_pinyin, by_strokes, finds, plain_name, sound

ORDERS: dict[str, Callable[[Person], Any]] = {
    "pinyin": lambda person: (by_pinyin(person.name), person.number),
    "strokes": lambda person: (by_strokes(person.name), person.number),
    "number": lambda person: person.number,
}


@dataclass(frozen=True)
class Pair:
    """Two people who may be one; `is_same` is what the organiser answered, None while it is open."""

    one: Person
    other: Person
    spelt_alike: bool
    is_same: bool | None = None
    by_name: str = ""


def everybody_in(activity: Activity, *, search: str = "", order: str = "pinyin") -> list[Person]:
    """Those who take part, in one query; the search goes by characters, pinyin or initials."""
    rows = Person.objects.filter(activity=activity, withdrawn_at=None).select_related("roster__unit")
    found = [person for person in rows.order_by("number") if finds(search, person.name)]
    return sorted(found, key=ORDERS.get(order, ORDERS["pinyin"]))


def likenesses_in(activity: Activity) -> list[Pair]:
    """Who sounds alike and may be the same: open questions first. In two queries, however many people there are."""
    answers = {(each.one_id, each.other_id): each for each in Likeness.objects.filter(activity=activity)}
    alike: dict[str, list[Person]] = defaultdict(list)
    for person in everybody_in(activity, order="number"):
        alike[sound(person.name)].append(person)
    pairs = []
    for group in alike.values():
        for one, other in combinations(sorted(group, key=lambda person: person.pk), 2):
            if _may_be_same(one, other):
                answer = answers.get((one.pk, other.pk))
                same_letters = plain_name(one.name) == plain_name(other.name)
                pairs.append(
                    Pair(one, other, same_letters, answer.is_same, answer.by_name)
                    if answer
                    else Pair(one, other, same_letters)
                )
    return sorted(pairs, key=lambda pair: (pair.is_same is not None, not pair.spelt_alike, pair.one.number))


def _may_be_same(one: Person, other: Person) -> bool:
    """Nothing that is known speaks against it."""
    born = {one.birth_date, other.birth_date} - {None}
    in_place_of = {one.stands_in_for_id, other.stands_in_for_id} & {one.pk, other.pk}
    return one.gender == other.gender and len(born) < 2 and not in_place_of  # noqa: PLR2004  # two different dates
