"""The notice of an activity, ID numbers, and the log of who looked at whom and who took what along."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import log
from events.models import Activity
from events.services.locking import lock_to
from registration.models import IdNumber, Person, Privacy, Roster
from registration.queries.privacy import privacy_of
from registration.services.gate import pass_gate
from registration.services.sealed_numbers import is_chinese_id, seal_number

FIELDS = ("purpose", "notice", "contact", "id_number_reason", "details_days", "id_number_days", "names_days")


class NotAskedFor(Exception):
    def __init__(self) -> None:
        super().__init__(_("This activity asks for no ID numbers, so none is kept."))


class WrongNumbers(Exception):
    """Start numbers of the people whose ID number cannot be right."""

    def __init__(self, people: Collection[int]) -> None:
        self.people = frozenset(people)
        said = _(", ").join(str(number) for number in sorted(people))
        super().__init__(_("Not kept: the ID number cannot be right for start number %(numbers)s.") % {"numbers": said})


@transaction.atomic
def set_privacy(*, activity: Activity, values: Mapping[str, Any], by: User, now: datetime) -> Privacy:
    locked = lock_to("registration.change_privacy", activity, by)
    privacy = privacy_of(locked)
    changed = [name for name in FIELDS if getattr(privacy, name) != values[name]]
    for name in FIELDS:
        setattr(privacy, name, values[name])
    privacy.save()
    if not privacy.id_number_reason:
        IdNumber.objects.filter(person__activity=locked).delete()
    log.record(
        verb="registration.set_privacy", subject=locked, by=by, now=now, unit=locked.host, changed=sorted(changed)
    )
    return privacy


@transaction.atomic
def set_id_numbers(*, roster: Roster, numbers: Mapping[int, str], by: User, now: datetime) -> int:
    """By start number; an empty text takes the number away. All or none; the log says whose, never what."""
    locked = pass_gate(roster, by=by, now=now, act="change")
    if not privacy_of(locked.activity).id_number_reason:
        raise NotAskedFor
    tidy = {number: "".join(text.split()).upper() for number, text in numbers.items()}
    if wrong := [number for number, text in tidy.items() if text and not is_chinese_id(text)]:
        raise WrongNumbers(wrong)
    people = {person.number: person for person in Person.objects.filter(roster=locked, number__in=tidy)}
    for number, person in people.items():
        if tidy[number]:
            IdNumber.objects.update_or_create(person=person, defaults={"sealed": seal_number(tidy[number])})
        else:
            IdNumber.objects.filter(person=person).delete()
    if people:
        log.record(
            verb="registration.set_id_numbers", subject=locked, by=by, now=now, unit=locked.unit, people=sorted(people)
        )
    return len(people)


@transaction.atomic
def note_reveal(*, person: Person, fields: Collection[str], reason: str, by: User, now: datetime) -> None:
    """Who looked at whom, at what, when and why: before anything is shown."""
    log.record(
        verb="registration.reveal_person", subject=person, by=by, now=now, unit=person.roster.unit,
        person=person.number, fields=sorted(fields), reason=reason,
    )  # fmt: skip


@transaction.atomic
def note_export(
    *, activity: Activity, what: str, fields: Collection[str], rows: int, purpose: str, recipient: str, by: User,
    now: datetime,
) -> None:  # fmt: skip
    log.record(
        verb="registration.export_people", subject=activity, by=by, now=now, unit=activity.host,
        what=what, fields=sorted(fields), rows=rows, purpose=purpose, recipient=recipient,
    )  # fmt: skip
