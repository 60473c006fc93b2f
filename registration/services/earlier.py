"""Bringing people of earlier activities onto a roster: the same key, so that over the years they are one person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from accounts.models import User
from registration.models import Person, Roster
from registration.queries import listing_of
from registration.queries.earlier import earlier_people, facts_needed
from registration.services import drafting
from registration.services.drafting import Line


def bring_earlier(*, roster: Roster, people: Collection[int], by: User, now: datetime) -> int:
    """Puts the chosen ones on the roster, without contests; says how many came. Who is there already stays as is."""
    listing = listing_of(roster)
    chosen = [each.person for each in earlier_people(roster, by) if each.person.pk in people and not each.is_here]
    gone = {person.key for person in listing.withdrawn}
    lines = [_line(person, listing.needs) for person in chosen if person.key not in gone]
    drafting.save(
        roster=roster, version=roster.version, lines=lines, restore=[each.key for each in chosen if each.key in gone],
        by=by, now=now, seen=listing,
    )  # fmt: skip
    return len(chosen)


def _line(person: Person, needs: frozenset[str]) -> Line:
    return Line(person.key, person.name, person.gender, person.post, False, facts=facts_needed(person, needs))
