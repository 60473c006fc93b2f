"""Personal values shown to those who need to know that they are there, not what they are. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

SHORT = 2
HEAD, TAIL = 3, 4
ID_HEAD, ID_TAIL = 4, 4


def masked_name(name: str) -> str:
    """张晓明 → 张*明, 李明 → 李*: the first character, and the last where there are three or more."""
    if len(name) <= SHORT:
        return name[:1] + "*"
    return name[0] + "*" * (len(name) - SHORT) + name[-1]


def masked_phone(phone: str) -> str:
    """13812341234 → 138****1234; what is too short to hide anything shows only stars."""
    return _masked(phone.strip(), HEAD, TAIL)


def masked_id_number(number: str) -> str:
    """330102198605011234 → 3301**********1234."""
    return _masked(number.strip(), ID_HEAD, ID_TAIL)


def masked_birth_date(born: date | None) -> str:
    """1986-05-01 → 1986."""
    return f"{born.year}" if born else ""


def with_names_masked(text: str, names: Iterable[str]) -> str:
    """A sentence in which these names are masked; the longest first, so that no name is cut by a shorter one."""
    wanted = sorted({name for name in names if name}, key=len, reverse=True)
    if not wanted:
        return text
    return re.sub("|".join(map(re.escape, wanted)), lambda found: masked_name(found.group()), text)


def _masked(text: str, head: int, tail: int) -> str:
    if len(text) <= head + tail:
        return "*" * len(text)
    return text[:head] + "*" * (len(text) - head - tail) + text[-tail:]
