"""A filled-in sheet: where its header stands, what each column means, and the rows below. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from registration.workbooks.columns import Layout, SheetColumn, columns_for, find_columns, looks_like_header
from registration.workbooks.rows import Fault, RowReader, SheetRow
from registration.workbooks.template import example_mark
from registration.workbooks.words import GENDER, NAME, NUMBER, UNIT
from unionevents.lib.phrase import Phrase
from unionevents.lib.upload import NotReadable, Sheet, cell_name, shortened, text_of

HEADER_WITHIN = 20
NO_HEADER = Phrase(
    "No header with a name column was found in the first 20 rows. Use the sheet that this page offers.",
    "前 20 行里没有找到带“姓名”的表头。请使用本页下载的表格填写；粘贴时请连同表头一起复制。",
)


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What was read: the row of the header, rows with people, faults of the header, and what was left unread."""

    header: int
    rows: tuple[SheetRow, ...]
    faults: tuple[Fault, ...]
    beyond: str = ""


def is_roster(sheet: Sheet, layout: Layout) -> bool:
    return _header_of(_texts(sheet), columns_for(layout)) is not None


def read_roster(sheet: Sheet, layout: Layout) -> SheetContent:
    """Every row with a person in it; NotReadable when there is no header to read by."""
    columns = columns_for(layout)
    texts = _texts(sheet)
    header = _header_of(texts, columns)
    if header is None:
        raise NotReadable(NO_HEADER)
    titles, last = _titles(texts, header, sheet, columns)
    places = find_columns(titles, columns)
    faults = tuple(_header_faults(titles, places, last + 1, layout))
    by_place = [place for place, column in places.items() if column and column.code not in {NAME, NUMBER}]
    _spread(texts, sheet, below=last + 1, places=frozenset(by_place))
    example = example_mark()
    rows = [
        RowReader(number, texts[number - 1], places, sheet, example).read()
        for number in range(last + 2, len(texts) + 1)
    ]
    return SheetContent(last + 1, tuple(row for row in rows if row), faults, sheet.beyond)


def _texts(sheet: Sheet) -> list[list[str]]:
    return [[text_of(value) if value is not None else "" for value in row] for row in sheet.rows]


def _header_of(texts: Sequence[Sequence[str]], columns: Sequence[SheetColumn]) -> int | None:
    return next((n for n, row in enumerate(texts[:HEADER_WITHIN]) if looks_like_header(row, columns)), None)


def _titles(
    texts: Sequence[Sequence[str]], header: int, sheet: Sheet, columns: Sequence[SheetColumn]
) -> tuple[list[str], int]:
    """The titles, and the last row of the header: where the name's title is merged downwards, it has two."""
    titles = list(texts[header])
    place = next(at for at, column in find_columns(titles, columns).items() if column and column.code == NAME)
    last = header
    for first, left, bottom, right in sheet.merged:
        if first == header + 1 and left <= place + 1 <= right and bottom < header + 1 + HEADER_WITHIN:
            last = bottom - 1
    for row in texts[header + 1 : last + 1]:
        titles += [""] * (len(row) - len(titles))
        for at, text in enumerate(row):
            titles[at] = text or titles[at]
    return titles, last


def _spread(texts: list[list[str]], sheet: Sheet, *, below: int, places: frozenset[int]) -> None:
    """A merged cell says its value for every row that it covers; a name does not, for it is one person's."""
    for first, left, last, _right in sheet.merged:
        place = left - 1
        if first > below and last > first and place in places and first <= len(texts) and place < len(texts[first - 1]):
            for row in texts[first:last]:
                row.extend([""] * (left - len(row)))
                row[place] = row[place] or texts[first - 1][place]


def _header_faults(
    header: Sequence[str], places: dict[int, SheetColumn | None], row: int, layout: Layout
) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for place, column in places.items():
        cell = cell_name(row, place + 1)
        if column is None:
            said = _("“{title}” is no contest of this activity and no column of the roster. Correct or delete it.")
            yield Fault(cell, said.format(title=shortened(header[place])))
        elif column.code in seen:
            said = _("“{title}” means the same as column {other}. Delete one of them.")
            yield Fault(cell, said.format(title=shortened(header[place]), other=seen[column.code]))
        else:
            seen[column.code] = cell
    needed = [(GENDER, _("Gender"))] + ([(UNIT, _("Unit"))] if layout.units else [])
    for code, title in needed:
        if code not in seen:
            yield Fault(cell_name(row, 1), _("The column “{title}” is missing. Add it.").format(title=title))
