"""The stamped roster as photo: brought, seen by unit and organiser alone, out of date after a change, gone when due."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import LogEntry
from accounts.roles import Role
from events.models import Activity
from registration.models import Roster, StampedScan
from registration.queries.chasing import chase_of
from registration.services import drafting, scans, substituting
from registration.services.gate import NotOpen
from tests.factories import make_person, make_user
from tests.registration.conftest import Meet, line
from tests.registration.pictures import CANARY, jpeg, pdf, png
from tests.registration.test_pages import as_user
from unionevents.erasing.due import due_in, erase_due
from unionevents.erasing.people import erase_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def roster(meet: Meet) -> Roster:
    made = meet.roster(state=Roster.State.SUBMITTED)
    make_person(made, "林悦", meet.ball)
    return made


@pytest.fixture(autouse=True)
def empty_folder(settings: object, tmp_path: Path) -> None:
    settings.SCANS_DIR = tmp_path / "scans"  # type: ignore[attr-defined]


def files() -> list[str]:
    folder = Path(settings.SCANS_DIR)
    return sorted(path.name for path in folder.glob("*")) if folder.is_dir() else []


def upload(client: Client, roster: Roster, *contents: bytes, replace: str = "", camera: bytes = b"") -> int:
    given: dict[str, object] = {
        "replace": replace,
        "pages": [SimpleUploadedFile("盖章 林悦.exe", content) for content in contents],
    }
    if camera:
        given["photo"] = SimpleUploadedFile("image.jpg", camera)
    return client.post(f"/rosters/{roster.pk}/stamped-roster/", given).status_code


def test_pages_are_kept_under_names_of_our_own_and_shown_to_unit_and_organiser(meet: Meet, roster: Roster) -> None:
    assert upload(as_user(meet.contact), roster, jpeg(), pdf(), camera=png()) == 302
    kept = list(StampedScan.objects.order_by("pk"))
    assert [scan.kind for scan in kept] == ["png", "jpg", "pdf"]
    assert files() == sorted(scan.filename for scan in kept)
    for user in (meet.contact, meet.organiser):
        answers = [as_user(user).get(f"/stamped-pages/{scan.pk}/") for scan in kept]
        assert [answer["Content-Type"] for answer in answers] == ["image/png", "image/jpeg", "application/pdf"]
        assert all(answer["Cache-Control"] == "no-store" and CANARY not in answer.content for answer in answers)
        assert [answer["Content-Disposition"].partition(";")[0] for answer in answers] == [
            "inline", "inline", "attachment",
        ]  # fmt: skip
    assert (Path(settings.SCANS_DIR) / kept[0].filename).stat().st_mode & 0o077 == 0
    said = LogEntry.objects.get(verb="registration.bring_scan").details
    assert said["pages"] == 3 and "林悦" not in str(said)


def test_nobody_else_opens_a_page_and_the_folder_has_no_address(meet: Meet, roster: Roster) -> None:
    upload(as_user(meet.contact), roster, jpeg())
    scan = StampedScan.objects.get()
    viewer = make_user("viewer", (Role.VIEWER, meet.union))
    for user, answer in ((meet.other, 404), (meet.chief, 403), (viewer, 403)):
        assert as_user(user).get(f"/stamped-pages/{scan.pk}/").status_code == answer, user
        assert as_user(user).post(f"/stamped-pages/{scan.pk}/remove/").status_code == answer, user
        assert upload(as_user(user), roster, jpeg()) == answer, user
    assert Client().get(f"/stamped-pages/{scan.pk}/").status_code == 302
    for address in (f"/scans/{scan.filename}", f"/static/{scan.filename}", f"/static/../scans/{scan.filename}"):
        assert as_user(meet.organiser).get(address).status_code == 404, address
    assert StampedScan.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_change_makes_the_page_stale_and_the_next_upload_takes_its_place(meet: Meet, roster: Roster) -> None:
    upload(as_user(meet.contact), roster, jpeg())
    organiser, contact = as_user(meet.organiser), as_user(meet.contact)
    organiser.post(f"/rosters/{roster.pk}/accept/")
    assert chase_of(meet.activity).rows[0].state == "stamped", "accepting changes nothing on the paper"
    roster.refresh_from_db()
    drafting.save(
        roster=roster, version=roster.version, lines=[line("周涛", "beans")], by=meet.organiser, now=timezone.now()
    )
    assert chase_of(meet.activity).rows[0].state == "accepted"
    for client, address in ((contact, f"/rosters/{roster.pk}/"), (organiser, f"/rosters/{roster.pk}/")):
        assert "盖章件对应的是改动前的报名表" in client.get(address).content.decode()
    board = f"/activities/{meet.activity.pk}/registration/"
    assert "盖章件已过时" in organiser.get(board).content.decode()
    assert "盖章件已过时" in organiser.get(f"{board}units/").content.decode()
    old = StampedScan.objects.get()
    upload(contact, roster, png())
    assert StampedScan.objects.get().kind == "png" and files() == [StampedScan.objects.get().filename]
    assert not StampedScan.objects.filter(pk=old.pk).exists()
    assert "盖章件已传" in organiser.get(board).content.decode()


@pytest.mark.django_db(transaction=True)
def test_pages_are_added_replaced_and_removed_with_their_files(meet: Meet, roster: Roster) -> None:
    contact = as_user(meet.contact)
    upload(contact, roster, jpeg())
    upload(contact, roster, png())
    assert StampedScan.objects.count() == len(files()) == 2
    upload(contact, roster, pdf(), replace="all")
    assert [scan.kind for scan in StampedScan.objects.all()] == ["pdf"] and len(files()) == 1


@pytest.mark.django_db(transaction=True)
def test_removing_takes_the_file_too(meet: Meet, roster: Roster) -> None:
    contact = as_user(meet.contact)
    upload(contact, roster, jpeg())
    assert len(files()) == 1
    contact.post(f"/stamped-pages/{StampedScan.objects.get().pk}/remove/")
    assert not StampedScan.objects.exists() and files() == []


def test_what_is_refused_leaves_nothing_behind_and_says_what_to_do(meet: Meet, roster: Roster) -> None:
    contact = as_user(meet.contact)
    page = contact.post(
        f"/rosters/{roster.pk}/stamped-roster/",
        {"pages": [SimpleUploadedFile("a.jpg", jpeg()), SimpleUploadedFile("b.jpg", b"MZ\0\0")]},
    )
    assert page.status_code == 422 and "不是 JPG、PNG 图片" in page.content.decode()
    assert "请先拍照" in contact.post(f"/rosters/{roster.pk}/stamped-roster/", {}).content.decode()
    assert upload(contact, roster, *[jpeg()] * 11) == 422
    assert files() == [] and not StampedScan.objects.exists()
    Roster.objects.filter(pk=roster.pk).update(state=Roster.State.DRAFT)
    assert upload(contact, roster, jpeg()) == 422
    Roster.objects.filter(pk=roster.pk).update(state=Roster.State.SUBMITTED)
    Activity.objects.update(state="published")
    assert upload(contact, roster, jpeg()) == 422
    with pytest.raises(NotOpen):
        scans.bring(roster=roster, pages=[jpeg()], by=meet.contact, now=timezone.now())
    assert files() == []


def test_a_page_whose_file_is_gone_says_so(meet: Meet, roster: Roster) -> None:
    upload(as_user(meet.contact), roster, jpeg())
    scan = StampedScan.objects.get()
    scans.path_of(scan).unlink()
    answer = as_user(meet.contact).get(f"/stamped-pages/{scan.pk}/", follow=True)
    assert "不在本服务器上" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_erasing_a_person_takes_the_photo_on_which_the_name_stands(meet: Meet, roster: Roster) -> None:
    upload(as_user(meet.contact), roster, jpeg())
    person = roster.people.get()
    erase_people(people=[person], reason="本人申请", by=meet.organiser, now=timezone.now())
    assert files() == [] and not StampedScan.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_kept_long_enough_goes_and_files_without_a_row_are_swept(meet: Meet, roster: Roster) -> None:
    upload(as_user(meet.contact), roster, jpeg())
    now = timezone.now()
    Activity.objects.update(first_day=now.date() - timedelta(days=900), last_day=now.date() - timedelta(days=900))
    activities = Activity.objects.select_related("host")
    assert [due.scans for due in due_in(activities, today=now.date())] == [1]
    erase_due(activities=activities, by=None, now=now)
    assert files() == [] and not StampedScan.objects.exists()
    orphan = Path(settings.SCANS_DIR) / "orphan.jpg"
    orphan.write_bytes(b"x")
    assert scans.sweep(now=now) == 0, "a young one may still get its row"
    assert scans.sweep(now=now + timedelta(hours=2)) == 1
    call_command("personal_data", "due", "--erase")


def test_a_substitute_makes_the_page_stale(meet: Meet, roster: Roster) -> None:
    upload(as_user(meet.contact), roster, jpeg())
    Activity.objects.update(state="running")
    roster.refresh_from_db()
    substituting.substitute(
        out=roster.people.get(), contests=["ball-run"], reason="受伤", by=meet.organiser, now=timezone.now(),
        name="韩梅", gender="female", post="member", healthy=True,
    )  # fmt: skip
    roster.refresh_from_db()
    assert not scans.is_current(StampedScan.objects.get(), roster)
