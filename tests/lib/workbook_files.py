"""Workbooks for tests: plain ones, and ones with parts that no honest program would write."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

FILES = Path(__file__).parent / "files"
SHEET = "xl__worksheets__sheet1.xml"
HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def as_bytes(workbook: Workbook) -> bytes:
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def plain_book(rows: list[list[Any]] | None = None) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows or [["姓名"], ["林悦"]]:
        sheet.append(row)
    return as_bytes(workbook)


def changed(content: bytes, **parts: bytes) -> bytes:
    """The workbook with parts replaced or added; names use __ for /."""
    new = {name.replace("__", "/"): data for name, data in parts.items()}
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            if name not in new:
                archive.writestr(name, old.read(name))
        for name, data in new.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_sheet(inside: str | bytes, after: str = "") -> bytes:
    """A workbook whose first sheet has this for its rows."""
    rows = inside.encode() if isinstance(inside, str) else inside
    sheet = HEAD + b"<sheetData>" + rows + b"</sheetData>" + after.encode() + b"</worksheet>"
    return changed(plain_book(), **{SHEET: sheet})


def texts(*cells: tuple[str, str]) -> str:
    return "".join(f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>' for place, text in cells)
