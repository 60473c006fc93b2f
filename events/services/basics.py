"""Title, theme, purpose, days and deadline of an activity."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.services import log
from events.models import Activity
from events.services.locking import lock_to

BASICS = ("title", "theme", "purpose", "audience", "first_day", "last_day", "registration_deadline")


@transaction.atomic
def change_basics(*, activity: Activity, by: User, now: datetime, **values: Any) -> Activity:
    """Stores what changed and logs it with its former value; units ask later when a deadline was moved."""
    locked = lock_to("events.change_plan", activity, by)
    changes: dict[str, list[Any]] = {}
    for name in BASICS:
        if name in values and values[name] != getattr(locked, name):
            changes[name] = [plain(getattr(locked, name)), plain(values[name])]
            setattr(locked, name, values[name])
    if changes:
        locked.save(update_fields=list(changes))
        log.record(verb="events.change_basics", subject=locked, by=by, now=now, unit=locked.host, changes=changes)
    return locked


def plain(value: Any) -> Any:
    """As JSON can hold it."""
    return value.isoformat() if hasattr(value, "isoformat") else value
