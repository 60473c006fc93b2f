"""The organiser's word on whether two people of an activity are one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services import log
from events.models import Activity
from events.services.locking import lock_to
from registration.models import Likeness, Person


class NobodyThere(Exception):
    """The two are not two people of this activity."""


@transaction.atomic
def answer_likeness(*, activity: Activity, one: int, other: int, is_same: bool, by: User, now: datetime) -> Likeness:
    """Remembered, and changed when it was wrong; `one` and `other` are start numbers."""
    locked = lock_to("registration.answer_likeness", activity, by)
    people = sorted(Person.objects.filter(activity=locked, number__in={one, other}), key=lambda person: person.pk)
    if len(people) != 2:  # noqa: PLR2004  # a pair
        raise NobodyThere
    answer, _is_new = Likeness.objects.update_or_create(
        one=people[0], other=people[1],
        defaults={"activity": locked, "is_same": is_same, "by_name": by.name, "at": now},
    )  # fmt: skip
    log.record(
        verb="registration.answer_likeness", subject=locked, by=by, now=now, unit=locked.host,
        people=sorted((one, other)), is_same=is_same,
    )  # fmt: skip
    return answer
