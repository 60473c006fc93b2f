"""What was changed after handing in shows as was and is, to the unit, to the organiser, and is confirmed again."""

from __future__ import annotations

import pytest
from django.utils import timezone

from registration.models import Member, Person, Roster, Submission, Team
from registration.queries import board_of, listing_of
from registration.queries.differences import Difference, differences_of
from registration.services import drafting, submitting
from registration.services.drafting import Line
from tests.registration.conftest import Meet, line
from tests.registration.test_pages import as_user

pytestmark = pytest.mark.django_db


def handed_in(meet: Meet) -> tuple[Roster, Line, Line]:
    lin, zhou = line("林悦", "ball-run"), line("周涛", "stones", gender="male", post="member")
    roster = drafting.save(roster=meet.roster(), version=0, lines=[lin, zhou], by=meet.contact, now=timezone.now())
    submitting.submit(roster=roster, version=roster.version, by=meet.contact, now=timezone.now())
    return Roster.objects.get(pk=roster.pk), lin, zhou


def change(roster: Roster, meet: Meet, *lines: Line, by: object = None) -> Roster:
    roster.refresh_from_db()
    return drafting.save(
        roster=roster, version=roster.version, lines=lines, by=meet.contact if by is None else by,  # type: ignore[arg-type]
        now=timezone.now(),
    )  # fmt: skip


def found(roster: Roster) -> dict[str, Difference]:
    differences = differences_of(listing_of(Roster.objects.get(pk=roster.pk)))
    return {each.who: each for each in differences.found} if differences else {}


def test_who_came_went_or_reads_otherwise_is_told_with_was_and_is(meet: Meet) -> None:
    roster, lin, zhou = handed_in(meet)
    submitting.take_back(roster=roster, by=meet.contact, now=timezone.now())
    changed = Line(lin.key, "林越", "female", "chair", True, {"rope": None, "beans": None})
    roster.refresh_from_db()
    drafting.save(
        roster=roster, version=roster.version, lines=[changed, line("韩梅", "beans")], remove=[zhou.key],
        by=meet.contact, now=timezone.now(),
    )  # fmt: skip
    said = found(roster)
    assert [(who, each.kind) for who, each in said.items()] == [
        ("林越（1 号）", "changed"), ("周涛（2 号）", "removed"), ("韩梅（3 号）", "added"),
    ]  # fmt: skip
    assert {(each.what, each.was, each.now) for each in said["林越（1 号）"].changes} == {
        ("姓名", "林悦", "林越"), ("职务", "工会干部", "工会主席"),
        ("项目", "托球跑", "金豆搬家、一分钟跳绳（女子组）"),
    }  # fmt: skip
    page = as_user(meet.contact).get(f"/rosters/{roster.pk}/").content.decode()
    assert "提交后的改动" in page and "<del>林悦</del>" in page and "<ins>林越</ins>" in page


def test_changing_back_is_no_difference(meet: Meet) -> None:
    roster, lin, _zhou = handed_in(meet)
    submitting.take_back(roster=roster, by=meet.contact, now=timezone.now())
    change(roster, meet, Line(lin.key, "林越", "female", "cadre", True, {"ball-run": None}))
    assert found(roster)
    change(roster, meet, lin)
    assert found(roster) == {}


def test_the_organiser_sees_what_changed_since_confirming_and_confirms_again(meet: Meet) -> None:
    roster, _lin, _zhou = handed_in(meet)
    organiser = as_user(meet.organiser)
    organiser.post(f"/rosters/{roster.pk}/accept/")
    with pytest.raises(submitting.NotNow):
        submitting.accept(roster=roster, by=meet.organiser, now=timezone.now())
    change(roster, meet, line("韩梅", "ball-run"), by=meet.organiser)
    row = board_of(meet.activity).rows[0]
    assert (row.state, row.differing, row.to_confirm_again) == ("accepted", 1, True)
    board = f"/activities/{meet.activity.pk}/registration/"
    for address in (board, f"{board}units/"):
        assert "1 处改动待确认" in organiser.get(address).content.decode(), address
    page = organiser.get(f"/rosters/{roster.pk}/").content.decode()
    assert "组织者确认后的改动" in page and "韩梅（3 号）" in page and "确认这些改动" in page
    organiser.post(f"/rosters/{roster.pk}/accept/")
    assert board_of(meet.activity).rows[0].differing == 0
    assert "确认这些改动" not in organiser.get(f"/rosters/{roster.pk}/").content.decode()


def test_a_roster_returned_and_sent_again_is_held_against_what_was_confirmed(meet: Meet) -> None:
    roster, lin, _zhou = handed_in(meet)
    submitting.accept(roster=roster, by=meet.organiser, now=timezone.now())
    submitting.send_back(roster=roster, comment="请核对", by=meet.organiser, now=timezone.now())
    changed = change(roster, meet, Line(lin.key, "林悦", "female", "cadre", True, {"ball-run": None, "beans": None}))
    submitting.submit(roster=changed, version=changed.version, by=meet.contact, now=timezone.now())
    assert [each.what for each in found(roster)["林悦（1 号）"].changes] == ["项目"]
    assert board_of(meet.activity).rows[0].differing == 1
    submitting.accept(roster=roster, by=meet.organiser, now=timezone.now())
    assert found(roster) == {}
    assert Submission.objects.count() <= 3


def test_teams_and_what_the_unit_says_of_itself_are_compared_too(meet: Meet) -> None:
    meet.activity.terms.limits = [
        {"limit": "team_size", "severity": "refuse", "contests": ["beans"], "at_least": 1, "at_most": 3}
    ]
    meet.activity.terms.save()
    roster, lin, zhou = handed_in(meet)
    people = {person.key: person for person in Person.objects.filter(roster=roster)}
    team = Team.objects.create(roster=roster, contest=meet.beans, number=1)
    Member.objects.create(team=team, person=people[lin.key], place=1)
    Member.objects.create(team=team, person=people[zhou.key], place=2, reserve=True)
    Roster.objects.filter(pk=roster.pk).update(size=80)
    said = found(roster)
    assert said["金豆搬家 · 第 1 队"].kind == "added"
    assert [each.now for each in said["金豆搬家 · 第 1 队"].changes] == ["林悦、周涛 (替补)"]
    assert [(each.was, each.now) for each in said["单位情况"].changes] == [("—", "80")]
