"""New activities from a starter or as a copy: through the services, the pages, and a browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import LogEntry, User
from accounts.roles import Role
from events.models import Activity
from events.states import State
from registration.models import Roster
from scoring.services.filing import check_content, export_activity
from tests.factories import NOW, appoint, make_activity, make_unit, make_user
from tests.filing import make_rich_activity
from unionevents.starting import CARRIED, start_as_copy, start_from_starter, starters

pytestmark = pytest.mark.django_db
EVERYTHING = [*CARRIED, "terms", "staff"]
BACKEND = "django.contrib.auth.backends.ModelBackend"


def organiser() -> User:
    return make_user("zuzhi", (Role.ORGANISER, make_unit("云溪区总工会")), name="组织者")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def test_the_fun_sports_starter_holds_plan_one() -> None:
    by = organiser()
    host = by.memberships.get().unit
    activity = start_from_starter(
        code="fun_sports", title="第九届趣味运动会", first_day=date(2027, 3, 10), host=host, by=by, now=NOW
    )
    assert (activity.host, activity.title, activity.state) == (host, "第九届趣味运动会", State.DRAFT)
    assert (activity.starter, activity.created_by, activity.created_at) == ("fun_sports", by, NOW)
    contests = {contest.title: contest for contest in activity.contests.all()}
    assert list(contests) == ["托球跑", "双腿夹球走", "摸石过河", "定点投篮", "一分钟跳绳", "踢毽子", "金豆搬家"]
    assert 1 <= sum(contest.starred for contest in contests.values()) <= 3
    assert all(contest.rules_text for contest in contests.values())
    games = {title: contest.scoresheet.game for title, contest in contests.items()}
    assert list(games.values()) == ["timed", "timed", "timed", "shooting", "count", "count", "count"]
    seconds = [contests[title].scoresheet.settings["seconds"] for title in ("一分钟跳绳", "踢毽子", "金豆搬家")]
    assert seconds == [60, 60, 120]
    assert contests["定点投篮"].scoresheet.tie_breaks == [{"rule": "earlier_hit"}]
    assert contests["定点投篮"].scoresheet.settings["shots"] == 10
    assert activity.terms.health_statement
    assert activity.prize_plan.awards["one_per_person"] == "best_placing"
    assert activity.prize_plan.awards["souvenir"]["to"] == "took_part"
    assert activity.prize_plan.prize_rules["places"]["rule"] == "by_entries"


def test_a_starter_moves_its_days_to_the_chosen_first_day() -> None:
    by = organiser()
    activity = start_from_starter(
        code="fun_sports", title="运动会", first_day=date(2027, 3, 10), host=by.memberships.get().unit, by=by, now=NOW
    )
    assert (activity.first_day, activity.last_day) == (date(2027, 3, 10), date(2027, 3, 10))
    assert activity.registration_deadline == datetime(2027, 3, 5, 10, 0, tzinfo=UTC)
    starts = [timezone.localtime(session.starts_at) for session in activity.sessions.order_by("starts_at")]
    assert [f"{start:%m-%d %H:%M}" for start in starts] == ["03-10 08:00", "03-10 08:30", "03-10 11:00"]


@pytest.mark.parametrize("code", list(starters()))
def test_what_a_starter_makes_is_itself_a_sound_activity_file(code: str) -> None:
    by = organiser()
    activity = start_from_starter(
        code=code, title="活动", first_day=date(2027, 1, 1), host=by.memberships.get().unit, by=by, now=NOW
    )
    assert check_content(export_activity(activity)) == []


def test_a_copy_takes_the_plan_along_and_leaves_people_and_results_behind() -> None:
    source = make_rich_activity()
    by = make_user("zuzhi", (Role.ORGANISER, source.host))
    referee = make_user("caipan")
    appoint(source, referee, Role.REFEREE)
    copy = start_as_copy(
        source=source, carry=EVERYTHING, title="明年的", first_day=date(2027, 9, 23), host=source.host, by=by, now=NOW
    )
    assert (copy.state, copy.title, copy.last_day) == (State.DRAFT, "明年的", date(2027, 9, 24))
    for rows in ("sections", "sessions", "duties", "contests", "prizes", "budget_lines", "venues", "invitedunits"):
        assert getattr(copy, rows).count() == getattr(source, rows).count(), rows
    assert copy.terms.limits == source.terms.limits
    assert copy.prize_plan.prize_rules == source.prize_plan.prize_rules
    assert not Roster.objects.filter(activity=copy).exists()
    assert not copy.publications.exists()
    assert not copy.state_changes.exists()
    assert not copy.budget_lines.exclude(actual_price=None).exists()
    assert {sheet.draw_seed for sheet in [contest.scoresheet for contest in copy.contests.all()]} == {""}
    assert [(row.user, row.role) for row in copy.appointments.all()] == [(referee, Role.REFEREE)]
    assert (source.rosters.count(), source.publications.count()) == (2, 3)
    assert LogEntry.objects.filter(subject=f"events.activity:{copy.pk}", by=by).exists()


@pytest.mark.parametrize("left", EVERYTHING)
def test_a_copy_leaves_out_what_was_not_ticked_and_stays_sound(left: str) -> None:
    source = make_rich_activity()
    by = make_user("zuzhi", (Role.ORGANISER, source.host))
    appoint(source, by, Role.REFEREE)
    carry = [part for part in EVERYTHING if part != left]
    copy = start_as_copy(
        source=source, carry=carry, title="一", first_day=date(2027, 9, 23), host=source.host, by=by, now=NOW
    )
    assert check_content(export_activity(copy)) == []
    rows = {"budget": "budget_lines", "invited": "invitedunits", "staff": "appointments"}.get(left, left)
    if left == "terms":
        assert copy.terms.limits == []
    else:
        assert not getattr(copy, rows).exists()


def test_a_copy_held_by_another_union_invites_nobody_of_this_one() -> None:
    source = make_rich_activity()
    other = make_unit("另一个总工会")
    by = make_user("zuzhi", (Role.ORGANISER, source.host), (Role.ORGANISER, other))
    copy = start_as_copy(
        source=source, carry=EVERYTHING, title="一", first_day=date(2027, 1, 1), host=other, by=by, now=NOW
    )
    assert copy.host == other
    assert not copy.invitedunits.exists()


# ---- pages


def test_the_doors_lead_to_a_draft_of_the_template() -> None:
    by = organiser()
    client = client_of(by)
    page = client.get(reverse("new_activity"))
    assert reverse("events:new_blank") in page.text
    address = reverse("new_from_starter", args=["fun_sports"])
    assert address in page.text
    answer = client.post(address, {"host": by.memberships.get().unit_id, "title": "运动会", "first_day": "2099-05-01"})
    activity = Activity.objects.get()
    assert answer["Location"] == reverse("events:plan", args=[activity.pk])
    assert (activity.title, activity.first_day) == ("运动会", date(2099, 5, 1))


def test_the_copy_page_carries_what_is_ticked() -> None:
    source = make_rich_activity()
    client = client_of(make_user("zuzhi", (Role.ORGANISER, source.host)))
    answer = client.post(
        reverse("copy_activity", args=[source.pk]),
        {"host": source.host_id, "title": "又一届", "first_day": "2099-05-01", "carry": ["contests", "prizes"]},
    )
    copy = Activity.objects.exclude(pk=source.pk).get()
    assert answer["Location"] == reverse("events:plan", args=[copy.pk])
    assert copy.contests.count() == 2
    assert not copy.duties.exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"first_day": "2020-01-01"}, "这一天已经过去"),
        ({"title": ""}, "error-summary"),
        ({"host": "foreign"}, "error-summary"),
    ],
)
def test_a_form_with_a_mistake_keeps_what_was_typed_and_makes_nothing(values: dict[str, Any], sentence: str) -> None:
    by = organiser()
    foreign = make_unit("别的总工会")
    typed = {"host": by.memberships.get().unit_id, "title": "写了很久的名称", "first_day": "2099-05-01"} | values
    if typed["host"] == "foreign":
        typed["host"] = foreign.pk
    page = client_of(by).post(reverse("new_from_starter", args=["fun_sports"]), typed)
    assert page.status_code == 200
    assert sentence in page.text
    assert str(typed["title"]) in page.text
    assert not Activity.objects.exists()


def test_nobody_copies_an_activity_that_is_not_theirs() -> None:
    source = make_rich_activity()
    address = reverse("copy_activity", args=[source.pk])
    foreign = make_user("bie", (Role.ORGANISER, make_unit("别的总工会")))
    contact = make_user("lianluo", (Role.CONTACT, source.invitedunits.first().unit))
    assert client_of(foreign).get(address).status_code == 404
    assert client_of(contact).get(address).status_code == 403
    assert client_of(contact).get(reverse("new_activity")).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_doors_ask_the_database_the_same_number_of_times(count: int, django_assert_num_queries: Any) -> None:
    by = organiser()
    client = client_of(by)
    client.get(reverse("new_activity"))
    for number in range(count):
        make_activity(by.memberships.get().unit, title=f"活动 {number}")
    with django_assert_num_queries(DOOR_QUERIES):
        assert client.get(reverse("new_activity")).status_code == 200


DOOR_QUERIES = 4


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", ["desktop", "tablet", "phone"])
def test_three_doors_in_a_browser(
    size: str, browse: Callable[..., Any], axe: Callable[..., list[str]], tmp_path: Any
) -> None:
    source = make_rich_activity()
    page = browse(make_user("zuzhi", (Role.ORGANISER, source.host)), size=size)
    page.goto("/activities/new/")
    assert axe(page) == []
    page.screenshot(path=tmp_path / f"doors-{size}.png", full_page=True)
    page.get_by_role("link", name="趣味运动会 “甲”").click()
    assert axe(page) == []
    page.screenshot(path=tmp_path / f"copy-{size}.png", full_page=True)
    page.get_by_role("link", name="取消").click()
    page.get_by_role("link", name="工会干部趣味运动会").click()
    assert axe(page) == []
    page.screenshot(path=tmp_path / f"starter-{size}.png", full_page=True)
    page.get_by_label("名称").fill("春季趣味运动会")
    page.get_by_label("开始日期").fill("2099-04-20")
    page.get_by_role("button", name="生成草稿").click()
    assert page.get_by_role("heading", level=1).inner_text() == "春季趣味运动会"
    made = Activity.objects.get(title="春季趣味运动会")
    assert made.contests.count() == 7
