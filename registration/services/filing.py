"""Terms, rosters, people, teams and entries as their part of an activity file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model

from accounts.models import Unit
from events.models import Activity, Contest, Division
from registration.models import Entry, Likeness, Member, Person, Roster, Team, Terms
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
TERMS = ("limits", "health_statement")
TERMS_FACTS = ("units_substitute_until",)
PERSON = ("key", "number", "name", "gender", "post", "healthy", "withdrawn_at")
ENTRY = ("number", "withdrawn_at")
# Written only where there is something to say: most activities ask for none of it.
ROSTER_FACTS = ("size", "partners", "fee_paid", "content_version")
PERSON_FACTS = ("birth_date", "service_since", "kind", "functions", "traits")
ENTRY_FACTS = ("content", "walk_in", "placed_at", "waiting_since")
TEAM = ("key", "number", "name", "withdrawn_at")
MEMBER = ("positions", "reserve")
LIKENESS = ("is_same", "by_name", "at")


def units_with_rosters(activity: Activity) -> list[Unit]:
    return [roster.unit for roster in activity.rosters.select_related("unit")]


def describe_registration(activity: Activity, *, keys: Mapping[int, str]) -> Record:
    """`keys` names the units, by their primary key."""
    terms = Terms.objects.filter(activity=activity).first() or Terms()
    rosters = activity.rosters.prefetch_related(
        "people__entries__contest",
        "people__entries__division",
        "people__stands_in_for",
        "teams__contest",
        "teams__entry__division",
        "teams__members__person",
    )
    ordered = sorted(rosters, key=lambda roster: int(keys[roster.unit_id][1:]))
    answers: dict[int, list[Record]] = {}
    for answer in activity.likenesses.select_related("one", "other"):
        lower, higher = sorted((answer.one.number, answer.other.number))
        answers.setdefault(higher, []).append({"other": lower, **record_of(answer, LIKENESS)})
    return {
        "terms": _terms(terms),
        "rosters": [_roster(roster, keys[roster.unit_id], answers) for roster in ordered],
    }


def build_registration(part: Mapping[str, Any], *, activity: Activity, units: Mapping[str, Unit]) -> None:
    """Terms, rosters, people and entries under a plan that was built."""
    said = part["terms"]
    Terms.objects.create(activity=activity, **values_of(Terms, said, [*TERMS, *_given(said, TERMS_FACTS)]))
    contests = {contest.code: contest for contest in activity.contests.all()}
    divisions = {
        (division.contest_id, division.code): division
        for division in Division.objects.filter(contest__activity=activity)
    }
    people: dict[int, Person] = {}
    for listed in part["rosters"]:
        roster = Roster.objects.create(
            activity=activity,
            unit=units[listed["unit"]],
            **{"content_version": listed["version"]}
            | values_of(Roster, listed, [*ROSTER, *_given(listed, ROSTER_FACTS)]),
        )
        made = Person.objects.bulk_create(
            Person(activity=activity, roster=roster, **person_values(person)) for person in listed["people"]
        )
        people |= {person.number: person for person in made}
    listed_people = [person for roster in part["rosters"] for person in roster["people"]]
    _put_in_place_of(listed_people, people)
    Entry.objects.bulk_create(
        entry_from(entry, people[person["number"]], contests[entry["contest"]], divisions)
        for person in listed_people
        for entry in person["entries"]
    )
    for listed in part["rosters"]:
        roster = Roster.objects.get(activity=activity, unit=units[listed["unit"]])
        for team in listed.get("teams", ()):
            _build_team(team, roster, people, contests, divisions)
    Likeness.objects.bulk_create(
        _answer(answer, activity, people[person["number"]], people[answer["other"]])
        for person in listed_people
        for answer in person.get("likenesses", ())
    )


def _terms(terms: Terms) -> Record:
    said = {"limits": with_sorted_keys(terms.limits), "health_statement": terms.health_statement}
    return said | _said(terms, TERMS_FACTS)


def _roster(roster: Roster, unit: str, answers: Mapping[int, list[Record]]) -> Record:
    people = sorted(roster.people.all(), key=lambda person: person.number)
    teams = sorted(roster.teams.all(), key=lambda team: (team.contest.position, team.contest_id, team.number))
    return {
        "unit": unit,
        **record_of(roster, ROSTER),
        **_roster_facts(roster),
        "people": [_person(person, answers.get(person.number, [])) for person in people],
        **({"teams": [_team(team) for team in teams]} if teams else {}),
    }


def _roster_facts(roster: Roster) -> Record:
    """The version of the content only where a later one changed nothing but the state."""
    said = _said(roster, ROSTER_FACTS)
    if roster.content_version == roster.version:
        said.pop("content_version", None)
    else:
        said["content_version"] = roster.content_version
    return said


def _person(person: Person, answers: list[Record]) -> Record:
    alone = [entry for entry in person.entries.all() if entry.team_id is None]
    entries = sorted(alone, key=lambda entry: (entry.contest.position, entry.contest_id))
    original = person.stands_in_for
    return {
        **record_of(person, PERSON),
        **_said(person, PERSON_FACTS),
        **({"likenesses": sorted(answers, key=lambda answer: answer["other"])} if answers else {}),
        "stands_in_for": original.number if original else None,
        "entries": [
            {
                "contest": entry.contest.code,
                "division": entry.division.code if entry.division else None,
                **record_of(entry, ENTRY),
                **_said(entry, ENTRY_FACTS),
            }
            for entry in entries
        ],
    }


def entry_from(
    entry: Mapping[str, Any], person: Person, contest: Contest, divisions: Mapping[tuple[int, str], Division]
) -> Entry:
    division = divisions[contest.pk, entry["division"]] if entry["division"] else None
    names = [*ENTRY, *_given(entry, ENTRY_FACTS)]
    return Entry(contest=contest, division=division, person=person, **values_of(Entry, entry, names))


def _team(team: Team) -> Record:
    entry = team.entry
    members = sorted(team.members.all(), key=lambda member: member.place)
    return {
        "contest": team.contest.code,
        **record_of(team, TEAM),
        "captain": entry.person.number,
        "division": entry.division.code if entry.division else None,
        "entry": {**record_of(entry, ENTRY), **_said(entry, ENTRY_FACTS)},
        "members": [{"person": member.person.number, **record_of(member, MEMBER)} for member in members],
    }


def _build_team(
    record: Mapping[str, Any],
    roster: Roster,
    people: Mapping[int, Person],
    contests: Mapping[str, Contest],
    divisions: Mapping[tuple[int, str], Division],
) -> None:
    contest = contests[record["contest"]]
    team = Team.objects.create(roster=roster, contest=contest, **values_of(Team, record, TEAM))
    entry = entry_from(
        record["entry"] | {"division": record["division"]}, people[record["captain"]], contest, divisions
    )
    entry.team = team
    entry.save()
    Member.objects.bulk_create(
        Member(team=team, person=people[member["person"]], place=place, **values_of(Member, member, MEMBER))
        for place, member in enumerate(record["members"], start=1)
    )


def _answer(record: Mapping[str, Any], activity: Activity, *pair: Person) -> Likeness:
    one, other = sorted(pair, key=lambda person: person.pk)
    return Likeness(activity=activity, one=one, other=other, **values_of(Likeness, record, LIKENESS))


def person_values(record: Mapping[str, Any]) -> Record:
    return values_of(Person, record, [*PERSON, *_given(record, PERSON_FACTS)])


def _given(record: Mapping[str, Any], names: Sequence[str]) -> list[str]:
    return [name for name in names if name in record]


def _said(row: Model, names: Sequence[str]) -> Record:
    """Those of the fields that differ from what they are when nothing was asked."""
    silent = type(row)()
    return {name: value for name, value in record_of(row, names).items() if getattr(row, name) != getattr(silent, name)}


def _put_in_place_of(listed: list[Record], people: Mapping[int, Person]) -> None:
    substitutes = []
    for record in listed:
        if record["stands_in_for"] is not None:
            person = people[record["number"]]
            person.stands_in_for = people[record["stands_in_for"]]
            substitutes.append(person)
    Person.objects.bulk_update(substitutes, ["stands_in_for"])
