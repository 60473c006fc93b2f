"""Rosters by Excel: the template, reading, every planted error found at once, all or nothing."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from registration.models import Entry, Person, Roster, Terms, Upload
from registration.queries import listing_of
from registration.services.uploading import keep_upload
from registration.workbooks import importing
from registration.workbooks.importing import Check
from registration.workbooks.template import roster_workbook
from tests.factories import make_person, make_user
from tests.registration.conftest import PLAN_1, Meet
from tests.registration.test_pages import as_user
from unionevents.lib.spreadsheet import as_bytes

HEADER = ["号码", "姓名", "性别", "职务", "健康", "★托球跑", "★摸石过河", "金豆搬家", "一分钟跳绳"]
GOOD = [
    [None, "林悦", "女", "工会主席", "是", "✓", None, "✓", None],
    [None, "周涛", "男", "工会干部", "是", None, "√", None, "✓"],
]


def book(*rows: list[Any], header: list[Any] | None = None) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (HEADER if header is None else header, *rows):
        sheet.append(row)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def sent(client: Client, roster: Roster, content: bytes, name: str = "报名.xlsx") -> Any:
    return client.post(f"/rosters/{roster.pk}/upload/", {"sheet": SimpleUploadedFile(name, content)})


def checked(roster: Roster, content: bytes) -> Check:
    by = make_user(f"up{Upload.objects.count()}-{len(content)}")
    kept = keep_upload(roster=roster, filename="x.xlsx", content=content, by=by, now=timezone.now())
    importing.read_file(kept)
    return importing.check(kept)


def test_a_good_sheet_is_looked_at_and_then_written_and_uploading_it_again_adds_nothing(meet: Meet) -> None:
    roster, client = meet.roster(), as_user(meet.contact)
    address = sent(client, roster, book(*GOOD))["Location"]
    page = client.get(address).content.decode()
    assert "全部可以写入" in page and Person.objects.count() == 0
    assert client.post(f"{address}apply/")["Location"] == f"/rosters/{roster.pk}/"
    assert list(Person.objects.order_by("number").values_list("name", "post")) == [("林悦", "chair"), ("周涛", "cadre")]
    assert Entry.objects.get(contest=meet.rope).division.code == "men"
    assert "从 Excel 写入：新增 林悦、周涛" in client.get(f"/rosters/{roster.pk}/").content.decode()
    again = sent(client, roster, book(*GOOD))["Location"]
    assert "表格没有带来变化" in client.get(again).content.decode()
    client.post(f"{again}apply/")
    assert Person.objects.count() == 2 and Entry.objects.count() == 4


def test_pressing_apply_twice_writes_once(meet: Meet) -> None:
    roster, client = meet.roster(), as_user(meet.contact)
    address = sent(client, roster, book(*GOOD))["Location"]
    for _time in range(2):
        client.post(f"{address}apply/")
    assert Person.objects.count() == 2


def test_a_corrected_sheet_shows_old_and_new_and_leaves_the_others_alone(meet: Meet) -> None:
    roster = meet.roster()
    make_person(roster, "林悦", meet.ball, meet.beans, post="chair")
    make_person(roster, "韩梅", meet.ball)
    found = checked(roster, book([1, "林月", "女", "主席", "是", None, "✓", "✓", None]))
    row = found.rows[0]
    assert (row.state, found.units[0].left_alone) == ("changed", 1)
    assert [(each.title, each.old, each.new) for each in row.differences] == [
        ("姓名", "林悦", "林月"), ("托球跑", "✓", "—"), ("摸石过河", "—", "✓"),
    ]  # fmt: skip


def test_a_cell_is_corrected_in_one_box_whatever_is_wrong_with_it(meet: Meet) -> None:
    Terms.objects.update(limits=[*PLAN_1, {"limit": "people_per_unit", "at_most": 1}])
    roster, client = meet.roster(), as_user(meet.contact)
    wrong = [None, "周涛", "男", "工会干部", "是", None, None, "✓", None]  # the second person, and no star
    address = sent(client, roster, book(GOOD[0], wrong))["Location"]
    page = client.get(address).content.decode()
    assert "周涛是第 2 人" in page and "周涛报了 0 项带★" in page
    assert page.count('name="cell-B3"') == 1
    client.post(f"{address}fix/", {"cell-B3": "周韬"})
    assert "周韬是第 2 人" in client.get(address).content.decode()


def test_every_planted_error_is_found_in_one_pass_with_its_cell_and_none_is_written(meet: Meet) -> None:
    roster, client = meet.roster(), as_user(meet.contact)
    make_person(meet.roster(meet.library), "别家", meet.ball)
    make_person(roster, "双胞", meet.ball)
    make_person(roster, "双胞", meet.ball)
    header = [*HEADER, "拔河", "性 别"]
    rows = [
        [None, None, "女", "工会干部", "是", "✓"],  # 2: no name
        [None, "甲一", None, "工会干部", "是", "✓"],  # 3: no gender
        [None, "甲二", "不详", "工会干部", "是", "✓"],  # 4: odd gender
        [None, "甲三", "女", "局长", "是", "✓"],  # 5: odd post
        [None, "甲四", "女", "工会干部", "大概", "✓"],  # 6: odd health
        [None, "甲五", "女", "工会干部", "是", "可能"],  # 7: odd tick
        [99, "甲六", "女", "工会干部", "是", "✓"],  # 8: nobody's number
        [1, "甲七", "女", "工会干部", "是", "✓"],  # 9: another unit's number
        ["一号", "甲八", "女", "工会干部", "是", "✓"],  # 10: no number
        [None, "甲九", "女", "工会干部", "是", "✓", "✓", "✓", "✓"],  # 11: four contests
        [None, "乙一", "女", "工会干部", "是", None, None, "✓"],  # 12: no star
        [None, "乙二", "女", "工会干部", "否", "✓"],  # 13: not healthy
        [None, "乙三", "女", "工会主席", "是", "✓"],  # 14
        [None, "乙四", "女", "工会主席", "是", "✓"],  # 15: a second chair
        [None, "乙三", "女", "工会干部", "是", "✓"],  # 16: twice in the sheet
        [None, "双胞", "女", "工会干部", "是", "✓"],  # 17: which of the two?
        [2, "双胞", "女", "工会干部", "是", "✓"],  # 18
        [2, "双胞", "女", "工会干部", "是", "✓"],  # 19: number twice
        [None, "长" * 41, "女", "工会干部", "是", "✓"],  # 20: too long
        [None, "12345", "女", "工会干部", "是", "✓"],  # 21: no name at all
        [None, "丙一", "男", "工会干部", "是", "✓", None, None, "女子组"],  # 22: a man among the women
        [None, "丙二", "女", "工会干部", "是", "✓"],  # 23: right
    ]
    found = checked(roster, book(*rows, header=header))
    cells = {fault.cell for fault in found.header_faults} | {f.cell for row in found.rows for f in row.faults}
    assert cells == {
        "J1", "K1", "B2", "C3", "C4", "D5", "E6", "F7", "A8", "A9", "A10", "B11", "B12", "E13", "D15", "B16",
        "A18", "A19", "B20", "B21", "I22",
    }  # fmt: skip
    assert found.fault_count == len(cells)
    assert [row.sheet.row for row in found.rows if row.state == "new"] == [14, 23]
    page = client.get(sent(client, roster, book(*rows, header=header))["Location"]).content.decode()
    assert all(f">{cell}<" in page for cell in cells)
    client.post(f"/uploads/{Upload.objects.latest('pk').pk}/apply/")
    assert Person.objects.filter(roster=roster).count() == 2


@pytest.mark.parametrize("odd", ["林\x7f悦", "林\x85悦", "林_x0007_悦"])
def test_a_control_character_in_a_name_is_refused_with_its_cell(meet: Meet, odd: str) -> None:
    found = checked(meet.roster(), book([None, odd, "女", "工会干部", "是", "✓"]))
    assert [(fault.cell, fault.says) for fault in found.rows[0].faults] == [
        ("B2", "姓名里有看不见的控制字符，请重新输入姓名。")
    ]


def test_a_post_or_tick_that_cannot_be_read_is_not_counted_as_missing_too(meet: Meet) -> None:
    Terms.objects.filter(activity=meet.activity).update(
        limits=[
            {"limit": "post_quota", "severity": "refuse", "post": "chair", "at_least": 1},
            {"limit": "entries_per_unit", "severity": "refuse", "at_least": 1, "contests": ["beans"]},
        ]
    )
    roster = meet.roster()
    unreadable = checked(roster, book([None, "林悦", "女", "主", "是", "✓", None, "可能", None]))
    assert ([fault.cell for fault in unreadable.rows[0].faults], unreadable.units[0].unit_problems) == (
        ["D2", "H2"],
        [],
    )
    missing = checked(roster, book([None, "林悦", "女", "工会干部", "是", "✓", None, None, None]))
    assert [problem.limit for problem in missing.units[0].unit_problems] == ["post_quota", "entries_per_unit"]


def test_headers_are_matched_loosely_and_offices_usual_columns_are_passed_over(meet: Meet) -> None:
    header = ["序号", " 名　字 ", "性别（必填）", "金豆搬家（2分钟）", "ＮＯ．", "联系电话", "托球跑*", "身体状况"]
    found = checked(meet.roster(), book([1, "　林 悦 ", "女性", "参加", None, "1380000", 1, "健康"], header=header))
    row = found.rows[0]
    assert [fault.says for fault in found.header_faults] == [
        "“ＮＯ．”不是本次活动的项目，也不是报名表的栏目；请改正或删除这一列。"
    ]
    assert (row.line.name, row.line.gender, row.line.healthy, set(row.line.entries)) == (
        "林 悦", "female", True, {"beans", "ball-run"},
    )  # fmt: skip


def test_a_contest_without_a_column_keeps_its_entries(meet: Meet) -> None:
    roster = meet.roster()
    make_person(roster, "林悦", meet.ball, meet.beans)
    found = checked(roster, book(["林悦", "女", None], header=["姓名", "性别", "金豆搬家"]))
    assert set(found.rows[0].line.entries) == {"ball-run"}


def test_the_downloaded_sheet_uploaded_unchanged_changes_nothing(meet: Meet) -> None:
    roster = meet.roster()
    make_person(roster, "林悦", meet.ball, meet.rope, post="chair")
    make_person(roster, "=SUM(A1)", meet.stones, gender="male", healthy=False)
    rope = Entry.objects.get(contest=meet.rope)
    rope.division = meet.rope.divisions.get(code="women")
    rope.save()
    found = checked(roster, as_bytes(roster_workbook(listing_of(roster))))
    assert [(row.line.name, row.differences) for row in found.rows] == [("林悦", []), ("=SUM(A1)", [])]


def test_the_template_offers_choices_and_its_example_is_passed_over(meet: Meet) -> None:
    roster = meet.roster()
    answer = as_user(meet.contact).get(f"/rosters/{roster.pk}/sheet.xlsx")
    assert "%E6%8A%A5%E5%90%8D%E8%A1%A8.xlsx" in answer["Content-Disposition"]
    workbook = load_workbook(BytesIO(answer.content))
    sheet = workbook.worksheets[0]
    assert [cell.value for cell in sheet[3]] == HEADER
    assert sheet.freeze_panes == "A4" and str(sheet["B4"].value).startswith("示例")
    assert {str(rule.sqref) for rule in sheet.data_validations.dataValidation} == {
        f"{letter}4:{letter}44" for letter in "CDEFGHI"
    }
    assert [each.title for each in workbook.worksheets] == ["报名表", "选项", "报名要求"]
    assert checked(roster, answer.content).rows == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0old", "名单,性别".encode("gb18030")])
def test_a_wrong_file_changes_nothing_and_says_what_to_do(meet: Meet, content: bytes) -> None:
    roster = meet.roster()
    answer = sent(as_user(meet.contact), roster, content)
    assert answer.status_code == 422 and "error-summary" in answer.content.decode()
    assert Upload.objects.count() == 0 and Person.objects.count() == 0


def test_another_units_upload_is_not_there(meet: Meet) -> None:
    sent(as_user(meet.contact), meet.roster(), book(*GOOD))
    address = f"/uploads/{Upload.objects.get().pk}/"
    assert as_user(meet.other).get(address).status_code == 404
    assert as_user(meet.other).post(f"{address}apply/").status_code == 404
