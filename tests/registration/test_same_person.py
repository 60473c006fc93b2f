"""Nobody is known by name alone: who sounds alike is asked about, the answer is remembered and has its effect."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import timezone

from registration.models import Likeness, Person, Terms
from registration.queries import listing_of
from registration.queries.people import everybody_in, likenesses_in
from registration.queries.values import same_people
from registration.services.people import answer_likeness
from scoring.services.filing import export_activity, import_activity
from tests.factories import make_person, make_unit
from tests.registration.conftest import Meet
from tests.registration.test_pages import as_user

pytestmark = pytest.mark.django_db
PEOPLE_QUERIES = 9


def pairs(meet: Meet) -> list[tuple[int, int, bool, bool | None]]:
    found = likenesses_in(meet.activity)
    return [(pair.one.number, pair.other.number, pair.spelt_alike, pair.is_same) for pair in found]


def people_of(meet: Meet) -> tuple[Person, Person, Person]:
    one = make_person(meet.roster(), "张伟", meet.ball, meet.stones, gender="male")
    library = meet.roster(meet.library)
    other = make_person(library, "张伟", meet.beans, gender="male")
    sounds = make_person(library, "章威", meet.beans, gender="male")
    make_person(library, "张薇", meet.beans, gender="female")
    return one, other, sounds


def test_equal_names_and_equal_sounds_of_one_gender_are_asked_about(meet: Meet) -> None:
    people_of(meet)
    assert pairs(meet) == [(1, 2, True, None), (1, 3, False, None), (2, 3, False, None)]
    Person.objects.filter(number=1).update(birth_date="1980-01-01")
    Person.objects.filter(number=2).update(birth_date="1990-01-01")
    assert pairs(meet) == [(1, 3, False, None), (2, 3, False, None)]


def test_the_answer_is_remembered_can_be_changed_and_counts_entries_together(meet: Meet) -> None:
    one, other, _sounds = people_of(meet)
    Terms.objects.update(limits=[{"limit": "contests_per_person", "severity": "refuse", "at_most": 2}])
    assert listing_of(one.roster).refusing == []
    answer_likeness(activity=meet.activity, one=2, other=1, is_same=True, by=meet.organiser, now=timezone.now())
    assert same_people(meet.activity) == [frozenset({one.pk, other.pk})]
    assert [problem.phrase.zh for problem in listing_of(one.roster).refusing] == [
        "张伟报了 3 项，每人最多 2 项；请去掉 1 项。"
    ]
    assert pairs(meet)[-1] == (1, 2, True, True)
    answer_likeness(activity=meet.activity, one=1, other=2, is_same=False, by=meet.organiser, now=timezone.now())
    assert Likeness.objects.count() == 1 and listing_of(one.roster).refusing == []


def test_who_is_the_same_as_a_third_is_the_same_all_round(meet: Meet) -> None:
    people = people_of(meet)
    for pair in ((1, 2), (2, 3)):
        answer_likeness(
            activity=meet.activity, one=pair[0], other=pair[1], is_same=True, by=meet.organiser, now=timezone.now()
        )
    assert same_people(meet.activity) == [frozenset(person.pk for person in people)]


def test_the_organiser_answers_on_the_page_and_a_contact_sees_none_of_it(meet: Meet) -> None:
    people_of(meet)
    address, client = f"/activities/{meet.activity.pk}/registration/people/", as_user(meet.organiser)
    assert "是同一个人吗" in client.get(address).content.decode()
    assert client.post(f"{address}same/", {"one": "1", "other": "2", "answer": "same"})["Location"] == address
    assert Likeness.objects.get().is_same is True
    client.post(f"{address}same/", {"one": "1", "other": "1", "answer": "same"})
    assert Likeness.objects.count() == 1
    assert as_user(meet.contact).get(address).status_code == 403
    assert as_user(meet.contact).post(f"{address}same/", {"one": "1", "other": "2"}).status_code == 403


def test_people_are_found_by_sound_and_sorted_as_asked(meet: Meet) -> None:
    people_of(meet)
    make_person(meet.roster(make_unit("城南小学工会", parent=meet.union)), "曾单", gender="male")
    assert {person.name for person in everybody_in(meet.activity, search="zw")} == {"张伟", "章威", "张薇"}
    assert next(person.name for person in everybody_in(meet.activity)) == "曾单"
    address, client = f"/activities/{meet.activity.pk}/registration/people/", as_user(meet.organiser)
    page = client.get(f"{address}?q=zengd&order=strokes").content.decode()
    assert "曾*" in page and "曾单" not in page and "张薇" not in page


def test_the_page_asks_as_often_for_three_people_as_for_ten(meet: Meet, django_assert_num_queries: Any) -> None:
    people_of(meet)
    address, client = f"/activities/{meet.activity.pk}/registration/people/", as_user(meet.organiser)
    client.get(address)
    with django_assert_num_queries(PEOPLE_QUERIES):
        client.get(address)
    for _number in range(7):
        make_person(meet.activity.rosters.earliest("pk"), "张伟", gender="male")
    with django_assert_num_queries(PEOPLE_QUERIES):
        client.get(address)


def test_answers_go_through_the_activity_file(meet: Meet) -> None:
    people_of(meet)
    answer_likeness(activity=meet.activity, one=1, other=3, is_same=True, by=meet.organiser, now=timezone.now())
    first = export_activity(meet.activity)
    copy = import_activity(json.loads(first), by=meet.organiser, now=timezone.now())
    assert export_activity(copy) == first
    assert len(same_people(copy)) == 1
