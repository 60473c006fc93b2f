"""The call room: the next heats first, later by the delay, and nobody due in two places without a word."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Session, Venue
from scoring.queries.calling import calls_of
from scoring.services import delaying
from scoring.services.drawing import draw as draw_starts
from tests import factories
from tests.factories import later
from tests.scoring.meets import Meet, make_meet

NOW = later(days=22)


def timetable(meet: Meet) -> tuple[Venue, Venue]:
    """Two venues; the run lasts an hour, the rope begins in the middle of it."""
    field = Venue.objects.create(activity=meet.activity, name="田径场")
    hall = Venue.objects.create(activity=meet.activity, name="体育馆")
    starts = NOW.replace(minute=0)
    hour = timedelta(hours=1)
    for title, venue, at in (("托球跑比赛", field, starts), ("一分钟跳绳", hall, starts + hour * 3 / 4)):
        Session.objects.create(activity=meet.activity, title=title, venue=venue, starts_at=at, ends_at=at + hour)
    return field, hall


def draw(meet: Meet) -> None:
    draw_starts(sheet=meet.sheet("run"), seed="叫号", by=meet.chief, now=NOW)


def logged_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_heats_follow_each_other_in_the_time_of_the_session_and_those_without_a_time_come_last(meet: Meet) -> None:
    timetable(meet)
    draw(meet)
    calls = calls_of(meet.activity)
    assert [(call.title, call.heat, call.heats) for call in calls] == [
        ("托球跑", 1, 2), ("托球跑", 2, 2), ("一分钟跳绳", None, 1), ("定点投篮", None, 1)
    ]  # fmt: skip
    first, second = calls[0].expected, calls[1].expected
    assert first is not None
    assert second is not None
    assert second - first == timedelta(minutes=30)
    assert calls[3].expected is None


def test_a_heat_is_called_until_everybody_in_it_has_a_result(meet: Meet) -> None:
    timetable(meet)
    draw(meet)
    first = calls_of(meet.activity)[0]
    for caller in first.callers[1:]:
        meet.record("run", meet.contests["run"].entries.get(person__number=caller.number).number, time=12000)
    assert calls_of(meet.activity)[0].callers == first.callers[:1]
    meet.record_everything()
    assert calls_of(meet.activity) == []


def test_a_delay_moves_what_is_still_to_come_at_that_venue_alone(meet: Meet) -> None:
    field, _hall = timetable(meet)
    before = {call.title: call.expected for call in calls_of(meet.activity)}
    delaying.set_delay(activity=meet.activity, venue=field, minutes=40, by=meet.chief, now=NOW)
    delaying.set_delay(activity=meet.activity, venue=field, minutes=25, by=meet.chief, now=NOW)
    after = {call.title: call.expected for call in calls_of(meet.activity)}
    was, is_now = before["托球跑"], after["托球跑"]
    assert was is not None
    assert is_now == was + timedelta(minutes=25)
    assert after["一分钟跳绳"] == before["一分钟跳绳"]


def test_somebody_due_in_two_places_at_once_is_flagged_in_both(meet: Meet) -> None:
    field, _hall = timetable(meet)
    flagged = {call.title: call.clashes for call in calls_of(meet.activity)}
    assert flagged == {"托球跑": 6, "一分钟跳绳": 6, "定点投篮": 0}
    delaying.set_delay(activity=meet.activity, venue=field, minutes=-45, by=meet.chief, now=NOW)
    assert {call.clashes for call in calls_of(meet.activity)} == {0}


def test_the_page_sets_a_delay_and_keeps_nonsense_out(meet: Meet) -> None:
    field, _hall = timetable(meet)
    client, url = logged_in(meet.referee), reverse("scoring:delay", args=[meet.activity.pk])
    for minutes, expected in (("15", 15), ("x", 15), ("-5", -5), ("99999", -5), ("9999", 600)):
        client.post(url, {"venue": field.pk, "minutes": minutes})
        assert meet.activity.delays.get().minutes == expected
    assert logged_in(meet.contact).post(url, {"minutes": "5"}).status_code == 403
    other = Venue.objects.create(activity=factories.make_activity(meet.union), name="别处")
    assert client.post(url, {"venue": other.pk, "minutes": "5"}).status_code == 404


@pytest.mark.parametrize("contests", [1, 3])
def test_the_call_room_asks_the_same_queries_for_any_number_of_contests(
    meet: Meet, contests: int, django_assert_num_queries: Any
) -> None:
    for number in range(contests - 1):
        factories.make_contest(meet.activity, f"more{number}", title=f"加赛{number}", game="count")
    client, url = logged_in(meet.chief), reverse("scoring:calling", args=[meet.activity.pk])
    client.get(url)
    with django_assert_num_queries(15):
        client.get(url)


@pytest.mark.django_db(transaction=True)
def test_the_call_room_at_every_size(browse: Any, axe: Any) -> None:
    meet = make_meet()
    field, _hall = timetable(meet)
    draw(meet)
    delaying.set_delay(activity=meet.activity, venue=field, minutes=20, by=meet.chief, now=NOW)
    for size in ("desktop", "tablet", "phone"):
        page = browse(meet.chief, size=size)
        page.goto(reverse("scoring:calling", args=[meet.activity.pk]))
        assert axe(page) == []
        widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert widths[0] <= widths[1]
        if folder := os.environ.get("UNIONEVENTS_PICTURES"):
            page.screenshot(path=Path(folder) / f"calling-{size}.png", full_page=True)
