"""The pages, without a browser: what they do, for whom, and how often they ask the database."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from events.models import Activity
from registration.models import Entry, Person, Roster, Terms
from registration.services import drafting
from tests.factories import invite, make_person, make_unit
from tests.registration.conftest import Meet, line

BOARD_QUERIES = 20
ROSTER_QUERIES = 17


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form_of(version: int, *rows: dict[str, Any], **more: str) -> dict[str, Any]:
    data: dict[str, Any] = {"version": str(version), "row": [], "act": "save", **more}
    for row in rows:
        key = row.get("key") or str(uuid4())
        data["row"].append(key)
        data |= {f"{key}-{name}": value for name, value in row.items() if name not in {"key", "contests"}}
        data |= {f"{key}-c-{code}": value for code, value in row.get("contests", {}).items()}
    return data


LIN = {"name": "林悦", "gender": "female", "post": "chair", "healthy": "1", "contests": {"ball-run": "1", "rope": "1"}}


def test_a_contact_begins_fills_in_submits_and_gets_a_receipt(meet: Meet) -> None:
    client = as_user(meet.contact)
    board = f"/activities/{meet.activity.pk}/registration/"
    assert "开始填写报名表" in client.get(board).content.decode()
    answer = client.post(f"{board}begin/", {"unit": meet.school.pk})
    roster = Roster.objects.get()
    assert answer["Location"] == f"/rosters/{roster.pk}/"
    assert client.get(board)["Location"] == f"/rosters/{roster.pk}/"
    answer = client.post(f"/rosters/{roster.pk}/save/", form_of(0, LIN, act="submit"))
    assert answer["Location"] == f"/rosters/{roster.pk}/receipt/"
    roster.refresh_from_db()
    page = client.get(answer["Location"]).content.decode()
    assert roster.receipt in page and roster.state == "submitted"
    assert "林悦" in client.get(f"/rosters/{roster.pk}/paper/").content.decode()
    client.post(f"/rosters/{roster.pk}/take-back/")
    roster.refresh_from_db()
    assert roster.state == "draft"


def test_a_row_that_lacks_something_is_kept_on_the_page_and_the_others_are_saved(meet: Meet) -> None:
    roster = meet.roster()
    unfinished = {"name": "没有性别", "contests": {"beans": "1"}}
    answer = as_user(meet.contact).post(f"/rosters/{roster.pk}/save/", form_of(0, LIN, unfinished))
    page = answer.content.decode()
    assert answer.status_code == 422 and "没有性别" in page and "请选择性别" in page
    assert list(Person.objects.values_list("name", flat=True)) == ["林悦"]


def test_a_control_character_in_a_name_is_taken_out_and_the_row_waits_for_a_look(meet: Meet) -> None:
    roster = meet.roster()
    answer = as_user(meet.contact).post(f"/rosters/{roster.pk}/save/", form_of(0, LIN | {"name": "林\x07悦"}))
    page = answer.content.decode()
    assert answer.status_code == 422 and 'value="林悦"' in page and "看不见的控制字符，已去掉" in page
    assert not Person.objects.exists()


def test_the_reading_view_says_who_declared_to_be_healthy(meet: Meet) -> None:
    roster = meet.roster(state="submitted")
    make_person(roster, "林悦", meet.ball)
    make_person(roster, "周涛", meet.ball, healthy=False)
    page = as_user(meet.organiser).get(f"/rosters/{roster.pk}/").text
    assert (page.count('aria-label="已声明身体健康"'), page.count("未声明")) == (1, 1)


def test_a_second_contact_is_told_and_loses_nothing_typed(meet: Meet) -> None:
    roster = meet.roster()
    lin = line("林悦", "ball-run")
    drafting.save(roster=roster, version=0, lines=[lin], by=meet.contact, now=timezone.now())
    mine = {**LIN, "key": str(lin.key), "name": "林月"}
    answer = as_user(meet.organiser).post(f"/rosters/{roster.pk}/save/", form_of(0, mine, {**LIN, "name": "周涛"}))
    page = answer.content.decode()
    assert answer.status_code == 409 and "林联络" in page and "林月" in page and "周涛" in page
    assert 'class="is-theirs"' in page and re.search(r'name="version" value="1"', page)
    assert Person.objects.get().name == "林悦"


def test_nobody_hands_in_what_somebody_else_wrote_and_they_have_not_seen(meet: Meet) -> None:
    roster = meet.roster()
    drafting.save(roster=roster, version=0, lines=[line("林悦", "ball-run")], by=meet.organiser, now=timezone.now())
    client, address = as_user(meet.contact), f"/rosters/{roster.pk}/save/"
    answer = client.post(address, form_of(0, act="submit"))
    page = answer.content.decode()
    assert answer.status_code == 409 and "组织者甲" in page and "林悦" in page
    assert Roster.objects.get().state == "draft"
    assert client.post(address, form_of(1, act="submit")).status_code == 302
    assert Roster.objects.get().state == "submitted"


def test_whoever_saved_on_another_page_is_told_of_no_stranger(meet: Meet) -> None:
    roster = meet.roster()
    drafting.save(roster=roster, version=0, lines=[line("林悦", "ball-run")], by=meet.contact, now=timezone.now())
    client, address = as_user(meet.contact), f"/rosters/{roster.pk}/save/"
    page = client.post(address, form_of(0, {**LIN, "name": "周涛"})).content.decode()
    assert "以您的姓名" in page and "林联络 在" not in page and "周涛" in page
    assert client.post(address, form_of(0, act="submit")).status_code == 302, "what one has written oneself is no news"
    assert Roster.objects.get().state == "submitted"


def test_the_script_hears_of_every_problem_by_person_and_contest(meet: Meet) -> None:
    roster, key = meet.roster(), str(uuid4())
    row = {"key": key, "name": "周涛", "gender": "male", "contests": {"beans": "1", "rope": "women"}}
    answer = as_user(meet.contact).post(f"/rosters/{roster.pk}/draft/", form_of(0, row)).json()
    assert (answer["state"], answer["version"], answer["ready"]) == ("saved", 1, False)
    assert answer["numbers"] == {key: 1} and answer["readiness"] == "提交前还有 3 处要改"
    assert [(p["key"], p["contest"]) for p in answer["problems"]] == [(key, ""), (key, ""), (key, "rope")]
    again = as_user(meet.organiser).post(f"/rosters/{roster.pk}/draft/", form_of(0, {**row, "name": "周韬"})).json()
    assert again["state"] == "stale" and "林联络" in again["note"]


def test_after_the_deadline_the_unit_reads_only_and_a_late_save_is_refused(meet: Meet) -> None:
    roster = meet.roster()
    make_person(roster, "林悦", meet.ball)
    client = as_user(meet.contact)
    Activity.objects.update(registration_deadline=timezone.now() - timedelta(seconds=1))
    assert "data-roster" not in client.get(f"/rosters/{roster.pk}/").content.decode()
    answer = client.post(f"/rosters/{roster.pk}/save/", form_of(0, LIN))
    assert answer.status_code == 409 and "截止" in answer.content.decode()
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    "address",
    ["", "save/", "draft/", "take-back/", "accept/", "return/", "receipt/", "paper/", "sheet.xlsx", "upload/"],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_units_roster_is_not_there(meet: Meet, address: str, method: str) -> None:
    roster = meet.roster()
    make_person(roster, "林悦", meet.ball)
    answer = getattr(as_user(meet.other), method)(f"/rosters/{roster.pk}/{address}")
    assert answer.status_code in {404, 405}
    if answer.status_code == 405:
        assert getattr(as_user(meet.contact), method)(f"/rosters/{roster.pk}/{address}").status_code == 405


def test_the_organiser_accepts_and_returns_from_the_board(meet: Meet) -> None:
    roster = meet.roster(state="submitted")
    client = as_user(meet.organiser)
    client.post(f"/rosters/{roster.pk}/return/", {"comment": "请核对"})
    roster.refresh_from_db()
    assert (roster.state, roster.comment) == ("returned", "请核对")
    Roster.objects.update(state="submitted")
    client.post(f"/rosters/{roster.pk}/accept/")
    roster.refresh_from_db()
    assert roster.state == "accepted"
    assert as_user(meet.contact).post(f"/rosters/{roster.pk}/accept/").status_code == 403


def test_the_board_shows_each_unit_in_its_state_and_counts_entries(meet: Meet) -> None:
    roster = meet.roster(state="submitted")
    make_person(roster, "林悦", meet.ball, meet.beans)
    make_person(meet.roster(meet.library), "周涛", meet.beans)
    client = as_user(meet.organiser)
    page = client.get(f"/activities/{meet.activity.pk}/registration/").content.decode()
    assert "城东小学工会" in page and "有问题" in page and "已提交" in page
    only = client.get(f"/activities/{meet.activity.pk}/registration/?state=problems").content.decode()
    assert "市图书馆工会" in only and "城东小学工会" not in only


def test_the_board_asks_the_same_number_of_queries_for_one_unit_and_for_three(
    meet: Meet, django_assert_num_queries: Any
) -> None:
    client = as_user(meet.organiser)
    address = f"/activities/{meet.activity.pk}/registration/"
    make_person(meet.roster(), "林悦", meet.ball)
    with django_assert_num_queries(BOARD_QUERIES):
        client.get(address)
    for name in ("甲", "乙"):
        unit = make_unit(name, parent=meet.union)
        invite(meet.activity, unit)
        make_person(meet.roster(unit), name, meet.ball, meet.beans)
    with django_assert_num_queries(BOARD_QUERIES):
        client.get(address)


def test_a_roster_asks_the_same_number_of_queries_for_one_person_and_for_three(
    meet: Meet, django_assert_num_queries: Any
) -> None:
    roster, client = meet.roster(), as_user(meet.contact)
    make_person(roster, "林悦", meet.ball, meet.rope)
    with django_assert_num_queries(ROSTER_QUERIES):
        client.get(f"/rosters/{roster.pk}/")
    for name in ("周涛", "韩梅"):
        make_person(roster, name, meet.ball, meet.rope, meet.beans)
    with django_assert_num_queries(ROSTER_QUERIES):
        client.get(f"/rosters/{roster.pk}/")


def test_terms_are_sentences_that_the_organiser_changes_and_units_read(meet: Meet) -> None:
    Activity.objects.update(state="approved")
    client, address = as_user(meet.organiser), f"/activities/{meet.activity.pk}/registration/terms/"
    assert "每人最多报 3 项。" in client.get(address).content.decode()
    sent = {
        "count": "2", "0-limit": "contests_per_person", "0-severity": "warn", "0-at_most": "2",
        "0-contests": ["beans", "rope"], "1-limit": "health_declared", "1-severity": "refuse",
        "health_statement": " 身体健康 ",
    }  # fmt: skip
    client.post(f"{address}change/", sent)
    terms = Terms.objects.get()
    assert terms.limits == [
        {"limit": "contests_per_person", "severity": "warn", "at_most": 2, "contests": ["beans", "rope"]},
        {"limit": "health_declared", "severity": "refuse"},
    ]
    assert terms.health_statement == "身体健康"
    client.post(f"{address}change/", {**sent, "add": "people_per_unit", "remove": "1"})
    assert [limit["limit"] for limit in Terms.objects.get().limits] == ["contests_per_person", "people_per_unit"]
    answer = client.post(f"{address}change/", {**sent, "0-at_most": "many"})
    assert answer.status_code == 422 and 'value="division_gender"' in answer.content.decode()
    assert "“最多”必须是 1 到 999 之间的整数" in answer.content.decode()
    assert len(Terms.objects.get().limits) == 2
    Activity.objects.update(state="open")
    assert client.get(f"{address}change/").status_code == 403
    page = as_user(meet.contact).get(address).content.decode()
    assert "每人最多报 2 项（只计金豆搬家、一分钟跳绳）。" in page and "修改报名要求" not in page


def test_a_star_required_but_carried_by_nothing_is_a_question_to_the_organiser(meet: Meet) -> None:
    for contest in (meet.ball, meet.stones):
        contest.starred = False
        contest.save()
    address = f"/activities/{meet.activity.pk}/registration/"
    assert "没有一个项目带★" in as_user(meet.organiser).get(address).content.decode()
    assert "没有一个项目带★" not in as_user(meet.contact).get(f"{address}terms/").content.decode()


def test_the_chief_referee_substitutes_at_the_call_table(meet: Meet) -> None:
    Activity.objects.update(state="running")
    person = make_person(meet.roster(state="accepted"), "林悦", meet.ball)
    client = as_user(meet.chief)
    assert "替换" in client.get(f"/rosters/{person.roster_id}/").content.decode()
    given = {"contests": ["ball-run"], "name": "韩梅", "gender": "female", "post": "cadre", "reason": "出差"}
    refused = client.post(f"/people/{person.pk}/substitute/", given)
    assert "还没有确认身体健康" in refused.content.decode()
    client.post(f"/people/{person.pk}/substitute/", {**given, "healthy": "on"})
    assert Entry.objects.get().person.name == "韩梅"
    page = client.get(f"/rosters/{person.roster_id}/").content.decode()
    assert "韩梅替换林悦：托球跑" in page and "出差" in page
    assert as_user(meet.contact).get(f"/people/{person.pk}/substitute/").status_code == 403


def test_what_was_handed_in_is_read_first_and_opened_for_writing_on_purpose(meet: Meet) -> None:
    roster = meet.roster(state="submitted")
    make_person(roster, "林悦", meet.ball)
    client = as_user(meet.organiser)
    page = client.get(f"/rosters/{roster.pk}/").content.decode()
    assert "通过报名表" in page and "替补" in page and "data-roster" not in page
    page = client.get(f"/rosters/{roster.pk}/?edit").content.decode()
    assert "data-roster" in page and "通过报名表" not in page
