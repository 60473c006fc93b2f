"""Reading .xls, the format before 2007 that WPS still offers: by calamine, inside the bounds of the process."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from unionevents.lib.sheetfiles.content import CellValue, Collector, Sheet, moment_text
from unionevents.lib.sheetfiles.refusals import LOCKED, MACROS, NotReadable


def read(content: bytes) -> list[Sheet]:
    """The visible sheets, in their order."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise NotReadable(LOCKED)
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise NotReadable(MACROS)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            shown = [
                number
                for number, each in enumerate(book.sheets_metadata)
                if (each.visible, each.typ) == (SheetVisibleEnum.Visible, SheetTypeEnum.WorkSheet)
            ]
            return [_sheet(book.get_sheet_by_index(number)) for number in shown]
    except PasswordError as problem:
        raise NotReadable(LOCKED) from problem


def _sheet(given: Any) -> Sheet:
    found = Collector(given.name)
    if given.start is not None:
        for row, values in enumerate(given.to_python(skip_empty_area=False), start=1):
            for column, value in enumerate(values, start=1):
                found.put(row, column, _meant(value))
        for (top, left), (bottom, right) in given.merged_cell_ranges or ():
            found.merged.append((top + 1, left + 1, bottom + 1, right + 1))
    return found.sheet()


def _meant(value: Any) -> CellValue:
    match value:
        case bool() | int() | str():
            return value
        case float():
            return int(value) if value.is_integer() else value
        case datetime() | date():
            return moment_text(value)
        case time():
            return value.strftime("%H:%M")
        case timedelta():
            return str(value)
        case _:
            return None
