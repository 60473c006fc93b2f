"""Entries on the day: a person with a number and an entry at once, checked, logged, and on the tablets' lists."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import LogEntry
from events.models import Activity
from registration.models import Entry, Roster, Terms
from registration.queries import unranked_in
from registration.services import gate, substituting, walking_in
from scoring.queries.reading import read_sheet
from tests.factories import make_person
from tests.registration.conftest import Meet
from tests.registration.test_pages import as_user

pytestmark = pytest.mark.django_db
COMES = {"name": "韩梅", "gender": "female", "post": "member", "healthy": "on", "contests": ["ball-run", "rope"]}


@pytest.fixture
def running(meet: Meet) -> Meet:
    Activity.objects.update(state="running")
    limits(meet, {"limit": "walk_ins", "severity": "refuse", "how": "unranked", "contests": ["rope"]})
    return meet


def limits(meet: Meet, *given: dict[str, Any]) -> None:
    usual = {"limit": "contests_per_person", "severity": "refuse", "at_most": 2}
    Terms.objects.filter(activity=meet.activity).update(limits=[usual, *given])


def come(meet: Meet, **changes: Any) -> Any:
    given = {"unit": meet.school.pk, **COMES, **changes}
    return as_user(meet.chief).post(f"/activities/{meet.activity.pk}/walk-in/", given, follow=True)


def test_person_and_entries_are_made_with_numbers_and_stand_on_the_tablets_list(running: Meet) -> None:
    roster = running.roster(state="accepted")
    make_person(roster, "林悦", running.ball)
    page = come(running).content.decode()
    assert "韩梅已报名，号码 2" in page and "一分钟跳绳不计名次" in page
    entries = {entry.contest.code: entry for entry in Entry.objects.filter(person__name="韩梅")}
    assert {code: (entry.number, entry.walk_in) for code, entry in entries.items()} == {
        "ball-run": (2, True), "rope": (1, True),
    }  # fmt: skip
    assert entries["rope"].division is not None and entries["rope"].division.code == "women"
    assert unranked_in(running.activity) == {(entries["rope"].person_id, "rope")}
    assert entries["ball-run"] in read_sheet(running.ball.scoresheet).in_start_order
    said = LogEntry.objects.get(verb="registration.walk_in")
    assert (said.by_name, said.details["number"]) == ("裁判长", 2)
    assert "现场报名：韩梅" in as_user(running.organiser).get(f"/rosters/{roster.pk}/").content.decode()


def test_a_unit_without_a_roster_gets_one_and_a_draft_is_not_handed_in_by_the_way(running: Meet) -> None:
    assert come(running).status_code == 200
    assert Roster.objects.get().state == "accepted"
    Roster.objects.update(state="draft")
    refused = come(running, name="周涛")
    assert refused.status_code == 422 and "还没有提交" in refused.content.decode()


@pytest.mark.parametrize(
    ("limit", "says"),
    [
        ({"limit": "contests_per_person", "severity": "refuse", "at_most": 1}, "每人最多 1 项"),
        ({"limit": "capacity", "at_most": 1, "contests": ["ball-run"], "over": "waiting"}, "没有名额"),
        ({"limit": "no_change", "severity": "refuse", "allowed": "substitutes"}, "只能换人"),
        ({"limit": "health_declared", "severity": "refuse"}, "健康"),
    ],
)  # fmt: skip
def test_what_breaks_a_condition_is_refused_with_its_sentence_and_leaves_nothing(
    running: Meet, limit: dict[str, Any], says: str
) -> None:
    roster = running.roster(state="accepted")
    person = make_person(roster, "林悦", running.ball)
    Entry.objects.filter(person=person).update(placed_at=timezone.now())
    Terms.objects.update(limits=[limit])
    refused = come(running, **({"healthy": ""} if limit["limit"] == "health_declared" else {}))
    assert refused.status_code == 422
    assert says in refused.content.decode()
    assert Entry.objects.count() == 1 and not LogEntry.objects.filter(verb="registration.walk_in").exists()


def test_a_contest_closed_to_walk_ins_is_not_offered_and_nobody_else_may(running: Meet) -> None:
    limits(running, {"limit": "walk_ins", "severity": "refuse", "how": "none", "contests": ["rope"]})
    running.roster(state="accepted")
    chief, address = as_user(running.chief), f"/activities/{running.activity.pk}/walk-in/"
    assert 'value="rope"' not in chief.get(address).content.decode()
    assert come(running).status_code == 422 and not Entry.objects.exists()
    assert as_user(running.contact).get(address).status_code == 403
    Activity.objects.update(state="settling")
    assert chief.get(address).status_code == 403
    with pytest.raises(gate.NotOpen):
        walking_in.walk_in(
            activity=running.activity, unit=running.school, name="韩", gender="female", post="member", healthy=True,
            contests=["ball-run"], by=running.chief, now=timezone.now(),
        )  # fmt: skip


def test_units_substitute_by_themselves_only_until_the_organisers_time(running: Meet) -> None:
    roster = running.roster(state="accepted")
    out, free = make_person(roster, "林悦", running.ball), make_person(roster, "韩梅")
    theirs = make_person(running.roster(running.library, state="accepted"), "图书馆甲", running.ball)
    contact, organiser, now = as_user(running.contact), as_user(running.organiser), timezone.now()
    given = {"contests": ["ball-run"], "comes": free.number, "reason": "受伤"}
    assert contact.post(f"/people/{out.pk}/substitute/", given).status_code == 403
    setting = f"/activities/{running.activity.pk}/registration/terms/substituting/"
    assert contact.post(setting, {"units_substitute_until": "2099-01-01T08:30"}).status_code == 403
    until = timezone.localtime(now + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    organiser.post(setting, {"units_substitute_until": until})
    for client in (contact, organiser):
        assert "单位可自行换人" in client.get(f"/activities/{running.activity.pk}/registration/terms/").content.decode()
    assert f"/people/{out.pk}/substitute/" in contact.get(f"/rosters/{roster.pk}/").content.decode()
    assert contact.post(f"/people/{theirs.pk}/substitute/", given).status_code == 404
    done = contact.post(f"/people/{out.pk}/substitute/", given)
    assert done["Location"] == f"/rosters/{roster.pk}/?done={roster.pk}"
    assert "撤销这次换人" in contact.get(done["Location"]).content.decode()
    back = contact.post(f"/rosters/{roster.pk}/undo-substitution/")
    assert back["Location"] == f"/rosters/{roster.pk}/" and Entry.objects.get(contest=running.ball, person=out)
    Terms.objects.update(units_substitute_until=now - timedelta(minutes=1))
    late = contact.post(f"/people/{out.pk}/substitute/", given)
    assert late.status_code == 422 and "请到检录处办理" in late.content.decode()
    assert f"/people/{out.pk}/substitute/" not in contact.get(f"/rosters/{roster.pk}/").content.decode()
    with pytest.raises(gate.TooLateToSubstitute):
        substituting.undo(roster=roster, by=running.contact, now=now)
    assert as_user(running.chief).post(f"/people/{out.pk}/substitute/", given).status_code == 302
