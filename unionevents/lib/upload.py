"""Reading a spreadsheet that somebody uploads: looked at from outside first, then read with bounds, never trusted.

The zip directory is judged before anything is unpacked; far cells and endless rows end at the bounds; whatever the
parser stumbles over becomes one sentence with a remedy.
"""

from __future__ import annotations

import re
import time
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from unionevents.lib.phrase import Phrase

MAX_BYTES: Final = 5 * 1024 * 1024
MAX_MEMBERS: Final = 200
MAX_UNPACKED: Final = 100 * 1024 * 1024
MAX_RATIO: Final = 100
SMALL: Final = 1024 * 1024  # a ratio says nothing about a member that is small when unpacked
MAX_ROWS, MAX_COLUMNS = 2_000, 60
MAX_SECONDS: Final = 15
PROLOGUE: Final = 64 * 1024  # where a document type would have to stand
LONGEST_SHOWN: Final = 40

CellValue = str | int | float | bool | None | object

AS_XLSX = Phrase(
    "Save it as an Excel workbook (.xlsx) and upload it again.", "请另存为 Excel 工作簿（.xlsx）后重新上传。"
)
EMPTY = Phrase("The file is empty.", "文件是空的。")
TOO_LARGE = Phrase(
    "The file is larger than 5 MB. A roster is much smaller: remove pictures and other sheets.",
    "文件超过 5 MB。报名表不会这么大，请删去图片和其他工作表。",
)
OLD_OR_LOCKED = Phrase(
    "This is an old .xls file, or it has a password. {remedy}", "这是旧版 .xls 文件，或者加了密码。{remedy}"
).fill(remedy=AS_XLSX)
LOCKED = Phrase(
    "The file has a password. Remove the password and upload it again.", "文件加了密码，请取消密码后重新上传。"
)
NOT_EXCEL = Phrase("This is not an Excel workbook. {remedy}", "这不是 Excel 工作簿。{remedy}").fill(remedy=AS_XLSX)
MACROS = Phrase("The file contains macros. {remedy}", "文件中含有宏。{remedy}").fill(remedy=AS_XLSX)
LINKS = Phrase(
    "The file takes values from other files. Copy the cells as values into a new workbook and upload that.",
    "文件引用了其他文件的数据。请把单元格“粘贴为数值”到新工作簿后再上传。",
)
SUSPICIOUS = Phrase(
    "The file unpacks to much more than a roster holds, so it was not opened. Copy the rows into the template.",
    "文件解压后大得异常，没有打开。请把内容复制到下载的模板中再上传。",
)
BROKEN = Phrase(
    "The file is damaged and could not be read. Open it in Excel or WPS, save it again, and upload that.",
    "文件已损坏，无法读取。请用 Excel 或 WPS 打开并重新保存后再上传。",
)
NO_SHEET = Phrase("The workbook has no sheet with rows.", "工作簿里没有带内容的工作表。")
TOO_MANY_ROWS = Phrase(
    "The sheet has more than {rows} rows. Delete what is not part of the roster.",
    "工作表超过 {rows} 行。请删去不属于报名表的内容。",
).fill(rows=MAX_ROWS)
TOO_SLOW = Phrase(
    "Reading the file takes too long. Copy the rows into the template and upload that.",
    "读取文件耗时过长。请把内容复制到下载的模板中再上传。",
)

_ODD = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffe\uffff]|[\ud800-\udfff]")
_BLANKS = re.compile(r"[\s\u3000\u00a0]+")


class NotReadable(Exception):
    """The file cannot be taken; `phrase` says why and what to do."""

    def __init__(self, phrase: Phrase) -> None:
        self.phrase = phrase
        super().__init__(phrase.en)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first visible sheet: its rows as they stand, empty ones too, so that row 7 is row 7."""

    title: str
    rows: tuple[tuple[CellValue, ...], ...]


def read_sheet(content: bytes) -> Sheet:
    """The sheet of an .xlsx file; NotReadable for anything that is not a plain, sound, bounded workbook."""
    look_from_outside(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # openpyxl remarks on extensions that it leaves out; rows are not among them
            return _read(content)
    except NotReadable:
        raise
    # openpyxl lets through whatever a broken part made it stumble over; a person needs one sentence for all of it.
    except Exception as problem:
        raise NotReadable(BROKEN) from problem


def look_from_outside(content: bytes) -> None:
    """Size, kind and zip directory, before anything is unpacked; NotReadable if it must not be opened."""
    if not content:
        raise NotReadable(EMPTY)
    if len(content) > MAX_BYTES:
        raise NotReadable(TOO_LARGE)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotReadable(LOCKED if "EncryptedPackage".encode("utf-16-le") in content else OLD_OR_LOCKED)
    if not content.startswith(b"PK"):
        raise NotReadable(NOT_EXCEL)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _judge_members(archive)
    except NotReadable:
        raise
    except Exception as problem:  # zipfile raises a dozen kinds for damaged directories
        raise NotReadable(BROKEN) from problem


def text_of(value: CellValue) -> str:
    """What stands in a cell as one line of text: no control characters, single blanks; 12.0 is 12."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _BLANKS.sub(" ", _ODD.sub("", _BLANKS.sub(" ", str(value)))).strip()


def cell_name(row: int, column: int) -> str:
    """`cell_name(7, 3)` is C7; both count from 1."""
    return f"{get_column_letter(column)}{row}"


def shortened(text: str) -> str:
    """A cell's text for a message."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _judge_members(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = {member.filename.lower() for member in members}
    if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise NotReadable(NOT_EXCEL)
    if any(name.endswith((".bin", "vbadata.xml")) and "vba" in name for name in names):
        raise NotReadable(MACROS)
    if any(name.startswith("xl/externallinks/") for name in names):
        raise NotReadable(LINKS)
    if any(member.flag_bits & 1 for member in members):
        raise NotReadable(LOCKED)
    unpacked = sum(member.file_size for member in members)
    nested = any(name.endswith((".zip", ".gz", ".7z", ".rar", ".xlsx")) for name in names)
    swollen = any(
        member.file_size > SMALL and member.file_size > MAX_RATIO * max(member.compress_size, 1) for member in members
    )
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or nested or swollen:
        raise NotReadable(SUSPICIOUS)
    for member in members:
        if member.filename.lower().endswith((".xml", ".rels")):
            with archive.open(member) as part:
                beginning = part.read(PROLOGUE).replace(b"\x00", b"").upper()
            if b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning:
                raise NotReadable(SUSPICIOUS)


def _read(content: bytes) -> Sheet:
    workbook = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in workbook.worksheets:
            if sheet.sheet_state == "visible":
                rows = tuple(_rows_of(sheet))
                while rows and not any(value is not None for value in rows[-1]):
                    rows = rows[:-1]
                if rows:
                    return Sheet(sheet.title, rows)
    finally:
        workbook.close()
    raise NotReadable(NO_SHEET)


def _rows_of(sheet: Any) -> Iterator[tuple[CellValue, ...]]:
    sheet.reset_dimensions()  # openpyxl believes what the file says of its own size
    until = time.monotonic() + MAX_SECONDS
    bounded = sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS, values_only=True)
    for number, row in enumerate(bounded, start=1):
        if time.monotonic() > until:
            raise NotReadable(TOO_SLOW)
        if number > MAX_ROWS:
            if any(value is not None for value in row):
                raise NotReadable(TOO_MANY_ROWS)
            return
        yield row
