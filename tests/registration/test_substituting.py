"""Substitution at the call table: somebody of the unit or somebody new, checked at once, undone where it was wrong."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from events.models import Activity
from registration.models import Entry, Member, Person, Team, Terms
from registration.services import substituting
from tests.factories import make_person
from tests.registration.conftest import Meet
from tests.registration.test_pages import as_user

SHOTS = os.environ.get("SIGNUP_SHOTS", "")


@pytest.fixture
def running(meet: Meet) -> Meet:
    Activity.objects.update(state="running")
    Terms.objects.update(limits=[{"limit": "contests_per_person", "severity": "refuse", "at_most": 2}])
    return meet


def swap(meet: Meet, out: Person, *contests: str, comes: int | None) -> Person:
    given: dict[str, Any] = {"contests": contests, "comes": comes, "reason": "受伤"}
    return substituting.substitute(out=out, by=meet.chief, now=timezone.now(), **given)


@pytest.mark.django_db
def test_somebody_of_the_unit_comes_and_the_entry_keeps_its_number(running: Meet) -> None:
    roster = running.roster(state="accepted")
    out, free = make_person(roster, "林悦", running.ball), make_person(roster, "韩梅", running.beans)
    number = out.entries.get().number
    swap(running, out, "ball-run", comes=free.number)
    entry = Entry.objects.get(contest=running.ball)
    out.refresh_from_db()
    assert (entry.person, entry.number) == (free, number)
    assert out.withdrawn_at is not None and Person.objects.count() == 2


@pytest.mark.django_db
def test_who_would_break_a_limit_or_starts_there_already_is_refused_with_the_sentence(running: Meet) -> None:
    roster = running.roster(state="accepted")
    out = make_person(roster, "林悦", running.ball)
    busy = make_person(roster, "韩梅", running.beans, running.rope)
    same = make_person(roster, "周涛", running.ball)
    with pytest.raises(substituting.CannotStandIn) as refused:
        swap(running, out, "ball-run", comes=busy.number)
    assert "韩梅报了 3 项，每人最多 2 项" in refused.value.problems[0].phrase.zh
    with pytest.raises(substituting.AlreadyEntered):
        swap(running, out, "ball-run", comes=same.number)
    assert Entry.objects.get(contest=running.ball, person=out).withdrawn_at is None


@pytest.mark.django_db
def test_undoing_puts_everything_back_until_something_else_is_changed(running: Meet) -> None:
    roster = running.roster(state="accepted")
    out, free = make_person(roster, "林悦", running.ball, running.rope), make_person(roster, "韩梅")
    before = set(Entry.objects.values_list("pk", "person", "number", "division"))
    swap(running, out, "ball-run", "rope", comes=free.number)
    substituting.undo(roster=roster, by=running.chief, now=timezone.now())
    out.refresh_from_db()
    after = set(Entry.objects.values_list("pk", "person", "number", "division"))
    assert {row[:3] for row in after} == {row[:3] for row in before}
    assert out.withdrawn_at is None
    with pytest.raises(substituting.NothingToUndo):
        substituting.undo(roster=roster, by=running.chief, now=timezone.now())


@pytest.mark.django_db
def test_a_named_substitute_leaves_the_bench_and_sits_on_it_again_when_undone(running: Meet) -> None:
    roster = running.roster(state="accepted")
    out, bench = make_person(roster, "林悦"), make_person(roster, "韩梅")
    team = Team.objects.create(roster=roster, contest=running.ball, number=1)
    Member.objects.create(team=team, person=out, place=1, positions=[1])
    Member.objects.create(team=team, person=bench, place=2, reserve=True)
    Entry.objects.create(team=team, contest=running.ball, person=out, number=7)
    swap(running, out, "ball-run", comes=bench.number)
    assert [(row.person, row.reserve, row.positions) for row in team.members.all()] == [(bench, False, [1])]
    substituting.undo(roster=roster, by=running.chief, now=timezone.now())
    seats = {(row.person, row.place, row.reserve) for row in team.members.all()}
    assert seats == {(out, 1, False), (bench, 2, True)}
    assert Entry.objects.get(number=7, contest=running.ball).person == out


@pytest.mark.django_db
def test_the_call_table_finds_by_number_name_and_pinyin_and_shows_the_limit_that_breaks(running: Meet) -> None:
    roster = running.roster(state="accepted")
    out = make_person(roster, "林悦", running.ball)
    busy = make_person(roster, "韩梅", running.beans, running.rope)
    chief, address = as_user(running.chief), f"/activities/{running.activity.pk}/call-table/"
    for search in (str(out.number), "林", "linyue", "ly"):
        assert "林悦" in chief.get(address, {"q": search}).content.decode(), search
    given = {"contests": ["ball-run"], "comes": str(busy.number), "reason": "受伤"}
    answer = chief.post(f"/people/{out.pk}/substitute/", given)
    assert answer.status_code == 422
    assert "每人最多 2 项" in answer.content.decode()
    assert as_user(running.other).get(address).status_code == 403


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_substitution_takes_a_number_and_three_taps(
    running: Meet, browse: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    roster = running.roster(state="accepted")
    out, free = make_person(roster, "林悦", running.ball), make_person(roster, "韩梅")
    make_person(roster, "周涛", running.beans, gender="male")
    page = browse(running.chief, size="tablet")
    page.goto(f"/activities/{running.activity.pk}/call-table/")
    began = page.evaluate("performance.now()")
    page.keyboard.type(str(out.number))  # the field has the focus
    taps = [
        page.get_by_role("link", name="林悦"),
        page.get_by_label("韩梅"),
        page.get_by_role("button", name="确认替补"),
    ]
    for tap in taps:
        tap.click()
        if SHOTS:
            page.screenshot(path=str(Path(SHOTS) / f"call-{taps.index(tap)}.png"), full_page=True)
    expect(page.get_by_text("替换林悦出场")).to_be_visible()
    assert len(taps) == 3 and began >= 0
    assert Entry.objects.get(contest=running.ball).person == free
    assert axe(page) == []
    page.get_by_role("button", name="撤销这次换人").click()
    expect(page.get_by_text("已撤销")).to_be_visible()
    assert Entry.objects.get(contest=running.ball).person == out
    phone = browse(running.chief, size="phone")
    phone.goto(f"/people/{out.pk}/substitute/")
    assert axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if SHOTS:
        phone.screenshot(path=str(Path(SHOTS) / "call-phone.png"), full_page=True)
