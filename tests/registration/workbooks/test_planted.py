"""A workbook of 300 people with 40 errors of 12 kinds: all of them in one pass, none that is not there."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from registration.models import Entry, Person, Upload
from registration.services.uploading import keep_upload, note_read
from tests.lib.workbook_files import plain_book
from tests.registration.conftest import Meet
from tests.registration.test_pages import as_user
from tests.registration.workbooks.conftest import checked, sheet_of, written

TITLES = [
    ["城东小学工会报名汇总"],
    [],
    [
        "序号",
        "单位",
        "性 别",
        "名字",
        "职务",
        "身体状况",
        "出生年月日",
        "参加工作时间",
        "托球跑（个人）",
        "★摸石过河",
        "金豆搬家",
        "一分钟跳绳",
        "接力队号",
        "接力棒次",
        "备注",
    ],
]
(UNIT, GENDER, NAME, POST, HEALTHY, BORN, SINCE, BALL, STONES, BEANS, ROPE, TEAM, LEG) = range(1, 14)
FIRST = len(TITLES) + 1
WAYS = ["1986-05-01", "1986.5.1", "1986年5月1日", "１９８６/05/01", "19860501", 31533]
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文玉萍红"


def good_rows() -> list[list[Any]]:
    """Three hundred people, written the way offices write."""
    chance = random.Random(20260923)
    rows: list[list[Any]] = []
    for number in range(300):
        name = f"{SURNAMES[number % 16]}{GIVEN[number // 16 % 28]}{GIVEN[(number * 7 + number // 28) % 28]}"
        ticks: list[Any] = [None, None, None, None]
        for place in chance.sample(range(4), chance.randint(1, 2)):
            ticks[place] = chance.choice(["✓", "√", "是", 1, "参加"])
        rows.append(
            [
                number + 1,
                "语文组",
                chance.choice(["女", "男", "女性", "Ｍ"]),
                name,
                chance.choice(["会员", "工会干部", None]),
                chance.choice(["是", "健康", "√"]),
                WAYS[number % 6],
                "2010.9.1",
                *ticks,
                number // 4 + 1 if number < 40 else None,
                number % 4 + 1 if number < 40 else None,
                None,
            ]
        )
    assert len({row[NAME] for row in rows}) == 300
    return rows


KINDS: list[tuple[int, Callable[[list[list[Any]], int], None]]] = [
    (NAME, lambda rows, at: rows[at].__setitem__(NAME, None)),
    (NAME, lambda rows, at: rows[at].__setitem__(NAME, "长" * 100_000)),
    (NAME, lambda rows, at: rows[at].__setitem__(NAME, rows[at - 60][NAME])),
    (GENDER, lambda rows, at: rows[at].__setitem__(GENDER, "不详")),
    (POST, lambda rows, at: rows[at].__setitem__(POST, "局长")),
    (HEALTHY, lambda rows, at: rows[at].__setitem__(HEALTHY, "大概")),
    (HEALTHY, lambda rows, at: rows[at].__setitem__(HEALTHY, "否")),
    (BORN, lambda rows, at: rows[at].__setitem__(BORN, "1986年5月")),
    (BORN, lambda rows, at: rows[at].__setitem__(BORN, "1950-01-01")),
    (SINCE, lambda rows, at: rows[at].__setitem__(SINCE, "2026-08-01")),
    (BEANS, lambda rows, at: rows[at].__setitem__(BEANS, "可能")),
    (LEG, lambda rows, at: rows[at].__setitem__(slice(TEAM, LEG + 1), [9, "末棒"])),
]


def letter(place: int) -> str:
    return "ABCDEFGHIJKLMNO"[place]


def test_all_forty_planted_errors_are_found_in_one_pass_and_no_other(rich: Meet) -> None:
    rows, expected = good_rows(), set()
    for number in range(40):
        column, plant = KINDS[number % 12]
        at = 80 + number * 5
        plant(rows, at)
        expected.add(f"{letter(column)}{at + FIRST}")
    roster, client = rich.roster(), as_user(rich.contact)
    sheet = SimpleUploadedFile("报名.xlsx", plain_book(TITLES + rows))
    address = client.post(f"/rosters/{roster.pk}/upload/", {"sheet": sheet})["Location"]
    page = client.get(f"{address}?show=wrong").content.decode()
    assert sorted(re.findall('name="cell-([A-Z]+[0-9]+)"', page)) == sorted(expected)
    assert "有 40 处填写有误" in page
    result = Upload.objects.get().result
    assert (result["faults"], result["counts"]["new"], result["counts"]["wrong"]) == (40, 260, 40)
    client.post(f"{address}apply/")
    assert Person.objects.count() == 0, "with one error nothing goes in, unless only the right rows are asked for"


def test_the_corrected_workbook_goes_in_and_a_second_upload_changes_nothing(rich: Meet) -> None:
    roster, client, content = rich.roster(), as_user(rich.contact), plain_book(TITLES + good_rows())
    for round_number in range(2):
        sheet = SimpleUploadedFile("报名.xlsx", content)
        address = client.post(f"/rosters/{roster.pk}/upload/", {"sheet": sheet})["Location"]
        result = Upload.objects.get().result
        assert (result["faults"], result["counts"]["new"]) == (0, 0 if round_number else 300)
        assert result["may_be_applied"] is not bool(round_number)
        client.post(f"{address}apply/")
        assert (Person.objects.count(), roster.teams.count()) == (300, 10)
    assert Entry.objects.filter(team=None).count() == sum(
        1 for row in good_rows() for cell in row[BALL : ROPE + 1] if cell is not None
    )
    assert Person.objects.filter(birth_date="1986-05-01").count() == 300


def test_the_right_rows_may_go_in_while_the_wrong_ones_wait(rich: Meet) -> None:
    rows = good_rows()[:6]
    rows[1][GENDER] = "不详"
    roster, client = rich.roster(), as_user(rich.contact)
    sheet = SimpleUploadedFile("报名.xlsx", plain_book(TITLES + rows))
    address = client.post(f"/rosters/{roster.pk}/upload/", {"sheet": sheet})["Location"]
    assert "只写入正确的 5 行" in client.get(address).content.decode()
    client.post(f"{address}apply/")
    assert Person.objects.count() == 0
    client.post(f"{address}apply/", {"which": "good"})
    assert Person.objects.count() == 5 and not Person.objects.filter(name=rows[1][NAME]).exists()
    assert roster.teams.get(number=1).members.count() == 3


def test_a_cell_is_corrected_on_the_page_and_the_sheet_checked_again(rich: Meet) -> None:
    rows = good_rows()[:3]
    rows[1][GENDER], rows[2][BORN] = "不详", "去年"
    roster, client = rich.roster(), as_user(rich.contact)
    sheet = SimpleUploadedFile(
        "报名.csv", "\n".join(",".join(map(cell, row)) for row in TITLES + rows).encode("gb18030")
    )
    address = client.post(f"/rosters/{roster.pk}/upload/", {"sheet": sheet})["Location"]
    page = client.get(f"{address}?show=wrong").content.decode()
    assert 'name="cell-C5"' in page and 'value="不详"' in page
    client.post(f"{address}fix/", {"cell-C5": "女", "cell-G6": "1990.1.2", "cell-ZZ99999": "x", "cell-A0": "x"})
    client.post(f"{address}apply/")
    assert Person.objects.count() == 3 and str(Person.objects.get(name=rows[2][NAME]).birth_date) == "1990-01-02"


def test_what_is_pasted_is_read_like_a_file(rich: Meet) -> None:
    roster, client = rich.roster(), as_user(rich.contact)
    text = "\n".join("\t".join(map(cell, row)) for row in TITLES[2:] + good_rows()[:4])
    address = client.post(f"/rosters/{roster.pk}/upload/", {"pasted": text})["Location"]
    client.post(f"{address}apply/")
    assert Person.objects.count() == 4
    answer = client.post(f"/rosters/{roster.pk}/upload/", {"pasted": "  "})
    assert answer.status_code == 422 and "请选择文件" in answer.content.decode()


def test_the_hundred_rows_of_each_page_and_the_filters_say_how_many(rich: Meet) -> None:
    roster = rich.roster()
    found = checked(rich, roster, sheet_of(TITLES + good_rows()[:120]))
    kept = keep_upload(roster=roster, filename="x", content=b"x", by=rich.contact, now=timezone.now())
    note_read(upload=kept, sheets=[sheet_of(TITLES + good_rows()[:120]).as_json()])
    client = as_user(rich.contact)
    client.post(f"/uploads/{kept.pk}/fix/")
    assert "第 1 页，共 2 页" in client.get(f"/uploads/{kept.pk}/").content.decode()
    assert client.get(f"/uploads/{kept.pk}/?show=new&page=2").content.decode().count('data-state="new"') == 20
    written(rich, found)
    assert client.get(f"/uploads/{kept.pk}/")["Location"] == f"/uploads/{kept.pk}/"  # the roster has changed since
    assert "表格没有带来变化" in client.get(f"/uploads/{kept.pk}/").content.decode()


def cell(value: Any) -> str:
    return "" if value is None else str(value)
