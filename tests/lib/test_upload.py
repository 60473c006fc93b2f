"""Reading what people upload: hostile and broken files are refused within bounds, honest ones read as they are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.lib.workbook_files import FILES, HEAD, SHEET, as_bytes, changed, plain_book, texts, with_sheet
from unionevents.lib.sheetfiles import refusals
from unionevents.lib.sheetfiles.child import sheets_of
from unionevents.lib.upload import MAX_BYTES, NotReadable, read_sheets, text_of


def many_members() -> bytes:
    return changed(plain_book(), **{f"xl__media__{n}.png": b"x" for n in range(250)})


def locked_member() -> bytes:
    content = bytearray(plain_book())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def table_of(cell: str, times: int) -> bytes:
    return with_sheet("<row>" + cell * times + "</row>")


STRINGS = b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
HOSTILE: dict[str, tuple[bytes, Any]] = {
    "not a table": (b"\x00\x01\x02" * 300, refusals.NOT_EXCEL),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, refusals.NOT_EXCEL),
    "a web page called xls": (b"<html><table><tr><td>x</td></tr></table></html>", refusals.WEB_PAGE),
    "blank text": (b"\xef\xbb\xbf \n\n", refusals.EMPTY),
    "old xls, broken": (b"\xd0\xcf\x11\xe0" + b"x" * 600, refusals.BROKEN),
    "old xls, a cell far away": ((FILES / "far.xls").read_bytes(), refusals.TOO_MUCH),
    "password": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), refusals.LOCKED),
    "old xls with macros": (b"\xd0\xcf\x11\xe0" + "_VBA_PROJECT".encode("utf-16-le"), refusals.MACROS),
    "locked member": (locked_member(), refusals.LOCKED),
    "cut off": (plain_book()[:900], refusals.BROKEN),
    "no workbook": (changed(b"PK\x05\x06" + b"\x00" * 18, **{"a.txt": b"x"}), refusals.NOT_EXCEL),
    "macros": (changed(plain_book(), **{"xl__vbaProject.bin": b"x"}), refusals.MACROS),
    "links": (changed(plain_book(), **{"xl__externalLinks__externalLink1.xml": b"<a/>"}), refusals.LINKS),
    "bomb": (changed(plain_book(), **{SHEET: HEAD + b" " * 90_000_000}), refusals.SUSPICIOUS),
    "many members": (many_members(), refusals.SUSPICIOUS),
    "nested": (changed(plain_book(), **{"xl__embeddings__a.zip": b"PK"}), refusals.SUSPICIOUS),
    "entities": (changed(plain_book(), **{SHEET: b'<!DOCTYPE a [<!ENTITY b "c">]>' + HEAD}), refusals.SUSPICIOUS),
    "entities behind a long comment": (
        changed(
            plain_book(),
            **{SHEET: b"<!--" + os.urandom(60_000).hex().encode() + b'--><!DOCTYPE a [<!ENTITY b "c">]><a/>'},
        ),
        refusals.SUSPICIOUS,
    ),
    "no xml": (changed(plain_book(), **{SHEET: b"<worksheet"}), refusals.BROKEN),
    "NUL": (with_sheet(f"<row>{texts(('A1', 'a' + chr(0) + 'b'))}</row>"), refusals.BROKEN),
    "no such string": (with_sheet('<row><c r="A1" t="s"><v>99</v></c></row>'), refusals.BROKEN),
    "a value below all rows": (
        with_sheet(
            "".join(f'<row r="{n}"/>' for n in range(1, 30_000)) + f'<row r="1048576">{texts(("A1", "x"))}</row>'
        ),
        refusals.TOO_MANY_ROWS,
    ),
    "endless elements": (
        changed(
            plain_book(),
            **{SHEET: HEAD + b"<sheetData><row>" + b"<c/>" * 5_000_000 + b"</row></sheetData></worksheet>"},
        ),
        refusals.SUSPICIOUS,
    ),
    "endless strings": (
        changed(
            plain_book(),
            **{"xl__sharedStrings.xml": STRINGS + b"<si><t>%s</t></si>" % (b"ab" * 9) * 600_000 + b"</sst>"},
        ),
        refusals.SUSPICIOUS,
    ),
    "one long string everywhere": (
        changed(
            with_sheet(
                "<row>"
                + '<c t="s"><v>0</v></c>' * 59
                + "</row>"
                + ("<row>" + '<c t="s"><v>0</v></c>' * 59 + "</row>") * 400
            ),
            **{"xl__sharedStrings.xml": STRINGS + b"<si><t>" + b"x" * 1000 + b"</t></si></sst>"},
        ),
        refusals.TOO_MUCH,
    ),
    "nothing in it": (plain_book([[None]]), refusals.NO_SHEET),
    "only hidden sheets": (
        changed(
            plain_book(),
            **{"xl__workbook.xml": b'<workbook xmlns:r="r"><sheets><sheet state="hidden"/></sheets></workbook>'},
        ),
        refusals.NO_SHEET,
    ),
    "no sheets": (changed(plain_book(), **{"xl__workbook.xml": b"<workbook/>"}), refusals.BROKEN),
}


# A small process in between: what a process weighs at most includes what its parent weighed when it was started.
WEIGHED = """
import json, resource, subprocess, sys
done = subprocess.run([sys.executable, "-E", "-s", "-m", "unionevents.lib.sheetfiles.child"],
                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
sys.stdout.write(json.dumps([done.stdout.decode(), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


def by_itself(content: bytes) -> tuple[Any, float, float]:
    """The bounded process as the site starts it: its answer, its processor time, and its memory at most in MB."""
    done = subprocess.run([sys.executable, "-S", "-c", WEIGHED], input=content, stdout=subprocess.PIPE, check=True)
    answer, seconds, peak = json.loads(done.stdout)
    return json.loads(answer) if answer else {"refused": "TOO_MUCH"}, seconds, peak


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_or_broken_file_is_refused_within_two_seconds_and_150_mb(name: str) -> None:
    content, says = HOSTILE[name]
    answer, seconds, peak = by_itself(content)
    assert refusals.REFUSALS[answer["refused"]] == says
    assert says.zh.endswith("。") and says.en.endswith(".")
    assert seconds < 2 and peak < 150, (seconds, peak)


@pytest.mark.parametrize(("content", "says"), [(b"", refusals.EMPTY), (b"P" * (MAX_BYTES + 1), refusals.TOO_LARGE)])
def test_nothing_and_too_much_start_no_process(content: bytes, says: Any) -> None:
    with pytest.raises(NotReadable) as refused:
        read_sheets(content)
    assert refused.value.phrase == says


def test_a_process_that_its_bounds_end_is_one_sentence() -> None:
    with pytest.raises(NotReadable) as refused:
        read_sheets((FILES / "far.xls").read_bytes())
    assert refused.value.phrase == refusals.TOO_MUCH


def test_two_files_are_read_at_once_and_a_third_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    content, answers = plain_book(), []
    threads = [threading.Thread(target=lambda: answers.append(read_sheets(content))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4 and all(answer == answers[0] for answer in answers)


def test_a_cell_at_the_far_corner_costs_nothing_and_is_told() -> None:
    [sheet] = sheets_of(with_sheet(f"<row>{texts(('A1', '姓名'), ('XFD1048576', 'x'))}</row>"))
    assert (sheet.rows, sheet.beyond) == ((("姓名",),), "XFD1")


def test_a_lying_size_hides_nothing() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 8))
    lying = HEAD + f'<dimension ref="A1:A2"/><sheetData>{rows}</sheetData></worksheet>'.encode()
    assert [row[0] for row in sheets_of(changed(plain_book(), **{SHEET: lying}))[0].rows] == [1, 2, 3, 4, 5, 6, 7]


def test_a_million_empty_rows_are_passed_over_quickly() -> None:
    rows = f'<row r="1">{texts(("A1", "姓名"))}</row>' + "".join(f'<row r="{n}"/>' for n in range(2, 1_000_001))
    answer, seconds, peak = by_itself(with_sheet(rows))
    assert answer["sheets"][0]["rows"] == [["姓名"]]
    assert seconds < 2 and peak < 150, (seconds, peak)


def test_a_cell_of_a_hundred_thousand_characters_is_cut_not_refused() -> None:
    [sheet] = sheets_of(with_sheet(f"<row>{texts(('A1', '长' * 100_000), ('B1', '女'))}</row>"))
    assert isinstance(sheet.rows[0][0], str) and len(sheet.rows[0][0]) == 1000 and sheet.rows[0][1] == "女"


def test_visible_sheets_are_read_in_order_and_rows_keep_their_numbers() -> None:
    workbook = Workbook()
    hidden = workbook.active
    assert hidden is not None
    hidden.sheet_state = "hidden"
    hidden.append(["选项"])
    workbook.create_sheet("空")
    sheet = workbook.create_sheet("报名表")
    sheet["A3"] = "姓名"
    [read] = read_sheets(as_bytes(workbook))
    assert (read.title, len(read.rows), read.rows[2][0]) == ("报名表", 3, "姓名")


def test_days_numbers_ticks_formulas_and_merged_cells_are_read_as_they_are() -> None:
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.append(["林悦", date(1990, 3, 5), 12, 12.5, True, "=1+1", "_x0007_", 1e300])
    sheet.merge_cells("A2:A4")
    [read] = sheets_of(as_bytes(workbook))
    assert read.rows[0] == ("林悦", "1990-03-05", 12, 12.5, True, "=", "\x07", 1e300)
    assert (read.unread, read.merged) == (frozenset({(1, 6)}), ((2, 1, 4, 1),))
    cached = with_sheet('<row><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"x"</f><v>x</v></c></row>')
    assert (sheets_of(cached)[0].rows, sheets_of(cached)[0].unread) == (((2, "x"),), frozenset())


def test_prefixed_names_phonetics_and_rich_text_are_understood() -> None:
    sheet = (
        '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="2"><x:c r="B2" t="s"><x:v>0</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    strings = "<sst><si><r><t>林</t></r><r><t>悦</t></r><rPh><t>リン</t></rPh></si></sst>"
    book = changed(plain_book(), **{SHEET: sheet.encode(), "xl__sharedStrings.xml": strings.encode()})
    assert sheets_of(book)[0].rows == ((), (None, "林悦"))


def test_an_old_xls_is_read_with_its_days_and_merged_cells() -> None:
    [sheet] = read_sheets((FILES / "roster.xls").read_bytes())
    assert (sheet.title, sheet.merged) == ("报名表", ((1, 1, 1, 4),))
    assert sheet.rows[1:] == (
        ("姓名", "性别", "出生日期", "托球跑", "号码"),
        ("林悦", "女", "1990-03-05", "✓", 1),
        ("周涛", "男", "1988年7月1日", None, 2),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_is_read_in_every_encoding_that_offices_use(encoding: str, separator: str) -> None:
    text = f'姓名{separator}说明\r\n龑䶮{separator}"一{separator}二"\r\n\r\n=1+1{separator}\r\n'
    [sheet] = sheets_of(text.encode(encoding))
    assert sheet.rows == (("姓名", "说明"), ("龑䶮", f"一{separator}二"), (), ("=1+1",))


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


@settings(max_examples=200)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", plain_book(), (FILES / "roster.xls").read_bytes()]),
    st.integers(0, 6600),
)
def test_arbitrary_bytes_are_read_or_refused(noise: bytes, start: bytes, place: int) -> None:
    content = start[:place] + noise + start[place + len(noise) :]
    try:
        sheets = sheets_of(content)
    except NotReadable as refused:
        assert refused.phrase.zh and refused.phrase.en
    else:
        json.dumps([sheet.as_json() for sheet in sheets], allow_nan=False)


def test_other_threads_go_on_while_a_file_is_read() -> None:
    """Reading is another process: this one keeps answering."""
    content = plain_book([[f"队员{n}", "女"] * 4 for n in range(3000)])
    reader = threading.Thread(target=lambda: read_sheets(content))
    reader.start()
    turns, longest, last = 0, 0.0, time.monotonic()
    while reader.is_alive():
        time.sleep(0.002)
        now = time.monotonic()
        turns, longest, last = turns + 1, max(longest, now - last), now
    assert turns > 5 and longest < 1
