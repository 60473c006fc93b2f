"""ID numbers: encrypted before they reach the database, opened only to be shown to somebody who said why."""

from __future__ import annotations

import re

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

CHINESE_ID = re.compile(r"[1-9]\d{16}[\dX]")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def seal_number(number: str) -> str:
    """Encrypted with the first key."""
    return _keys().encrypt(number.encode()).decode()


def open_number(sealed: str) -> str:
    """With any of the keys; empty where none of them fits any more."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return ""


def sealed_anew(sealed: str) -> str | None:
    """The same number under the first key; None where no key opens it."""
    try:
        return _keys().rotate(sealed.encode()).decode()
    except InvalidToken:
        return None


def is_chinese_id(number: str) -> bool:
    """Eighteen characters whose last is the check of the others."""
    if not CHINESE_ID.fullmatch(number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return CHECKS[total % 11] == number[-1]


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.ID_NUMBER_KEYS])
