"""The pages of a plan: what each person sees, and how many queries it costs."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from events.models import Activity, Host
from events.states import State
from registration.models import Terms
from scoring.models import PrizePlan, Scoresheet
from tests.events.plans import fill, make_full, make_people
from tests.factories import make_activity

pytestmark = pytest.mark.django_db

PAGES = ("plan", "checklist", "sessions", "budget", "archive")
EDITS = (
    "basics", "units", "hosts", "sections", "venues", "sessions", "contests", "prizes", "budget", "duties",
    "appointments",
)  # fmt: skip


@pytest.fixture
def people() -> Any:
    return make_people()


def text_of(client: Any, user: Any, name: str, *args: Any) -> str:
    client.force_login(user)
    answer = client.get(reverse(f"events:{name}", args=args))
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long(
    people: Any, client: Any, rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        make_activity(people.union, title=f"活动 {number}", state=State.OPEN)
    client.force_login(people.organiser)
    with django_assert_num_queries(6):  # session, user, memberships, states, count, rows
        text = client.get(reverse("events:list")).content.decode()
    assert text.count('<th scope="row">') == rows


@pytest.mark.parametrize("times", [1, 3])
def test_the_plan_costs_the_same_however_long(
    people: Any, client: Any, times: int, django_assert_max_num_queries: Any
) -> None:
    activity = make_full(people)
    for _again in range(times - 1):
        Activity.objects.get(pk=activity.pk).contests.create(code=f"x{_again}", title=f"加项 {_again}", position=90)
        Host.objects.create(activity=activity, name="协办单位", part="supporter", position=9)
    client.force_login(people.organiser)
    with django_assert_max_num_queries(24):
        client.get(reverse("events:plan", args=[activity.pk]))


def test_the_plan_says_who_may_enter_and_how_it_is_judged_in_sentences(people: Any, client: Any) -> None:
    activity = make_full(people, State.OPEN)
    Terms.objects.filter(activity=activity).update(
        limits=[{"limit": "contests_per_person", "severity": "refuse", "at_most": 3}],
        health_statement="本人身体健康，自愿报名。",
    )
    PrizePlan.objects.filter(activity=activity).update(
        prize_rules={"places": {"rule": "fixed", "count": 6}, "tiers": [{"prize": "p1", "rule": "rest"}]},
        awards={"one_per_person": "best_placing", "souvenir": {"prize": "p4", "to": "took_part"}},
    )
    own = {"places": {"rule": "fixed", "count": 1}, "tiers": [{"prize": "p2", "rule": "rest"}]}
    Scoresheet.objects.filter(contest=activity.contests.get(title="一分钟跳绳")).update(prize_rules=own)
    for reader in (people.organiser, people.contact):
        said = " ".join(re.findall(r"<li>([^<]*)", text_of(client, reader, "plan", activity.pk)))
        for sentence in (
            "每人最多报 3 项", "健康声明：本人身体健康", "用时少者列前", "本项目的奖项：", "每人只奖一次",
            "纪念奖发给参加了比赛的人",
        ):  # fmt: skip
            assert sentence in said


def test_the_list_shows_what_one_may_know_of_by_state(people: Any, client: Any) -> None:
    make_activity(people.union, title="草稿活动")
    fill(make_activity(people.union, title="报名活动", state=State.OPEN), people)
    mine = text_of(client, people.organiser, "list")
    assert "草稿活动" in mine
    assert "报名活动" in mine
    drafts = client.get(reverse("events:list"), {"state": "draft"}).content.decode()
    assert "草稿活动" in drafts
    assert "报名活动" not in drafts
    theirs = text_of(client, people.contact, "list")
    assert "草稿活动" not in theirs
    assert "报名活动" in theirs


def test_an_empty_list_offers_the_first_action_to_those_who_may(people: Any, client: Any) -> None:
    assert "新建第一个活动" in text_of(client, people.organiser, "list")
    assert "新建第一个活动" not in text_of(client, people.contact, "list")
    assert "现在没有这个状态的活动" in client.get(reverse("events:list"), {"state": "open"}).content.decode()


def test_an_unknown_state_in_the_address_shows_everything(people: Any, client: Any) -> None:
    make_activity(people.union, title="草稿活动")
    client.force_login(people.organiser)
    assert "草稿活动" in client.get(reverse("events:list"), {"state": "x"}).content.decode()


def test_the_plan_reads_like_the_paper(people: Any, client: Any) -> None:
    text = text_of(client, people.chair, "plan", make_full(people, State.PENDING).pk)
    for part in (
        "强健体魄，凝聚力量", "带动工会干部坚持锻炼。", "区教育工会", "9月23日（周三）", "9月18日（周五）18:00",
        "实验小学田径场",
        "8:00–8:30", "签到", "区直各单位工会主席", "城东小学工会", "摸石过河", "脚触地判犯规", "女子组", "一等奖",
        "运动背包", "¥200.00",
        "安全要求", "何建平", "010-5550 0123", "裁判长", "罗文静", "名次奖品", "¥3,660.00", "人民币叁仟陆佰陆拾元整",
    ):  # fmt: skip
        assert part in text, part
    assert "批准方案" in text
    assert "/edit/" not in text


def test_a_contact_reads_phones_but_neither_money_nor_the_history(people: Any, client: Any) -> None:
    text = text_of(client, people.contact, "plan", make_full(people, State.OPEN).pk)
    assert "010-5550 0123" in text
    assert "运动背包" in text
    for secret in ("¥", "工会经费", "办理记录", "检查清单", "/edit/", "/step/"):
        assert secret not in text, secret


def test_the_next_step_is_the_one_primary_action(people: Any, client: Any) -> None:
    activity = make_full(people)
    expected = {
        "draft": "submit",
        "approved": "open",
        "open": "close",
        "closed": "start",
        "running": "finish",
        "published": "archive",
    }
    for state, code in expected.items():
        Activity.objects.update(state=state)
        text = text_of(client, people.organiser, "plan", activity.pk)
        address = reverse("events:step", args=[activity.pk, code])
        assert text.count(f'<a class="btn btn-primary" href="{address}">') == 1
        assert text.count('class="btn btn-primary"') == 1


def test_who_has_no_step_to_take_is_led_to_the_own_work(people: Any, client: Any) -> None:
    activity = make_full(people, State.OPEN)
    for state, who, url_name in (
        ("open", people.contact, "registration:board"),
        ("running", people.referee, "scoring:field"),
        ("settling", people.referee, "scoring:awards"),
        ("settling", people.organiser, "scoring:awards"),
    ):
        Activity.objects.update(state=state)
        text = text_of(client, who, "plan", activity.pk)
        assert f'<a class="btn btn-primary" href="{reverse(url_name, args=[activity.pk])}">' in text
    Activity.objects.update(state="closed")
    assert "btn-primary" not in text_of(client, people.contact, "plan", activity.pk)


def test_an_empty_plan_offers_each_part_to_its_organiser_alone(people: Any, client: Any) -> None:
    activity = make_activity(people.union, state=State.RUNNING)
    assert "没有选参加单位" in text_of(client, people.organiser, "plan", activity.pk)
    assert text_of(client, people.organiser, "plan", activity.pk).count("is-empty") > 5
    read = text_of(client, people.viewer, "plan", activity.pk)
    assert read.count("is-empty") == 1  # the conditions of registration have their own page
    assert "/edit/" not in read


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("who", "state", "status"),
    [
        ("organiser", State.DRAFT, {}),
        ("chair", State.PENDING, {}),
        ("viewer", State.APPROVED, {}),
        ("finance", State.RUNNING, {}),
        ("contact", State.OPEN, {"checklist": 403, "budget": 403, "archive": 403}),
        ("referee", State.APPROVED, {"checklist": 403, "budget": 403, "archive": 403}),
        ("contact", State.APPROVED, 404),
        ("chair", State.DRAFT, 404),
        ("viewer", State.PENDING, 404),
        ("stranger", State.PUBLISHED, 404),
    ],
)
def test_who_reads_which_page(people: Any, client: Any, *, name: str, who: str, state: State, status: Any) -> None:
    activity = make_full(people, state)
    client.force_login(getattr(people, who))
    expected = status if isinstance(status, int) else status.get(name, 200)
    assert client.get(reverse(f"events:{name}", args=[activity.pk])).status_code == expected


@pytest.mark.parametrize("code", EDITS)
def test_who_may_open_an_editing_page(people: Any, client: Any, code: str) -> None:
    activity = make_full(people)
    address = reverse(f"events:edit_{code}", args=[activity.pk])

    def status(who: str) -> int:
        client.force_login(getattr(people, who))
        return int(client.get(address).status_code)

    assert (status("organiser"), status("stranger"), status("contact")) == (200, 404, 404)
    Activity.objects.update(state=State.OPEN)
    fixed = code in {"contests", "prizes", "budget"}
    assert (status("organiser"), status("viewer"), status("contact")) == (403 if fixed else 200, 403, 403)
    Activity.objects.update(state=State.ARCHIVED)
    assert status("organiser") == 403


def test_finance_records_what_was_spent_and_others_do_not(people: Any, client: Any) -> None:
    address = reverse("events:edit_actuals", args=[make_full(people, State.RUNNING).pk])
    for who, status in (("finance", 200), ("organiser", 200), ("viewer", 403), ("contact", 403), ("stranger", 404)):
        client.force_login(getattr(people, who))
        assert client.get(address).status_code == status


def test_a_new_activity_begins_with_its_host_on_the_plan(people: Any, client: Any) -> None:
    client.force_login(people.organiser)
    address = reverse("events:new_blank")
    assert client.post(address, {"host": people.union.pk, "title": ""}).status_code == 200
    answer = client.post(address, {"host": people.school.pk, "title": "春季健步走", "first_day": "2027-04-18"})
    activity = Activity.objects.get()
    assert answer.url == reverse("events:plan", args=[activity.pk])
    assert (activity.host, activity.state, activity.created_by) == (people.school, "draft", people.organiser)
    assert [(host.part, host.name) for host in activity.hosts.all()] == [("host", "城东小学工会")]


def test_nobody_starts_an_activity_at_a_foreign_unit(people: Any, client: Any) -> None:
    client.force_login(people.stranger)
    assert client.post(reverse("events:new_blank"), {"host": people.union.pk, "title": "x"}).status_code == 200
    client.force_login(people.contact)
    assert client.get(reverse("events:new_blank")).status_code == 403
    assert not Activity.objects.exists()
