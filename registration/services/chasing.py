"""Who has looked, whose stamped paper is in, where a unit gets its mail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.services import log
from events.models import Activity
from registration.models import Mailbox, Opening, Roster, StampedPaper
from registration.services.gate import lock_roster

SOON = timedelta(minutes=10)


class NotHandedIn(Exception):
    def __init__(self, roster: Roster) -> None:
        super().__init__(
            _("“%(unit)s” has not handed in its roster, so no stamped copy can be noted.") % {"unit": roster.unit}
        )


def note_opening(*, activity: Activity, units: Iterable[Unit], now: datetime) -> None:
    """The units' contact has opened the registration; a visit shortly after is the same one."""
    known = {opening.unit_id: opening for opening in Opening.objects.filter(activity=activity, unit__in=list(units))}
    for unit in units:
        if unit.pk not in known:
            Opening.objects.get_or_create(activity=activity, unit=unit, defaults={"first_at": now, "last_at": now})
        elif now - known[unit.pk].last_at > SOON:
            Opening.objects.filter(pk=known[unit.pk].pk).update(last_at=now)


@transaction.atomic
def note_stamped(*, roster: Roster, is_in: bool, by: User, now: datetime) -> None:
    """The stamped paper of this version has come in, or was noted by mistake."""
    locked = lock_roster(roster)
    if not is_in:
        StampedPaper.objects.filter(roster=locked).delete()
    elif locked.state not in {Roster.State.SUBMITTED, Roster.State.ACCEPTED}:
        raise NotHandedIn(locked)
    else:
        StampedPaper.objects.update_or_create(
            roster=locked, defaults={"version": locked.content_version, "at": now, "by_name": by.name}
        )
    log.record(
        verb="registration.note_stamped", subject=locked, by=by, now=now, unit=locked.unit,
        is_in=is_in, version=locked.version,
    )  # fmt: skip


@transaction.atomic
def set_mailbox(*, unit: Unit, address: str, by: User, now: datetime) -> None:
    """Where the unit gets its mail; an empty address takes it away. The log says that, not where."""
    if address:
        Mailbox.objects.update_or_create(unit=unit, defaults={"address": address})
    else:
        Mailbox.objects.filter(unit=unit).delete()
    log.record(verb="registration.set_mailbox", subject=unit, by=by, now=now, unit=unit, is_set=bool(address))
