"""A unit: who enters people, and what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from scoring.rulebook.base.exact import ExactNumber, exact
from scoring.rulebook.base.shapes import REQUIRED, OrNull, Record, Rows, Table, Text, Whole
from scoring.rulebook.marks.game import Mark

CODE: Final = Text(longest=100, shortest=1)
UNIT: Final = Record(
    {
        "code": (CODE, REQUIRED),
        "title": (OrNull(Text()), None),
        "size": (OrNull(Whole()), None),
        "tags": (Rows(CODE), []),
        "values": (Table(OrNull(ExactNumber())), {}),
    },
    placed=True,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """`size` is its number of members, None when not known; `values` are numbers on record about it, by name.

    In a table of people, one person stands here like a unit, and `owner` and `owner_title` say of which unit.
    """

    code: str
    title: str
    size: int | None
    tags: frozenset[str]
    values: Mapping[str, Mark]
    owner: str | None = None
    owner_title: str = ""

    @classmethod
    def of(cls, read: Mapping[str, Any]) -> Unit:
        """A unit that was read; a number that is null is asked for and not yet known."""
        values = {name: exact(value) for name, value in read["values"].items() if value is not None}
        return cls(read["code"], read["title"] or read["code"], read["size"], frozenset(read["tags"]), values)
