"""The editing tables: a whole part typed in one go, nothing lost, nothing foreign touched."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from accounts.services.log import entries_about
from events.models import Activity, Contest, Division, Prize
from events.queries import people_to_appoint
from events.states import State
from tests.events.plans import make_full, make_people
from tests.factories import invite, make_activity, make_contest, make_person, make_roster, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Any:
    return make_people()


class Sheet:
    """Fills an editing page as a browser would: every line that is there, changed lines, new lines."""

    def __init__(self, client: Any, user: Any, activity: Activity, code: str) -> None:
        client.force_login(user)
        self.client, self.code = client, code
        self.address = reverse(f"events:edit_{code}", args=[activity.pk])
        self.lines = client.get(self.address).context["lines"]
        prefix = self.lines.prefix
        self.data: dict[str, Any] = {"seen": self.lines.seen}
        for form in self.lines.initial_forms:
            for bound in form:
                value = bound.value()
                if value is True:
                    value = "on"
                if value not in (None, False, ""):
                    self.data[bound.html_name] = value
        self.old, self.prefix, self.total = self.lines.initial_form_count(), prefix, self.lines.initial_form_count()

    def set(self, row: int, **values: Any) -> Sheet:
        self.data |= {f"{self.prefix}-{row}-{name}": value for name, value in values.items()}
        return self

    def add(self, **values: Any) -> Sheet:
        self.set(self.total, **values)
        self.total += 1
        return self

    def send(self) -> Any:
        counts = {f"{self.prefix}-TOTAL_FORMS": self.total, f"{self.prefix}-INITIAL_FORMS": self.old}
        return self.client.post(self.address, self.data | counts)


def test_contests_are_typed_in_one_go_and_get_their_codes_once(people: Any, client: Any) -> None:
    activity = make_activity(people.union)
    sheet = Sheet(client, people.organiser, activity, "contests")
    sheet.add(title="托球跑", rules_text="20 米").add(
        title="Rope jumping", starred="on", divisions="女子组、男子组"
    ).add()
    assert sheet.send().url == reverse("events:plan", args=[activity.pk]) + "#contests"
    found = activity.contests.order_by("position")
    assert [(row.code, row.title, row.starred) for row in found] == [
        ("c1", "托球跑", False),
        ("rope-jumping", "Rope jumping", True),
    ]
    assert list(Division.objects.order_by("position").values_list("code", "title", "gender")) == [
        ("d1", "女子组", "female"),
        ("d2", "男子组", "male"),
    ]
    Sheet(client, people.organiser, activity, "contests").set(0, title="托球快跑").set(1, divisions="男子组").send()
    assert [row.code for row in found.all()] == ["c1", "rope-jumping"]
    assert [(row.code, row.position) for row in Division.objects.all()] == [("d2", 1)]
    assert entries_about(activity).first().verb == "events.change_contests"


def test_lines_are_deleted_and_moved_in_the_same_saving(people: Any, client: Any) -> None:
    activity = make_full(people)
    Sheet(client, people.organiser, activity, "prizes").set(0, ORDER="9").set(1, DELETE="on").send()
    assert [(row.code, row.position) for row in activity.prizes.order_by("position")] == [
        ("p3", 1),
        ("p4", 2),
        ("p1", 3),
    ]


def test_a_wrong_line_saves_nothing_and_loses_nothing(people: Any, client: Any) -> None:
    activity = make_full(people)
    answer = (
        Sheet(client, people.organiser, activity, "prizes").set(0, value="两百").add(title="鼓励奖", value="20").send()
    )
    text = answer.content.decode()
    assert "第 1 行" in text
    assert "“两百”不是金额" in text
    assert 'value="鼓励奖"' in text
    assert activity.prizes.count() == 4


def test_money_is_typed_in_yuan_and_kept_in_fen(people: Any, client: Any) -> None:
    activity = make_activity(people.union)
    sheet = Sheet(client, people.organiser, activity, "budget")
    sheet.add(title="奖品", source="工会经费", planned_quantity="21", planned_price="1,120.50元").send()
    assert list(activity.budget_lines.values_list("planned_quantity", "planned_price")) == [(21, 112050)]
    Sheet(client, people.organiser, activity, "prizes").add(title="一等奖").send()
    assert Prize.objects.get().value == 0


def test_a_contest_with_entries_is_not_deleted(people: Any, client: Any) -> None:
    activity = make_full(people)
    make_person(make_roster(activity, people.school), "周晓岚", activity.contests.get(code="c1"))
    answer = Sheet(client, people.organiser, activity, "contests").set(0, DELETE="on").set(1, title="夹球走").send()
    assert "“托球跑”已经有人报名，不能删除" in answer.content.decode()
    assert list(Contest.objects.order_by("position").values_list("title", flat=True))[:2] == ["托球跑", "双腿夹球走"]


def test_two_contests_of_one_title_are_refused(people: Any, client: Any) -> None:
    sheet = Sheet(client, people.organiser, make_activity(people.union), "contests")
    assert "有两个项目同名" in sheet.add(title="跳绳").add(title="跳绳").send().content.decode()
    assert not Contest.objects.exists()


def test_sessions_take_short_times_and_the_day_of_the_activity(people: Any, client: Any) -> None:
    activity = make_activity(people.union)
    sheet = Sheet(client, people.organiser, activity, "sessions")
    assert sheet.lines.empty_form["day"].value() == activity.first_day
    sheet.add(day="2026-09-23", begins="830", ends="11：30", title="比赛")
    sheet.add(day="2026-09-23", begins="8:00", title="签到")
    sheet.add(day="2026-09-23", begins="8点", ends="17:00", last_day="2026-09-30", title="自由练习").add(
        day="2026-09-23"
    ).send()
    found = [
        (
            row.title,
            timezone.localtime(row.starts_at).strftime("%d %H:%M"),
            row.ends_at and timezone.localtime(row.ends_at).strftime("%d %H:%M"),
        )
        for row in activity.sessions.order_by("starts_at", "pk")
    ]
    assert found == [("签到", "23 08:00", None), ("自由练习", "23 08:00", "30 17:00"), ("比赛", "23 08:30", "23 11:30")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"begins": "9:00", "ends": "8:00"}, "结束时间早于开始时间"),
        ({"begins": "25:00"}, "“25:00”不是时间"),
        ({"begins": "9:00", "last_day": "2026-09-24"}, "请填写几点结束"),
        ({"begins": ""}, "第 1 行"),
    ],
)
def test_a_session_that_cannot_be_is_explained(people: Any, client: Any, line: dict[str, str], said: str) -> None:
    sheet = Sheet(client, people.organiser, make_activity(people.union), "sessions")
    assert said in sheet.add(day="2026-09-23", title="比赛", **line).send().content.decode()


def test_somebody_elses_saving_is_not_overwritten_unseen(people: Any, client: Any) -> None:
    activity = make_full(people)
    mine = Sheet(client, people.organiser, activity, "duties").set(0, person_name="我写的")
    activity.duties.filter(position=1).update(person_name="别人写的")
    answer = mine.send()
    assert "别人改过这张表" in answer.content.decode()
    assert activity.duties.get(position=1).person_name == "别人写的"
    mine.data["seen"] = answer.context["lines"].seen
    mine.send()
    assert activity.duties.get(position=1).person_name == "我写的"


def test_a_plan_submitted_meanwhile_is_not_changed(people: Any, client: Any) -> None:
    activity = make_full(people)
    sheet = Sheet(client, people.organiser, activity, "hosts").set(0, name="改名")
    Activity.objects.update(state=State.PENDING)
    assert sheet.send().status_code == 403
    assert not activity.hosts.filter(name="改名").exists()


def test_a_line_of_another_activity_cannot_be_reached_by_its_key(people: Any, client: Any) -> None:
    foreign = make_full(people).hosts.order_by("position").first()
    activity = make_full(people, title="另一个活动")
    answer = Sheet(client, people.organiser, activity, "hosts").set(0, id=foreign.pk, name="改名").send()
    assert answer.status_code == 200
    foreign.refresh_from_db()
    assert foreign.name != "改名"


def test_people_of_the_union_are_appointed_but_never_to_approve(people: Any, client: Any) -> None:
    activity = make_activity(people.union)
    sheet = Sheet(client, people.organiser, activity, "appointments")
    offered = {user.name for user in sheet.lines.empty_form.fields["user"].by_key.values()}
    assert people.contact.name in offered
    assert people.stranger.name not in offered
    refused = sheet.add(user=people.organiser.pk, role=Role.CHAIR).send()
    assert refused.status_code == 200
    again = Sheet(client, people.organiser, activity, "appointments")
    again.add(user=people.contact.pk, role=Role.CHIEF_REFEREE).add(user=people.contact.pk, role=Role.REFEREE).send()
    assert list(activity.appointments.order_by("pk").values_list("role", flat=True)) == ["chief_referee", "referee"]
    twice = Sheet(client, people.organiser, activity, "appointments").add(user=people.contact.pk, role=Role.REFEREE)
    assert "有两行内容重复" in twice.send().content.decode()


def test_units_are_ticked_with_everything_below(people: Any, client: Any) -> None:
    activity = make_activity(people.union)
    branch = make_unit("城东小学教师分会", parent=people.school)
    client.force_login(people.organiser)
    address = reverse("events:edit_units", args=[activity.pk])
    ticked = client.post(address, {"units": [people.library.pk], "below": people.school.pk}).context["branches"]
    assert {each.unit.name for each in ticked if each.ticked} == {"区图书馆工会", "城东小学教师分会"}
    assert not activity.invitedunits.exists()
    client.post(address, {"units": [branch.pk, people.school.pk]})
    found = activity.invitedunits.order_by("position").values_list("unit__name", flat=True)
    assert list(found) == ["城东小学工会", "城东小学教师分会"]
    outside = make_unit("外单位")
    assert client.post(address, {"units": [outside.pk]}).status_code == 200
    assert len(found.all()) == 2


def test_once_registration_is_open_units_are_only_added(people: Any, client: Any) -> None:
    activity = make_activity(people.union, state=State.OPEN)
    invite(activity, people.school)
    client.force_login(people.organiser)
    address = reverse("events:edit_units", args=[activity.pk])
    assert "城东小学工会可能已填报名表" in client.post(address, {"units": [people.library.pk]}).content.decode()
    client.post(address, {"units": [people.school.pk, people.library.pk]})
    assert activity.invitedunits.count() == 2


def test_the_basics_keep_what_was_typed_and_log_what_changed(people: Any, client: Any) -> None:
    activity = make_full(people)
    client.force_login(people.organiser)
    address = reverse("events:edit_basics", args=[activity.pk])
    wrong = client.post(
        address, {"title": "新名称", "first_day": "2026-09-23", "last_day": "2026-09-22", "deadline_time": "5点"}
    )
    text = wrong.content.decode()
    assert "最后一天早于第一天" in text
    assert "请填写截止日期" in text
    assert 'value="新名称"' in text
    assert Activity.objects.get().title == "工会干部趣味运动会"
    client.post(address, {"title": "新名称", "first_day": "2026-09-23", "deadline_day": "2026-09-18"})
    saved = Activity.objects.get()
    assert timezone.localtime(saved.registration_deadline).strftime("%m-%d %H:%M") == "09-18 17:00"
    entry = entries_about(saved).first()
    assert entry.details["changes"]["title"] == ["工会干部趣味运动会", "新名称"]


def test_what_was_spent_needs_both_figures_and_leaves_the_plan_alone(people: Any, client: Any) -> None:
    activity = make_full(people, State.PUBLISHED)
    sheet = Sheet(client, people.finance, activity, "actuals")
    assert "请填写实际单价" in sheet.set(0, actual_quantity="20").send().content.decode()
    sheet.set(0, actual_price="118.5").send()
    line = activity.budget_lines.get(position=1)
    assert (line.planned_quantity, line.planned_price, line.actual_quantity, line.actual_price) == (
        21,
        12000,
        20,
        11850,
    )
    page = client.get(reverse("events:budget", args=[activity.pk])).content.decode()
    assert "¥2,370.00" in page
    assert "3 行中的 1 行" in page


def test_people_of_two_unions_are_offered_under_the_unit_of_this_one(people: Any) -> None:
    elsewhere = make_unit("另一个总工会")
    make_user("both", (Role.REFEREE, elsewhere), (Role.REFEREE, people.school), name="秦川")
    offered = {user.name: unit for user, unit in people_to_appoint(make_activity(people.union))}
    assert offered["秦川"] == "城东小学工会"
    assert people.stranger.name not in offered


def test_opening_a_table_of_many_contests_costs_no_more(people: Any, client: Any) -> None:
    def queries() -> int:
        client.force_login(people.organiser)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("events:edit_contests", args=[activity.pk]))
        return len(captured)

    activity = make_activity(people.union)
    for number in range(2):
        make_contest(activity, f"a{number}")
    few = queries()
    for number in range(20):
        make_contest(activity, f"b{number}")
    assert queries() == few
