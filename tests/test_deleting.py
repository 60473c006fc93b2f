"""A draft begun by mistake can be deleted by its organiser; what others worked on cannot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import LogEntry, User
from accounts.roles import Role
from events.models import Activity
from events.states import State
from registration.models import Entry, Person, Roster
from scoring.models import Publication, Scoresheet
from scoring.services import intake
from tests.factories import NOW, appoint, invite, make_activity, make_contest, make_person, make_roster, make_unit
from tests.factories import make_user as make
from tests.scoring.meets import operation
from unionevents.deleting import MustStay, delete_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Activity:
    """With rows of every kind, and a roster that somebody began and nobody handed in."""
    union = make_unit()
    school = make_unit("城东小学工会", parent=union)
    activity = make_activity(union, title="建错的活动")
    invite(activity, school)
    make_person(make_roster(activity, school), "林悦", make_contest(activity, "run", title="托球跑"))
    appoint(activity, make("referee", (Role.JUDGE, union)), Role.REFEREE)
    return activity


def organiser_of(activity: Activity) -> User:
    return make("organiser", (Role.ORGANISER, activity.host), name="林若溪")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_it_asks_says_what_goes_and_deletes_everything_with_a_line_in_the_log(draft: Activity) -> None:
    client = client_of(organiser_of(draft))
    address = reverse("delete_activity", args=[draft.pk])
    assert address in client.get(reverse("events:plan", args=[draft.pk])).text
    asked = client.get(address).text
    for part in ("删除草稿“建错的活动”？", "<dt>项目</dt>", "<dt>委派的人员</dt>", "<dt>已开始填写的报名表</dt>"):
        assert part in asked
    assert Activity.objects.exists()
    answer = client.post(address, follow=True)
    assert "草稿“建错的活动”已删除" in answer.text
    assert not any(rows.objects.exists() for rows in (Activity, Scoresheet, Roster, Person, Entry))
    line = LogEntry.objects.get(verb="events.delete_activity")
    assert (line.by_name, line.unit, line.details["title"]) == ("林若溪", draft.host, "建错的活动")


def test_the_log_of_the_union_says_so(draft: Activity) -> None:
    delete_draft(activity=draft, by=organiser_of(draft), now=NOW)
    administrator = client_of(make("admin", (Role.ADMINISTRATOR, draft.host)))
    assert "删除了活动草稿“建错的活动”" in administrator.get(reverse("accounts:members", args=[draft.host_id])).text


@pytest.mark.parametrize("state", [state for state in State if state is not State.DRAFT])
def test_in_every_other_state_it_is_refused(draft: Activity, state: State) -> None:
    Activity.objects.update(state=state)
    client = client_of(organiser_of(draft))
    assert client.post(reverse("delete_activity", args=[draft.pk])).status_code == 403
    assert "删除草稿" not in client.get(reverse("events:plan", args=[draft.pk])).text
    assert Activity.objects.exists()


@pytest.mark.parametrize(("role", "status"), [(Role.CHAIR, 404), (Role.REFEREE, 404), (Role.ADMINISTRATOR, 302)])
def test_only_those_who_own_it_may(draft: Activity, role: Role, status: int) -> None:
    user = make("somebody", (role, draft.host))
    assert client_of(user).post(reverse("delete_activity", args=[draft.pk])).status_code == status
    assert Activity.objects.exists() == (status == 404)


def handed_in(draft: Activity) -> None:
    Roster.objects.update(state=Roster.State.SUBMITTED, submitted_at=NOW)


def entered(draft: Activity) -> None:
    sheet = Scoresheet.objects.get()
    sent = [operation("run/1", "time", 12340)]
    intake.take(sheet=sheet, batch=intake.Batch(sent, {}), by=User.objects.get(username="referee"), now=NOW)


def published(draft: Activity) -> None:
    Publication.objects.create(activity=draft, number=1, case={}, outcome={}, sha256="0" * 64, by_name="严守正", at=NOW)


@pytest.mark.parametrize(
    ("what", "sentence"),
    [(handed_in, "城东小学工会已提交报名表"), (entered, "已经录入成绩"), (published, "成绩已经公布")],
)
def test_what_others_worked_on_stays(draft: Activity, what: Callable[[Activity], Any], sentence: str) -> None:
    what(draft)
    organiser = organiser_of(draft)
    client = client_of(organiser)
    address = reverse("delete_activity", args=[draft.pk])
    shown = client.get(address).text
    assert sentence in shown
    assert "btn-danger" not in shown
    assert sentence in client.post(address, follow=True).text
    with pytest.raises(MustStay):
        delete_draft(activity=draft, by=organiser, now=NOW)
    assert Activity.objects.exists()
    assert not LogEntry.objects.filter(verb="events.delete_activity").exists()
