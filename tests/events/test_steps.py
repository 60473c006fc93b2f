"""An activity goes from state to state by one service, each step with its comment and its log."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accounts.services.log import entries_about
from events.models import Activity, StateChange
from events.queries import history_of
from events.services.steps import CommentMissing, InTheWay, StepNotPossible, take_step
from events.states import STEPS, State
from tests.events.plans import make_full, make_people
from tests.factories import NOW, later, make_activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Any:
    return make_people()


def test_the_way_from_draft_to_archive(people: Any) -> None:
    activity = make_full(people)
    for code in ("submit", "approve", "open", "close", "start", "finish", "publish", "archive"):
        activity = take_step(activity=activity, code=code, by=people.organiser, now=NOW)
    assert Activity.objects.get().state == State.ARCHIVED
    assert [(change.start, change.end) for change in history_of(activity)][-1] == ("draft", "pending")
    assert StateChange.objects.count() == entries_about(activity).count() == 8


def test_every_step_of_the_table_can_be_taken_from_its_state_alone(people: Any) -> None:
    for step in STEPS:
        activity = make_full(people, step.start)
        for state in set(State) - {each.start for each in STEPS if each.code == step.code}:
            Activity.objects.filter(pk=activity.pk).update(state=state)
            with pytest.raises(StepNotPossible):
                take_step(activity=activity, code=step.code, by=people.organiser, now=NOW, comment="说明")
        Activity.objects.filter(pk=activity.pk).update(state=step.start)
        moved = take_step(activity=activity, code=step.code, by=people.organiser, now=NOW, comment="说明")
        assert moved.state == step.end


def test_the_state_in_the_database_counts_not_the_one_on_the_page(people: Any) -> None:
    activity = make_full(people, State.PENDING)
    stale = Activity.objects.get(pk=activity.pk)
    take_step(activity=activity, code="approve", by=people.chair, now=NOW)
    with pytest.raises(StepNotPossible):
        take_step(activity=stale, code="return", by=people.chair, now=NOW, comment="再改改")


def test_returning_without_a_word_is_refused(people: Any) -> None:
    activity = make_full(people, State.PENDING)
    with pytest.raises(CommentMissing):
        take_step(activity=activity, code="return", by=people.chair, now=NOW, comment="  ")
    assert Activity.objects.get().state == State.PENDING


def test_opening_needs_units_and_a_deadline_still_to_come(people: Any) -> None:
    nobody = make_activity(people.union, state=State.APPROVED)
    with pytest.raises(InTheWay, match="参加单位"):
        take_step(activity=nobody, code="open", by=people.organiser, now=NOW)
    late = make_full(people, State.CLOSED)
    with pytest.raises(InTheWay, match="截止时间"):
        take_step(activity=late, code="reopen", by=people.organiser, now=later(days=30), comment="漏报")
    assert not StateChange.objects.exists()


def test_an_incomplete_plan_may_still_be_submitted(people: Any) -> None:
    activity = make_activity(people.union, first_day=None, last_day=None, registration_deadline=None)
    assert take_step(activity=activity, code="submit", by=people.organiser, now=NOW).state == State.PENDING


def test_the_chair_returns_with_a_comment_and_loses_sight_of_the_draft(people: Any, client: Any) -> None:
    activity = make_full(people, State.PENDING)
    client.force_login(people.chair)
    address = reverse("events:step", args=[activity.pk, "return"])
    refused = client.post(address, {"comment": ""})
    assert refused.status_code == 200
    assert "请写一句话" in refused.content.decode()
    assert client.post(address, {"comment": "请补充医务安排"}).url == reverse("events:list")
    assert client.get(reverse("events:plan", args=[activity.pk])).status_code == 404
    client.force_login(people.organiser)
    assert "请补充医务安排" in client.get(reverse("events:plan", args=[activity.pk])).content.decode()


def test_the_page_of_a_step_says_what_it_lets_others_see_and_what_is_missing(people: Any, client: Any) -> None:
    activity = make_activity(people.union)
    client.force_login(people.organiser)
    text = client.get(reverse("events:step", args=[activity.pk, "submit"])).content.decode()
    assert "审批期间方案不能修改" in text
    assert "还没有设项目" in text


def test_a_step_that_is_no_longer_possible_leads_back_to_the_plan(people: Any, client: Any) -> None:
    activity = make_full(people, State.APPROVED)
    client.force_login(people.organiser)
    answer = client.post(reverse("events:step", args=[activity.pk, "submit"]), follow=True)
    assert answer.redirect_chain == [(reverse("events:plan", args=[activity.pk]), 302)]
    assert "没有改动" in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "code", "state", "status"),
    [
        ("organiser", "submit", State.DRAFT, 302),
        ("viewer", "submit", State.DRAFT, 404),
        ("organiser", "approve", State.PENDING, 403),
        ("chair", "approve", State.PENDING, 302),
        ("chair", "withdraw", State.PENDING, 403),
        ("viewer", "start", State.CLOSED, 403),
        ("contact", "close", State.OPEN, 403),
        ("stranger", "close", State.OPEN, 404),
        ("organiser", "close", State.OPEN, 302),
        ("organiser", "nonsense", State.OPEN, 302),
    ],
)
def test_who_may_take_which_step(people: Any, client: Any, *, who: str, code: str, state: State, status: int) -> None:
    activity = make_full(people, state)
    client.force_login(getattr(people, who))
    answer = client.post(reverse("events:step", args=[activity.pk, code]), {"comment": "说明"})
    assert answer.status_code == status
    moved = status == 302 and code != "nonsense"
    assert (Activity.objects.get().state != state) == moved


def test_the_award_list_is_not_published_by_a_plain_button(people: Any, client: Any) -> None:
    activity = make_full(people, State.SETTLING)
    client.force_login(people.organiser)
    client.post(reverse("events:step", args=[activity.pk, "publish"]))
    assert Activity.objects.get().state == State.SETTLING
