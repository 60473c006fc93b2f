"""What has been kept long enough: details, ID numbers and names, each after its own number of days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.services import log
from events.models import Activity
from registration.models import (
    IdNumber,
    Message,
    Person,
    Privacy,
    Roster,
    Signup,
    StampedScan,
    Submission,
    UnitsUpload,
    Upload,
)
from registration.queries.privacy import due_day
from registration.services.scans import BECAUSE_DUE, erase_scans
from unionevents.erasing.people import erase_people
from unionevents.erasing.places import PERSONAL
from unionevents.erasing.words import ERASED

REASON = "保存期满"
HOLDS_DETAILS = Q(birth_date__isnull=False) | Q(service_since__isnull=False)


@dataclass(frozen=True)
class Due:
    """What is to be erased of one activity today, and how many of each."""

    activity: Activity
    details: int
    id_numbers: int
    names: int
    mails: int
    scans: int
    copies: int

    @property
    def is_any(self) -> bool:
        return self.beyond_names or bool(self.names)

    @property
    def beyond_names(self) -> bool:
        return bool(self.details or self.id_numbers or self.mails or self.scans or self.copies)


def due_in(activities: Iterable[Activity], *, today: date) -> list[Due]:
    """Counts alone: nothing is changed."""
    found = []
    for activity in activities:
        privacy = Privacy.objects.filter(activity=activity).first() or Privacy(activity=activity)
        people = Person.objects.filter(activity=activity)
        typed = Signup.objects.filter(roster__activity=activity).exclude(facts={})
        details = _is_past(activity, privacy.details_days, today)
        numbers = _is_past(activity, privacy.id_number_days, today)
        names = _is_past(activity, privacy.names_days, today)
        due = Due(
            activity,
            details=people.filter(HOLDS_DETAILS).count() + typed.count() if details else 0,
            id_numbers=IdNumber.objects.filter(person__activity=activity).count() if numbers else 0,
            names=people.exclude(name=ERASED).count() if names else 0,
            mails=Message.objects.filter(activity=activity).count() if details else 0,
            scans=StampedScan.objects.filter(roster__activity=activity).count() if details else 0,
            copies=sum(rows.count() for rows in _copies(activity)) if details else 0,
        )
        if due.is_any:
            found.append(due)
    return found


def erase_due(*, activities: Iterable[Activity], by: User | None, now: datetime) -> list[Due]:
    """Erases what is due, an activity at a time; says what it was."""
    found = due_in(activities, today=timezone.localdate(now))
    for due in found:
        _erase(due, by=by, now=now)
    return found


@transaction.atomic
def _erase(due: Due, *, by: User | None, now: datetime) -> None:
    activity = due.activity
    if due.details:
        Person.objects.filter(activity=activity).filter(HOLDS_DETAILS).update(**dict.fromkeys(PERSONAL))
        Signup.objects.filter(roster__activity=activity).update(facts={})
    if due.id_numbers:
        IdNumber.objects.filter(person__activity=activity).delete()
    if due.mails:
        Message.objects.filter(activity=activity).delete()
    if due.scans:
        erase_scans(
            Roster.objects.filter(activity=activity).select_related("unit"), because=BECAUSE_DUE, by=by, now=now
        )
    if due.copies:
        for rows in _copies(activity):
            rows.delete()
    if due.beyond_names:
        log.record(
            verb="registration.erase_details", subject=activity, by=by, now=now, unit=activity.host,
            details=due.details, id_numbers=due.id_numbers, mails=due.mails, scans=due.scans, copies=due.copies,
        )  # fmt: skip
    if due.names:
        # Who was never put on a roster is no row of a person: what that one wrote goes as a whole.
        Signup.objects.filter(roster__activity=activity, person=None).delete()
        people = (
            Person.objects.filter(activity=activity).exclude(name=ERASED).select_related("activity__host", "roster")
        )
        erase_people(people=list(people), reason=REASON, by=by, now=now)


def _copies(activity: Activity) -> tuple[QuerySet[Any], ...]:
    """What else holds birth dates: rosters as handed in, workbooks as uploaded; also of people taken off since."""
    return (
        Submission.objects.filter(roster__activity=activity),
        Upload.objects.filter(roster__activity=activity),
        UnitsUpload.objects.filter(activity=activity),
    )


def _is_past(activity: Activity, days: int, today: date) -> bool:
    until = due_day(activity, days)
    return until is not None and today > until
