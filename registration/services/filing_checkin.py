"""Who was checked in on which list, in an activity file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from events.models import Activity
from registration.models import CheckList, CheckMark, Person
from unionevents.lib.documents import NOT_A_UUID, Problem, is_uuid
from unionevents.lib.phrase import Phrase
from unionevents.lib.rowfiles import record_of, values_of
from unionevents.lib.schemas import SMALL, Reading, Schema, moment, nullable, record, repeated, rows, text, whole

Record = dict[str, Any]
CHECKLIST = ("title", "position")
CHECKMARK = ("uuid", "tapped_at", "received_at", "by_name", "undone_at", "undone_by_name")
KEYS = ("checklists",)


def shape() -> dict[str, Schema]:
    mark = record(
        "Somebody was there; a mark that was taken back says when.",
        person=whole(1), uuid=text(36, shortest=36), tapped_at=moment(), received_at=moment(), by_name=text(60),
        undone_at=nullable(moment()), undone_by_name=text(60),
    )  # fmt: skip
    return {"checklists": rows(record(title=text(40, shortest=1), position=whole(0, SMALL), marks=rows(mark)))}


def describe_checkin(activity: Activity) -> Record:
    """No key where there is no list."""
    lists = list(CheckList.objects.filter(activity=activity).order_by("position", "title"))
    marks: dict[int, list[Record]] = {checklist.pk: [] for checklist in lists}
    taken = CheckMark.objects.filter(checklist__in=lists).select_related("person")
    for mark in taken.order_by("received_at", "person__number", "uuid"):
        marks[mark.checklist_id].append({"person": mark.person.number, **record_of(mark, CHECKMARK)})
    found = [{**record_of(checklist, CHECKLIST), "marks": marks[checklist.pk]} for checklist in lists]
    return {"checklists": found} if found else {}


def build_checkin(part: Mapping[str, Any], *, activity: Activity) -> None:
    people = {person.number: person for person in Person.objects.filter(activity=activity)}
    for row in part.get("checklists", ()):
        made = CheckList.objects.create(activity=activity, **values_of(CheckList, row, CHECKLIST))
        CheckMark.objects.bulk_create(
            CheckMark(checklist=made, person=people[mark["person"]], **values_of(CheckMark, mark, CHECKMARK))
            for mark in row["marks"]
        )


def check_checkin(reading: Reading) -> Iterator[Problem]:
    """Titles, UUIDs and standing marks once each, of people whom the rosters have."""
    yield from repeated(reading, "checklists", key="title")
    numbers = {
        person["number"]
        for roster, _ in reading.rows("rosters", needs=[])
        for _, person in reading.rows(*roster, "people", needs=["number"])
    }
    for place, _row in reading.rows("checklists", needs=["marks"]):
        yield from repeated(reading, *place, "marks", key="uuid")
        there: set[int] = set()
        for at, mark in reading.rows(*place, "marks", needs=["person", "uuid", "undone_at"]):
            if not is_uuid(mark["uuid"]):
                yield Problem((*at, "uuid"), NOT_A_UUID.fill(found=mark["uuid"]))
            if mark["person"] not in numbers:
                yield Problem((*at, "person"), NOBODY.fill(number=mark["person"]))
            if mark["undone_at"] is None and mark["person"] in there:
                yield Problem((*at, "person"), TWICE.fill(number=mark["person"]))
            elif mark["undone_at"] is None:
                there.add(mark["person"])


NOBODY = Phrase(
    en="no roster has the number {number}; correct it or take the mark out",
    zh="报名表里没有 {number} 号，请改正或删去这一条签到",
)
TWICE = Phrase(en="number {number} is marked twice; take one of the marks out", zh="{number} 号重复签到，请删去一条")
