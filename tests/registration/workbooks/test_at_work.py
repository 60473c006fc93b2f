"""While a sheet is written its page says so, and only then; pressing twice is writing once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from registration.models import Person, Roster, Upload
from registration.services import uploading
from registration.workbooks import importing
from tests.registration.conftest import Meet
from tests.registration.workbooks.conftest import sheet_of
from unionevents.lib.at_work import hold

GOES_ON, INTERRUPTED = "正在写入", "处理中断了"
PEOPLE = 30


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path


def waiting(meet: Meet, roster: Roster) -> Upload:
    """A checked sheet."""
    rows = [["姓名", "性别", "健康", "托球跑"]] + [[f"队员{number:03}", "女", "是", "✓"] for number in range(PEOPLE)]
    kept = uploading.keep_upload(roster=roster, filename="x", content=b"x", by=meet.contact, now=timezone.now())
    uploading.note_read(upload=kept, sheets=[sheet_of(rows).as_json()])
    uploading.note_checked(upload=kept, result=importing.as_result(importing.check(kept)))
    return kept


def page_of(meet: Meet, kept: Upload) -> str:
    browser = Client()
    browser.force_login(meet.contact)
    return browser.get(f"/uploads/{kept.pk}/").content.decode()


def test_page_knows_at_once_whether_somebody_is_at_it(meet: Meet, own_folder: Path) -> None:
    kept = waiting(meet, meet.roster())
    held = uploading.begin_work(upload=kept, state=Upload.State.WRITING)
    assert held is not None
    assert GOES_ON in page_of(meet, kept)
    Upload.objects.filter(pk=kept.pk).update(sign_at=timezone.now() - 10 * uploading.SILENT)
    assert GOES_ON in page_of(meet, kept), "slow work is not dead work"
    held.file.close()  # as the system does it for a process that was killed: the file stays
    Upload.objects.filter(pk=kept.pk).update(sign_at=timezone.now())
    assert INTERRUPTED in page_of(meet, kept)


def test_work_on_another_machine_is_believed_for_a_minute(meet: Meet, own_folder: Path) -> None:
    kept = waiting(meet, meet.roster())
    Upload.objects.filter(pk=kept.pk).update(state=Upload.State.WRITING, sign_at=timezone.now())
    assert GOES_ON in page_of(meet, kept)
    Upload.objects.filter(pk=kept.pk).update(sign_at=timezone.now() - uploading.SILENT)
    assert INTERRUPTED in page_of(meet, kept)


def test_an_interrupted_sheet_is_begun_again_by_its_button(meet: Meet, own_folder: Path) -> None:
    kept = waiting(meet, meet.roster())
    held = uploading.begin_work(upload=kept, state=Upload.State.WRITING)
    assert held is not None
    held.file.close()
    browser = Client()
    browser.force_login(meet.contact)
    browser.post(f"/uploads/{kept.pk}/fix/")
    browser.post(f"/uploads/{kept.pk}/apply/")
    assert Upload.objects.get(pk=kept.pk).state == Upload.State.WRITTEN
    assert Person.objects.count() == PEOPLE
    assert list(own_folder.glob("at-work/*")) == []


def test_whoever_looked_before_the_other_pressed_begins_nothing(meet: Meet) -> None:
    kept = waiting(meet, meet.roster())
    seen_before = Upload.objects.get(pk=kept.pk)
    held = uploading.begin_work(upload=kept, state=Upload.State.WRITING)
    assert held is not None
    assert uploading.begin_work(upload=seen_before, state=Upload.State.WRITING) is None
    held.release()
    assert uploading.begin_work(upload=seen_before, state=Upload.State.WRITING) is None


@pytest.mark.django_db(transaction=True)
def test_pressing_write_in_two_windows_at_once_writes_once(meet: Meet, own_folder: Path) -> None:
    kept, together = waiting(meet, meet.roster()), Barrier(4)

    def press(_number: int) -> int:
        try:
            browser = Client()
            browser.force_login(meet.contact)
            together.wait(timeout=30)
            return browser.post(f"/uploads/{kept.pk}/apply/").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(press, range(4))) == [302] * 4
    path = own_folder / "at-work" / f"upload-{kept.pk}"
    while (held := hold(path)) is None:
        pass
    held.release()
    assert Upload.objects.get(pk=kept.pk).state == Upload.State.WRITTEN
    assert Person.objects.count() == PEOPLE
    assert Roster.objects.get(pk=kept.roster_id).version == 1
    assert GOES_ON not in page_of(meet, kept)
