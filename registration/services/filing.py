"""Terms, rosters, people and entries as their part of an activity file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accounts.models import Unit
from events.models import Activity, Contest, Division
from registration.models import Entry, Person, Roster, Terms
from unionevents.lib.documents import with_sorted_keys
from unionevents.lib.rowfiles import record_of, values_of

Record = dict[str, Any]

ROSTER = (
    "state",
    "comment",
    "version",
    "submitted_at",
    "submitted_by_name",
    "receipt",
    "changed_at",
    "changed_by_name",
)
PERSON = ("key", "number", "name", "gender", "post", "healthy", "withdrawn_at")
ENTRY = ("number", "withdrawn_at")


def units_with_rosters(activity: Activity) -> list[Unit]:
    return [roster.unit for roster in activity.rosters.select_related("unit")]


def describe_registration(activity: Activity, *, keys: Mapping[int, str]) -> Record:
    """`keys` names the units, by their primary key."""
    terms = Terms.objects.filter(activity=activity).first() or Terms()
    rosters = activity.rosters.prefetch_related(
        "people__entries__contest", "people__entries__division", "people__stands_in_for"
    )
    ordered = sorted(rosters, key=lambda roster: int(keys[roster.unit_id][1:]))
    return {
        "terms": {"limits": with_sorted_keys(terms.limits), "health_statement": terms.health_statement},
        "rosters": [_roster(roster, keys[roster.unit_id]) for roster in ordered],
    }


def build_registration(part: Mapping[str, Any], *, activity: Activity, units: Mapping[str, Unit]) -> None:
    """Terms, rosters, people and entries under a plan that was built."""
    Terms.objects.create(activity=activity, **part["terms"])
    contests = {contest.code: contest for contest in activity.contests.all()}
    divisions = {
        (division.contest_id, division.code): division
        for division in Division.objects.filter(contest__activity=activity)
    }
    people: dict[int, Person] = {}
    for listed in part["rosters"]:
        roster = Roster.objects.create(
            activity=activity, unit=units[listed["unit"]], **values_of(Roster, listed, ROSTER)
        )
        made = Person.objects.bulk_create(
            Person(activity=activity, roster=roster, **values_of(Person, person, PERSON)) for person in listed["people"]
        )
        people |= {person.number: person for person in made}
    listed_people = [person for roster in part["rosters"] for person in roster["people"]]
    _put_in_place_of(listed_people, people)
    Entry.objects.bulk_create(
        _entry(entry, people[person["number"]], contests[entry["contest"]], divisions)
        for person in listed_people
        for entry in person["entries"]
    )


def _roster(roster: Roster, unit: str) -> Record:
    people = sorted(roster.people.all(), key=lambda person: person.number)
    return {"unit": unit, **record_of(roster, ROSTER), "people": [_person(person) for person in people]}


def _person(person: Person) -> Record:
    entries = sorted(person.entries.all(), key=lambda entry: (entry.contest.position, entry.contest_id))
    original = person.stands_in_for
    return {
        **record_of(person, PERSON),
        "stands_in_for": original.number if original else None,
        "entries": [
            {
                "contest": entry.contest.code,
                "division": entry.division.code if entry.division else None,
                **record_of(entry, ENTRY),
            }
            for entry in entries
        ],
    }


def _entry(
    entry: Mapping[str, Any], person: Person, contest: Contest, divisions: Mapping[tuple[int, str], Division]
) -> Entry:
    division = divisions[contest.pk, entry["division"]] if entry["division"] else None
    return Entry(contest=contest, division=division, person=person, **values_of(Entry, entry, ENTRY))


def _put_in_place_of(listed: list[Record], people: Mapping[int, Person]) -> None:
    substitutes = []
    for record in listed:
        if record["stands_in_for"] is not None:
            person = people[record["number"]]
            person.stands_in_for = people[record["stands_in_for"]]
            substitutes.append(person)
    Person.objects.bulk_update(substitutes, ["stands_in_for"])
