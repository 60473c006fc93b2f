"""What a condition brings: facts that are asked for, points to confirm, a door that stays shut after closing."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import LogEntry
from events.models import Activity
from registration.models import Entry, Person, Roster, Terms
from registration.queries import listing_of, unranked_in
from registration.services import drafting, gate, submitting, substituting
from registration.workbooks.checking import check_sheet
from registration.workbooks.reading import SheetRow
from tests.factories import make_person
from tests.registration.conftest import Meet, line
from tests.registration.test_pages import LIN, as_user, form_of

AGE = {"limit": "age", "severity": "refuse", "women_to": 40, "men_to": 40, "reference": "first_day", "exact": "in"}
pytestmark = pytest.mark.django_db


def test_nothing_is_asked_for_that_no_condition_needs(meet: Meet) -> None:
    page = as_user(meet.contact).get(f"/rosters/{meet.roster().pk}/").content.decode()
    for code in ("birth_date", "service_since", "-kind", "function_", "trait_", "/unit/"):
        assert code not in page


def test_a_birth_date_is_asked_for_where_an_age_counts_and_then_checked(meet: Meet) -> None:
    Terms.objects.update(limits=[AGE])
    roster, client, key = meet.roster(), as_user(meet.contact), str(uuid4())
    assert "birth_date" in client.get(f"/rosters/{roster.pk}/").content.decode()
    answer = client.post(f"/rosters/{roster.pk}/draft/", form_of(0, LIN | {"key": key})).json()
    assert any("没有填出生日期" in problem["text"] for problem in answer["problems"])
    older = LIN | {"key": key, "birth_date": "1985-09-23"}
    answer = client.post(f"/rosters/{roster.pk}/draft/", form_of(1, older)).json()
    assert any("41 周岁" in problem["text"] for problem in answer["problems"])
    younger = LIN | {"key": key, "birth_date": "1985-09-24"}
    answer = client.post(f"/rosters/{roster.pk}/draft/", form_of(2, younger)).json()
    assert answer["problems"] == [] and Person.objects.get().birth_date == date(1985, 9, 24)
    wrong = client.post(f"/rosters/{roster.pk}/draft/", form_of(3, LIN | {"key": key, "birth_date": "1985年"})).json()
    assert "1985年" in wrong["errors"][key][0]


def test_facts_that_are_no_longer_asked_for_are_left_alone(meet: Meet) -> None:
    roster = meet.roster()
    person = make_person(roster, "林悦", birth_date="1990-01-01", kind="family")
    sent = LIN | {"key": str(person.key), "name": "林月"}
    as_user(meet.contact).post(f"/rosters/{roster.pk}/save/", form_of(0, sent))
    person.refresh_from_db()
    assert (person.name, person.birth_date, person.kind) == ("林月", date(1990, 1, 1), "family")


@pytest.mark.parametrize(
    ("limit", "field", "value", "stored"),
    [
        ({"limit": "service", "months": 12, "reference": "first_day"}, "service_since", "2020-07-01", date(2020, 7, 1)),
        ({"limit": "companions", "who": "family", "at_most": 2}, "kind", "family", "family"),
        ({"limit": "officials", "who": "coach", "at_most": 1}, "function_coach", "1", ["coach"]),
        ({"limit": "specialists", "who": "specialist", "treatment": "barred"}, "trait_specialist", "1", ["specialist"]),
        ({"limit": "specialists", "who": "recent", "treatment": "barred"}, "trait_recent", "1", ["recent"]),
    ],
)
def test_each_fact_has_its_field(meet: Meet, limit: dict[str, Any], field: str, value: str, stored: object) -> None:
    Terms.objects.update(limits=[limit])
    roster, client, key = meet.roster(), as_user(meet.contact), str(uuid4())
    page = client.get(f"/rosters/{roster.pk}/").content.decode()
    assert f"-{field}" in page
    others = {"service_since", "kind", "function_coach", "trait_specialist", "trait_recent", "trait_past_winner"}
    assert [other for other in others - {field} if f"-{other}" in page] == [], "asked for though no limit needs it"
    client.post(f"/rosters/{roster.pk}/save/", form_of(0, LIN | {"key": key, field: value}))
    person = Person.objects.get()
    assert stored in (person.service_since, person.kind, person.functions, person.traits)


def test_what_a_condition_asks_about_the_unit_has_a_form_and_the_fee_is_the_organisers(meet: Meet) -> None:
    share = {"limit": "share_of_members", "counted": "people", "bound": "most", "percent": 10, "rounding": "up"}
    fee = {"limit": "entry_fee", "amount": 5000, "per": "person", "severity": "warn"}
    Terms.objects.update(limits=[share, fee, {"limit": "joint_teams", "most_units": 2}])
    roster, address = meet.roster(), f"/rosters/{meet.activity.rosters.get().pk}/unit/"
    assert 'name="fee_paid"' not in as_user(meet.contact).get(f"/rosters/{roster.pk}/").content.decode()
    sent = {"version": "0", "size": "35", "partners": "市图书馆工会 12\n城南小学工会", "fee_paid": "50"}
    as_user(meet.contact).post(address, sent)
    roster.refresh_from_db()
    assert (roster.size, roster.fee_paid) == (35, None)
    assert roster.partners == [{"unit": "市图书馆工会", "members": 12}, {"unit": "城南小学工会", "members": None}]
    as_user(meet.organiser).post(address, sent | {"version": "1"})
    roster.refresh_from_db()
    assert roster.fee_paid == 5000


def test_a_point_to_confirm_holds_the_roster_until_it_is_confirmed(meet: Meet) -> None:
    Terms.objects.update(limits=[{"limit": "contests_per_person", "severity": "ask", "at_least": 2}])
    roster, client = meet.roster(), as_user(meet.contact)
    drafting.save(roster=roster, version=0, lines=[line("林悦", "beans")], by=meet.contact, now=timezone.now())
    with pytest.raises(submitting.NotConfirmed):
        submitting.submit(roster=roster, version=1, by=meet.contact, now=timezone.now())
    page = client.get(f"/rosters/{roster.pk}/").content.decode()
    code = f"contests_per_person:{Person.objects.get().key}::"
    assert f'name="confirm" value="{code}"' in page
    answer = client.post(f"/rosters/{roster.pk}/save/", form_of(1, act="submit", confirm=code))
    assert answer["Location"].endswith("/receipt/")
    assert LogEntry.objects.get(verb="registration.submit_roster").details["confirmed"] == [code]


@pytest.mark.parametrize(
    ("allowed", "may"),
    [("nothing", set()), ("withdrawals", {"remove"}), ("substitutes", {"substitute"})],
)
def test_after_closing_only_what_the_condition_allows(meet: Meet, allowed: str, may: set[str]) -> None:
    Terms.objects.update(limits=[{"limit": "no_change", "severity": "refuse", "allowed": allowed}])
    roster = meet.roster(state="accepted")
    person, now = make_person(roster, "林悦", meet.beans), timezone.now()
    drafting.save(roster=roster, version=0, lines=[line("周涛", "beans")], by=meet.organiser, now=now)
    Activity.objects.update(state="closed")
    acts: dict[str, Any] = {
        "add": lambda: drafting.save(roster=roster, version=1, lines=[line("秦明")], by=meet.organiser, now=now),
        "substitute": lambda: substituting.substitute(
            out=person, contests=["beans"], name="秦明", gender="female", post="member", healthy=True, reason="病",
            by=meet.organiser, now=now,
        ),
        "remove": lambda: drafting.save(
            roster=roster, version=1, lines=[], remove=[person.key], by=meet.organiser, now=now
        ),
    }  # fmt: skip
    roster = Roster.objects.get()
    done = set()
    for name, act in acts.items():
        try:
            act()
            done.add(name)
        except gate.NotOpen as problem:
            assert "报名截止后" in str(problem)
    assert done == may


def test_a_contest_that_too_few_enter_shows_on_the_board(meet: Meet) -> None:
    Terms.objects.update(limits=[{"limit": "contest_minimum", "at_least": 2, "counted": "units", "severity": "warn"}])
    make_person(meet.roster(state="submitted"), "林悦", meet.beans)
    page = as_user(meet.organiser).get(f"/activities/{meet.activity.pk}/registration/").content.decode()
    assert "“金豆搬家”目前报名 1 个单位，不足 2，按规定取消。" in page


def test_who_takes_part_without_being_ranked_is_known_to_whoever_ranks(meet: Meet) -> None:
    family = {"limit": "companions", "who": "family", "severity": "refuse"}
    trained = {"limit": "specialists", "who": "specialist", "treatment": "unranked", "contests": ["ball-run"]}
    Terms.objects.update(limits=[family, trained, {"limit": "walk_ins", "how": "unranked", "severity": "refuse"}])
    roster = meet.roster(state="accepted")
    wife = make_person(roster, "林悦", meet.beans, kind="family")
    coach = make_person(roster, "周涛", meet.ball, meet.beans, traits=["specialist"])
    late = make_person(roster, "韩梅", meet.stones)
    Entry.objects.filter(person=late).update(walk_in=True)
    make_person(roster, "秦明", meet.beans)
    assert unranked_in(meet.activity) == {(wife.pk, "beans"), (coach.pk, "ball-run"), (late.pk, "stones")}


def test_a_sheet_changes_nothing_that_it_has_no_column_for(meet: Meet) -> None:
    Terms.objects.update(limits=[AGE])
    roster = meet.roster()
    person = make_person(roster, "林悦", meet.beans, birth_date="1990-01-01")
    told: Any = {"post": "cadre", "healthy": True, "entries": {"beans": None}, "columns": ("beans",)}
    row = SheetRow(5, "林悦", gender="female", **told | {"entries": {}})
    new = SheetRow(6, "周涛", gender="male", **told)
    check = check_sheet(listing_of(roster), [row, new], name="test")
    assert [each.state for each in check.rows] == ["changed", "new"]
    drafting.save(roster=roster, version=0, lines=check.change.lines, by=meet.contact, now=timezone.now())
    person.refresh_from_db()
    assert person.birth_date == date(1990, 1, 1)
