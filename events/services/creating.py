"""New activities: the bare row for the activity file, and a blank plan for a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Unit, User
from accounts.services import log
from events.models import Activity, Host


@transaction.atomic
def create_activity(*, host: Unit, title: str, by: User | None, now: datetime, **fields: Any) -> Activity:
    """A draft with these fields and no rows yet; whoever fills it from a file adds them."""
    activity = Activity.objects.create(host=host, title=title, created_by=by, created_at=now, **fields)
    log.record(verb="events.create_activity", subject=activity, by=by, now=now, unit=host, title=title)
    return activity


@transaction.atomic
def start_blank(*, host: Unit, title: str, by: User, now: datetime, **fields: Any) -> Activity:
    """A draft whose only row is the host union itself as 主办."""
    activity = create_activity(host=host, title=title, by=by, now=now, **fields)
    Host.objects.create(activity=activity, part=Host.Part.HOST, name=host.name, position=1)
    return activity
