"""Setting the terms of registration."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services import log
from events.models import Activity
from events.services.locking import lock_to
from registration.limits import Limit, write_limits
from registration.models import Terms
from registration.services.gate import lock_numbers


@transaction.atomic
def change_terms(
    *, activity: Activity, limits: Sequence[Limit], health_statement: str, by: User, now: datetime
) -> Terms:
    """Keep the limits in their order, and the statement that people agree to."""
    locked = lock_to("registration.change_terms", activity, by)
    terms = lock_numbers(locked)
    before = terms.limits
    terms.limits = write_limits(limits)
    terms.health_statement = health_statement.strip()
    terms.save(update_fields=["limits", "health_statement"])
    log.record(
        verb="registration.change_terms", subject=locked, by=by, now=now, unit=locked.host,
        before=before, after=terms.limits,
    )  # fmt: skip
    return terms
