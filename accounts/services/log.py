"""The log: one row for every act that somebody may ask about later."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet

from accounts.models import LogEntry, Unit, User
from accounts.services import sealing


def subject_of(thing: Model) -> str:
    """`registration.roster:12`."""
    return f"{thing._meta.label_lower}:{thing.pk}"


def record(
    *, verb: str, subject: Model, by: User | None, now: datetime, unit: Unit | None = None, **details: Any
) -> LogEntry:
    """Add one row; `verb` is `app.verb_thing`, `details` are JSON values: what changed, from what, why."""
    entry = LogEntry.objects.create(
        at=now,
        by=by,
        by_name=by.name if by else "",
        unit=unit,
        verb=verb,
        subject=subject_of(subject),
        details=details,
    )
    sealing.after_commit([entry])
    return entry


def entries_about(*things: Model) -> QuerySet[LogEntry]:
    """The log of these things, newest first."""
    return LogEntry.objects.filter(subject__in=[subject_of(thing) for thing in things]).order_by("-at", "-pk")
