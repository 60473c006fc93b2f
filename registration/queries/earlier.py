"""People whom a unit has sent before: offered again with what this activity asks for, and nothing else of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accounts.models import User
from registration.models import Erasure, Person, Roster
from registration.queries.participation import NAMELESS
from registration.queries.values import HANDED_IN
from unionevents.lib.chinese_names import finds, plain_name, sound

FACTS = ("birth_date", "service_since", "kind")


@dataclass(frozen=True, slots=True)
class Earlier:
    """Somebody as the unit named them last; `is_here` says that they stand on the new roster already."""

    person: Person
    is_here: bool

    @property
    def spelt(self) -> str:
        """For a search on the page: characters, the whole sound, the first letters."""
        heard = sound(self.person.name)
        return f"{plain_name(self.person.name)} {heard.replace(' ', '')} {''.join(part[:1] for part in heard.split())}"


def earlier_people(roster: Roster, user: User, *, search: str = "") -> list[Earlier]:
    """Latest activity first. Only the unit's own people, never anybody who was erased; in a constant number of queries.

    Who has the same key, or the same name and gender in another activity, is one person: the latest word counts.
    """
    rosters = Roster.objects.visible_to(user).filter(unit=roster.unit_id, state__in=HANDED_IN)
    rows = (
        Person.objects.filter(roster__in=rosters.exclude(activity=roster.activity_id).values("pk"), withdrawn_at=None)
        .exclude(name=NAMELESS)
        .exclude(key__in=Erasure.objects.values("person_key"))
        .select_related("activity")
        .order_by("-activity__first_day", "-activity_id", "number")
    )
    here = list(Person.objects.filter(roster=roster, withdrawn_at=None))
    keys, names = {person.key for person in here}, {_name(person) for person in here}
    seen: dict[object, int] = {}
    found = []
    for person in rows:
        marks: tuple[object, ...] = (person.key, _name(person))
        if any(seen.get(mark, person.activity_id) != person.activity_id for mark in marks):
            continue
        seen |= dict.fromkeys(marks, person.activity_id)
        if finds(search, person.name):
            found.append(Earlier(person, person.key in keys or _name(person) in names))
    return found


def facts_needed(person: Person, needs: frozenset[str]) -> dict[str, Any]:
    """What this activity asks for, out of what is known; health is declared anew each time."""
    facts = {name: getattr(person, name) for name in FACTS if name in needs}
    functions = [code for code in person.functions if f"function_{code}" in needs]
    traits = [code for code in person.traits if f"trait_{code}" in needs]
    return facts | ({"functions": functions} if functions else {}) | ({"traits": traits} if traits else {})


def _name(person: Person) -> tuple[str, str]:
    return plain_name(person.name), person.gender
