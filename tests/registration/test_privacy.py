"""Told before anything is asked, masked in lists, encrypted where it must be, taken along only with a purpose."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import LogEntry, User
from events.models import Activity
from registration.models import Erasure, IdNumber, Message, Person, Privacy, Roster, Terms
from registration.queries.privacy import notice_of
from registration.services import privacy
from registration.services.sealed_numbers import is_chinese_id, open_number, seal_number, sealed_anew
from tests.factories import NOW, make_person
from tests.registration.conftest import Meet
from unionevents.erasing.due import due_in, erase_due
from unionevents.erasing.people import erase_people
from unionevents.erasing.words import ERASED

NUMBER = "11010519491231002X"
KEYS = [Fernet.generate_key().decode() for _ in range(2)]


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def person(meet: Meet) -> Iterator[Person]:
    yield make_person(meet.roster(), "张晓明", meet.ball, birth_date=date(1986, 5, 1))


def ask_for_id_numbers(meet: Meet) -> None:
    Privacy.objects.create(activity=meet.activity, id_number_reason="购买保险")


def test_contact_reads_the_notice_before_the_roster_is_begun(meet: Meet) -> None:
    page = as_user(meet.contact).get(f"/activities/{meet.activity.pk}/registration/").content.decode()

    assert "个人信息告知" in page
    assert "用于“工会干部趣味运动会”的报名" in page


def test_notice_names_a_birth_date_only_where_a_condition_counts_ages(meet: Meet) -> None:
    assert not any("出生日期" in item for item in notice_of(meet.activity).collected)
    ages = [
        {
            "limit": "age",
            "severity": "refuse",
            "women_from": 40,
            "men_from": 40,
            "reference": "first_day",
            "exact": "in",
        }
    ]
    Terms.objects.filter(activity=meet.activity).update(limits=ages)

    assert any("出生日期" in item for item in notice_of(meet.activity).collected)


def test_organiser_changes_the_notice_and_days_are_counted_from_the_last_day(meet: Meet) -> None:
    values = {
        "purpose": "报名和保险", "notice": "", "contact": "工会办公室", "id_number_reason": "购买保险",
        "details_days": 10, "id_number_days": 5, "names_days": 100,
    }  # fmt: skip
    address = f"/activities/{meet.activity.pk}/registration/privacy/"
    assert as_user(meet.organiser).post(address, values).status_code == 302
    assert as_user(meet.organiser).post(address, values | {"names_days": 9999}).status_code == 422

    notice = notice_of(meet.activity)
    assert (notice.purpose, notice.contact, notice.asks_id_number) == ("报名和保险", "工会办公室", True)
    assert notice.details_until == date(2026, 9, 23) + timedelta(days=10)


def test_list_of_people_is_masked_and_one_look_in_full_is_logged(meet: Meet, person: Person) -> None:
    client = as_user(meet.organiser)
    listed = client.get(f"/activities/{meet.activity.pk}/registration/people/").content.decode()
    assert "张*明" in listed and "张晓明" not in listed
    assert "张*明" in client.get(f"/activities/{meet.activity.pk}/registration/people/?q=zxm").content.decode()

    masked = client.get(f"/people/{person.pk}/data/").content.decode()
    assert "张晓明" not in masked and "1986-05-01" not in masked and "1986" in masked
    assert client.post(f"/people/{person.pk}/data/reveal/", {"reason": ""}).status_code == 422
    assert not LogEntry.objects.filter(verb="registration.reveal_person").exists()

    shown = client.post(f"/people/{person.pk}/data/reveal/", {"reason": "核对年龄组"})
    assert "张晓明" in shown.content.decode() and "1986-05-01" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    entry = LogEntry.objects.get(verb="registration.reveal_person")
    assert entry.details == {"person": 1, "fields": ["birth_date", "name"], "reason": "核对年龄组"}
    assert "核对年龄组" in client.get(f"/activities/{meet.activity.pk}/registration/privacy/").content.decode()


def test_id_number_is_kept_only_where_a_reason_stands(meet: Meet, person: Person) -> None:
    with pytest.raises(privacy.NotAskedFor):
        privacy.set_id_numbers(roster=person.roster, numbers={1: NUMBER}, by=meet.contact, now=timezone.now())


def test_id_number_is_encrypted_in_the_database_and_in_no_log(meet: Meet, person: Person) -> None:
    ask_for_id_numbers(meet)
    client, address = as_user(meet.contact), f"/rosters/{person.roster_id}/id-numbers/"
    wrong = client.post(address, {"number-1": "110105194912310021"})
    assert wrong.status_code == 422 and "110105194912310021" in wrong.content.decode()
    assert client.post(address, {"number-1": "110105 19491231002x"}).status_code == 302

    held = IdNumber.objects.get(person=person)
    assert open_number(held.sealed) == NUMBER
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # names come from the database itself
            assert NUMBER not in str(cursor.fetchall()), table
    page = client.get(address).content.decode()
    assert "1101**********002X" in page and NUMBER not in page
    assert client.post(address, {"remove-1": "1"}).status_code == 302
    assert not IdNumber.objects.exists()


def test_numbers_go_when_the_reason_goes(meet: Meet, person: Person) -> None:
    ask_for_id_numbers(meet)
    IdNumber.objects.create(person=person, sealed=seal_number(NUMBER))
    values = dict.fromkeys(("purpose", "notice", "contact", "id_number_reason"), "")
    days = {"details_days": 1, "id_number_days": 1, "names_days": 1}
    privacy.set_privacy(activity=meet.activity, values=values | days, by=meet.organiser, now=NOW)

    assert not IdNumber.objects.exists()


def test_new_key_opens_what_the_old_one_closed_and_then_the_old_one_can_go(person: Person) -> None:
    with override_settings(ID_NUMBER_KEYS=KEYS[:1]):
        held = IdNumber.objects.create(person=person, sealed=seal_number(NUMBER))
    with override_settings(ID_NUMBER_KEYS=[KEYS[1], KEYS[0]]):
        call_command("personal_data", "new-key")
    held.refresh_from_db()
    with override_settings(ID_NUMBER_KEYS=KEYS[1:]):
        assert open_number(held.sealed) == NUMBER
    with override_settings(ID_NUMBER_KEYS=KEYS[:1]):
        assert (open_number(held.sealed), sealed_anew(held.sealed)) == ("", None)
        with pytest.raises(CommandError, match="1 个身份证号"):
            call_command("personal_data", "new-key")


@pytest.mark.parametrize(
    ("number", "is_one"),
    [(NUMBER, True), ("110105194912310021", False), ("", False), ("１１０１０５１９４９１２３１００２X", False)],
)
def test_id_number_has_a_check_of_its_own(number: str, is_one: bool) -> None:
    assert is_chinese_id(number) is is_one


def test_list_is_taken_along_only_with_a_purpose_and_says_so_itself(meet: Meet, person: Person) -> None:
    client, address = as_user(meet.organiser), f"/activities/{meet.activity.pk}/registration/people/export/"
    assert client.post(address, {"purpose": "", "recipient": ""}).status_code == 422
    assert client.post(address, {"purpose": "a", "recipient": "b", "columns": ["birth_date"]}).status_code == 422
    answer = client.post(address, {"purpose": "购买保险", "recipient": "某保险公司", "columns": ["post"]})

    book = load_workbook(io.BytesIO(answer.content))
    cells = [str(cell) for row in book.active.iter_rows(values_only=True) for cell in row if cell]
    assert any("组织者甲" in cell and "购买保险" in cell and "某保险公司" in cell for cell in cells)
    assert "张晓明" in cells and "1986-05-01 00:00:00" not in cells
    assert "购买保险" in book.properties.description
    entry = LogEntry.objects.get(verb="registration.export_people")
    assert (entry.details["rows"], entry.details["purpose"], entry.details["fields"]) == (
        1, "购买保险", ["gender", "name", "post", "unit"],
    )  # fmt: skip


def held_too_long(meet: Meet, person: Person, days: int) -> None:
    IdNumber.objects.create(person=person, sealed=seal_number(NUMBER))
    Activity.objects.filter(pk=meet.activity.pk).update(
        first_day=timezone.localdate() - timedelta(days=days), last_day=timezone.localdate() - timedelta(days=days)
    )
    Message.objects.create(
        activity=meet.activity, unit=meet.school, to="a@example.org", subject="a", body="b", drafted_at=NOW,
        drafted_by_name="甲",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "counts"), [(7, []), (8, [(0, 1, 0, 0)]), (31, [(1, 1, 0, 1)]), (1096, [(1, 1, 1, 1)])]
)
def test_each_kind_is_due_after_its_own_days(
    meet: Meet, person: Person, days: int, counts: list[tuple[int, ...]]
) -> None:
    held_too_long(meet, person, days)
    found = due_in([Activity.objects.get(pk=meet.activity.pk)], today=timezone.localdate())

    assert [(due.details, due.id_numbers, due.names, due.mails) for due in found] == counts


def test_what_is_due_is_counted_first_and_erased_when_told(
    meet: Meet, person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    held_too_long(meet, person, 1096)
    call_command("personal_data", "due")
    assert "姓名 1 个" in capsys.readouterr().out
    assert Person.objects.get().name == "张晓明"

    call_command("personal_data", "due", "--erase")
    erased = Person.objects.get()
    assert (erased.name, erased.birth_date) == (ERASED, None)
    assert not IdNumber.objects.exists() and not Message.objects.exists()
    assert erase_due(activities=Activity.objects.all(), by=None, now=timezone.now()) == []


def test_page_of_what_is_due_erases_the_ticked_activities_of_the_own_union(meet: Meet, person: Person) -> None:
    held_too_long(meet, person, 40)
    client = as_user(meet.organiser)
    assert meet.activity.title in client.get("/personal-data/").content.decode()
    client.post("/personal-data/", {})
    assert Person.objects.get().birth_date is not None
    client.post("/personal-data/", {"activity": [meet.activity.pk]})

    assert Person.objects.get().birth_date is None
    assert as_user(meet.contact).get("/personal-data/").status_code == 403


def test_person_is_erased_in_the_browser_after_every_place_was_shown(meet: Meet, person: Person) -> None:
    Roster.objects.filter(pk=person.roster_id).update(comment="请张晓明补签字")
    client, address = as_user(meet.organiser), f"/people/{person.pk}/data/erase/"
    page = client.get(address).content.decode()
    code = f"registration.roster:{person.roster_id}:comment"
    assert "请张晓明补签字" in page and code in page
    assert client.post(address, {"reason": "", "text": [code]}).status_code == 422
    assert client.post(address, {"reason": "本人申请", "text": [code]}).status_code == 302

    assert Roster.objects.get(pk=person.roster_id).comment == f"请{ERASED}补签字"
    assert Erasure.objects.get().reason == "本人申请"
    shown = client.get(f"/activities/{meet.activity.pk}/registration/privacy/").content.decode()
    assert "本人申请" in shown


def test_whoever_was_erased_is_erased_again_after_an_old_backup(
    meet: Meet, person: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    erase_people(people=[person], reason="本人申请", by=meet.organiser, now=NOW)
    call_command("personal_data", "tombstones")
    kept = tmp_path / "tombstones.json"
    kept.write_text(capsys.readouterr().out)
    assert "张晓明" not in kept.read_text()
    Person.objects.update(name="张晓明")
    Erasure.objects.all().delete()
    call_command("personal_data", "again", str(kept))

    assert Person.objects.get().name == ERASED
    (tmp_path / "no.json").write_text(json.dumps([1]))
    with pytest.raises(CommandError):
        call_command("personal_data", "again", str(tmp_path / "no.json"))


def test_contact_of_another_unit_learns_nothing(meet: Meet, person: Person) -> None:
    client: Any = as_user(meet.other)
    for address in (
        f"/people/{person.pk}/data/",
        f"/rosters/{person.roster_id}/id-numbers/",
        f"/people/{person.pk}/data/erase/",
    ):
        assert client.get(address).status_code == 404, address
