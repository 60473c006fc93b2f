"""Places: first come, a waiting list in order, a draw that can be repeated; never one too many."""

from __future__ import annotations

from hashlib import sha256
from threading import Barrier
from typing import Any

import pytest
from django.utils import timezone

from events.models import Activity
from registration.models import Entry, Roster, Terms
from registration.queries.places import limited, places_in
from registration.services import drafting, places, submitting
from tests.factories import invite, make_person, make_unit
from tests.registration.conftest import Meet
from tests.registration.test_pages import as_user
from tests.registration.test_together import at_once, on_a_file  # noqa: F401  # a fixture for the races below

PLACES = 5


def rule(over: str, places: int = PLACES) -> list[dict[str, Any]]:
    return [{"limit": "capacity", "severity": "refuse", "at_most": places, "over": over, "contests": ["beans"]}]


def units_of(meet: Meet, count: int, people: int = 1) -> list[Roster]:
    rosters = []
    for number in range(count):
        unit = make_unit(f"单位{number:03}", parent=meet.union)
        invite(meet.activity, unit)
        rosters.append(meet.roster(unit))
        for one in range(people):
            make_person(rosters[-1], f"人{number}之{one}", meet.beans)
    return rosters


def submit(meet: Meet, roster: Roster) -> Roster:
    return submitting.submit(roster=roster, version=roster.version, by=meet.organiser, now=timezone.now())


def placed() -> int:
    return Entry.objects.exclude(placed_at=None).count()


def waiting() -> list[str]:
    rows = Entry.objects.exclude(waiting_since=None).order_by("waiting_since", "number")
    return [entry.person.roster.unit.name for entry in rows]


@pytest.mark.django_db
def test_what_is_full_refuses_and_says_how_much_is_left(meet: Meet) -> None:
    Terms.objects.update(limits=rule("full"))
    first, second = units_of(meet, 2, people=3)
    submit(meet, first)
    with pytest.raises(submitting.NotReady) as refused:
        submit(meet, second)
    assert [problem.phrase.zh for problem in refused.value.problems] == [
        "“金豆搬家”还剩 2 个名额，本单位报了 3 个；请减少 1 个。"
    ]
    assert placed() == 3


@pytest.mark.django_db
def test_who_of_a_unit_waited_already_comes_before_who_was_added_later(meet: Meet) -> None:
    Terms.objects.update(limits=rule("waiting", 2))
    (one,) = units_of(meet, 1, people=3)
    one = submit(meet, one)
    assert (placed(), waiting()) == (2, ["单位000"])
    by, now = meet.organiser, timezone.now()
    returned = submitting.send_back(roster=one, comment="请核对", by=by, now=now)
    added = make_person(returned, "后来的", meet.beans)
    leaves = returned.people.filter(entries__placed_at__isnull=False).earliest("number")
    fewer = drafting.save(roster=returned, version=returned.version, lines=[], remove=[leaves.key], by=by, now=now)
    submit(meet, fewer)
    (waits,) = Entry.objects.exclude(waiting_since=None)
    assert (placed(), waits.person) == (2, added)


@pytest.mark.django_db
def test_a_waiting_list_moves_up_in_order_when_somebody_leaves(meet: Meet) -> None:
    Terms.objects.update(limits=rule("waiting", 2))
    rosters = units_of(meet, 4)
    for roster in rosters:
        submit(meet, roster)
    assert (placed(), waiting()) == (2, ["单位002", "单位003"])
    key = rosters[0].people.get().key
    drafting.save(
        roster=rosters[0], version=rosters[0].version, lines=[], remove=[key], by=meet.organiser, now=timezone.now()
    )
    assert (placed(), waiting()) == (2, ["单位003"])


@pytest.mark.django_db
def test_taking_a_roster_back_to_correct_it_keeps_its_place(meet: Meet) -> None:
    Terms.objects.update(limits=rule("waiting", 1))
    first, second = units_of(meet, 2)
    submit(meet, first)
    submitting.send_back(roster=first, comment="请核对", by=meet.organiser, now=timezone.now())
    submit(meet, second)
    first.refresh_from_db()
    submit(meet, first)
    assert waiting() == ["单位001"]


@pytest.mark.django_db
def test_a_draw_gives_every_place_once_and_the_same_seed_gives_the_same(meet: Meet) -> None:
    Terms.objects.update(limits=rule("draw"))
    for roster in units_of(meet, 12):
        submit(meet, roster)
    assert (placed(), len(waiting())) == (0, 12)
    drawn = places.draw(contest=meet.beans, seed="a", by=meet.organiser, now=timezone.now())
    assert (len(drawn), placed(), len(waiting())) == (PLACES, PLACES, 7)
    numbers = {entry.number for entry in drawn}
    by_hand = sorted(range(1, 13), key=lambda number: sha256(f"a:beans/{number}".encode()).digest()[:8])
    assert numbers == set(by_hand[:PLACES])
    Entry.objects.update(placed_at=None, waiting_since=timezone.now())
    again = places.draw(contest=meet.beans, seed="a", by=meet.organiser, now=timezone.now())
    assert {entry.number for entry in again} == numbers


@pytest.mark.django_db
def test_the_page_of_places_shows_them_and_draws(meet: Meet) -> None:
    Terms.objects.update(limits=rule("draw", 1))
    for roster in units_of(meet, 3):
        submit(meet, roster)
    address = f"/activities/{meet.activity.pk}/registration/places/"
    client = as_user(meet.organiser)
    assert "抽签" in client.get(address).content.decode()
    client.post(f"/contests/{meet.beans.pk}/draw-places/")
    assert placed() == 1
    assert as_user(meet.contact).get(address).status_code == 403
    assert as_user(meet.contact).post(f"/contests/{meet.beans.pk}/draw-places/").status_code == 403
    assert [(each.taken, each.free, len(each.waiting)) for each in places_in(meet.activity)] == [(1, 0, 2)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("over", ["full", "waiting"])
def test_many_units_submitting_at_once_get_exactly_the_places_there_are(meet: Meet, over: str) -> None:
    Terms.objects.update(limits=rule(over))
    rosters = units_of(meet, 12)
    answers = at_once(*[lambda roster=roster: submit(meet, roster) for roster in rosters])
    assert placed() == PLACES
    if over == "full":
        kinds = sorted(type(answer).__name__ for answer in answers)
        assert kinds == ["NotReady"] * (12 - PLACES) + ["Roster"] * PLACES, answers
    else:
        assert all(isinstance(answer, Roster) for answer in answers), answers
        assert len(waiting()) == 12 - PLACES


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_same_rush_oversells(meet: Meet) -> None:
    """The control: what `take_places` does between counting and giving is only right while nobody else counts."""
    Terms.objects.update(limits=rule("waiting"))
    rosters = units_of(meet, 12)
    counted = Barrier(12)

    def take(roster: Roster) -> None:
        limit = limited(meet.activity)["beans"]
        room = places.room_in("beans", limit, meet.activity)
        entries = list(places.standing("beans", meet.activity).filter(person__roster=roster))
        counted.wait(timeout=20)
        places.give(entries, room, now=timezone.now())

    answers = at_once(*[lambda roster=roster: take(roster) for roster in rosters])
    assert answers == [None] * 12
    assert placed() > PLACES


@pytest.mark.django_db
def test_an_entry_made_while_the_activity_runs_is_one_of_the_day(meet: Meet) -> None:
    roster = meet.roster(state="accepted")
    person = make_person(roster, "林悦")
    Activity.objects.update(state="running")
    line = drafting.Line(person.key, "林悦", "female", "cadre", True, {"beans": None})
    drafting.save(roster=roster, version=0, lines=[line], by=meet.organiser, now=timezone.now())
    assert Entry.objects.get().walk_in is True
