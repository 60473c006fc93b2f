"""Plan 1 from its template to the award list in Excel, played in browsers by people logged in at the same time."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page
from python_calamine import CalamineWorkbook

from tests.e2e import judging, planning, publishing, registering
from tests.e2e.hall import Hall
from tests.e2e.meet import PEOPLE, Someone, before_the_correction
from tests.e2e.recount_sheets import Printed, expected_sheets
from tools import parts


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_plan_one_goes_from_its_template_to_a_right_award_list(
    browse: Callable[..., Page], axe: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    assert settings.LANGUAGE_CODE == "zh-hans"
    hall = Hall(browse, axe)

    planning.make_from_the_template(hall)
    planning.invite_six_units(hall)
    planning.appoint_two_referees_and_a_chief(hall)
    planning.submit(hall)
    planning.return_with_a_comment(hall)
    planning.put_right_what_the_chair_asked_for(hall)
    planning.approve(hall)
    planning.open_registration(hall)

    registering.two_contacts_begin(hall)
    registering.type_a_roster(hall)
    registering.upload_planted_errors(hall, tmp_path)
    registering.upload_the_corrected_sheet(hall, tmp_path)
    registering.the_other_units_hand_in(hall)
    registering.nobody_reads_a_neighbours_roster(hall)
    registering.accept_every_roster(hall)
    registering.close(hall)

    judging.draw_the_start_lists(hall)
    judging.start(hall)
    judging.enter_everything(hall)
    judging.end_entry(hall)

    publishing.publish_every_contest(hall)
    publishing.publish_the_awards(hall)
    content, printed = publishing.download_the_awards(hall, tmp_path)
    assert_every_cell_agrees(content, before_the_correction(), printed)

    publishing.correct_with_a_reason(hall)
    publishing.publish_the_corrected_awards(hall)
    content, printed = publishing.download_the_awards(hall, tmp_path)
    assert printed.number == 2
    assert_every_cell_agrees(content, PEOPLE, printed)
    assert_who_never_came_has_no_souvenir(content)

    assert hall.violations == []
    assert_libreoffice_opens_it_without_a_complaint(content, tmp_path)


def assert_every_cell_agrees(content: bytes, people: tuple[Someone, ...], printed: Printed) -> None:
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    expected = expected_sheets(people, printed)
    assert workbook.sheet_names == list(expected)
    for title, rows in expected.items():
        found = read(workbook, title)
        for number, (row, wanted) in enumerate(zip(found, rows, strict=False), start=1):
            assert row == wanted, f"{title}, row {number}"
        assert len(found) == len(rows), title


def assert_who_never_came_has_no_souvenir(content: bytes) -> None:
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    never_came = {person.name for person in PEOPLE if set(person.results.values()) == {"未到"}}
    assert never_came
    for title in ("按单位", "按个人", "签领表"):
        assert not never_came & {cell for row in read(workbook, title) for cell in row}


def read(workbook: CalamineWorkbook, title: str) -> list[list[Any]]:
    return workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)


def assert_libreoffice_opens_it_without_a_complaint(content: bytes, folder: Path) -> None:
    """Last of all: where LibreOffice is missing, everything else has been looked at and the test is a skipped one."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None or not parts.LIBREOFFICE.here():
        how = f"All agreed, but not opened in LibreOffice: {parts.LIBREOFFICE.how_to_get_it()}"
        if parts.everything_required():
            pytest.fail(how)
        pytest.skip(how)
    (folder / "awards.xlsx").write_bytes(content)
    own_profile = f"-env:UserInstallation=file://{folder}/profile"
    done = subprocess.run(
        [office, "--headless", own_profile, "--convert-to", "ods", "awards.xlsx"],
        cwd=folder, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "rror" not in done.stderr
    ours, theirs = (CalamineWorkbook.from_path(folder / f"awards.{kind}") for kind in ("xlsx", "ods"))
    assert theirs.sheet_names == ours.sheet_names
    for title in ours.sheet_names:
        assert read(theirs, title) == read(ours, title)
