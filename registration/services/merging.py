"""What happened to rosters elsewhere comes into the same activity: substitutes, withdrawals. Nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from accounts.models import Unit
from events.models import Activity, Division
from registration.models import Entry, Person, Roster
from registration.services.filing import ROSTER, entry_from, person_values
from unionevents.lib.documents import read_moment
from unionevents.lib.phrase import Phrase
from unionevents.lib.rowfiles import values_of

Record = Mapping[str, Any]


def conflicts_of_people(activity: Activity, document: Record) -> Iterator[Phrase]:
    """Numbers and entries that mean somebody else there than here."""
    here = {person.number: person for person in Person.objects.filter(activity=activity)}
    entries = _entries(activity)
    for _roster, person in _people(document):
        known = here.get(person["number"])
        if known and str(known.key) != person["key"]:
            yield OTHER_PERSON.fill(number=person["number"], here=known.name, there=person["name"])
        for code in _codes(person):
            if code in entries and not _may_hold(person, entries[code].person):
                yield OTHER_ENTRY.fill(entry=code)


def merge_people(activity: Activity, document: Record, *, units: Mapping[str, Unit]) -> Iterator[tuple[str, bool]]:
    """(what, was it new) for every person; `conflicts_of_people` has found nothing."""
    rosters = {roster.unit_id: roster for roster in Roster.objects.select_for_update().filter(activity=activity)}
    here = {person.number: person for person in Person.objects.filter(activity=activity)}
    # A roster that began elsewhere stays there, and is named as a part that differs.
    listed = [(roster, person) for roster, person in _people(document) if units[roster["unit"]].pk in rosters]
    came = set()
    for roster, person in listed:
        if person["number"] not in here:
            made = Person(activity=activity, roster=rosters[units[roster["unit"]].pk], **person_values(person))
            made.save()
            here[made.number] = made
            came.add(made.number)
    contests = {contest.code: contest for contest in activity.contests.all()}
    divisions = {(row.contest_id, row.code): row for row in Division.objects.filter(contest__activity=activity)}
    entries = _entries(activity)
    for _roster, person in listed:
        own = here[person["number"]]
        news = own.number in came
        if person["stands_in_for"] is not None and own.stands_in_for_id is None:
            own.stands_in_for, news = here[person["stands_in_for"]], True
            own.save(update_fields=["stands_in_for"])
        for entry, code in zip(person["entries"], _codes(person), strict=True):
            if code not in entries:
                entry_from(entry, own, contests[entry["contest"]], divisions).save()
                news = True
            elif person["stands_in_for"] == entries[code].person.number:
                Entry.objects.filter(pk=entries[code].pk).update(person=own)
                news = True
        yield "people", _withdraw(own, person) or news
    _take_newer_rosters(document["rosters"], rosters, units)


def _may_hold(there: Record, here: Person) -> bool:
    """The same person, who came for that person there, or for whom that person came here."""
    came_for = here.stands_in_for.number if here.stands_in_for else None
    return there["number"] == here.number or there["stands_in_for"] == here.number or there["number"] == came_for


def _codes(person: Record) -> list[str]:
    return [f"{entry['contest']}/{entry['number']}" for entry in person["entries"]]


def _withdraw(known: Person, person: Record) -> bool:
    """Whoever left there has left here; True when that was news."""
    news = False
    if person["withdrawn_at"] and known.withdrawn_at is None:
        known.withdrawn_at, news = read_moment(person["withdrawn_at"]), True
        known.save(update_fields=["withdrawn_at"])
    left = {entry["contest"]: entry["withdrawn_at"] for entry in person["entries"] if entry["withdrawn_at"]}
    for entry in known.entries.select_related("contest").filter(withdrawn_at=None, team=None):
        if entry.contest.code in left:
            entry.withdrawn_at, news = read_moment(left[entry.contest.code]), True
            entry.save(update_fields=["withdrawn_at"])
    return news


def _take_newer_rosters(listed: Sequence[Record], rosters: Mapping[int, Roster], units: Mapping[str, Unit]) -> None:
    """State, version and comment of whichever was changed last."""
    for record in listed:
        roster = rosters.get(units[record["unit"]].pk)
        if roster is not None and record["version"] > roster.version:
            Roster.objects.filter(pk=roster.pk).update(
                content_version=record.get("content_version", record["version"]), **values_of(Roster, record, ROSTER)
            )


def _people(document: Record) -> Iterator[tuple[Record, Record]]:
    for roster in document["rosters"]:
        for person in roster["people"]:
            yield roster, person


def _entries(activity: Activity) -> dict[str, Entry]:
    rows = Entry.objects.filter(contest__activity=activity).select_related("contest", "person__stands_in_for")
    return {entry.code: entry for entry in rows}


OTHER_PERSON = Phrase(
    en="number {number} is {here} here and {there} in the file",
    zh="{number} 号在这里是{here}，在文件里是{there}",
)
OTHER_ENTRY = Phrase(en="{entry} belongs to somebody else in the file", zh="文件里的 {entry} 是另一个人")
