"""At the call table: who is meant, and who could come instead."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from events.models import Activity
from registration.models import Member, Person
from registration.queries.values import ENTRIES, entries_now
from unionevents.lib.chinese_names import by_pinyin, finds

MOST_FOUND = 20


@dataclass(frozen=True)
class Candidate:
    """Somebody of the unit who is free; `is_named` says that a team named them as a substitute."""

    person: Person
    is_named: bool
    entered: int


def people_called(activity: Activity, user: User, search: str) -> list[Person]:
    """By start number, characters, pinyin or initials; the exact number first. Nobody without a search."""
    if not search:
        return []
    rows = Person.objects.visible_to(user).filter(activity=activity, withdrawn_at=None).select_related("roster__unit")
    if search.isdecimal():
        found = [person for person in rows.order_by("number") if str(person.number).startswith(search)]
        return sorted(found, key=lambda person: (len(str(person.number)), person.number))[:MOST_FOUND]
    return sorted((person for person in rows if finds(search, person.name)), key=lambda each: by_pinyin(each.name))[
        :MOST_FOUND
    ]


def candidates_for(out: Person) -> list[Candidate]:
    """People of the unit who start in none of the same contests: named substitutes first, then whoever has least."""
    contests = _contests_of(out)
    named = {
        row.person_id
        for row in Member.objects.filter(
            team__roster=out.roster_id, team__contest__in=contests, team__withdrawn_at=None, reserve=True
        )
    }
    starting = set(
        Member.objects.filter(
            team__roster=out.roster_id, team__contest__in=contests, team__withdrawn_at=None, reserve=False
        ).values_list("person", flat=True)
    )
    people = Person.objects.filter(roster=out.roster_id, withdrawn_at=None).exclude(pk=out.pk)
    found = []
    for person in people.prefetch_related(ENTRIES):
        every = {entry.contest_id for entry in person.entries.all()}
        if person.pk not in starting and not every & contests:
            found.append(Candidate(person, person.pk in named, len(entries_now(person))))
    return sorted(found, key=lambda each: (not each.is_named, each.entered, by_pinyin(each.person.name)))


def _contests_of(person: Person) -> set[int]:
    alone = {entry.contest_id for entry in person.entries.filter(withdrawn_at=None, team=None)}
    teams = person.memberships.filter(team__withdrawn_at=None).values_list("team__contest", flat=True)
    return alone | set(teams)
