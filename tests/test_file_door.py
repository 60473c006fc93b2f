"""An activity as a file in the browser: downloaded from its archive, brought in whole or not at all."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import LogEntry, Unit, User
from accounts.roles import Role
from events.models import Activity
from scoring.services.filing import check_content, export_activity
from tests.factories import make_unit, make_user
from tests.filing import make_rich_activity
from unionevents.starting_forms import LARGEST_FILE

pytestmark = pytest.mark.django_db
DOOR = "/activities/new/file/"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def bring(client: Client, host: Unit, content: bytes) -> Any:
    return client.post(DOOR, {"host": host.pk, "file": SimpleUploadedFile("活动.json", content)})


@pytest.fixture
def rich() -> Activity:
    return make_rich_activity()


@pytest.fixture
def organiser(rich: Activity) -> Client:
    return client_of(make_user("zuzhi", (Role.ORGANISER, rich.host), name="组织者"))


def test_what_the_archive_gives_the_door_takes_and_both_files_are_the_same(rich: Activity, organiser: Client) -> None:
    address = reverse("export_activity", args=[rich.pk])
    assert address in organiser.get(reverse("events:archive", args=[rich.pk])).text
    given = organiser.get(address)
    assert "attachment" in given["Content-Disposition"]
    assert ".json" in given["Content-Disposition"]
    assert LogEntry.objects.get(verb="events.export_activity").by_name == "组织者"
    assert DOOR in organiser.get(reverse("new_activity")).text
    answer = bring(organiser, rich.host, given.content)
    made = Activity.objects.exclude(pk=rich.pk).get()
    assert answer["Location"] == reverse("events:plan", args=[made.pk])
    assert export_activity(made) == given.content
    assert made.created_by.name == "组织者"


def test_every_problem_is_said_at_once_and_nothing_is_made(rich: Activity, organiser: Client) -> None:
    document = json.loads(export_activity(rich))
    document["activity"]["title"] = ""
    document["contests"][0]["starred"] = 1
    document["prizes"][0]["value"] = -1
    before = Unit.objects.count(), Activity.objects.count()
    answer = bring(organiser, rich.host, json.dumps(document, indent=1).encode())
    assert answer.status_code == 422
    for place in ("$.activity.title", "$.contests[0].starred", "$.prizes[0].value"):
        assert place in answer.text
    assert answer.text.count("第 ") >= 3
    assert (Unit.objects.count(), Activity.objects.count()) == before


def test_units_that_the_union_lacks_are_named_and_only_an_administrator_adds_them(rich: Activity) -> None:
    content = export_activity(rich)
    other = make_unit("东湖区总工会")
    organiser = client_of(make_user("bie", (Role.ORGANISER, other)))
    answer = bring(organiser, other, content)
    names = {unit["name"] for unit in json.loads(content)["units"] if unit["parent"] is not None}
    assert answer.status_code == 422
    assert all(f"本工会没有单位“{name}”" in answer.text for name in names)
    assert not Activity.objects.exclude(pk=rich.pk).exists()
    assert bring(client_of(make_user("guanli", (Role.ADMINISTRATOR, other))), other, content).status_code == 302
    made = Activity.objects.get(host=other)
    assert {unit.root_path for unit in made.invited_units.all()} == {other.path}


def test_a_file_cannot_reach_into_another_union(rich: Activity) -> None:
    make_unit("外区总工会")
    document = json.loads(export_activity(rich))
    document["units"].append({"key": "x", "name": "外区总工会", "parent": None})
    document["invited"].append("x")
    administrator = client_of(make_user("guanli", (Role.ADMINISTRATOR, rich.host)))
    answer = bring(administrator, rich.host, json.dumps(document).encode())
    assert answer.status_code == 422
    assert "“外区总工会”与主办单位不在同一个工会" in answer.text


def test_nobody_holds_an_activity_at_a_unit_that_is_not_theirs(rich: Activity) -> None:
    foreign = client_of(make_user("bie", (Role.ORGANISER, make_unit("东湖区总工会"))))
    bring(foreign, rich.host, export_activity(rich))
    assert not Activity.objects.exclude(pk=rich.pk).filter(host=rich.host).exists()
    assert client_of(make_user("x", (Role.CONTACT, rich.host))).get(DOOR).status_code == 403
    assert foreign.get(reverse("export_activity", args=[rich.pk])).status_code == 404
    finance = client_of(make_user("cw", (Role.FINANCE, rich.host)))
    assert finance.get(reverse("export_activity", args=[rich.pk])).status_code == 403


HOSTILE = {
    "nothing": b"",
    "not json": "姓名".encode("gb18030"),
    "deep": b"[" * 200_000,
    "a number for hours": b'{"format": ' + b"9" * 100_000 + b"}",
    "many wrong rows": b'{"format":"unionevents-activity","version":1,"units":[' + b"0," * 200_000 + b"0]}",
    "a list of mixed kinds": b'{"format":"unionevents-activity","version":1,"invited":['
    + b'1,"a",null,' * 30_000
    + b"[]]}",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_quickly(rich: Activity, organiser: Client, kind: str) -> None:
    began = time.perf_counter()
    answer = bring(organiser, rich.host, HOSTILE[kind])
    assert time.perf_counter() - began < 20
    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert len(answer.content) < 500_000


def test_a_file_larger_than_any_activity_is_not_even_read(rich: Activity, organiser: Client) -> None:
    answer = bring(organiser, rich.host, b" " * (LARGEST_FILE + 1))
    assert "文件超过 20 MB" in answer.text
    assert not Activity.objects.exclude(pk=rich.pk).exists()


def test_the_same_item_twice_is_still_found(rich: Activity) -> None:
    document = json.loads(export_activity(rich))
    document["invited"].append(document["invited"][0])
    assert ["列表里有重复" in problem.said("zh") for problem in check_content(json.dumps(document).encode())] == [True]
