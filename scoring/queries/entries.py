"""Who starts: entries of rosters that were handed in, without those withdrawn."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet

from events.models import Activity
from registration.models import Entry, Member, Person, Roster

IN_FORCE = (Roster.State.SUBMITTED, Roster.State.ACCEPTED)


def entries_of(activity: Activity) -> QuerySet[Entry]:
    """Every entry of the activity with its person, unit and start; in the order of their numbers."""
    return (
        Entry.objects.filter(contest__activity=activity)
        .select_related("person__roster__unit", "division", "start", "team")
        .prefetch_related(Prefetch("team__members", Member.objects.select_related("person").order_by("place", "pk")))
        .order_by("contest_id", "number")
    )


def title_of(entry: Entry) -> str:
    """Who starts, by name: a person, or a team by its own name or its unit's."""
    if entry.team is None:
        return entry.person.name
    unit = entry.person.roster.unit.name
    return entry.team.name or (f"{unit}{entry.team.number}队" if entry.team.number > 1 else unit)


def lineup_of(entry: Entry) -> list[Person]:
    """The people of a team in their order, without substitutes; nobody for an entry of one person."""
    if entry.team is None:
        return []
    return [member.person for member in entry.team.members.all() if not member.reserve]


def starts(entry: Entry) -> bool:
    """Does the entry stand on the start list? Needs person and roster loaded."""
    person = entry.person
    if entry.waiting_since is not None:
        return False  # on the waiting list
    return entry.withdrawn_at is None and person.withdrawn_at is None and person.roster.state in IN_FORCE


def rosters_left_out(activity: Activity) -> list[Roster]:
    """Rosters that are not handed in: their people are on no start list."""
    rows = activity.rosters.exclude(state__in=IN_FORCE).select_related("unit").order_by("unit__name", "pk")
    return list(rows)


def start_order(entry: Entry) -> tuple[Any, ...]:
    """By heat and lane; who has not been drawn stands at the end, by number."""
    start = getattr(entry, "start", None)
    return (0, start.heat, start.lane) if start else (1, entry.number, 0)
