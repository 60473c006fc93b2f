"""Counts attempts at a secret before it is looked at, in one statement: a thousand at once are five evaluated."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Case, F, Q, QuerySet, Value, When

from scoring.models import PairingGuard, RefereePin

PIN_WINDOW: Final = timedelta(minutes=15)
PIN_DAY: Final = timedelta(days=1)
PINS_A_DAY: Final = 20
CODE_WINDOW: Final = timedelta(minutes=10)
CODES_A_WINDOW: Final = 30
PAIRING: Final = "pairing"


def may_try_pin(pin: RefereePin, now: datetime) -> bool:
    """Counts the attempt; False once five were made in the last quarter of an hour, or twenty in a day.

    The oldest of the last five moves out as this one moves in: the condition and the count are one UPDATE.
    """
    day_over = _is_over("day_since", now - PIN_DAY)
    allowed = _row(pin).filter(
        Q(tried_1=None) | Q(tried_1__lte=now - PIN_WINDOW), day_over | Q(tries_of_day__lt=PINS_A_DAY)
    )
    return bool(
        allowed.update(
            **{f"tried_{place}": F(f"tried_{place + 1}") for place in range(1, 5)},
            tried_5=now,
            tries_of_day=Case(When(day_over, then=1), default=F("tries_of_day") + 1),
            day_since=Case(When(day_over, then=Value(now)), default=F("day_since")),
        )
    )


def forgive_one(pin: RefereePin) -> None:
    """The right PIN does not count: the newest attempt is taken back, the wrong ones before it stay."""
    _row(pin).update(
        tried_1=None,
        **{f"tried_{place}": F(f"tried_{place - 1}") for place in range(2, 6)},
        tries_of_day=Case(When(tries_of_day__gt=0, then=F("tries_of_day") - 1), default=0),
    )


def forget_tries() -> dict[str, Any]:
    """The columns of a PIN nobody has tried yet."""
    return {f"tried_{place}": None for place in range(1, 6)} | {"tries_of_day": 0, "day_since": None}


def may_try_code(now: datetime) -> bool:
    """Counts a typed pairing code, whoever typed it; False when too many were typed in ten minutes."""
    PairingGuard.objects.get_or_create(name=PAIRING, defaults={"tries_since": now})
    over = _is_over("tries_since", now - CODE_WINDOW)
    rows = PairingGuard.objects.filter(over | Q(tries__lt=CODES_A_WINDOW), name=PAIRING)
    return bool(
        rows.update(
            tries=Case(When(over, then=1), default=F("tries") + 1),
            tries_since=Case(When(over, then=Value(now)), default=F("tries_since")),
        )
    )


def forgive_code() -> None:
    """A code that was right does not count."""
    PairingGuard.objects.filter(name=PAIRING, tries__gt=0).update(tries=F("tries") - 1)


def _is_over(column: str, since: datetime) -> Q:
    return Q(**{column: None}) | Q(**{f"{column}__lte": since})


def _row(pin: RefereePin) -> QuerySet[RefereePin]:
    return RefereePin.objects.filter(pk=pin.pk)
