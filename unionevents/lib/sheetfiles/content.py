"""One sheet as it was read, and the bounds that everything read keeps. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from unionevents.lib.sheetfiles.refusals import MAX_COLUMNS, MAX_ROWS, TOO_MANY_ROWS, TOO_MUCH, NotReadable

CellValue = str | int | float | bool | None

MAX_CELLS: Final = 400_000
MAX_TEXT: Final = 6_000_000
LONGEST_CELL: Final = 1_000
"""No column takes more, so that what was cut off is refused by its column."""
LONGEST_NUMBER: Final = 30
# PostgreSQL stores neither; another control character is noticed wherever these two would be.
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet: its rows as they stand, empty ones too, so that row 7 is row 7."""

    title: str
    rows: tuple[tuple[CellValue, ...], ...]
    unread: frozenset[tuple[int, int]] = frozenset()
    """Formulas whose value the file does not hold: row and column, both from 1."""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Merged areas: first row, first column, last row, last column."""
    beyond: str = ""
    """The first cell with a value to the right of what is read."""

    def as_json(self) -> dict[str, Any]:
        return {
            "title": self.title, "rows": [list(row) for row in self.rows], "unread": sorted(map(list, self.unread)),
            "merged": [list(area) for area in self.merged], "beyond": self.beyond,
        }  # fmt: skip

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Sheet:
        return cls(
            given["title"],
            tuple(map(tuple, given["rows"])),
            frozenset((row, column) for row, column in given["unread"]),
            tuple((first, left, last, right) for first, left, last, right in given["merged"]),
            given["beyond"],
        )


@dataclass(slots=True)
class Collector:
    """Takes cells one by one and keeps the bounds; what goes beyond them raises NotReadable."""

    title: str
    rows: dict[int, list[CellValue]] = field(default_factory=dict)
    unread: set[tuple[int, int]] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    beyond: str = ""
    cells: int = 0
    text: int = 0

    def put(self, row: int, column: int, value: CellValue) -> None:
        """A value in its place; both count from 1."""
        if value is None or value == "":
            return
        if row > MAX_ROWS:
            raise NotReadable(TOO_MANY_ROWS)
        if column > MAX_COLUMNS:
            self.beyond = self.beyond or cell_name(row, column)
            return
        if isinstance(value, str):
            value = _NOT_STORABLE.sub("\x01", value[:LONGEST_CELL])
            self.text += len(value)
        self.cells += 1
        if self.cells > MAX_CELLS or self.text > MAX_TEXT:
            raise NotReadable(TOO_MUCH)
        held = self.rows.setdefault(row, [])
        if len(held) < column:
            held.extend([None] * (column - len(held)))
        held[column - 1] = value

    def sheet(self) -> Sheet:
        last = max(self.rows, default=0)
        rows = tuple(tuple(self.rows.get(number, ())) for number in range(1, last + 1))
        merged = tuple(self.merged[:MAX_ROWS])
        return Sheet(self.title[:LONGEST_CELL], rows, frozenset(self.unread), merged, self.beyond)


def cell_name(row: int, column: int) -> str:
    """`cell_name(7, 3)` is C7; both count from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def place_of(name: str) -> tuple[int, int]:
    """`place_of("C7")` is (7, 3)."""
    letters = name.rstrip("0123456789")
    return int(name[len(letters) :]), column_number(letters)


def column_number(letters: str) -> int:
    """`column_number("AA")` is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def number_of(text: str) -> CellValue:
    """A number as the file writes it; text where it is none, or none that can be stored."""
    if len(text) <= LONGEST_NUMBER:
        try:
            return int(text)
        except ValueError:
            pass
        try:
            found = float(text)
        except ValueError:
            return text
        if math.isfinite(found):
            return int(found) if found.is_integer() and abs(found) < 1e15 else found  # noqa: PLR2004  # exact up to here
    return text


def moment_text(value: date | datetime) -> str:
    """A day as 2024-03-05; with a time behind it where there is one."""
    if isinstance(value, datetime):
        is_day = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if is_day else value.strftime("%Y-%m-%d %H:%M")
    return value.isoformat()
