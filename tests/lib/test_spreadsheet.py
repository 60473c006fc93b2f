"""Writing: text stays text. Reading: hostile and broken files are refused quickly, honest ones read as they are."""

from __future__ import annotations

import time
import tracemalloc
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from unionevents.lib import upload
from unionevents.lib.spreadsheet import Column, as_bytes, download, sheet_title, write_sheet
from unionevents.lib.upload import NotReadable, read_sheet, text_of

COLUMNS = [
    Column("姓名", 12), Column("金额", 12, "money"), Column("日期", 12, "date"), Column("时刻", 16, "moment"),
    Column("数", 6, "int"),
]  # fmt: skip
ROW = ["林悦", 675000, date(2026, 9, 23), datetime(2026, 9, 23, 0, 30, tzinfo=UTC), 3]


def written(rows: list[Any], *, write_only: bool = True, **options: Any) -> Any:
    workbook = Workbook(write_only=write_only)
    if not write_only:
        del workbook[workbook.sheetnames[0]]
    write_sheet(workbook, "名单", COLUMNS, rows, **options)
    return load_workbook(BytesIO(as_bytes(workbook))).worksheets[0]


@pytest.mark.parametrize("write_only", [True, False])
def test_dates_and_numbers_are_real_and_money_is_in_yuan(write_only: bool) -> None:
    sheet = written([ROW], write_only=write_only, heading="获奖名单", note="说明", closing=["合计"])
    assert [cell.value for cell in sheet[4]] == [
        "林悦", 6750, datetime(2026, 9, 23), datetime(2026, 9, 23, 8, 30), 3,
    ]  # fmt: skip
    assert [cell.number_format for cell in sheet[4]][1:4] == ["¥#,##0.00", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"]
    assert sheet["A1"].value == "获奖名单" and sheet["A5"].value == "合计"
    assert sheet.freeze_panes == "A4" and sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.paperSize == 9 and sheet.oddFooter.center.text == "&P / &N"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(max_size=30) | st.sampled_from(["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "#N/A", "\t=1"]), min_size=1
    )
)
def test_no_text_ever_becomes_a_formula(names: list[str]) -> None:
    workbook = Workbook(write_only=True)
    write_sheet(workbook, "x", COLUMNS, [[name, None, None, None, None] for name in names])
    content = as_bytes(workbook)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheet_xml = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet_xml and b"<f " not in sheet_xml
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    for number, name in enumerate(names, start=2):
        cell = sheet.cell(row=number, column=1)
        assert cell.data_type in {"s", "n"} and (cell.value is None or isinstance(cell.value, str))
        if name and name[0] in "=+-@＝":
            assert cell.quotePrefix


def test_a_sheet_has_a_title_that_excel_takes() -> None:
    assert sheet_title("一/二:三[四]*?") == "一 二 三 四"
    assert sheet_title("") == "1"
    assert len(sheet_title("长" * 40)) == 31


def test_a_download_keeps_its_chinese_name() -> None:
    workbook = Workbook(write_only=True)
    write_sheet(workbook, "x", COLUMNS, [])
    assert "filename*=utf-8''%E8%8E%B7%E5%A5%96.xlsx" in download(workbook, "获奖.xlsx")["Content-Disposition"]


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


SHEET = "xl__worksheets__sheet1.xml"
HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def cells_xml(*cells: tuple[str, str]) -> bytes:
    body = "".join(f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>' for place, text in cells)
    return HEAD + f"<sheetData><row>{body}</row></sheetData></worksheet>".encode()


def many_members() -> bytes:
    return changed(plain_book(), **{f"xl__media__{n}.png": b"x" for n in range(250)})


HOSTILE = {
    "empty": (b"", upload.EMPTY),
    "text": ("姓名,性别".encode(), upload.NOT_EXCEL),
    "old xls": (b"\xd0\xcf\x11\xe0" + b"x" * 600, upload.OLD_OR_LOCKED),
    "password": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), upload.LOCKED),
    "too large": (b"PK\x03\x04" + b"x" * upload.MAX_BYTES, upload.TOO_LARGE),
    "cut off": (plain_book()[:900], upload.BROKEN),
    "no workbook": (changed(b"PK\x05\x06" + b"\x00" * 18, **{"a.txt": b"x"}), upload.NOT_EXCEL),
    "macros": (changed(plain_book(), **{"xl__vbaProject.bin": b"x"}), upload.MACROS),
    "links": (changed(plain_book(), **{"xl__externalLinks__externalLink1.xml": b"<a/>"}), upload.LINKS),
    "bomb": (changed(plain_book(), **{SHEET: HEAD + b" " * 90_000_000}), upload.SUSPICIOUS),
    "many members": (many_members(), upload.SUSPICIOUS),
    "nested": (changed(plain_book(), **{"xl__embeddings__a.zip": b"PK"}), upload.SUSPICIOUS),
    "entities": (changed(plain_book(), **{SHEET: b'<!DOCTYPE a [<!ENTITY b "c">]>' + HEAD}), upload.SUSPICIOUS),
    "no xml": (changed(plain_book(), **{SHEET: b"<worksheet"}), upload.BROKEN),
    "NUL": (changed(plain_book(), **{SHEET: cells_xml(("A1", "a\x00b"))}), upload.BROKEN),
    "too many rows": (plain_book([["x"]] * (upload.MAX_ROWS + 1)), upload.TOO_MANY_ROWS),
    "nothing in it": (plain_book([[None]]), upload.NO_SHEET),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_or_broken_file_is_refused_quickly_with_a_sentence(name: str) -> None:
    content, says = HOSTILE[name]
    tracemalloc.start()
    started = time.monotonic()
    with pytest.raises(NotReadable) as refused:
        read_sheet(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused.value.phrase == says
    assert time.monotonic() - started < 20 and peak < 150_000_000


def test_a_cell_at_the_far_corner_costs_nothing_and_a_lying_size_hides_nothing() -> None:
    far = changed(plain_book(), **{SHEET: cells_xml(("A1", "姓名"), ("XFD1048576", "x"))})
    assert read_sheet(far).rows[0][0] == "姓名"
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 8))
    lying = changed(
        plain_book(), **{SHEET: HEAD + f'<dimension ref="A1:A2"/><sheetData>{rows}</sheetData></worksheet>'.encode()}
    )
    assert [row[0] for row in read_sheet(lying).rows] == [1, 2, 3, 4, 5, 6, 7]


def test_the_first_visible_sheet_with_rows_is_read_and_rows_keep_their_numbers() -> None:
    workbook = Workbook()
    hidden = workbook.active
    assert hidden is not None
    hidden.sheet_state = "hidden"
    hidden.append(["选项"])
    workbook.create_sheet("空")
    sheet = workbook.create_sheet("报名表")
    sheet["A3"] = "姓名"
    read = read_sheet(as_bytes(workbook))
    assert (read.title, len(read.rows), read.rows[2][0]) == ("报名表", 3, "姓名")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (12.0, "12"),
        (1.5, "1.5"),
        (" 林\u3000悦\n", "林 悦"),
        ("a\u200bb\ufeff", "ab"),
        (True, "True"),
        ("\x00\x07", ""),
    ],
)
def test_a_cell_is_one_line_of_text(value: Any, text: str) -> None:
    assert text_of(value) == text


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", plain_book()]), st.integers(0, 3000)
)
def test_arbitrary_bytes_are_read_or_refused(noise: bytes, start: bytes, place: int) -> None:
    content = start[:place] + noise + start[place + len(noise) :]
    try:
        read_sheet(content)
    except NotReadable as refused:
        assert refused.phrase.zh and refused.phrase.en
