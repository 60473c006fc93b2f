"""从往届带入: the unit's own people, latest first, the same key, nothing that this activity does not ask for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Unit
from events.states import State
from registration.models import Erasure, Person, Roster, Terms
from registration.queries.earlier import earlier_people, facts_needed
from registration.queries.participation import Participation, parts_seen_by
from registration.services.earlier import bring_earlier
from tests.factories import invite, make_activity, make_contest, make_person, make_roster
from tests.registration.conftest import Meet
from tests.registration.test_pages import as_user
from unionevents.erasing.people import erase_people

pytestmark = pytest.mark.django_db


def year_before(meet: Meet, year: int, unit: Unit, *names: str, gender: str = "female") -> list[Person]:
    days = {"first_day": date(year, 9, 1), "last_day": date(year, 9, 1)}
    activity = make_activity(meet.union, title=f"{year}年运动会", state=State.PUBLISHED, **days)
    invite(activity, unit)
    contest = make_contest(activity, "ball-run")
    roster = make_roster(activity, unit, state=Roster.State.ACCEPTED)
    return [make_person(roster, name, contest, gender=gender) for name in names]


def offered(roster: Roster, meet: Meet, search: str = "") -> list[str]:
    return [
        f"{each.person.name}{each.person.activity.first_day:%Y}"
        for each in earlier_people(roster, meet.contact, search=search)
    ]


def test_own_people_of_earlier_years_latest_first_each_once_and_found_by_pinyin(meet: Meet) -> None:
    year_before(meet, 2024, meet.school, "林悦", "曾敏")
    year_before(meet, 2025, meet.school, "林悦", "周涛")
    year_before(meet, 2025, meet.library, "图书馆甲")
    roster = meet.roster()
    assert offered(roster, meet) == ["林悦2025", "周涛2025", "曾敏2024"]
    assert offered(roster, meet, "zm") == offered(roster, meet, "zengmin") == ["曾敏2024"]
    assert "图书馆甲" not in as_user(meet.contact).get(f"/rosters/{roster.pk}/earlier/").content.decode()


def test_the_chosen_come_with_their_key_and_only_with_what_is_asked_for(meet: Meet) -> None:
    lin, zhou, _he = year_before(meet, 2025, meet.school, "林悦", "周涛", "何平")
    facts: dict[str, Any] = {"birth_date": date(1986, 5, 1), "service_since": date(2010, 7, 1)}
    Person.objects.update(healthy=True, traits=["specialist"], **facts)
    Terms.objects.filter(activity=meet.activity).update(
        limits=[{"limit": "age", "severity": "warn", "women_from": 30, "reference": "first_day"}]
    )
    roster = meet.roster()
    client = as_user(meet.contact)
    answer = client.post(f"/rosters/{roster.pk}/earlier/", {"person": [lin.pk, zhou.pk]}, follow=True)
    assert "已带入 2 人" in answer.content.decode()
    here = list(roster.people.order_by("number"))
    assert [(person.name, person.key) for person in here] == [("林悦", lin.key), ("周涛", zhou.key)]
    assert [(each.birth_date, each.service_since, each.healthy, each.traits) for each in here] == [
        (date(1986, 5, 1), None, False, [])
    ] * 2
    Person.objects.filter(pk=zhou.pk).update(traits=["recent", "specialist"])
    assert facts_needed(Person.objects.get(pk=zhou.pk), frozenset({"trait_recent"})) == {"traits": ["recent"]}
    again = client.post(f"/rosters/{roster.pk}/earlier/", {"person": [lin.pk]}, follow=True)
    assert "已带入 0 人" in again.content.decode() and roster.people.count() == 2


def test_another_units_people_never_come_even_when_their_row_is_sent(meet: Meet) -> None:
    (foreign,) = year_before(meet, 2025, meet.library, "图书馆甲")
    roster = meet.roster()
    client = as_user(meet.contact)
    client.post(f"/rosters/{roster.pk}/earlier/", {"person": [foreign.pk, "x", "9" * 30]})
    assert not roster.people.exists()
    theirs = meet.roster(meet.library)
    assert client.get(f"/rosters/{theirs.pk}/earlier/").status_code == 404
    assert bring_earlier(roster=roster, people=[foreign.pk], by=meet.organiser, now=timezone.now()) == 0


def test_who_was_erased_is_offered_no_more_not_even_out_of_an_older_year(meet: Meet) -> None:
    (old,) = year_before(meet, 2024, meet.school, "林悦")
    (new,) = year_before(meet, 2025, meet.school, "林悦")
    Person.objects.filter(pk=new.pk).update(key=old.key)
    new.refresh_from_db()
    roster = meet.roster()
    assert offered(roster, meet) == ["林悦2025"]
    erase_people(people=[new], reason="本人申请", by=meet.organiser, now=timezone.now())
    assert Erasure.objects.get().person_key == old.key
    assert offered(roster, meet) == []


def test_somebody_taken_off_comes_back_under_the_old_number_and_who_is_here_cannot_be_ticked(meet: Meet) -> None:
    (lin,) = year_before(meet, 2025, meet.school, "林悦")
    roster = meet.roster()
    bring_earlier(roster=roster, people=[lin.pk], by=meet.contact, now=timezone.now())
    roster.refresh_from_db()
    page = as_user(meet.contact).get(f"/rosters/{roster.pk}/earlier/").content.decode()
    assert "checked disabled" in page
    Person.objects.filter(roster=roster).update(withdrawn_at=timezone.now())
    assert bring_earlier(roster=roster, people=[lin.pk], by=meet.contact, now=timezone.now()) == 1
    assert roster.people.get().withdrawn_at is None


def test_over_the_years_one_key_is_one_person_whatever_the_name_became(meet: Meet) -> None:
    (old,) = year_before(meet, 2024, meet.school, "林悦")
    (new,) = year_before(meet, 2025, meet.school, "林玥")
    assert Participation(parts_seen_by(meet.organiser)).humans == 2
    Person.objects.filter(pk=new.pk).update(key=old.key)
    counted = Participation(parts_seen_by(meet.organiser))
    assert (counted.humans, counted.came_back) == (1, 1)


def test_the_list_costs_the_same_for_one_person_and_for_three(
    meet: Meet, django_assert_num_queries: Callable[..., Any]
) -> None:
    roster = meet.roster()
    year_before(meet, 2025, meet.school, "林悦")
    offered(roster, meet)  # who the contact speaks for is read once
    with django_assert_num_queries(2):
        assert len(offered(roster, meet)) == 1
    year_before(meet, 2024, meet.school, "周涛", "何平")
    with django_assert_num_queries(2):
        assert len(offered(roster, meet)) == 3
