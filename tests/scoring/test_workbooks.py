"""The award workbook: what two other programs read in it equals the published outcome, and nothing in it calculates."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
import tracemalloc
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from events.models import Activity
from events.states import State
from scoring.models import Publication
from scoring.rulebook import outcome_of
from scoring.services.award_list import NotPublished, published_award_list
from scoring.services.verifying import seal_of
from scoring.workbooks import award_document, write_award_workbook
from tests.factories import make_activity, make_unit

pytestmark = pytest.mark.django_db
SHEETS = ["按项目", "按单位", "按个人", "奖品采购", "签领表"]
HOSTILE = ['=HYPERLINK("http://x")', "+1+1", "-2", "@SUM(A1)", " =1", "#N/A", "＝1", "1e5", "'quoted"]


def case_of(names: list[str]) -> dict[str, Any]:
    """Two contests: everybody runs, the even ones also count; the last one does not turn up."""

    def entries(code: str, field: str, people: list[int], value: Any) -> list[dict[str, Any]]:
        return [
            {"id": f"{code}/{number}", "person": f"p{number}", "name": names[number], "unit": f"u{number % 11}"}
            | {"unit_name": f"第{number % 11}工会"}
            | ({"records": {field: value(number)}} if number < len(names) - 1 else {"records": {}, "absence": "DNS"})
            for number in people
        ]

    everybody = list(range(len(names)))
    rules = {
        "places": {"rule": "fixed", "count": 6},
        "tiers": [{"prize": "first", "rule": "fixed", "count": 1}, {"prize": "second", "rule": "rest"}],
    }
    return {
        "format": "unionevents-case",
        "version": 1,
        "contests": [
            {"code": "run", "title": "托球跑", "game": "timed",
             "entries": entries("run", "time", everybody, lambda number: 9000 + 10 * number)},
            {"code": "rope", "title": "跳绳", "game": "count", "divisions": [{"code": "a", "title": "甲组"}],
             "entries": [entry | {"division": "a"} for entry in entries("rope", "count", everybody[::2], lambda n: n)]},
        ],
        "prizes": [
            {"code": "first", "title": "一等奖", "item": "背包", "value": 20000},
            {"code": "second", "title": "二等奖", "item": "=杯子", "value": 12050},
            {"code": "gift", "title": "纪念奖", "item": "毛巾", "value": 1999},
        ],
        "prize_rules": rules,
        "awards": {"one_per_person": "best_placing", "souvenir": {"prize": "gift", "to": "took_part"}},
    }  # fmt: skip


def publish(names: list[str], *, state: State = State.PUBLISHED) -> Publication:
    activity = make_activity(make_unit(), title="=趣味运动会", state=state)
    case = case_of(names)
    outcome = outcome_of(case)
    return Publication.objects.create(
        activity=activity, number=2, case=case, outcome=outcome, sha256=seal_of(case, outcome), by_name="严守正",
        at=datetime(2026, 9, 23, 3, 45, tzinfo=UTC),
    )  # fmt: skip


def workbook_of(publication: Publication) -> bytes:
    file = BytesIO()
    write_award_workbook(publication, file)
    return file.getvalue()


def rows_of(content: bytes, sheet: str) -> list[list[Any]]:
    """As calamine reads them, without the lines above the header."""
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(sheet).to_python()[3:]


NAMES = [*HOSTILE, *(f"队员{number}" for number in range(20))]


def test_every_cell_equals_an_independent_reading_of_the_outcome() -> None:
    publication = publish(NAMES)
    content = workbook_of(publication)
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    assert workbook.sheet_names == SHEETS
    people = range(len(NAMES))
    given = {0: "一等奖", 26: ""} | dict.fromkeys(range(1, 6), "二等奖")

    header, *rows = rows_of(content, "按项目")
    assert header == ["项目", "组别", "日期", "名次", "姓名", "单位", "成绩", "奖项", "依据"]
    runs = [row for row in rows if row[0] == "托球跑"]
    assert [row[4] for row in runs] == NAMES
    assert [row[3] for row in runs] == [*range(1, 29), ""]
    assert [row[6] for row in runs] == [*(f"{9 + n / 100:.2f} 秒" for n in people[:-1]), "未到"]
    assert [row[7] for row in runs[:8]] == [given.get(number, "") for number in range(8)]
    counts = [row for row in rows if row[0] == "跳绳"]
    assert {row[1] for row in counts} == {"甲组"}
    assert [row[4] for row in counts] == [*reversed(NAMES[0:28:2]), NAMES[28]]

    awarded = dict.fromkeys(range(1, 6), 12050) | {0: 20000}  # run
    awarded |= dict.fromkeys((24, 22, 20, 18, 16), 12050) | {26: 20000}  # rope
    header, *rows = rows_of(content, "按单位")
    assert header == ["单位", "姓名", "奖项", "项目", "名次", "奖品", "金额"]
    totals = {row[0]: row[6] for row in rows if row[1] == "合计"}
    expected: dict[str, int] = {}
    for number in people[:-1]:
        unit = f"第{number % 11}工会"
        expected[unit] = expected.get(unit, 0) + awarded.get(number, 0) + 1999
    assert totals == {unit: fen / 100 for unit, fen in expected.items()}
    assert list(totals) == [f"第{number}工会" for number in range(11)]

    header, *rows = rows_of(content, "按个人")
    assert header == ["姓名", "单位", "奖项", "项目", "名次", "奖品", "金额", "依据"]
    read = sorted((row[0], row[2], row[6]) for row in rows)
    prizes = [(NAMES[n], {20000: "一等奖", 12050: "二等奖"}[fen], fen / 100) for n, fen in awarded.items()]
    assert read == sorted(prizes + [(name, "纪念奖", 19.99) for name in NAMES[:-1]])

    header, *rows = rows_of(content, "奖品采购")
    assert header == ["奖项", "奖品", "单价", "数量", "金额"]
    assert rows[:4] == [
        ["一等奖", "背包", 200.0, 2.0, 400.0],
        ["二等奖", "=杯子", 120.5, 10.0, 1205.0],
        ["纪念奖", "毛巾", 19.99, 28.0, 559.72],
        ["合计", "", "", 40.0, 2164.72],
    ]
    assert rows[4][0] == "大写：人民币贰仟壹佰陆拾肆元柒角贰分"

    header, *rows = rows_of(content, "签领表")
    assert header == ["序号", "单位", "姓名", "奖项", "奖品", "金额", "签字", "领取日期"]
    assert [row[0] for row in rows[:40]] == list(range(1, 41))
    assert sum(row[5] for row in rows[:40]) == pytest.approx(2164.72)
    together = [row[2] for row in rows[:40]]
    assert len([pair for pair in itertools.pairwise(together) if pair[0] != pair[1]]) == 27


def test_nothing_in_the_workbook_is_a_formula_and_names_stay_as_they_are() -> None:
    content = workbook_of(publish(NAMES))
    found: list[str] = []
    for sheet in load_workbook(BytesIO(content)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n", "d", "inlineStr"}, cell
                if isinstance(cell.value, str) and cell.value in NAMES:
                    found.append(cell.value)
    assert set(found) == set(NAMES)
    with zipfile.ZipFile(BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name) or b"<f " in parts.read(name)]


def test_days_are_days_with_a_number_format_on_every_sheet() -> None:
    workbook = load_workbook(BytesIO(workbook_of(publish(NAMES))))
    for sheet in workbook.worksheets:
        label, day = sheet[3][-2:]
        assert (label.value, day.value, day.number_format) == ("公布日期", datetime(2026, 9, 23), "yyyy-mm-dd")
    days = [row[2] for row in workbook["按项目"].iter_rows(min_row=5)]
    assert {(cell.value, cell.number_format) for cell in days} == {(datetime(2026, 9, 23), "yyyy-mm-dd")}
    assert {row[7].number_format for row in workbook["签领表"].iter_rows(min_row=5, max_row=10)} == {"yyyy-mm-dd"}


def test_in_an_activity_of_several_days_a_contest_has_the_day_of_its_session() -> None:
    publication = publish(NAMES[10:])
    activity = publication.activity
    activity.last_day = date(2026, 9, 25)
    activity.save()
    assert {row[2] for row in rows_of(workbook_of(publication), "按项目")[1:]} == {""}
    for title, day in (("跳绳", 24), ("托球跑决赛", 25), ("跳绳加赛", 25)):
        activity.sessions.create(title=title, starts_at=datetime(2026, 9, day, 0, 30, tzinfo=UTC))
    read = {(row[0], row[2]) for row in rows_of(workbook_of(publication), "按项目")[1:]}
    assert read == {("托球跑", date(2026, 9, 25)), ("跳绳", date(2026, 9, 24))}
    Activity.objects.filter(pk=activity.pk).update(first_day=None, last_day=None)
    activity.refresh_from_db()
    assert {row[2] for row in rows_of(workbook_of(publication), "按项目")[1:]} == {""}


def test_sheets_are_set_up_for_paper_and_say_where_they_come_from() -> None:
    publication = publish(NAMES)
    for sheet in load_workbook(BytesIO(workbook_of(publication))).worksheets:
        assert sheet.page_setup.paperSize in {"9", 9}
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.freeze_panes == "A5"
        assert sheet.oddFooter.center.text == "&P / &N"
        note = sheet["A2"].value
        for part in ("=趣味运动会", "第 2 次公布", "2026-09-23 11:45", "严守正", publication.sha256[:12]):
            assert part in note
    receipt = load_workbook(BytesIO(workbook_of(publication)))["签领表"]
    assert receipt.column_dimensions["G"].width >= 20
    assert receipt.sheet_format.defaultRowHeight >= 30


def test_libreoffice_opens_it_and_reads_the_same(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice on this machine")
    (tmp_path / "list.xlsx").write_bytes(workbook_of(publish(NAMES)))
    done = subprocess.run(
        [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "ods", "list.xlsx"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "rror" not in done.stderr
    ours = CalamineWorkbook.from_path(tmp_path / "list.xlsx")
    theirs = CalamineWorkbook.from_path(tmp_path / "list.ods")
    assert theirs.sheet_names == SHEETS
    for name in SHEETS:
        # what begins with blanks loses them in ODS, in any program
        assert _stripped(theirs.get_sheet_by_name(name).to_python()) == _stripped(
            ours.get_sheet_by_name(name).to_python()
        )


def _stripped(rows: list[list[Any]]) -> list[list[Any]]:
    return [[cell.strip() if isinstance(cell, str) else cell for cell in row] for row in rows]


def test_memory_does_not_grow_with_the_list(tmp_path: Path) -> None:
    """Rows are streamed: what a longer list needs more is its order, not its cells (600 bytes each in memory)."""
    peaks = []
    for people in (100, 400):
        outcome = outcome_of(case_of([f"队员{number}" for number in range(people)]))
        publication = Publication(
            activity=Activity(title="运动会"), number=1, case={"contests": []}, outcome=outcome, sha256="0" * 64,
            by_name="严守正", at=datetime(2026, 9, 23, tzinfo=UTC),
        )  # fmt: skip
        tracemalloc.start()
        with (tmp_path / "list.xlsx").open("wb") as file:
            write_award_workbook(publication, file)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    more_cells = (400 - 100) * (1.5 * 7 + 7 + 8 + 8)
    assert peaks[1] - peaks[0] < more_cells * 60


def test_the_json_variant_holds_the_same_awards() -> None:
    publication = publish(NAMES[10:])
    document = award_document(publication)
    assert document["awards"] == publication.outcome["awards"]
    assert document["published_at"] == "2026-09-23T03:45:00Z"
    assert sum(bought["count"] for bought in document["purchases"]) == len(document["awards"])


def test_the_command_writes_both_kinds_and_refuses_what_is_not_published(tmp_path: Path) -> None:
    publication = publish(NAMES)
    key = str(publication.activity_id)
    call_command("activity", "awards", key, "--out", str(tmp_path / "list.xlsx"))
    assert CalamineWorkbook.from_path(tmp_path / "list.xlsx").sheet_names == SHEETS
    call_command("activity", "awards", key, "--out", str(tmp_path / "list.json"))
    assert json.loads((tmp_path / "list.json").read_text())["format"] == "unionevents-awards"
    with pytest.raises(CommandError) as wrong:
        call_command("activity", "awards", key, "--out", str(tmp_path / "list.pdf"))
    assert wrong.value.returncode == 2
    draft = make_activity(publication.activity.host, title="还没比的")
    with pytest.raises(CommandError) as refused:
        call_command("activity", "awards", str(draft.pk), "--out", str(tmp_path / "none.xlsx"))
    assert refused.value.returncode == 1
    assert "“还没比的”的获奖名单还没有公布" in str(refused.value)
    assert not (tmp_path / "none.xlsx").exists()


def test_the_newest_publication_counts_and_is_never_computed_again() -> None:
    publication = publish(NAMES)
    publication.outcome["awards"] = publication.outcome["awards"][:1]
    publication.number, publication.pk = 3, None
    publication.save()
    latest = published_award_list(publication.activity)
    assert latest.number == 3
    assert len(rows_of(workbook_of(latest), "按个人")) == 2
    with pytest.raises(NotPublished):
        published_award_list(make_activity(publication.activity.host))
