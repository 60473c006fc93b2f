"""Whatever is uploaded or pasted, in whatever kind of file: an answer, and all of it or nothing."""

from __future__ import annotations

import csv
import io
from http import HTTPStatus
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from registration.models import Entry, Person, Roster, Team, UnitsUpload, Upload
from tests.lib.workbook_files import FILES, plain_book
from tests.registration.conftest import Meet
from tests.registration.test_pages import as_user

HEADER = [
    "单位",
    "姓名",
    "性别",
    "职务",
    "健康",
    "出生日期",
    "参加工作时间",
    "托球跑",
    "金豆搬家",
    "接力 队号",
    "接力棒次",
]
GOOD = ["城东小学", "林悦", "女", "会员", "是", "1986-05-01", "2010-09-01", "✓", None, None, None]
ODD = [
    "",
    "✓",
    "女",
    "林悦",
    "周涛",
    "图书馆",
    "１９８６．５．１",
    "45000",
    "=1+1",
    "\t",
    '"',
    "长" * 300,
    "a\x00b",
    "\ud7ff𠮷䶮",
]
cells = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9) | st.sampled_from(ODD)
)
names = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=4)
good_rows = names.map(lambda name: [GOOD[0], name, *GOOD[2:]])
rows_of = st.lists(good_rows | st.lists(cells, max_size=12), max_size=6)


def text(value: object) -> str:
    return "" if value is None else str(value)


def as_csv(rows: list[list[Any]], separator: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([text(cell).replace("\x00", "") for cell in row] for row in rows)
    return out.getvalue()


def as_xlsx(rows: list[list[Any]]) -> bytes:
    return plain_book([
        [ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    ])  # fmt: skip


def given_as(kind: str, rows: list[list[Any]], noise: bytes) -> dict[str, Any]:
    """What the form sends."""
    if kind == "pasted":
        return {"pasted": as_csv(rows, "\t")}
    old = (FILES / "roster.xls").read_bytes()
    content = {
        "xlsx": lambda: as_xlsx(rows),
        "csv": lambda: as_csv(rows).encode(),
        "csv of an office": lambda: as_csv(rows).encode("gb18030"),
        "xls": lambda: old[: 2000 + 9 * len(noise)] + noise + old[2000 + 10 * len(noise) :],
        "damaged xlsx": lambda: as_xlsx(rows)[: -7 - len(noise)] + noise,
    }[kind]()
    return {"sheet": SimpleUploadedFile(f"x.{kind[-4:]}", content)}


def stored() -> list[Any]:
    """Everything that an import may touch."""
    return [
        list(Roster.objects.order_by("pk").values_list("pk", "version", "size")),
        list(Person.objects.order_by("pk").values_list("pk", "name", "gender", "withdrawn_at", "birth_date")),
        list(Entry.objects.order_by("pk").values_list("pk", "person", "withdrawn_at")),
        list(Team.objects.order_by("pk").values_list("pk", "members__person", "withdrawn_at")),
    ]


def answered(client: Client, address: str, form: dict[str, Any] | None = None) -> Any:
    """An exception of the site would be raised here."""
    answer = client.get(address) if form is None else client.post(address, form)
    assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    return answer


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=rows_of,
    kind=st.sampled_from(["xlsx", "csv", "csv of an office", "pasted", "xls", "damaged xlsx"]),
    noise=st.binary(max_size=30),
    with_header=st.sampled_from([True, True, True, False]),
    many=st.booleans(),
    which=st.sampled_from(["all", "good"]),
)
def test_an_arbitrary_file_is_answered_and_written_whole_or_not_at_all(
    rich: Meet, *, rows: list[list[Any]], kind: str, noise: bytes, with_header: bool, many: bool, which: str
) -> None:
    roster = Roster.objects.filter(unit=rich.school).first() or rich.roster()
    client = as_user(rich.organiser if many else rich.contact)
    upload = f"/activities/{rich.activity.pk}/registration/upload/" if many else f"/rosters/{roster.pk}/upload/"
    before = stored()

    sent = answered(client, upload, given_as(kind, [HEADER, *rows] if with_header else rows, noise))
    assert stored() == before, "reading changes nothing"
    if sent.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
        event(f"{kind}: refused")
        return

    kept = (UnitsUpload if many else Upload).objects.get()
    page = answered(client, sent["Location"])
    assert page.status_code == HTTPStatus.OK and kept.state == "checked"
    answered(client, f"{sent['Location']}marked.xlsx")
    answered(client, f"{sent['Location']}apply/", {"which": which})
    added, promised, faults = (
        Person.objects.count() - len(before[1]),
        kept.result["counts"]["new"],
        kept.result["faults"],
    )
    kept.refresh_from_db()
    event(f"{kind}: {kept.state}")
    if kept.state != "written":
        assert stored() == before, "what was not written whole was not written at all"
    elif which == "all":
        assert (added, faults) == (promised, 0)
    else:  # without the wrong rows another row may lack what it needs
        assert added <= min(promised, kept.done)
