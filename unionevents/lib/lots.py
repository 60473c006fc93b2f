"""Lots that anybody can check: the first eight bytes of SHA-256 of the seed on record, a colon and what is drawn. Pure.

Places in an over-subscribed contest, start lists, groups, brackets and lots between equals are all drawn in this way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

SPACE: Final = 2**64


def lot(seed: str, what: str) -> int:
    """A whole number from 0 to 2^64 - 1; the lowest is drawn first."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{what}".encode()).digest()[:8], "big")


def in_drawn_order(ids: Iterable[str], seed: str) -> list[str]:
    """The ids by their lots; the order in which they came does not matter."""
    return sorted(ids, key=lambda entry: (lot(seed, entry), entry))
