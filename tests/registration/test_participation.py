"""Participation is counted by unit, gender and age band; nobody's birth date can be read off, units see their own."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from accounts.models import User
from events.models import Activity
from events.states import State
from registration.models import Person, Roster
from registration.queries.participation import Part, Participation, banded, parts_seen_by
from tests.factories import invite, make_activity, make_contest, make_person, make_roster
from tests.registration.conftest import Meet

QUERIES = 4


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def part(age: int | None, gender: str = "female", **more: Any) -> Part:
    values: dict[str, Any] = {
        "activity": 1, "title": "运动会", "year": 2026, "unit": 1, "unit_name": "甲", "unit_size": None, "human": "a",
    } | more  # fmt: skip
    return Part(gender=gender, age=age, **values)


@pytest.fixture
def years(meet: Meet) -> Meet:
    """Two activities: 林悦 comes twice, 陈白 once, 何也 only stands on the roster; the library sends one."""
    for year, title in ((2025, "去年的运动会"), (2026, "今年的运动会")):
        day = date(year, 9, 23)
        activity = make_activity(meet.union, title=title, state=State.PUBLISHED, first_day=day, last_day=day)
        invite(activity, meet.school, meet.library)
        ball = make_contest(activity, "ball")
        roster = make_roster(activity, meet.school, state=Roster.State.ACCEPTED)
        Roster.objects.filter(pk=roster.pk).update(size=20)
        make_person(roster, "林悦", ball, birth_date=date(1986, 5, 1))
        make_person(roster, "何也")
        if year == 2026:
            make_person(roster, "陈白", ball, gender="male", birth_date=date(1990, 5, 1))
            make_person(make_roster(activity, meet.library, state=Roster.State.ACCEPTED), "赵六", ball, gender="male")
            make_person(make_roster(activity, meet.union, state=Roster.State.DRAFT), "草稿", ball)
    return meet


def test_people_are_counted_by_year_unit_and_gender_and_those_who_came_back_are_known(years: Meet) -> None:
    found = Participation(parts_seen_by(years.organiser))

    assert [(bar.label, bar.women, bar.men) for bar in found.by_year] == [("2025", 1, 0), ("2026", 1, 2)]
    assert [(bar.label, bar.total) for bar in found.by_unit] == [("城东小学工会", 3), ("市图书馆工会", 1)]
    assert (found.humans, found.came_back, found.repeats) == (3, 1, [(1, 2), (2, 1)])
    assert [(rate.year, rate.people, rate.members, rate.percent) for rate in found.rates] == [
        (2026, 2, 20, 10), (2025, 1, 20, 5),
    ]  # fmt: skip


def test_unit_sees_its_own_people_alone(years: Meet) -> None:
    assert {each.unit_name for each in parts_seen_by(years.other)} == {"市图书馆工会"}
    page = as_user(years.other).get("/participation/").content.decode()
    assert "城东小学工会" not in page
    assert "人数太少" in page


def test_same_name_with_two_birth_dates_is_two_people(years: Meet) -> None:
    Person.objects.filter(name="林悦", activity__title="去年的运动会").update(birth_date=date(1970, 1, 1))

    assert Participation(parts_seen_by(years.organiser)).came_back == 0


@pytest.mark.parametrize(
    ("ages", "bands"),
    [
        ([25, 26], []),
        ([25, 26, 27, 35], [("全部年龄", 4)]),
        ([25, 35, 36, 45, 46, 47], [("39 岁及以下", 3), ("40–49", 3)]),
        ([31, 32, 33, 61], [("30 岁及以上", 4)]),
        ([65, 66, 67], [("60 岁及以上", 3)]),
    ],
)
def test_no_age_band_holds_one_or_two_people(ages: list[int], bands: list[tuple[str, int]]) -> None:
    found = [(bar.label, bar.total) for bar in banded(part(age) for age in ages)]

    assert found == bands
    assert all(total >= 3 for _label, total in found)


def test_page_filters_and_the_workbook_holds_the_same_counts_and_no_name(years: Meet) -> None:
    client = as_user(years.organiser)
    page = client.get("/participation/?year=2026").content.decode()
    assert "chart-bar" in page and "林悦" not in page
    book = load_workbook(io.BytesIO(client.get("/participation/sheet.xlsx?year=2026").content))
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert "2025" not in cells and "2026" in cells and "林悦" not in cells
    assert book.sheetnames == ["按年份", "按单位", "按年龄段", "多次参加", "参与率"]


def test_page_costs_the_same_for_one_activity_and_for_two(years: Meet, django_assert_num_queries: Any) -> None:
    client = as_user(years.organiser)
    with django_assert_num_queries(QUERIES):
        client.get("/participation/")
    Activity.objects.filter(title="去年的运动会").update(state=State.DRAFT)
    with django_assert_num_queries(QUERIES):
        client.get("/participation/")


def test_whoever_has_nothing_to_see_reads_what_the_page_is_for(meet: Meet) -> None:
    assert "还没有人参加" in as_user(meet.contact).get("/participation/").content.decode()
