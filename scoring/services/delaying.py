"""How late a venue runs, said once by whoever runs the call room."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from accounts.services import log
from events.models import Activity, Venue
from scoring.models import Delay

MOST: Final = 600  # minutes; more than that is another day


@transaction.atomic
def set_delay(*, activity: Activity, venue: Venue | None, minutes: int, by: User, now: datetime) -> Delay:
    """Everything still to come there starts so many minutes later than planned; 0 is on time again."""
    minutes = max(-MOST, min(MOST, minutes))
    delay, _made = Delay.objects.update_or_create(
        activity=activity, venue=venue, defaults={"minutes": minutes, "by_name": by.name, "at": now}
    )
    log.record(
        verb="scoring.set_delay", subject=activity, by=by, now=now, unit=activity.host,
        venue=venue.pk if venue else None, minutes=minutes,
    )  # fmt: skip
    return delay
