"""Places in contests that have only so many: the rule, who has one, who waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from events.models import Activity
from events.queries import contests_of
from registration.limits import Contest, Limit
from registration.limits.kinds.capacity import DRAW, Capacity
from registration.models import Entry
from registration.queries import HANDED_IN, contest_value, limits_of, terms_of


@dataclass(frozen=True)
class Places:
    """One contest: its rule, how many have a place, and the waiting list in order."""

    contest_pk: int
    contest: Contest
    rule: Capacity
    taken: int
    waiting: list[Entry]

    @property
    def free(self) -> int:
        return max(0, self.rule.places - self.taken)

    @property
    def is_to_be_drawn(self) -> bool:
        return self.rule.over == DRAW and bool(self.waiting)


def limited(activity: Activity) -> dict[str, Capacity]:
    """The contests with a capacity, by code; where several limits name one, the smallest counts."""
    conditions = limits_of(terms_of(activity))
    if not any(isinstance(limit, Capacity) for limit in conditions):
        return {}
    return among(conditions, list(activity.contests.values_list("code", flat=True)))


def among(conditions: Iterable[Limit], codes: Sequence[str]) -> dict[str, Capacity]:
    """The same for conditions and contests that were read already."""
    found: dict[str, Capacity] = {}
    rules = [limit for limit in conditions if isinstance(limit, Capacity)]
    for code in codes:
        for rule in rules:
            if rule.touches(code) and (code not in found or rule.places < found[code].places):
                found[code] = rule
    return found


def in_force(activity: Activity) -> QuerySet[Entry]:
    """The entries that stand, those who wait in the order in which they came."""
    rows = Entry.objects.filter(contest__activity=activity, withdrawn_at=None, person__withdrawn_at=None)
    return rows.order_by("waiting_since", "number")


def places_in(activity: Activity) -> list[Places]:
    """In a constant number of queries."""
    rules = limited(activity)
    entries = list(in_force(activity).select_related("person__roster__unit", "team") if rules else ())
    found = []
    for contest in contests_of(activity):
        if rule := rules.get(contest.code):
            own = [entry for entry in entries if entry.contest_id == contest.pk]
            waiting = [entry for entry in own if entry.waiting_since and entry.person.roster.state in HANDED_IN]
            taken = sum(entry.placed_at is not None for entry in own)
            found.append(Places(contest.pk, contest_value(contest), rule, taken, waiting))
    return found
