"""The site without the locks around places: the control of the rush. Counting and giving are two steps of anybody."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from unionevents.wsgi import application  # first: it sets Django up

# isort: split
from django.db import connection

from registration.models import Entry, Roster, Terms
from registration.services import places, submitting

__all__ = ["application"]
A_MOMENT = 0.2  # in which others count the same free place
give = places.give


def give_later(entries: Iterable[Entry], room: int, *, now: datetime) -> None:
    time.sleep(A_MOMENT)
    give(entries, room, now=now)


def submit(*, roster: Roster, **known: Any) -> Roster:
    """The same service, each statement a transaction of its own."""
    if connection.get_autocommit():
        return locked_submit.__wrapped__(roster=roster, **known)  # type: ignore[no-any-return]  # what is under @atomic
    return locked_submit(roster=roster, **known)


locked_submit: Any = submitting.submit
submitting.submit = submit
submitting.lock_with_activity = lambda roster: Roster.objects.select_related("unit", "activity__host").get(pk=roster.pk)
submitting.lock_numbers = lambda activity: Terms.objects.get(activity=activity)
places.give = give_later
