"""Addresses for everybody: nothing of what is not switched on, and no name but as configured."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from events.states import State
from scoring.models import Screen, Showing
from scoring.services import screens
from tests.pages.world import ELSEWHERE, HERE, NEIGHBOUR, World, build_world

pytestmark = pytest.mark.django_db
PEOPLE = [f"{mark}{who}" for mark in (HERE, NEIGHBOUR, ELSEWHERE) for who in ("甲", "乙")]


@pytest.fixture
def world() -> World:
    return build_world()


def opened(world: World, names: str) -> str:
    """The running activity of the one union; everything entered there may be seen as provisional."""
    activity = world.here.activities[State.RUNNING]
    organiser = world.people["organiser"]
    assert isinstance(organiser, User)
    for contest in activity.contests.all():
        contest.entries.update(division=contest.divisions.get())
    choices = {"names": names, "board_names": names, "provisional": True}
    screens.set_showing(activity=activity, by=organiser, now=timezone.now(), **choices)
    return f"/r/{screens.open_page(activity=activity, by=organiser, now=timezone.now()).token}/"


@pytest.mark.parametrize("names", [Showing.Names.MASKED, Showing.Names.NUMBER])
def test_public_page_and_board_name_nobody_unless_configured(world: World, names: str) -> None:
    address = opened(world, names)
    screen = Screen.objects.get(activity=world.here.activities[State.RUNNING])
    pages = [Client().get(address).content.decode()]
    for word in ("running", "next", *(f"ranking:{code}" for code in ("c1", "c2", "c3")), "ceremony:c3:0"):
        view = screens.view_of(word, codes=["c1", "c2", "c3"])
        screens.command(
            activity=screen.activity, screens=[screen], views=[view], by=User.objects.earliest("pk"),
            now=timezone.now(),
        )  # fmt: skip
        pages += [Client().get(f"/board/{screen.token}/{rest}").content.decode() for rest in ("", "now/")]
    assert [name for name in PEOPLE for page in pages if name in page] == []
    assert all(ELSEWHERE not in page for page in pages)
    assert "号" in pages[0], "somebody is on it"


def test_public_page_names_people_where_the_organiser_chose_so(world: World) -> None:
    assert f"{HERE}甲" in Client().get(opened(world, Showing.Names.FULL)).content.decode()


def test_nothing_is_said_of_an_activity_that_is_not_switched_on(world: World) -> None:
    opened(world, Showing.Names.FULL)
    activity = world.here.activities[State.RUNNING]
    guesses = [activity.pk, activity.showing.key, "no-such-token", "%00", Screen.objects.earliest("pk").key]
    for guess in guesses:
        for address in (f"/r/{guess}/", f"/board/{guess}/", f"/board/{guess}/now/"):
            answer = Client().get(address)
            assert answer.status_code == 404, address
            assert HERE not in answer.content.decode()
