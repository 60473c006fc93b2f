"""Released by two, held, opened again, protested against: each step with its reason, and nothing slips past."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import LogEntry
from accounts.roles import Role
from events.states import State
from scoring.models import Protest, Publication, Reopening, Request
from scoring.queries.conduct import states_of
from scoring.services import awarding, conducting, protesting, publishing
from tests import factories
from tests.factories import later
from tests.scoring.meets import Meet
from tests.scoring.test_publishing import decide, draft_of, publish

NOW = later(days=23)


def act(meet: Meet, what: Any, code: str = "run", **more: Any) -> Any:
    return what(sheet=meet.sheet(code), by=meet.chief, now=NOW, **{"reason": "终点录像复核"} | more)


def release(meet: Meet, code: str = "run", **more: Any) -> Any:
    return act(meet, conducting.release, code, **{"seen": draft_of(meet, code).seen, "reason": ""} | more)


def by_two(meet: Meet) -> None:
    conducting.set_conduct(activity=meet.activity, second_person=True, protest_minutes=30, by=meet.chief, now=NOW)


def logged_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(autouse=True)
def everything_is_in(meet: Meet) -> None:
    meet.record_everything()


def test_a_held_contest_is_not_released_until_the_hold_is_lifted(meet: Meet) -> None:
    act(meet, conducting.hold)
    assert states_of(meet.activity)[meet.sheet("run").pk] == "held"
    with pytest.raises(conducting.NotNow, match="终点录像复核"):
        release(meet)
    act(meet, conducting.lift, reason="录像无误")
    assert isinstance(release(meet), Publication)
    assert states_of(meet.activity)[meet.sheet("run").pk] == "released"


@pytest.mark.parametrize("what", [conducting.hold, conducting.lift, conducting.reopen])
def test_no_step_is_taken_without_a_reason(meet: Meet, what: Any) -> None:
    if what is conducting.lift:
        act(meet, conducting.hold)
    if what is conducting.reopen:
        release(meet)
    with pytest.raises(conducting.ReasonMissing):
        act(meet, what, reason="  ")


def test_where_two_release_the_first_only_asks_and_cannot_agree_himself(meet: Meet) -> None:
    by_two(meet)
    asked = release(meet)
    assert isinstance(asked, Request)
    assert not Publication.objects.exists()
    with pytest.raises(conducting.NotNow):
        release(meet)
    with pytest.raises(conducting.SamePerson):
        conducting.answer(request=asked, agree=True, comment="", by=meet.chief, now=NOW)
    done = conducting.answer(request=asked, agree=True, comment="", by=meet.organiser, now=NOW)
    assert isinstance(done, Publication)
    assert (done.by_name, done.second_name) == (meet.chief.name, meet.organiser.name)
    with pytest.raises(conducting.NotNow):
        conducting.answer(request=asked, agree=True, comment="", by=meet.organiser, now=NOW)


def test_a_request_is_void_when_something_was_decided_after_it_and_can_be_sent_back(meet: Meet) -> None:
    by_two(meet)
    asked = release(meet)
    decide(meet, "run", 1, time=9000)
    with pytest.raises(publishing.ChangedMeanwhile):
        conducting.answer(request=asked, agree=True, comment="", by=meet.organiser, now=NOW)
    with pytest.raises(conducting.ReasonMissing):
        conducting.answer(request=asked, agree=False, comment="", by=meet.organiser, now=NOW)
    conducting.answer(request=asked, agree=False, comment="先核对第 1 名", by=meet.organiser, now=NOW)
    assert isinstance(release(meet), Request), "a new one can be asked"


def test_a_contest_opened_again_takes_entries_until_the_next_release(meet: Meet) -> None:
    release(meet)
    assert [receipt.kind for receipt in meet.record("run", 1, time=9000)] == ["flagged"]
    assert isinstance(act(meet, conducting.reopen), Reopening)
    assert states_of(meet.activity)[meet.sheet("run").pk] == "reopened"
    with pytest.raises(conducting.NotNow):
        act(meet, conducting.reopen)
    first = Publication.objects.get()
    decide(meet, "run", 1, time=9000)
    release(meet, reason="按录像更正")
    assert states_of(meet.activity)[meet.sheet("run").pk] == "released"
    first.refresh_from_db()
    assert first.number == 1, "what was published stays as it was"


def test_a_contest_opened_again_in_vain_is_released_unchanged(meet: Meet) -> None:
    release(meet)
    with pytest.raises(publishing.NothingNew):
        release(meet, reason="没有变化")
    act(meet, conducting.reopen)
    assert release(meet, reason="复核无误").number == 2


def test_opening_again_needs_two_where_two_release(meet: Meet) -> None:
    release(meet)
    by_two(meet)
    asked = act(meet, conducting.reopen)
    assert isinstance(asked, Request)
    done = conducting.answer(request=asked, agree=True, comment="", by=meet.organiser, now=NOW)
    assert isinstance(done, Reopening)
    assert done.second_name == meet.organiser.name


def lodge(meet: Meet, **more: Any) -> Protest:
    values: dict[str, Any] = {
        "sheet": meet.sheet("run"), "unit": meet.units[0], "entry": meet.entry("run", 1), "text": "发令时有人抢跑",
        "by": meet.contact, "now": NOW + timedelta(minutes=10),
    }  # fmt: skip
    return protesting.lodge(**values | more)


def test_a_protest_is_taken_in_time_and_afterwards_only_with_the_chief_referees_reason(meet: Meet) -> None:
    with pytest.raises(conducting.NotNow):
        lodge(meet)
    release(meet)
    assert lodge(meet).due == NOW + timedelta(minutes=30)
    too_late = NOW + timedelta(minutes=31)
    with pytest.raises(protesting.TooLate):
        lodge(meet, now=too_late)
    assert lodge(meet, now=too_late, accepted_late="广播通知晚了").accepted_late


def test_no_protests_are_taken_where_the_activity_takes_none(meet: Meet) -> None:
    conducting.set_conduct(activity=meet.activity, second_person=False, protest_minutes=None, by=meet.chief, now=NOW)
    release(meet)
    with pytest.raises(conducting.NotNow):
        lodge(meet)


def test_the_award_list_waits_for_every_protest_and_every_contest_looked_into(meet: Meet) -> None:
    for code in meet.contests:
        publish(meet, code)
    meet.move_to(State.SETTLING)
    protest = lodge(meet)
    act(meet, conducting.reopen, "rope")
    assert len(awarding.draft_of(meet.activity).obstacles) == 2
    protesting.decide(protest=protest, state="dismissed", decision="录像显示没有抢跑", by=meet.chief, now=NOW)
    release(meet, "rope", reason="复核无误")
    assert awarding.draft_of(meet.activity).obstacles == []


def test_a_decided_protest_is_not_decided_again(meet: Meet) -> None:
    release(meet)
    protest = lodge(meet)
    with pytest.raises(conducting.ReasonMissing):
        protesting.decide(protest=protest, state="upheld", decision=" ", by=meet.chief, now=NOW)
    protesting.decide(protest=protest, state="upheld", decision="成立，改判", by=meet.chief, now=NOW)
    for again in (protesting.decide, protesting.withdraw):
        more: dict[str, Any] = {"state": "dismissed", "decision": "x"} if again is protesting.decide else {}
        with pytest.raises(conducting.NotNow):
            again(protest=protest, by=meet.chief, now=NOW, **more)


def test_a_unit_lodges_reads_and_takes_back_its_own_protest_and_sees_no_other(meet: Meet) -> None:
    release(meet)
    Publication.objects.update(at=timezone.now())
    other = lodge(meet, unit=meet.units[1], entry=None, text="别家的申诉", now=NOW)
    url = reverse("scoring:protests", args=[meet.sheet("run").pk])
    contact = logged_in(meet.contact)
    assert "别家的申诉" not in contact.get(url).content.decode()
    sent = contact.post(url, {"unit": meet.units[0].pk, "entry": meet.entry("run", 1).pk, "text": "起点有异议"})
    assert sent.status_code == 302
    own = Protest.objects.exclude(pk=other.pk).get()
    assert "起点有异议" in contact.get(url).content.decode()
    assert contact.post(url, {"unit": meet.units[1].pk, "text": "替别家"}).status_code == 200
    assert contact.post(reverse("scoring:withdraw_protest", args=[other.pk])).status_code == 403
    assert contact.post(reverse("scoring:withdraw_protest", args=[own.pk])).status_code == 302
    own.refresh_from_db()
    assert own.state == "withdrawn"
    assert contact.get(reverse("scoring:decide_protest", args=[other.pk])).status_code in {403, 404}


def test_an_upheld_protest_shows_what_its_correction_changed(meet: Meet) -> None:
    release(meet)
    protest = lodge(meet, entry=meet.entry("run", 2))
    decide_url = reverse("scoring:decide_protest", args=[protest.pk])
    chief = logged_in(meet.chief)
    assert chief.get(decide_url).status_code == 200
    chief.post(decide_url, {"state": "upheld", "decision": "成立"})
    decide(meet, "run", 6, time=9000)
    release(meet, reason="申诉成立，更正")
    shown = chief.get(reverse("scoring:protests", args=[meet.sheet("run").pk])).content.decode()
    assert meet.entry("run", 6).person.name in shown


@pytest.mark.parametrize("people", [1, 3])
def test_the_overview_asks_the_same_queries_for_any_number_of_contests(
    meet: Meet, people: int, django_assert_num_queries: Any
) -> None:
    for number in range(people - 1):
        factories.make_contest(meet.activity, f"more{number}", title=f"加赛{number}", game="count")
    client = logged_in(meet.chief)
    url = reverse("scoring:table", args=[meet.activity.pk])
    client.get(url)
    with django_assert_num_queries(20):
        assert client.get(url).status_code == 200


def test_the_overview_says_how_far_every_heat_is(meet: Meet) -> None:
    fresh = factories.make_contest(meet.activity, "fresh", title="拔河", game="count")
    act(meet, conducting.hold, "rope")
    page = logged_in(meet.chief).get(reverse("scoring:table", args=[meet.activity.pk])).content.decode()
    assert "待核" in page
    assert "已录完" in page
    assert fresh.title in page
    part = logged_in(meet.chief).get(reverse("scoring:table", args=[meet.activity.pk]), headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()


def test_the_log_page_tells_every_step_in_words(meet: Meet) -> None:
    act(meet, conducting.hold)
    act(meet, conducting.lift, reason="录像无误")
    release(meet)
    page = logged_in(meet.chief).get(reverse("scoring:log", args=[meet.activity.pk])).content.decode()
    for words in ("将项目列为待核", "解除待核", "公布成绩", "录像无误"):
        assert words in page
    assert LogEntry.objects.filter(verb="scoring.hold").count() == 1


def test_the_second_person_sees_the_table_and_the_first_cannot_agree_on_the_page(meet: Meet) -> None:
    by_two(meet)
    asked = release(meet)
    url = reverse("scoring:second", args=[asked.pk])
    assert 'value="agree"' not in logged_in(meet.chief).get(url).content.decode()
    second = factories.make_user("second", (Role.CHIEF_REFEREE, meet.union), name="副裁判长")
    assert 'value="agree"' in logged_in(second).get(url).content.decode()
    assert logged_in(second).post(url, {"answer": "agree"}).status_code == 302
    assert Publication.objects.get().second_name == "副裁判长"
