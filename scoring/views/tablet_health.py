"""What a tablet may say of itself: only what is known here is kept, within its bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

MOST: Final = 1_000_000
NUMBERS: Final = {"waiting": MOST, "refused": MOST, "battery": 100, "skew": MOST * 1000}
YES_OR_NO: Final = ("persisted", "wiped")
LONGEST_VERSION: Final = 40


def health_in(document: Mapping[str, Any]) -> dict[str, Any]:
    """Counters, yes or no, and the version of the program; everything else is passed over."""
    found: dict[str, Any] = {
        key: document[key]
        for key, most in NUMBERS.items()
        if type(document.get(key)) is int and -most <= document[key] <= most
    }
    found |= {key: document[key] for key in YES_OR_NO if type(document.get(key)) is bool}
    version = document.get("version")
    if isinstance(version, str) and version.isprintable():
        found["version"] = version[:LONGEST_VERSION]
    return found
