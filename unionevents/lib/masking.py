"""Names shown to those who need to know that somebody is there, not who. Pure."""

from __future__ import annotations

SHORT = 2


def masked_name(name: str) -> str:
    """张晓明 → 张*明, 李明 → 李*: the first character, and the last where there are three or more."""
    if len(name) <= SHORT:
        return name[:1] + "*"
    return name[0] + "*" * (len(name) - SHORT) + name[-1]
