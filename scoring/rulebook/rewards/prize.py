"""Something to win."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ENTRY: Final = "entry"
PERSON: Final = "person"


@dataclass(frozen=True, slots=True)
class Prize:
    """`value` in fen, None for a thing without a stated value; `per`: a team gets it once, or each of its people."""

    code: str
    title: str
    item: str
    value: int | None
    per: str = ENTRY


def yuan(fen: int) -> str:
    """`83.33` of 8333 fen, `50` of 5000."""
    whole, cents = divmod(fen, 100)
    return f"{whole}.{cents:02d}" if cents else f"{whole}"
