"""Which units take part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.services import log
from events.models import Activity, InvitedUnit
from events.queries import BEFORE_REGISTRATION, units_to_invite
from events.services.locking import lock_to
from events.states import State


class RegistrationBegun(Exception):
    """Once units may have rosters, units are only added."""

    def __init__(self, units: Iterable[Unit]) -> None:
        names = _(", ").join(unit.name for unit in units)
        super().__init__(
            _("Registration has been opened: %(units)s may already have a roster and cannot be taken off the list.")
            % {"units": names}
        )


@transaction.atomic
def invite_units(*, activity: Activity, units: Iterable[Unit], by: User, now: datetime) -> None:
    """Exactly these units of the host's union take part, in the order of the union tree."""
    locked = lock_to("events.change_plan", activity, by)
    wanted = {unit.pk for unit in units}
    present = {row.unit_id: row for row in locked.invitedunits.select_related("unit")}
    leaving = [row for key, row in present.items() if key not in wanted]
    if leaving and State(locked.state) not in BEFORE_REGISTRATION:
        raise RegistrationBegun(row.unit for row in leaving)
    for row in leaving:
        row.delete()
    added: list[str] = []
    chosen = [unit for unit in units_to_invite(locked) if unit.pk in wanted]
    for position, unit in enumerate(chosen, start=1):
        known = present.get(unit.pk)
        if known is None:
            InvitedUnit.objects.create(activity=locked, unit=unit, position=position)
            added.append(unit.name)
        elif known.position != position:
            known.position = position
            known.save(update_fields=["position"])
    log.record(
        verb="events.invite_units", subject=locked, by=by, now=now, unit=locked.host,
        added=added, removed=[row.unit.name for row in leaving],
    )  # fmt: skip
