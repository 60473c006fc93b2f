"""A bounded process too: the uploaded workbook back, wrong cells coloured, with comments and a column of reasons."""

from __future__ import annotations

import json
import re
import sys
import warnings
from collections.abc import Mapping
from copy import copy
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from unionevents.lib.sheetfiles.child import set_bounds

CPU_SECONDS: Final = 40
MEMORY: Final = 1024 * 1024 * 1024
LARGEST_PART: Final = 100 * 1024 * 1024  # openpyxl puts each sheet into a temporary file first
WRONG: Final = "FFFFC7CE"
ASKED: Final = "FFFFEB9C"
AUTHOR: Final = "unionevents"
REASON_WIDTH: Final = 60
_TITLE: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def marked(order: Mapping[str, Any], content: bytes) -> bytes:
    """`order` names the sheet, its header's row, the wrong cells, and what to say beside each row."""
    workbook = _open(content) if content.startswith(b"PK") else _written(order)
    sheet: Any = workbook[order["sheet"]] if order["sheet"] in workbook.sheetnames else workbook.worksheets[0]
    sheet.protection.sheet = False  # the reason column stands outside the open cells
    _forget_older_marks(sheet)
    for row, column, text in order["fixes"]:
        _put(sheet.cell(row=row, column=column), text)
    for row, column, says in order["cells"]:
        cell = sheet.cell(row=row, column=column)
        cell.fill = PatternFill("solid", fgColor=WRONG)
        if not isinstance(cell, MergedCell):
            cell.comment = Comment(_clean(says), AUTHOR, width=320, height=90)
    place = _reason_column(sheet, order)
    for row, says, is_wrong in order["rows"]:
        cell = sheet.cell(row=row, column=place)
        if not isinstance(cell, MergedCell):
            _put(cell, says)
            cell.fill = PatternFill("solid", fgColor=WRONG if is_wrong else ASKED)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def _open(content: bytes) -> Workbook:
    """Values in place of formulas: what somebody uploads shall compute nothing where somebody else opens it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl remarks on extensions that it leaves out
        return load_workbook(BytesIO(content), data_only=True, keep_links=False)


def _written(order: Mapping[str, Any]) -> Workbook:
    """A new workbook of the same cells, where the file was none that can be written again."""
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = _TITLE.sub(" ", order["sheet"])[:31].strip() or "1"
    for number, row in enumerate(order["values"], start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                _put(sheet.cell(row=number, column=column), value)
    return workbook


def _forget_older_marks(sheet: Any) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.has_style and cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in {WRONG, ASKED}:
                cell.fill = PatternFill()
            if not isinstance(cell, MergedCell) and cell.comment and cell.comment.author == AUTHOR:
                cell.comment = None


def _reason_column(sheet: Any, order: Mapping[str, Any]) -> int:
    """The one from last time, emptied, else the first free one."""
    header = order["header"]
    place = next((cell.column for cell in sheet[header] if cell.value == order["title"]), None)
    if place is None:
        place = max((cell.column for row in sheet.iter_rows() for cell in row if cell.value is not None), default=0) + 1
    else:
        for row in range(header + 1, sheet.max_row + 1):
            cell = sheet.cell(row=row, column=place)
            if not isinstance(cell, MergedCell):
                cell.value = None
    title = sheet.cell(row=header, column=place)
    beside = sheet.cell(row=header, column=max(1, place - 1))
    if beside.has_style and not isinstance(title, MergedCell):
        title._style = copy(beside._style)
    _put(title, order["title"])
    title.font = Font(bold=True, color="FF9C0006")
    sheet.column_dimensions[get_column_letter(place)].width = REASON_WIDTH
    return int(place)


def _put(cell: Any, value: Any) -> None:
    """Text stays text, whatever it begins with."""
    if isinstance(cell, MergedCell):
        return
    if isinstance(value, str):
        cell.value = _clean(value)
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in tuple("=+-@＝＋－＠\t\r\n")
    else:
        cell.value = value


def _clean(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def main() -> None:
    set_bounds(seconds=CPU_SECONDS, memory=MEMORY, written=LARGEST_PART)
    size = int.from_bytes(sys.stdin.buffer.read(8), "big")
    order = json.loads(sys.stdin.buffer.read(size))
    sys.stdout.buffer.write(marked(order, sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
