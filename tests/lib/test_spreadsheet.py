"""Writing: text stays text, dates and numbers are real."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from unionevents.lib.spreadsheet import Column, as_bytes, download, sheet_title, write_sheet

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
