"""Writing of Excel files: text that stays text, real dates and numbers, a header that stays, paper that prints well.

Reading what people upload is the other question and lives in `unionevents.lib.upload`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, Literal

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Kind = Literal["text", "int", "money", "date", "moment"]
FORMATS: dict[Kind, str] = {
    "text": "General",
    "int": "0",
    "money": "¥#,##0.00",
    "date": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
}
# Whatever begins with one of these can be taken for a formula by some program, today or after a copy and paste.
DANGEROUS = "=+-@＝＋－＠\t\r\n"
A4, LONGEST_TITLE, LONGEST_TEXT, WIDE = "9", 31, 32_000, 95

_LINE = Side(style="thin", color="FFB8C0C8")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADER_FILL = PatternFill("solid", fgColor="FFEEF1F4")
_ESCAPED = re.compile("_(x[0-9A-Fa-f]{4}_)")  # the format reads _x0041_ as A
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet; `width` counts Latin letters, a Chinese character takes two."""

    title: str
    width: float = 12
    kind: Kind = "text"


def put(cell: Any, value: object) -> Any:
    """Store a value so that nobody's name becomes a formula; gives the cell back."""
    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_TEXT]
        if not text:
            return cell
        cell.value = _ESCAPED.sub(r"_x005F_\1", text)
        cell.data_type = "s"  # after the value: openpyxl reads `=` as a formula and `#N/A` as an error
        if text[0] in DANGEROUS:
            cell.quotePrefix = 1
    elif isinstance(value, datetime):
        cell.value = timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
        cell.number_format = FORMATS["moment"]
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = FORMATS["date"]
    else:
        cell.value = value
    return cell


def write_sheet(
    workbook: Workbook,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    *,
    heading: str = "",
    note: str = "",
    stamp: tuple[str, date] | None = None,
    closing: Iterable[str] = (),
    row_height: float = 20,
    landscape: bool | None = None,
) -> Any:
    """Append a sheet and give it back; streams when the workbook is write-only.

    `heading` and `note` stand above the header, and a `stamp` (label and day) at its right end; each `closing` line
    below the rows (signatures, totals in words).
    Money comes in fen. Higher rows leave room to sign. Paper lies across when the columns are wide, unless told.
    """
    sheet: Any = workbook.create_sheet(sheet_title(title))
    above = [line for line in (heading, note) if line]
    for index, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    sheet.sheet_format.defaultRowHeight = row_height
    sheet.sheet_format.customHeight = True
    header_row = len(above) + (stamp is not None) + 1
    sheet.freeze_panes = sheet_cell(1, header_row + 1)
    is_wide = sum(column.width for column in columns) > WIDE if landscape is None else landscape
    set_up_paper(sheet, header_row=header_row, is_wide=is_wide)

    for number, line in enumerate(above, start=1):
        sheet.row_dimensions[number].height = 32 if line is heading else 24
        sheet.append(_banner(sheet, line, len(columns), is_heading=line is heading))
    if stamp is not None:
        sheet.append(_stamp(sheet, *stamp, width=len(columns)))
    sheet.append([header_cell(sheet, column.title) for column in columns])
    styles = [_style_of(sheet, column) for column in columns]
    for row in rows:
        sheet.append([_body_cell(sheet, *given) for given in zip(columns, styles, row, strict=True)])
    for line in closing:
        sheet.append([put(WriteOnlyCell(sheet), line)])
    return sheet


def header_cell(sheet: Any, title: str) -> Any:
    cell = put(WriteOnlyCell(sheet), title)
    cell.font = Font(bold=True)
    cell.fill = _HEADER_FILL
    cell.border = _BOX
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return cell


def set_up_paper(sheet: Any, *, header_row: int, is_wide: bool) -> None:
    """A4, as wide as the paper, the header repeated, page x / y at the foot."""
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape" if is_wide else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    sheet.oddFooter.center.text = "&P / &N"


def sheet_title(title: str) -> str:
    """A name that Excel takes: no brackets or slashes, at most 31 characters."""
    return _NOT_IN_TITLES.sub(" ", title).strip(" '")[:LONGEST_TITLE].strip(" '") or "1"


def sheet_cell(column: int, row: int) -> str:
    """`sheet_cell(3, 5)` is C5."""
    return f"{get_column_letter(column)}{row}"


def as_bytes(workbook: Workbook) -> bytes:
    """The file itself."""
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def download(workbook: Workbook, filename: str) -> HttpResponse:
    """The workbook as an answer that the browser stores under this name, Chinese or not."""
    response = HttpResponse(as_bytes(workbook), content_type=XLSX)
    if disposition := content_disposition_header(as_attachment=True, filename=filename):
        response.headers["Content-Disposition"] = disposition
    return response


def _banner(sheet: Any, line: str, width: int, *, is_heading: bool) -> list[Any]:
    """A line over the whole width, centred without merging cells: sorting and copying still work."""
    cells = [WriteOnlyCell(sheet) for _ in range(width)]
    put(cells[0], line)
    alignment = Alignment(horizontal="centerContinuous" if is_heading else "left", vertical="center", wrap_text=False)
    for cell in cells:
        cell.alignment = alignment
        cell.font = Font(bold=is_heading, size=16 if is_heading else 11)
    return cells


def _stamp(sheet: Any, label: str, day: date, *, width: int) -> list[Any]:
    """Label and day in the last two cells; the label has the empty cells on its left to spread into."""
    cells = [WriteOnlyCell(sheet) for _ in range(width)]
    for cell, value, side in ((cells[-2], label, "right"), (cells[-1], day, "left")):
        put(cell, value)
        cell.alignment = Alignment(horizontal=side, vertical="center")
    return cells


def _style_of(sheet: Any, column: Column) -> Any:
    """The style of a column's cells, made once: making it for each cell takes most of the time of a large file."""
    cell: Any = WriteOnlyCell(sheet)
    cell.number_format = FORMATS[column.kind]
    cell.border = _BOX
    is_text = column.kind == "text"
    horizontal = {"text": "left", "date": "center", "moment": "center"}.get(column.kind, "right")
    cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=is_text)
    return cell._style


def _body_cell(sheet: Any, column: Column, style: Any, value: object) -> Any:
    if column.kind == "money" and isinstance(value, int):
        value = Decimal(value).scaleb(-2)
    cell = put(WriteOnlyCell(sheet), value)
    is_quoted = cell.quotePrefix
    cell._style = style
    if is_quoted:
        cell._style = copy(style)
        cell.quotePrefix = 1
    return cell
