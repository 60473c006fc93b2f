"""Rosters: one typed on the page, one by Excel (first with planted errors), the others through the services."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.utils import timezone
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Locator, expect

from accounts.models import User
from events.models import Activity
from registration.models import Person, Roster
from registration.services import drafting, submitting
from tests.e2e.hall import Hall
from tests.e2e.meet import CONTESTS, PEOPLE, UNITS, Someone, people_of
from tests.e2e.planning import take_step

HEADER_ROW = 3
FIRST_FREE_ROW = 5  # below the header and the example
YES, NO, TICK = "是", "否", "✓"
UNKNOWN_CONTEST = "拔河"

# number, name, gender, post, healthy, then 托球跑 双腿夹球走 摸石过河 定点投篮 一分钟跳绳 踢毽子 金豆搬家
PLANTED: tuple[tuple[Any, ...], ...] = (
    ("", "", "男", "工会主席", YES, TICK, "", "", "", "", "", ""),  # nobody's name
    ("", "沈国梁", "未知", "工会主席", YES, "", TICK, "", TICK, TICK, "", ""),  # no such gender
    ("", "罗文静", "女", "工会干部", YES, "", TICK, "", TICK, TICK, "", TICK),  # four contests
    ("", "邱小月", "女", "工会干部", YES, "", "", "", "", TICK, "", ""),  # no starred contest
    ("", "罗文静", "女", "工会干部", YES, "", TICK, "", "", "", "", ""),  # the same person again
    ("", "薛立平", "男", "工会干部", YES, "大概", "", "", TICK, "", "", ""),  # no tick
    ("", "许冬生", "男", "工会干部", NO, TICK, "", "", "", "", "", ""),  # has not declared to be healthy
    ("", "高远山", "男", "厂长", YES, TICK, "", "", "", "", "", ""),  # no such post
    (99, "石小川", "女", "工会干部", YES, TICK, "", "", "", "", "", ""),  # a start number of nobody
)
# Cell → a word of the sentence beside it.
FAULTS = (
    ("M3", "拔河"), ("B5", "缺姓名"), ("C6", "未知"), ("B7", "报了 4 项"), ("B8", "0 项带★"), ("B9", "第 7 行重复"),
    ("F10", "大概"), ("E11", "身体健康"), ("D12", "厂长"), ("A13", "99"),
    ("B7", "最多 2 人"), ("D6", "工会主席 2 人，最多 1 人"),
)  # fmt: skip


def two_contacts_begin(hall: Hall) -> None:
    """Both have their rosters open at the same time."""
    for login in ("contact1", "contact2"):
        page = hall.go(login, "/")
        assert page.get_by_role("main").inner_text().strip()
        hall.go(login, "/activities/{}/registration/")
        hall.press(login, "开始填写报名表", look="empty")


def type_a_roster(hall: Hall) -> None:
    """The unit's page: people down, contests across; kept as it is typed."""
    page = hall["contact1"]
    people = people_of(UNITS[0])
    for number, person in enumerate(people):
        if number:
            page.get_by_role("button", name="添加人员").click()
        fill_in(page.locator("[data-rows] tr").nth(number), person)
    expect(page.locator("[data-readiness]")).to_have_text("已填好，可以提交")
    hall.look("contact1", "filled in")
    hall.press("contact1", "提交报名表")
    hall.says("contact1", "回执码")
    assert Person.objects.filter(roster__unit=hall.units[UNITS[0]]).count() == len(people)


def fill_in(row: Locator, person: Someone) -> None:
    row.get_by_label("姓名").fill(person.name)
    row.get_by_label("性别").select_option(label=person.gender)
    row.get_by_label("职务").select_option(label=person.post)
    row.get_by_label("健康").check()
    for contest in person.results:
        row.get_by_label(contest).check()


def upload_planted_errors(hall: Hall, folder: Path) -> None:
    """All of them are shown, cell by cell; none of the rows is applied."""
    page = upload(hall, folder / "有错的报名表.xlsx", PLANTED, extra_column=UNKNOWN_CONTEST)
    shown = [line for cell in page.locator(".faults li").all_inner_texts() for line in cell.splitlines()]
    for cell, word in FAULTS:
        assert any(line.startswith(f"{cell} ") and word in line for line in shown), f"{cell} {word} in {shown}"
    assert {line.split()[0][1:] for line in shown} == {
        str(HEADER_ROW),
        *(str(FIRST_FREE_ROW + n) for n in range(len(PLANTED))),
    }
    hall.says("contact2", f"有 {len(shown)} 处填写有误，尚未写入任何内容。")
    assert page.get_by_text("写入报名表").count() == 0
    assert Person.objects.filter(roster__unit=hall.units[UNITS[1]]).count() == 0


def upload_the_corrected_sheet(hall: Hall, folder: Path) -> None:
    rows = [row_of(person) for person in people_of(UNITS[1])]
    hall.press("contact2", "换一个表格上传")
    upload(hall, folder / "改好的报名表.xlsx", rows)
    assert hall["contact2"].locator(".fault-cell").count() == 0
    hall.press("contact2", f"把 {len(rows)} 行写入报名表", look="written")
    assert Person.objects.filter(roster__unit=hall.units[UNITS[1]]).count() == len(rows)
    hall.press("contact2", "提交报名表")
    hall.says("contact2", "回执码")


def upload(hall: Hall, file: Path, rows: Iterable[Sequence[Any]], *, extra_column: str = "") -> Any:
    """Fills in the sheet that the page offers, as a person with Excel would, and hands it back."""
    page = hall["contact2"]
    if "/upload/" not in page.url:
        hall.press("contact2", "用 Excel 填报")
    with page.expect_download() as started:
        page.get_by_role("link", name="下载表格").click()
    started.value.save_as(file)
    book: Workbook = load_workbook(file)
    sheet: Any = book.worksheets[0]
    header = [cell.value for cell in sheet[HEADER_ROW]]
    assert header == ["号码", "姓名", "性别", "职务", "健康", *header[5:]]
    assert [str(title).lstrip("★") for title in header[5:]] == list(CONTESTS)
    if extra_column:
        sheet.cell(row=HEADER_ROW, column=len(header) + 1, value=extra_column)
    for number, row in enumerate(rows, start=FIRST_FREE_ROW):
        for column, value in enumerate(row, start=1):
            sheet.cell(row=number, column=column, value=value if value != "" else None)
    book.save(file)
    page.locator("input[type=file]").set_input_files(file)
    hall.press("contact2", "核对表格", look=file.stem)
    return page


def row_of(person: Someone) -> list[Any]:
    ticks = [TICK if contest in person.results else "" for contest in CONTESTS]
    return ["", person.name, person.gender, person.post, YES, *ticks]


def the_other_units_hand_in(hall: Hall) -> None:
    """By the services, with the contact of each unit: what the pages call."""
    activity = Activity.objects.get(pk=hall.activity)
    codes = dict(activity.contests.values_list("title", "code"))
    for number, unit in enumerate(UNITS[2:], start=3):
        contact: User = hall.users[f"contact{number}"]
        now = timezone.now()
        roster = drafting.begin(activity=activity, unit=hall.units[unit], by=contact, now=now)
        lines = [line_of(person, codes) for person in people_of(unit)]
        saved = drafting.save(roster=roster, version=roster.version, lines=lines, by=contact, now=now)
        submitting.submit(roster=saved, version=saved.version, by=contact, now=now)


def line_of(person: Someone, codes: dict[str, str]) -> drafting.Line:
    return drafting.Line(
        key=uuid4(),
        name=person.name,
        gender={"女": Person.Gender.FEMALE, "男": Person.Gender.MALE}[person.gender].value,
        post={"工会主席": Person.Post.CHAIR, "工会干部": Person.Post.CADRE}[person.post].value,
        healthy=True,
        entries={codes[contest]: None for contest in person.results},
    )


def nobody_reads_a_neighbours_roster(hall: Hall) -> None:
    theirs = Roster.objects.get(activity=hall.activity, unit=hall.units[UNITS[1]])
    answer = hall["contact1"].goto(f"/rosters/{theirs.pk}/")
    assert answer is not None
    assert answer.status == 404


def accept_every_roster(hall: Hall) -> None:
    hall.go("organiser", "/activities/{}/registration/")
    for unit in UNITS:
        hall.press("organiser", f"通过{unit}的报名表")
    assert Roster.objects.filter(activity=hall.activity, state=Roster.State.ACCEPTED).count() == len(UNITS)
    names = Person.objects.filter(activity=hall.activity).order_by("number").values_list("name", flat=True)
    assert list(names) == [person.name for person in PEOPLE]


def close(hall: Hall) -> None:
    take_step(hall, "截止报名")
