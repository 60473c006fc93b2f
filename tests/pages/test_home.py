"""Home: what each role has to do now, and the activities in which one has a part."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Unit, User
from accounts.roles import Role
from events.models import Activity, BudgetLine, Contest, StateChange
from events.states import State
from registration.models import Entry, Roster
from scoring.models import Operation, Publication
from tests.factories import appoint, invite, make_activity, make_contest, make_person, make_roster, make_unit, make_user
from unionevents.duties.desk import desk_of
from unionevents.duties.listing import Duty, activities_of, duties_of

pytestmark = pytest.mark.django_db
HOME_QUERIES = 16


@pytest.fixture
def union() -> Unit:
    return make_unit()


@pytest.fixture
def school(union: Unit) -> Unit:
    return make_unit("城东小学工会", parent=union)


def coming(host: Unit, state: State, **fields: Any) -> Activity:
    """An activity in twenty days whose deadline is in ten."""
    day = timezone.localdate() + timedelta(days=20)
    values: dict[str, Any] = {
        "first_day": day, "last_day": day, "registration_deadline": timezone.now() + timedelta(days=10),
    }  # fmt: skip
    return make_activity(host, state=state, **(values | fields))


def duties(user: User) -> list[Duty]:
    return duties_of(desk_of(User.objects.get(pk=user.pk), timezone.now()))


def what(user: User) -> list[str]:
    return [duty.what for duty in duties(user)]


def started(activity: Activity, school: Unit, *people: str) -> Contest:
    contest = make_contest(activity, "rope", game="count")
    roster = make_roster(activity, school, state=Roster.State.ACCEPTED)
    for name in people:
        make_person(roster, name, contest)
    return contest


def enter(entry: Entry, value: int) -> None:
    at = timezone.now()
    Operation.objects.create(
        sheet=entry.contest.scoresheet, entry=entry, uuid=uuid.uuid4(), slot="count", value=value,
        captured_at=at, received_at=at, by_name="x",
    )  # fmt: skip


def publish(contest: Contest) -> None:
    Publication.objects.create(
        activity=contest.activity, sheet=contest.scoresheet, number=1, case={}, outcome={}, sha256="", at=timezone.now()
    )


@pytest.mark.parametrize(
    ("role", "state", "words"),
    [
        (Role.ORGANISER, State.DRAFT, "完成方案并提交审批"),
        (Role.CHAIR, State.PENDING, "审阅并批准方案"),
        (Role.ORGANISER, State.APPROVED, "开放报名"),
        (Role.ORGANISER, State.CLOSED, "编排出场并开始比赛"),
        (Role.FINANCE, State.PUBLISHED, "发放奖励并登记实际支出"),
    ],
)
def test_role_is_told_its_step(union: Unit, role: Role, state: State, words: str) -> None:
    coming(union, state)

    assert what(make_user("person", (role, union))) == [words]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.JUDGE])
@pytest.mark.parametrize("state", list(State))
def test_onlooker_has_no_duties_in_any_state(union: Unit, role: Role, state: State) -> None:
    coming(union, state)

    assert what(make_user("person", (role, union))) == []


def test_step_of_one_role_is_not_shown_to_another(union: Unit) -> None:
    coming(union, State.PENDING)
    coming(union, State.DRAFT)

    assert what(make_user("organiser", (Role.ORGANISER, union))) == ["完成方案并提交审批"]
    assert what(make_user("chair", (Role.CHAIR, union))) == ["审阅并批准方案"]


def test_returned_plan_comes_with_the_words_of_the_chair(union: Unit) -> None:
    activity = coming(union, State.DRAFT)
    for step, comment in (("return", "预算偏高"), ("submit", ""), ("return", "请补充安全员")):
        StateChange.objects.create(
            activity=activity,
            step=step,
            start="pending",
            end="draft",
            comment=comment,
            by_name="主席",
            at=timezone.now(),
        )

    (duty,) = duties(make_user("organiser", (Role.ORGANISER, union)))

    assert (duty.what, duty.note) == ("修改被退回的方案并重新提交", "请补充安全员")


def test_plan_taken_back_by_the_organiser_is_not_a_returned_one(union: Unit) -> None:
    activity = coming(union, State.DRAFT)
    for step in ("return", "submit", "withdraw"):
        StateChange.objects.create(
            activity=activity, step=step, start="pending", end="draft", comment="旧意见", by_name="x", at=timezone.now()
        )

    assert what(make_user("organiser", (Role.ORGANISER, union))) == ["完成方案并提交审批"]


def test_organiser_hears_of_the_deadline_when_it_is_near_and_when_it_has_passed(union: Unit) -> None:
    organiser = make_user("organiser", (Role.ORGANISER, union))
    activity = coming(union, State.OPEN)
    assert duties(organiser) == []

    for left, words, tone in (
        (timedelta(days=2), "报名即将截止，查看哪些单位还没提交", "warning"),
        (timedelta(hours=2), "报名即将截止，查看哪些单位还没提交", "danger"),
        (-timedelta(hours=1), "报名时间已过，请截止报名", "danger"),
    ):
        Activity.objects.filter(pk=activity.pk).update(registration_deadline=timezone.now() + left)
        (duty,) = duties(organiser)
        assert (duty.what, duty.tone) == (words, tone)


def test_submitted_rosters_wait_for_the_organiser(union: Unit, school: Unit) -> None:
    activity = coming(union, State.OPEN)
    make_roster(activity, school, state=Roster.State.SUBMITTED)
    make_roster(activity, make_unit("图书馆工会", parent=union), state=Roster.State.DRAFT)

    assert what(make_user("organiser", (Role.ORGANISER, union))) == ["审核 1 份已提交的报名表"]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (None, ["填写报名表（尚未开始）"]),
        (Roster.State.DRAFT, ["完成报名表并提交"]),
        (Roster.State.RETURNED, ["修改被退回的报名表并重新提交"]),
        (Roster.State.SUBMITTED, []),
        (Roster.State.ACCEPTED, []),
    ],
)
def test_contact_is_told_how_the_own_roster_stands(
    union: Unit, school: Unit, state: str | None, words: list[str]
) -> None:
    activity = coming(union, State.OPEN)
    invite(activity, school)
    if state:
        make_roster(activity, school, state=state)

    found = duties(make_user("contact", (Role.CONTACT, school)))

    assert [duty.what for duty in found] == words
    assert all(duty.until == activity.registration_deadline for duty in found)


def test_returned_roster_comes_with_the_comment(union: Unit, school: Unit) -> None:
    activity = coming(union, State.OPEN)
    invite(activity, school)
    make_roster(activity, school, state=Roster.State.RETURNED)
    Roster.objects.update(comment="请核对性别")

    assert duties(make_user("contact", (Role.CONTACT, school)))[0].note == "请核对性别"


def test_contact_of_two_units_reads_which_one(union: Unit, school: Unit) -> None:
    library = make_unit("图书馆工会", parent=union)
    activity = coming(union, State.OPEN)
    invite(activity, school, library)

    found = what(make_user("contact", (Role.CONTACT, school), (Role.CONTACT, library)))

    assert found == ["城东小学工会 · 填写报名表（尚未开始）", "图书馆工会 · 填写报名表（尚未开始）"]


def test_contact_has_nothing_to_do_before_opening_after_the_deadline_or_uninvited(union: Unit, school: Unit) -> None:
    invite(coming(union, State.APPROVED), school)
    invite(coming(union, State.OPEN, registration_deadline=timezone.now() - timedelta(minutes=1)), school)
    coming(union, State.OPEN)

    assert what(make_user("contact", (Role.CONTACT, school))) == []


def test_referee_is_told_of_contests_that_are_not_complete(union: Unit, school: Unit) -> None:
    activity = coming(union, State.RUNNING)
    contest = started(activity, school, "甲", "乙")
    referee = make_user("referee")
    appoint(activity, referee, Role.REFEREE)
    assert what(referee) == ["录入成绩：还有 1 个项目未录完"]

    for entry in contest.entries.all():
        enter(entry, 30)

    assert what(referee) == []


def test_chief_referee_is_told_what_differs_and_what_is_ready(union: Unit, school: Unit) -> None:
    activity = coming(union, State.RUNNING)
    contest = started(activity, school, "甲")
    chief = make_user("chief", (Role.CHIEF_REFEREE, union))
    entry = contest.entries.get()
    enter(entry, 30)
    assert what(chief) == ["核对并公布 1 个项目的成绩"]

    enter(entry, 31)
    assert what(chief) == ["裁决 1 处裁判员录入不一致的成绩"]


def test_organiser_ends_entry_and_publishes_when_everything_is_in(union: Unit, school: Unit) -> None:
    activity = coming(union, State.RUNNING)
    contest = started(activity, school, "甲")
    organiser = make_user("organiser", (Role.ORGANISER, union))
    assert what(organiser) == []
    enter(contest.entries.get(), 30)
    assert what(organiser) == ["成绩已全部录入，请结束录入"]

    Activity.objects.update(state=State.SETTLING)
    assert what(organiser) == []
    publish(contest)

    assert what(organiser) == ["各项目成绩均已公布，请公布获奖名单"]


def test_finance_is_done_when_every_budget_line_says_what_was_spent(union: Unit) -> None:
    activity = coming(union, State.PUBLISHED)
    finance = make_user("finance", (Role.FINANCE, union))
    line = BudgetLine.objects.create(activity=activity, title="奖品", planned_price=100)
    assert len(duties(finance)) == 1

    BudgetLine.objects.filter(pk=line.pk).update(actual_quantity=1, actual_price=100)

    assert duties(finance) == []


def test_administrator_is_told_of_units_without_a_contact(union: Unit, school: Unit) -> None:
    administrator = make_user("administrator", (Role.ADMINISTRATOR, union))
    assert what(administrator) == ["为 1 个单位邀请联络员"]

    make_user("contact", (Role.CONTACT, school))

    assert what(administrator) == []


def test_most_urgent_comes_first_and_what_has_no_day_last(union: Unit, school: Unit) -> None:
    coming(union, State.DRAFT, title="later", first_day=timezone.localdate() + timedelta(days=60), last_day=None)
    coming(union, State.DRAFT, title="undated", first_day=None, last_day=None)
    coming(union, State.DRAFT, title="sooner")

    found = duties(make_user("organiser", (Role.ORGANISER, union)))

    assert [duty.where for duty in found] == ["sooner", "later", "undated"]


def test_activities_ahead_stand_before_those_that_are_over(union: Unit) -> None:
    today = timezone.localdate()
    for title, state, days in (
        ("long over", State.PUBLISHED, -90),
        ("just over", State.PUBLISHED, -9),
        ("next", State.OPEN, 5),
        ("later", State.DRAFT, 50),
        ("kept", State.ARCHIVED, -300),
    ):
        day = today + timedelta(days=days)
        coming(union, state, title=title, first_day=day, last_day=day)

    parts = activities_of(desk_of(make_user("organiser", (Role.ORGANISER, union)), timezone.now()))

    assert [part.activity.title for part in parts] == ["next", "later", "just over", "long over"]
    assert [str(role) for role in parts[0].roles] == ["组织者"]


def log_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_page_says_what_where_and_until_when(union: Unit, school: Unit) -> None:
    activity = coming(union, State.OPEN, title="趣味运动会")
    invite(activity, school)

    text = log_in(make_user("contact", (Role.CONTACT, school))).get("/").content.decode()

    assert "填写报名表（尚未开始）" in text
    assert "趣味运动会" in text
    assert "截止 " in text
    assert "单位联络员" in text


@pytest.mark.parametrize(
    ("role", "words"),
    [(Role.CONTACT, "暂时没有您的活动"), (Role.ORGANISER, "还没有活动")],
)
def test_empty_home_says_what_will_come(union: Unit, role: Role, words: str) -> None:
    assert words in log_in(make_user("person", (role, union))).get("/").content.decode()


def test_home_with_nothing_to_do_says_so(union: Unit) -> None:
    coming(union, State.OPEN)

    assert "目前没有需要您处理的事" in log_in(make_user("viewer", (Role.VIEWER, union))).get("/").content.decode()


@pytest.mark.parametrize("more", [1, 3])
def test_home_costs_the_same_queries_however_many_activities(
    union: Unit, school: Unit, more: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    for _number in range(more):
        for state in State:
            activity = coming(union, state)
            invite(activity, school)
            started(activity, school, "甲", "乙")
    roles = [(role, union) for role in Role if role is not Role.CONTACT]
    client = log_in(make_user("everything", *roles, (Role.CONTACT, school)))

    with django_assert_num_queries(HOME_QUERIES):
        client.get("/")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_home_is_accessible_and_fits(
    union: Unit, school: Unit, size: str, browse: Callable[..., Any], axe: Callable[..., list[str]]
) -> None:
    for state in (State.DRAFT, State.OPEN, State.RUNNING, State.PUBLISHED):
        activity = coming(union, state, title=f"工会干部趣味运动会{state}")
        started(activity, school, "甲")
        appoint(activity, make_user(f"referee-{state}"), Role.REFEREE)
    page = browse(
        make_user("organiser", (Role.ORGANISER, union), (Role.CHIEF_REFEREE, union), name="组小青"), size=size
    )

    page.goto("/")

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
