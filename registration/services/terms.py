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


@transaction.atomic
def set_substituting(*, activity: Activity, until: datetime | None, by: User, now: datetime) -> None:
    """Until when units put in substitutes by themselves; None: they do not. May be changed on the day too."""
    locked = lock_to("registration.change_substituting", activity, by)
    terms = lock_numbers(locked)
    terms.units_substitute_until = until
    terms.save(update_fields=["units_substitute_until"])
    log.record(
        verb="registration.set_substituting", subject=locked, by=by, now=now, unit=locked.host,
        until=until.isoformat() if until else "",
    )  # fmt: skip
