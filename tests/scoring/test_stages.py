"""Contests of matches through the pages: drawn into groups, entered on a form, crossed into a bracket, published."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Contest
from registration.models import Entry
from scoring.models import Operation, Publication, Scoresheet
from scoring.queries.reading import read_sheet
from scoring.queries.setting import Setting
from scoring.services import drawing, publishing
from scoring.services.filing import check_document, export_activity, import_activity
from scoring.views.drawings import drawings_of
from tests import factories
from tests.factories import NOW
from tests.scoring.meets import Meet, later, make_meet

STAGES = [
    {
        "code": "groups",
        "title": "小组赛",
        "rule": "groups",
        "groups": 2,
        "by": "random",
        "draw": {"apart": "unit"},
        "advance": {"by_place": 2},
    },
    {"code": "final", "title": "淘汰赛", "rule": "knockout", "by": "cross"},
]


def pingpong(meet: Meet, **more: Any) -> Scoresheet:
    """Table tennis, best of three games to 11, for everybody of the meet; drawn."""
    contest: Contest = factories.make_contest(meet.activity, "pingpong", title="乒乓球", game="match")
    meet.contests["pingpong"] = contest
    Scoresheet.objects.filter(contest=contest).update(
        settings={"games": 3, "points_to": 11}, **({"stages": STAGES, "tie_breaks": []} | more)
    )
    for number, person in enumerate(meet.people, 1):
        Entry.objects.create(contest=contest, person=person, number=number)
    sheet = meet.sheet("pingpong")
    drawing.draw(sheet=sheet, seed="2026-09-20 第 1 号箱", by=meet.chief, now=later(days=20))
    return meet.sheet("pingpong")


@pytest.fixture
def meet(db: None) -> Meet:
    return make_meet(people=8)


def client_of(user: object) -> Client:
    client = Client()
    client.force_login(user)
    return client


def standing(sheet: Scoresheet) -> Any:
    draft = publishing.draft_of(read_sheet(sheet), Setting(sheet.contest.activity), None)
    assert not draft.problems, draft.problems
    return draft, drawings_of(draft.case, draft.outcome)


def enter(client: Client, sheet: Scoresheet, stage: str, match: str, **typed: Any) -> Any:
    return client.post(reverse("scoring:match", args=[sheet.pk, stage, match]), typed)


def open_matches(drawings: Any, stage: str) -> list[Any]:
    return [
        meeting
        for drawing in drawings
        if drawing.code == stage
        for each in drawing.rounds
        for meeting in each.meetings
        if meeting.can_be_entered and not meeting.finished
    ]


STRAIGHT = {"game_1_a": 11, "game_1_b": 5, "game_2_a": 11, "game_2_b": 7, "ended": "played"}
TURNED = {"game_1_a": 5, "game_1_b": 11, "game_2_a": 7, "game_2_b": 11, "ended": "played"}


def number_of(who: Any) -> int:
    return int(who.entry.rpartition("/")[2])


def play_out(client: Client, sheet: Scoresheet, stage: str) -> None:
    """The lower start number wins every match in two games."""
    while waiting := open_matches(standing(sheet)[1], stage):
        for meeting in waiting:
            a, b = (number_of(side.who) for side in meeting.sides)
            assert enter(client, sheet, stage, meeting.id, **(STRAIGHT if a < b else TURNED)).status_code == 302


def test_a_contest_goes_from_the_draw_through_groups_and_a_bracket_to_its_publication(meet: Meet) -> None:
    sheet = pingpong(meet)
    referee = client_of(meet.referee)

    _draft, (groups, bracket) = standing(sheet)
    assert [len(group.rows) for group in groups.groups] == [4, 4]
    units = [[row.who.unit_name for row in group.rows].count("青山中学") for group in groups.groups]
    assert units == [2, 2], "unit mates are spread over the groups"
    assert len(open_matches([groups], "groups")) == 12
    assert not open_matches([bracket], "final")

    play_out(referee, sheet, "groups")
    play_out(referee, sheet, "final")

    draft, _drawings = standing(sheet)
    assert not draft.obstacles
    ranks = {placing["entry"]: placing["rank"] for placing in draft.rankings[0]["placings"]}
    assert ranks["pingpong/1"] == 1
    assert sorted(ranks.values())[:4] == [1, 2, 3, 4]
    publishing.publish(sheet=sheet, seen=draft.seen, reason="", by=meet.chief, now=later(days=23))
    page = client_of(meet.chief).get(reverse("scoring:result", args=[sheet.pk])).content.decode()
    assert "小组赛" in page
    assert "2:0" in page
    assert Publication.objects.filter(sheet=sheet).count() == 1


def test_what_the_rules_do_not_allow_is_said_and_nothing_typed_is_lost(meet: Meet) -> None:
    sheet = pingpong(meet)
    referee = client_of(meet.referee)
    meeting = open_matches(standing(sheet)[1], "groups")[0]

    answer = enter(referee, sheet, "groups", meeting.id, game_1_a=11, game_1_b=10, ended="played")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="10"' in page
    assert 'class="notice' in page or "notice" in page
    assert not Operation.objects.filter(sheet=sheet).exists()

    answer = enter(referee, sheet, "groups", meeting.id, game_1_a=11, game_1_b=9, ended="played", still_running="1")

    assert answer.status_code == 302
    reading = read_sheet(sheet)
    assert meeting.id in reading.staged["groups"].open
    assert not reading.staged["groups"].rows
    assert "还在进行" in referee.get(reverse("scoring:stages", args=[sheet.pk])).content.decode()


def test_a_score_with_one_side_empty_names_the_side(meet: Meet) -> None:
    sheet = pingpong(meet)
    meeting = open_matches(standing(sheet)[1], "groups")[0]

    answer = enter(client_of(meet.referee), sheet, "groups", meeting.id, game_1_a=11, ended="played")

    assert "请把这一边也填上" in answer.content.decode()


def test_a_match_is_corrected_with_a_reason_and_only_what_differs_is_written(meet: Meet) -> None:
    sheet = pingpong(meet)
    referee = client_of(meet.referee)
    meeting = open_matches(standing(sheet)[1], "groups")[0]
    enter(referee, sheet, "groups", meeting.id, **STRAIGHT)
    before = Operation.objects.filter(sheet=sheet).count()

    without = enter(referee, sheet, "groups", meeting.id, **{**STRAIGHT, "game_2_b": 9})
    assert without.status_code == 200
    done = enter(referee, sheet, "groups", meeting.id, **{**STRAIGHT, "game_2_b": 9, "reason": "记录单写错"})

    assert done.status_code == 302
    assert Operation.objects.filter(sheet=sheet).count() == before + 1
    assert Operation.objects.order_by("pk").last().reason == "记录单写错"  # type: ignore[union-attr]
    assert read_sheet(sheet).staged["groups"].rows[0]["games"] == [[11, 5], [11, 9]]


def test_a_walk_over_needs_the_side_that_did_not_come(meet: Meet) -> None:
    sheet = pingpong(meet)
    referee = client_of(meet.referee)
    meeting = open_matches(standing(sheet)[1], "groups")[0]

    assert enter(referee, sheet, "groups", meeting.id, ended="walkover").status_code == 200
    assert enter(referee, sheet, "groups", meeting.id, ended="walkover", by="b").status_code == 302

    draft, _ = standing(sheet)
    played = next(each for each in draft.outcome["contests"][0]["stages"][0]["fixtures"] if each["id"] == meeting.id)
    assert (played["ended"], played["finished"]) == ("walkover", True)


def test_a_contest_is_not_published_before_its_last_stage_is_finished(meet: Meet) -> None:
    sheet = pingpong(meet)
    play_out(client_of(meet.referee), sheet, "groups")

    assert standing(sheet)[0].obstacles == ["“淘汰赛”还没有结束：请录完它的结果。"]


def test_the_same_seed_draws_the_same_groups_again(meet: Meet) -> None:
    sheet = pingpong(meet)
    first = [[row.who.entry for row in group.rows] for group in standing(sheet)[1][0].groups]

    assert [[row.who.entry for row in group.rows] for group in standing(meet.sheet("pingpong"))[1][0].groups] == first


def test_nobody_but_the_staff_sees_the_draw_and_only_referees_enter_matches(meet: Meet) -> None:
    sheet = pingpong(meet)
    meeting = open_matches(standing(sheet)[1], "groups")[0]
    page, form = (
        reverse("scoring:stages", args=[sheet.pk]),
        reverse("scoring:match", args=[sheet.pk, "groups", meeting.id]),
    )

    assert client_of(meet.contact).get(page).status_code == 403
    assert client_of(meet.organiser).get(page).status_code == 200
    assert client_of(meet.contact).get(form).status_code == 403
    assert client_of(meet.finance).get(form).status_code == 403
    assert client_of(meet.referee).get(reverse("scoring:match", args=[sheet.pk, "groups", "999"])).status_code == 404


def test_matches_travel_in_the_activity_file(meet: Meet) -> None:
    sheet = pingpong(meet)
    play_out(client_of(meet.referee), sheet, "groups")
    written = export_activity(meet.activity)
    document = json.loads(written)

    assert not check_document(document)
    copy = import_activity(document, by=None, now=NOW)

    assert export_activity(copy) == written
    twin = Scoresheet.objects.select_related("contest__activity").get(contest__activity=copy, contest__code="pingpong")
    assert read_sheet(twin).staged == read_sheet(sheet).staged


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", ["desktop", "tablet", "phone"])
def test_draws_and_matches_have_no_accessibility_problem(browse: Any, axe: Any, size: str) -> None:
    meet = make_meet(people=8)
    sheet = pingpong(meet)
    play_out(client_of(meet.referee), sheet, "groups")
    page = browse(meet.referee, size=size)
    page.goto(reverse("scoring:stages", args=[sheet.pk]))
    assert axe(page) == []
    page.get_by_role("link", name="录入结果").first.click()
    page.get_by_label("第 1 局，A 方").fill("11")
    assert axe(page) == []


@pytest.mark.parametrize("people", [4, 8])
def test_the_page_of_stages_asks_the_same_number_of_queries_for_any_number_of_matches(
    db: None, django_assert_num_queries: Any, people: int
) -> None:
    meet = make_meet(people=people)
    sheet = pingpong(meet, stages=[{"code": "all", "rule": "round_robin"}])
    client = client_of(meet.chief)
    with django_assert_num_queries(16):
        client.get(reverse("scoring:stages", args=[sheet.pk]))
