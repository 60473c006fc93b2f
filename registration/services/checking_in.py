"""Checking people in, at a desk or several, with or without a network: everybody once, every tap answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.services import log
from events.models import Activity
from registration.models import CheckList, CheckMark
from registration.queries.checkin import expected_in

MOST_AT_ONCE: Final = 1000
FORMAT: Final = ("unionevents-checkin", 1)


class NoTitle(Exception):
    def __init__(self) -> None:
        super().__init__(_("Say what the list is for."))


class TitleTaken(Exception):
    def __init__(self, title: str) -> None:
        super().__init__(_("There is a list called “%(title)s” already.") % {"title": title})


class Unreadable(Exception):
    """What came is no list of taps; nothing was stored."""

    def __init__(self) -> None:
        super().__init__(_("This is not a list of check-ins; nothing was stored."))


class Kind(StrEnum):
    """What became of a tap."""

    MARKED = "marked"
    TAKEN_BACK = "taken_back"
    ALREADY = "already"
    REPEATED = "repeated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer to one tap; `mark` is the one that stands."""

    uuid: str
    kind: Kind
    mark: CheckMark | None = None


@dataclass(frozen=True, slots=True)
class Tap:
    """Somebody was seen (`number`), or the mark `undoes` was a mistake."""

    uuid: UUID
    number: int | None
    undoes: UUID | None
    at: datetime


def read_taps(document: object) -> list[Tap]:
    """`{"format": "unionevents-checkin", "version": 1, "taps": [{"uuid", "number" | "undoes", "at"}]}`."""
    if (
        not isinstance(document, dict)
        or document.get("format") != "unionevents-checkin"
        or document.get("version") != 1
    ):
        raise Unreadable
    rows = document.get("taps")
    if not isinstance(rows, list) or len(rows) > MOST_AT_ONCE:
        raise Unreadable
    return [_read_tap(row) for row in rows]


def _read_tap(row: object) -> Tap:
    if not isinstance(row, dict):
        raise Unreadable
    number, undoes = row.get("number"), row.get("undoes")
    try:
        at = datetime.fromisoformat(row["at"])
        tap = Tap(UUID(row["uuid"]), number, UUID(undoes) if undoes else None, at)
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise Unreadable from problem
    if at.tzinfo is None or (tap.undoes is None and type(number) is not int):
        raise Unreadable
    return tap


@transaction.atomic
def add_list(*, activity: Activity, title: str, by: User, now: datetime) -> CheckList:
    """Another question to answer at the desk."""
    title = title.strip()
    if CheckList.objects.filter(activity=activity, title=title).exists():
        raise TitleTaken(title)
    made = CheckList.objects.create(activity=activity, title=title, position=activity.checklists.count())
    log.record(verb="registration.add_checklist", subject=activity, by=by, now=now, unit=activity.host, title=title)
    return made


@transaction.atomic
def take(*, checklist: CheckList, taps: Sequence[Tap], by: User, now: datetime) -> list[Receipt]:
    """One receipt for every tap, in the order sent. The row lock lets two desks never mark one person twice."""
    locked = CheckList.objects.select_for_update(of=("self",)).select_related("activity").get(pk=checklist.pk)
    people = {person.number: person for person in expected_in(locked.activity)}
    marks = list(CheckMark.objects.filter(checklist=locked).select_related("person"))
    known = {mark.uuid: mark for mark in marks}
    standing = {mark.person_id: mark for mark in marks if mark.undone_at is None}
    receipts = []
    for tap in taps:
        if tap.undoes is not None:
            receipts.append(_undo(tap, known, standing, by, now))
            continue
        if tap.uuid in known:
            receipts.append(Receipt(str(tap.uuid), Kind.REPEATED, known[tap.uuid]))
            continue
        person = people.get(tap.number or 0)
        if person is None:
            receipts.append(Receipt(str(tap.uuid), Kind.UNKNOWN))
        elif person.pk in standing:
            receipts.append(Receipt(str(tap.uuid), Kind.ALREADY, standing[person.pk]))
        else:
            made = CheckMark.objects.create(
                checklist=locked,
                person=person,
                uuid=tap.uuid,
                tapped_at=tap.at,
                received_at=now,
                by=by,
                by_name=by.name,
            )
            known[tap.uuid] = standing[person.pk] = made
            receipts.append(Receipt(str(tap.uuid), Kind.MARKED, made))
    return receipts


def take_unit(*, checklist: CheckList, unit: Unit, by: User, now: datetime) -> list[Receipt]:
    """Everybody of a unit who is not marked yet."""
    people = expected_in(checklist.activity).filter(roster__unit=unit)
    taps = [Tap(uuid4(), person.number, None, now) for person in people]
    return take(checklist=checklist, taps=taps, by=by, now=now)


def _undo(
    tap: Tap, known: Mapping[UUID, CheckMark], standing: dict[int, CheckMark], by: User, now: datetime
) -> Receipt:
    mark = known.get(tap.undoes or tap.uuid)
    if mark is None:
        return Receipt(str(tap.uuid), Kind.UNKNOWN)
    if mark.undone_at is None:
        mark.undone_at, mark.undone_by_name = now, by.name
        mark.save(update_fields=["undone_at", "undone_by_name"])
        standing.pop(mark.person_id, None)
        return Receipt(str(tap.uuid), Kind.TAKEN_BACK, mark)
    return Receipt(str(tap.uuid), Kind.REPEATED, mark)


def as_json(receipt: Receipt) -> dict[str, Any]:
    """What a desk needs to know: the person's number, and since when and by whom they are marked."""
    mark = receipt.mark
    return {
        "uuid": receipt.uuid,
        "receipt": receipt.kind.value,
        "number": mark.person.number if mark else None,
        "mark": str(mark.uuid) if mark and mark.undone_at is None else None,
        "at": mark.tapped_at.isoformat() if mark else None,
        "by": mark.by_name if mark else "",
    }
