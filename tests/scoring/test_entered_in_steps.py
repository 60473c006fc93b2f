"""A contest that comes in steps is all in when the last step is, on every page that says how far it is."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from scoring.queries.calling import calls_of
from scoring.queries.reading import read_sheet
from scoring.queries.setting import Setting
from scoring.queries.sheet_states import state_of
from scoring.queries.table import overview
from scoring.services import publishing, screens
from scoring.services.spectating import Made, Result, make
from tests.factories import later
from tests.scoring.meets import Meet, make_meet

pytestmark = pytest.mark.django_db


@pytest.fixture
def meet() -> Meet:
    return make_meet(people=3)


def shoot(meet: Meet, number: int, *shots: int) -> None:
    for shot in shots:
        meet.record("shots", number, **{f"shot.{shot}": shot % 2})


def as_shown(meet: Meet) -> Result:
    live = make(screens.showing_of(meet.activity), Made(), version=1)
    result = live.result("shots")
    assert result is not None
    return result


def test_after_everybodys_first_shot_nobody_is_entered(meet: Meet, client: Client) -> None:
    for number in (1, 2, 3):
        shoot(meet, number, 1)
    reading = read_sheet(meet.sheet("shots"))
    assert (reading.begun, reading.entered, reading.missing) == (3, 0, [])
    assert not reading.complete
    assert state_of(reading) == "entering"
    (heat,) = next(
        row for row in overview(meet.activity, now=later(days=22)) if row.reading.sheet == reading.sheet
    ).heats
    assert (heat.entered, heat.total, heat.state) == (0, 3, "entering")
    client.force_login(meet.chief)
    table = client.get(reverse("scoring:chief", args=[reading.sheet.pk])).content.decode()
    assert "没录完" in table
    field = client.get(reverse("scoring:field", args=[meet.activity.pk])).content.decode()
    assert "还差 3" in field


def test_the_last_shot_or_a_reason_makes_an_entry_whole(meet: Meet) -> None:
    shoot(meet, 1, *range(1, 11))
    shoot(meet, 2, 1, 2)
    meet.record("shots", 2, absence="DNF")
    shoot(meet, 3, *range(1, 10))
    reading = read_sheet(meet.sheet("shots"))
    assert [entry.number for entry in reading.under_way] == [3]
    assert reading.entered == 2
    shoot(meet, 3, 10)
    assert read_sheet(meet.sheet("shots")).complete
    assert state_of(read_sheet(meet.sheet("shots"))) == "entered"


def test_who_is_in_the_middle_of_it_is_called_no_more(meet: Meet) -> None:
    shoot(meet, 1, 1)
    (call,) = [call for call in calls_of(meet.activity) if call.title == "定点投篮"]
    assert [caller.name for caller in call.callers] == [person.name for person in meet.people[1:]]


def test_who_stops_early_may_be_published_and_whoever_publishes_is_told(meet: Meet, client: Client) -> None:
    shoot(meet, 1, *range(1, 11))
    shoot(meet, 2, *range(1, 11))
    shoot(meet, 3, 1)
    client.force_login(meet.chief)
    page = client.get(reverse("scoring:publish", args=[meet.sheet("shots").pk])).content.decode()
    assert "还有 1 个没录完" in page
    draft = publishing.draft_of(read_sheet(meet.sheet("shots")), Setting(meet.activity), None)
    assert draft.obstacles == []
    shoot(meet, 3, *range(2, 11))
    assert "没录完" not in client.get(reverse("scoring:publish", args=[meet.sheet("shots").pk])).content.decode()


def test_the_board_shows_a_contest_from_the_first_shot_on_and_counts_who_is_through(meet: Meet) -> None:
    shoot(meet, 1, 1)
    shots = as_shown(meet)
    assert (shots.is_running, shots.entered, shots.total) == (True, 0, 3)
    shoot(meet, 1, *range(2, 11))
    assert as_shown(meet).entered == 1
