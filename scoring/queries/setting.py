"""What holds for every contest of an activity, read once: prizes, divisions, units, who is one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from events.models import Activity, Division, Prize
from registration.limits import Limit
from registration.models import Person
from registration.queries import limits_of, terms_of, unranked_in
from registration.queries.values import same_people
from scoring.models import PrizePlan
from scoring.queries.tagging import UnitNeeds, unit_needs
from scoring.queries.units import known_units


class Setting:
    """What holds for all contests of an activity: prizes, prize plan, divisions, the numbering of units."""

    def __init__(self, activity: Activity) -> None:
        self.activity = activity

    @cached_property
    def prizes(self) -> list[dict[str, Any]]:
        rows = Prize.objects.filter(activity=self.activity).order_by("position", "pk")
        # What a team gets once is said by leaving it out, as it was before a prize could be for each of its people.
        return [
            {"code": row.code, "title": row.title, "item": row.item, "value": row.value}
            | ({"per": row.per} if row.per != Prize.Per.ENTRY else {})
            for row in rows
        ]

    @cached_property
    def plan(self) -> PrizePlan:
        """The stored plan, or an empty one that is not stored."""
        return PrizePlan.objects.filter(activity=self.activity).first() or PrizePlan(activity=self.activity)

    @cached_property
    def divisions(self) -> Mapping[int, list[dict[str, str]]]:
        found = defaultdict(list)
        for row in Division.objects.filter(contest__activity=self.activity).order_by("position", "pk"):
            found[row.contest_id].append({"code": row.code, "title": row.title})
        return found

    @cached_property
    def contests(self) -> list[tuple[str, str]]:
        """Code and title of every contest in the order of the plan."""
        rows = self.activity.contests.order_by("position", "pk").values_list("code", "title")
        return [(code, title) for code, title in rows]

    @cached_property
    def unranked(self) -> set[tuple[int, str]]:
        """Person (by primary key) and contest of those who take part out of ranking."""
        limits = limits_of(terms_of(self.activity))
        if all(type(limit).unranked is Limit.unranked for limit in limits):
            return set()
        return unranked_in(self.activity)

    @cached_property
    def same_people(self) -> list[list[str]]:
        """The codes of those who stand on several rosters and are one human being, the lowest number first."""
        groups = same_people(self.activity)
        wanted = [pk for group in groups for pk in group]
        people = Person.objects.filter(pk__in=wanted) if wanted else ()
        numbers = {person.pk: person.number for person in people}
        found = sorted(sorted(numbers[pk] for pk in group) for group in groups)
        return [[f"p{number}" for number in group] for group in found]

    @cached_property
    def unit_needs(self) -> UnitNeeds:
        """What the tables want to know of the units."""
        return unit_needs(self.plan.tables)

    @cached_property
    def units(self) -> list[dict[str, Any]]:
        """The units with what the tables ask for; none where they ask for nothing."""
        needs = self.unit_needs
        return [known.as_json(needs) for known in known_units(self.activity)] if needs else []

    @cached_property
    def unit_codes(self) -> Mapping[int, str]:
        """`u1`, `u2`, … by the order of the rosters, so that no database key stands in a publication."""
        rosters = self.activity.rosters.order_by("pk").values_list("pk", flat=True)
        return {pk: f"u{number}" for number, pk in enumerate(rosters, start=1)}


def person_code(person: Person) -> str:
    """`p12`: the start number names the person inside the activity."""
    return f"p{person.number}"
