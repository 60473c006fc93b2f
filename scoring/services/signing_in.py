"""Referees on tablets: a PIN for the activity, and a signed ticket that names who enters on which tablet."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import log
from events.models import Activity
from scoring.models import Device, RefereePin
from scoring.services import guarding

SALT: Final = "scoring.ticket"
LASTS: Final = timedelta(hours=12)
PIN_DIGITS: Final = 6
NOBODYS: Final = "no such referee"


class WrongPin(Exception):
    def __init__(self) -> None:
        super().__init__(
            _("Name and PIN do not fit. After five wrong ones the name is locked for a quarter of an hour.")
        )


class Locked(Exception):
    def __init__(self) -> None:
        super().__init__(
            _("Too many wrong PINs for this name. Wait a quarter of an hour, or have the chief referee set a new one.")
        )


class BadPin(Exception):
    """What was chosen is no PIN; the message says what is."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    pin: RefereePin
    ticket: str
    until: datetime


@transaction.atomic
def set_pin(*, activity: Activity, user: User, pin: str, by: User, now: datetime) -> RefereePin:
    """A new PIN in place of the old one; it opens a locked name again."""
    if not (pin.isascii() and pin.isdecimal() and len(pin) == PIN_DIGITS):
        raise BadPin(_("A PIN is six digits."))
    if len(set(pin)) < 3 or pin in _ROWS:  # noqa: PLR2004  # 112211 has two different digits
        raise BadPin(_("This PIN is too easy to guess. Choose another."))
    row, _made = RefereePin.objects.get_or_create(activity=activity, user=user)
    fresh = {"hashed": make_password(pin), "set_at": now, "set_by": by}
    RefereePin.objects.filter(pk=row.pk).update(**fresh, **guarding.forget_tries())
    log.record(verb="scoring.set_pin", subject=activity, by=by, now=now, unit=activity.host, referee=user.pk)
    row.refresh_from_db()
    return row


def random_pin() -> str:
    """Six digits that nobody chose and `set_pin` takes."""
    while True:
        pin = f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}d}"
        if len(set(pin)) > 2 and pin not in _ROWS:  # noqa: PLR2004  # as in set_pin
            return pin


def sign_in(*, device: Device, referee: str, pin: str, now: datetime) -> SignedIn:
    """A ticket for this tablet; the same answer for a wrong PIN and an unknown name."""
    activity = device.station.activity
    row = _row(activity, referee)
    if row is None:
        make_password(pin)  # an unknown name takes as long as a wrong PIN
        raise WrongPin
    # Counted before the PIN is looked at, outside any transaction that could take it back.
    if not guarding.may_try_pin(row, now):
        _log_locked(row, device, now)
        raise Locked
    if not check_password(pin, row.hashed) or not row.user.has_perm("scoring.sign_in", activity):
        raise WrongPin
    guarding.forgive_one(row)
    Device.objects.filter(pk=device.pk).update(referee=row.user, seen_at=now)
    log.record(
        verb="scoring.sign_in_on_tablet", subject=device.station, by=row.user, now=now, unit=activity.host,
        device=device.code,
    )  # fmt: skip
    return SignedIn(row, ticket_of(device, row), now + LASTS)


def ticket_of(device: Device, row: RefereePin) -> str:
    """Says who enters on which tablet; only this server can write one."""
    return signing.dumps({"device": device.code, "referee": str(row.key)}, salt=SALT)


def author_of(ticket: object, device: Device) -> User | None:
    """Whom a ticket names for this tablet; None when it is none of ours.

    No clock is asked: entries that were made hours ago in a hall without a network keep their author.
    """
    try:
        said = signing.loads(str(ticket), salt=SALT)
    except signing.BadSignature:
        return None
    if said.get("device") != device.code:
        return None
    row = _row(device.station.activity, said.get("referee"))
    return row.user if row else None


def _row(activity: Activity, referee: object) -> RefereePin | None:
    try:
        key = UUID(str(referee))
    except ValueError:
        return None
    rows = RefereePin.objects.select_related("user").filter(activity=activity, key=key).exclude(hashed="")
    return rows.first()


def _log_locked(row: RefereePin, device: Device, now: datetime) -> None:
    """A burst is logged once: the chief referee sees that a name was locked, not every attempt after it."""
    verb = "scoring.pin_locked"
    since = now - guarding.PIN_WINDOW
    if not log.entries_about(row).filter(verb=verb, at__gt=since).exists():
        log.record(verb=verb, subject=row, by=None, now=now, unit=device.station.activity.host, device=device.code)


_ROWS: Final = frozenset("0123456789012345"[start : start + 6] for start in range(10)) | frozenset(
    "9876543210987654"[start : start + 6] for start in range(10)
)
