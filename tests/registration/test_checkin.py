"""Check-in: everybody once, from any number of desks, with every tap answered; nothing of other activities."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from events.states import State
from registration.models import CheckList, CheckMark, Roster
from registration.queries.checkin import card_of, desk, lists_of, number_of
from registration.services import checking_in
from registration.services.checking_in import Kind, Tap
from scoring.services.filing import check_document, export_activity, import_activity
from tests.factories import invite, make_activity, make_person, make_roster, make_unit, make_user

pytestmark = pytest.mark.django_db


def make_desk(people: int = 3) -> tuple[CheckList, Any]:
    """A list of an activity with two units of so many people, and somebody at the desk."""
    union = make_unit()
    activity = make_activity(union, state=State.RUNNING)
    units = [make_unit(name, parent=union) for name in ("青山中学", "河湾小学")]
    invite(activity, *units)
    for unit, names in zip(units, (("曾小满", "周大河", "吴晓梅"), ("郑立秋", "王春生", "冯冬青")), strict=True):
        roster = make_roster(activity, unit, state=Roster.State.SUBMITTED)
        for name in names[:people]:
            make_person(roster, name)
    desk_user = make_user("desk", (Role.REFEREE, union), name="林值台")
    made = checking_in.add_list(activity=activity, title="报到", by=desk_user, now=timezone.now())
    return made, desk_user


def tap(number: int, **more: Any) -> Tap:
    return Tap(more.get("uuid", uuid4()), number, more.get("undoes"), timezone.now())


def take(checklist: CheckList, user: Any, *taps: Tap) -> list[Kind]:
    return [each.kind for each in checking_in.take(checklist=checklist, taps=taps, by=user, now=timezone.now())]


def logged_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_everybody_is_marked_once_however_often_and_from_however_many_desks() -> None:
    checklist, user = make_desk()
    first = tap(1)
    assert take(checklist, user, first, first, tap(1), tap(99)) == [
        Kind.MARKED, Kind.REPEATED, Kind.ALREADY, Kind.UNKNOWN
    ]  # fmt: skip
    assert CheckMark.objects.count() == 1


def test_a_mark_taken_back_stays_on_record_and_the_person_can_be_marked_again() -> None:
    checklist, user = make_desk()
    first = tap(2)
    undo = tap(0, undoes=first.uuid)
    assert take(checklist, user, first, undo, undo, tap(2)) == [
        Kind.MARKED, Kind.TAKEN_BACK, Kind.REPEATED, Kind.MARKED
    ]  # fmt: skip
    assert CheckMark.objects.count() == 2
    assert lists_of(checklist.activity).get().there == 1


def test_taps_that_arrive_hours_later_keep_the_time_of_the_tap() -> None:
    checklist, user = make_desk()
    at = timezone.now() - timedelta(hours=5)
    checking_in.take(checklist=checklist, taps=[Tap(uuid4(), 3, None, at)], by=user, now=timezone.now())
    assert CheckMark.objects.get().tapped_at == at


def test_a_whole_unit_is_there_at_once_and_nobody_twice() -> None:
    checklist, user = make_desk()
    take(checklist, user, tap(1))
    unit = checklist.activity.rosters.earliest("pk").unit
    receipts = checking_in.take_unit(checklist=checklist, unit=unit, by=user, now=timezone.now())
    assert [each.kind for each in receipts] == [Kind.ALREADY, Kind.MARKED, Kind.MARKED]


@pytest.mark.parametrize(
    ("search", "found"), [("曾", [1]), ("zeng", [1]), ("zlq", [4]), ("5", [5]), ("", [1, 2, 3, 4, 5, 6])]
)
def test_people_are_found_by_number_characters_pinyin_and_initials(search: str, found: list[int]) -> None:
    checklist, _user = make_desk()
    lines = [line.person.number for unit in desk(checklist, search=search) for line in unit.lines]
    assert lines == found


def test_a_card_is_read_in_its_own_activity_only() -> None:
    checklist, _user = make_desk()
    person = checklist.activity.people.get(number=4)
    assert number_of(card_of(person).lower(), checklist.activity) == 4
    other = make_activity(make_unit("别处总工会"))
    assert number_of(card_of(person), other) is None


def batch(*taps: Any) -> str:
    return json.dumps({"format": "unionevents-checkin", "version": 1, "taps": taps})


NAMED = {"uuid": "9f5c0d3e-0000-4000-8000-000000000000", "number": 1, "at": "2026-09-23T08:00+08:00"}


@pytest.mark.parametrize(
    "body",
    [
        "", "[]", batch({}), batch(7), batch(NAMED | {"uuid": "x"}), batch(NAMED | {"at": "2026-09-23T08:00"}),
        batch(NAMED | {"number": "1"}), batch(NAMED | {"undoes": 5}), batch(NAMED).replace("checkin", "other"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_taps_is_refused_whole(body: str) -> None:
    checklist, user = make_desk()
    url = reverse("registration:taps", args=[checklist.pk])
    answer = logged_in(user).post(url, body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["says"]
    assert not CheckMark.objects.exists()


def test_the_plain_form_marks_takes_back_and_takes_a_unit() -> None:
    checklist, user = make_desk()
    client, url = logged_in(user), reverse("registration:check_in", args=[checklist.pk])
    assert client.post(url, {"number": "1"}).status_code == 302
    assert client.post(url, {"number": "nobody"}).status_code == 302
    client.post(url, {"undo": str(CheckMark.objects.get().uuid)})
    unit = checklist.activity.rosters.earliest("pk").unit
    client.post(url, {"unit": unit.pk})
    assert CheckMark.objects.filter(undone_at=None).count() == 3


def test_the_same_title_is_refused_with_a_sentence_and_the_typed_word_stays() -> None:
    checklist, user = make_desk()
    url = reverse("registration:checklists", args=[checklist.activity_id])
    page = logged_in(user).post(url, {"title": "报到"}).content.decode()
    assert "已经有" in page
    assert 'value="报到"' in page


@pytest.mark.parametrize("people", [1, 3])
def test_the_desk_asks_the_same_queries_for_any_number_of_people(people: int, django_assert_num_queries: Any) -> None:
    checklist, user = make_desk(people)
    client = logged_in(user)
    client.get(reverse("registration:checklist", args=[checklist.pk]))
    with django_assert_num_queries(9):
        client.get(reverse("registration:checklist", args=[checklist.pk]))
    with django_assert_num_queries(7):
        client.get(reverse("registration:cards", args=[checklist.activity_id]))


@pytest.mark.django_db(transaction=True)
def test_a_desk_works_while_the_network_is_gone_and_sends_everything_afterwards(browse: Any, axe: Any) -> None:
    checklist, user = make_desk()
    address = reverse("registration:checklist", args=[checklist.pk])
    for size in ("desktop", "tablet", "phone"):
        page = browse(user, size=size)
        for path in (address, reverse("registration:checklists", args=[checklist.activity_id]),
                     reverse("registration:cards", args=[checklist.activity_id])):  # fmt: skip
            page.goto(path)
            assert axe(page) == []
            widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            assert widths[0] <= widths[1]
            if folder := os.environ.get("UNIONEVENTS_PICTURES"):
                name = path.strip("/").replace("/", "-")
                page.screenshot(path=Path(folder) / f"{name}-{size}.png", full_page=True)
    page.goto(address)
    page.get_by_role("button", name="到了 1 曾小满").click()
    expect(page.locator("[data-net]")).to_contain_text("已全部上传")
    expect(page.locator("[data-offline]")).to_be_hidden()
    page.context.set_offline(True)
    expect(page.locator("[data-offline]")).to_contain_text("不要刷新或关闭本页")
    page.locator("[data-search]").fill("wcs")
    page.locator("[data-search]").press("Enter")
    page.locator("[data-search]").fill(f"UE{checklist.activity_id}-6")
    page.locator("[data-search]").press("Enter")
    page.get_by_role("button", name="撤回 1 曾小满").click()
    expect(page.locator("[data-net]")).to_contain_text("3 条")
    expect(page.locator("[data-there]")).to_have_text("2")
    page.context.set_offline(False)
    expect(page.locator("[data-net]")).to_contain_text("已全部上传")
    standing = CheckMark.objects.filter(undone_at=None).values_list("person__number", flat=True)
    assert sorted(standing) == [5, 6]
    assert (
        json.loads(
            page.evaluate("localStorage.getItem(Object.keys(localStorage).find((k) => k.startsWith('checkin')))")
        )
        == []
    )


def test_check_in_travels_in_the_activity_file_and_what_is_wrong_there_is_named() -> None:
    checklist, user = make_desk()
    first = tap(2)
    take(checklist, user, first, tap(0, undoes=first.uuid), tap(2), tap(5))
    document = json.loads(export_activity(checklist.activity))
    assert check_document(document) == []
    copy = import_activity(document, by=user, now=timezone.now())
    assert export_activity(copy) == export_activity(checklist.activity)
    marks = document["checklists"][0]["marks"]
    for mark in marks:
        mark["undone_at"] = None
    marks[2] |= {"person": 99, "uuid": marks[1]["uuid"]}
    document["checklists"].append(document["checklists"][0] | {"marks": []})
    places = {problem.path for problem in check_document(document)}
    assert places == {
        "$.checklists[0].marks[1].person", "$.checklists[0].marks[2].person", "$.checklists[0].marks[2].uuid",
        "$.checklists[1].title",
    }  # fmt: skip
