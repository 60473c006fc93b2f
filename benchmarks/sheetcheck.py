"""Checking a roster sheet of 10,000 people against merely reading the same file."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from openpyxl import Workbook, load_workbook

from accounts.models import Unit, User
from benchmarks.measuring import Comparison, compare, megabytes_of
from events.models import Activity, Contest
from registration.models import Roster, Terms
from registration.services.uploading import keep_upload
from registration.workbooks import importing
from unionevents.lib.sheetfiles.child import sheets_of

ROWS = 10_000
NOW = datetime(2026, 9, 10, tzinfo=UTC)


def run(rows: int = ROWS) -> list[Comparison]:
    """In this process, so that processor time can be counted; the site reads in a process of its own."""
    content = sheet(rows)
    unit = Unit.objects.create(name="城东小学工会", path="/1/")
    activity = Activity.objects.create(host=unit, title="运动会", created_at=NOW)
    for number in range(6):
        Contest.objects.create(activity=activity, code=f"c{number}", title=f"项目{number}", position=number)
    Terms.objects.create(
        activity=activity, limits=[{"limit": "contests_per_person", "severity": "refuse", "at_most": 3}]
    )
    roster = Roster.objects.create(activity=activity, unit=unit)
    user = User.objects.create(username="bench", name="联络员")
    kept = keep_upload(roster=roster, filename="x.xlsx", content=content, by=user, now=NOW)

    def ours() -> None:
        kept.sheets = [each.as_json() for each in sheets_of(content)]
        found = importing.as_result(importing.check(kept))
        assert found["counts"]["new"] == rows

    def openpyxl_reads() -> None:
        for row in load_workbook(BytesIO(content), read_only=True).worksheets[0].iter_rows(values_only=True):
            assert row

    note = f"at most {megabytes_of(ours):.0f} MB held, the floor {megabytes_of(lambda: sheets_of(content)):.0f} MB"
    return [
        compare(f"check of a sheet of {rows:,} people", ours=ours, floor=lambda: sheets_of(content),
                floor_is="our reader, the same file", rounds=3, note=note),
        compare(f"reading a sheet of {rows:,} people", ours=lambda: sheets_of(content), floor=openpyxl_reads,
                floor_is="openpyxl read-only, the same file", rounds=3),
    ]  # fmt: skip


def sheet(rows: int) -> bytes:
    workbook = Workbook(write_only=True)
    page = workbook.create_sheet("报名表")
    page.append(["姓名", "性别", "职务", "健康", *(f"项目{number}" for number in range(6))])
    for number in range(rows):
        page.append(
            [f"队员{number}", "女", "会员", "是", *("✓" if number % 6 in {n, (n + 1) % 6} else None for n in range(6))]
        )
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()
