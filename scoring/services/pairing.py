"""Binds a tablet to a station, and takes it away again: codes for ten minutes, tokens that can be revoked."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.services import log
from scoring.models import Device, PairingCode, Station
from scoring.services import guarding

LASTS: Final = timedelta(minutes=10)
DIGITS: Final = 6
KEY_BYTES: Final = 18
TOKEN_BYTES: Final = 32


class BadCode(Exception):
    """Wrong, used or too old; which of them is nobody's business."""

    def __init__(self) -> None:
        super().__init__(_("This code does not work (any more). Ask for a new one; a code lasts ten minutes."))


class TooMany(Exception):
    def __init__(self) -> None:
        super().__init__(_("Too many wrong codes were typed. Scan the QR code, or wait ten minutes."))


@dataclass(frozen=True, slots=True)
class Secrets:
    """Shown once: `digits` to type, `key` for the QR code."""

    digits: str
    key: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Paired:
    """A tablet of its own, with the token that is never shown again."""

    device: Device
    token: str


@transaction.atomic
def make_code(*, station: Station, by: User, now: datetime) -> Secrets:
    """A new code for a station; earlier ones that were not used end."""
    locked = Station.objects.select_for_update().get(pk=station.pk)
    live = PairingCode.objects.filter(used_at=None, expires_at__gt=now)
    live.filter(station=locked).update(expires_at=now)
    taken = set(live.values_list("digits_hash", flat=True))
    digits = _digits()
    while _digest("digits", digits) in taken:
        digits = _digits()
    key = secrets.token_urlsafe(KEY_BYTES)
    PairingCode.objects.create(
        station=locked,
        digits_hash=_digest("digits", digits),
        key_hash=_digest("key", key),
        expires_at=now + LASTS,
        by=by,
    )
    log.record(verb="scoring.offer_pairing", subject=locked, by=by, now=now, unit=_unit(locked))
    return Secrets(digits, key, now + LASTS)


def pair(*, code: str, now: datetime) -> Paired:
    """The tablet that used the code first; BadCode for everybody else."""
    typed = code.isascii() and code.isdecimal() and len(code) == DIGITS
    # Counted in a statement of its own: what follows may fail and be rolled back.
    if typed and not guarding.may_try_code(now):
        raise TooMany
    paired = _pair(code, typed, now)
    if typed:
        guarding.forgive_code()
    return paired


@transaction.atomic
def _pair(code: str, typed: bool, now: datetime) -> Paired:
    hashed = {"digits_hash": _digest("digits", code)} if typed else {"key_hash": _digest("key", code)}
    found = PairingCode.objects.select_related("by").filter(**hashed, used_at=None, expires_at__gt=now).first()
    # Whoever writes `used_at` first has it: the condition and the mark are one statement.
    if found is None or not PairingCode.objects.filter(pk=found.pk, used_at=None, expires_at__gt=now).update(
        used_at=now
    ):
        raise BadCode
    return make_device(station=found.station, by=found.by, now=now)


@transaction.atomic
def make_device(*, station: Station, by: User | None, now: datetime) -> Paired:
    """A tablet at a station. `by` is who gave it its code."""
    locked = Station.objects.select_for_update().get(pk=station.pk)
    number = Device.objects.filter(station__activity=locked.activity_id).count() + 1
    token = secrets.token_urlsafe(TOKEN_BYTES)
    device = Device.objects.create(
        station=locked,
        code=f"t{number}-{secrets.token_hex(4)}",
        name=_("Tablet %(n)d") % {"n": number},
        token_hash=hash_of(token),
        paired_at=now,
        paired_by=by,
        seen_at=now,
    )
    log.record(
        verb="scoring.pair_device", subject=locked, by=by, now=now, unit=_unit(locked), device=device.code,
        station=locked.name,
    )  # fmt: skip
    return Paired(device, token)


def device_of(token: str) -> Device | None:
    """The tablet behind a token, revoked or not."""
    if not token:
        return None
    rows = Device.objects.select_related("station__activity__host", "station__venue", "referee")
    return rows.filter(token_hash=hash_of(token)).first()


@transaction.atomic
def revoke(*, device: Device, by: User, now: datetime) -> None:
    """The token opens nothing any more; at its next contact the tablet hands over what waits, and wipes itself."""
    locked = Device.objects.select_for_update(of=("self",)).select_related("station__activity__host").get(pk=device.pk)
    if locked.revoked_at:
        return
    locked.revoked_at = now
    locked.save(update_fields=["revoked_at"])
    log.record(
        verb="scoring.revoke_device", subject=locked.station, by=by, now=now, unit=_unit(locked.station),
        device=locked.code, station=locked.station.name,
    )  # fmt: skip


def hash_of(token: str) -> str:
    """A token is random enough that its plain digest says nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def _digest(kind: str, code: str) -> str:
    """Six digits would be found by trying all of them; keyed, only on this server."""
    return salted_hmac(f"scoring.pairing.{kind}", code, algorithm="sha256").hexdigest()


def _digits() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def _unit(station: Station) -> Unit:
    return station.activity.host
