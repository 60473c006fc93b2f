"""One sheet's way in a browser: errors seen, coloured copy, corrected, written, and nothing new the second time."""

from __future__ import annotations

import os
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from registration.models import Person
from tests.lib.workbook_files import plain_book
from tests.registration.test_browser import Axe, Browse
from tests.registration.test_sheets import GOOD, HEADER
from unionevents.lib.sheetfiles.marking import WRONG

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def shoot(page: Page, name: str, folder: Path) -> None:
    page.screenshot(path=Path(os.environ.get("SHOTS", folder)) / f"{name}.png", full_page=True)


def sends(page: Page, content: bytes) -> None:
    excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.locator("input[type=file]").set_input_files({"name": "报名.xlsx", "mimeType": excel, "buffer": content})
    page.get_by_role("button", name="核对表格").click()


def opens_in_libreoffice(file: Path, folder: Path) -> list[list[str]]:
    """As the office suite reads it: its own CSV of the first sheet."""
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{folder}/lo",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76",
    ]
    subprocess.run([*command, "--outdir", str(folder), str(file)], check=True, capture_output=True, timeout=120)
    return [line.split(",") for line in (folder / f"{file.stem}.csv").read_text().splitlines()]


def test_a_sheet_with_errors_is_corrected_and_written_once(meet: Any, browse: Browse, axe: Axe, tmp_path: Path) -> None:
    roster = meet.roster()
    rows = [list(row) for row in GOOD] + [[None, f"队员{n}", "女", "会员", "是", "✓"] for n in "甲乙丙"]
    rows[1][2], rows[3][4], rows[4][1] = "不详", "大概", None
    wide, phone = browse(meet.contact, size="desktop"), browse(meet.contact, size="phone")
    wide.goto(f"/rosters/{roster.pk}/upload/")
    shoot(wide, "upload-1440", tmp_path)
    assert axe(wide) == []
    sends(wide, plain_book([HEADER, *rows]))
    expect(wide.get_by_text("有 3 处填写有误")).to_be_visible()
    phone.goto(wide.url)
    for page, name in ((wide, "check-1440"), (phone, "check-390")):
        expect(page.get_by_text("“不详”不是性别")).to_be_visible()
        shoot(page, name, tmp_path)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with wide.expect_download() as coming:
        wide.get_by_role("link", name="下载标注错误的表格").click()
    file = tmp_path / "marked.xlsx"
    coming.value.save_as(file)
    assert coming.value.suggested_filename == "报名（标注错误）.xlsx"
    book = load_workbook(file)
    sheet = book.worksheets[0]
    assert {
        cell.coordinate for row in sheet for cell in row if cell.fill.fgColor.rgb == WRONG and cell.column < 10
    } == {
        "C3",
        "E5",
        "B6",
    }
    assert sheet["J1"].value == "错在哪里" and sheet["C3"].comment and "C3" in str(sheet["J3"].value)
    assert any("错在哪里" in cell for cell in opens_in_libreoffice(file, tmp_path)[0])
    sheet["C3"], sheet["E5"], sheet["B6"] = "男", "是", "队员丁"
    out = BytesIO()
    book.save(out)
    wide.get_by_role("link", name="换一个表格上传").click()
    sends(wide, out.getvalue())
    expect(wide.get_by_text("全部可以写入")).to_be_visible()
    shoot(wide, "right-1440", tmp_path)
    wide.get_by_role("button", name="写入").first.click()
    expect(wide.get_by_text("已写入 5 行")).to_be_visible()
    assert Person.objects.count() == 5
    wide.goto(f"/rosters/{roster.pk}/upload/")
    sends(wide, out.getvalue())
    expect(wide.get_by_text("表格没有带来变化")).to_be_visible()
    assert Person.objects.count() == 5
