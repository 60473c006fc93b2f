"""Teams, levels and faults on their way from rows to the case, and through the activity file."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Activity
from events.states import State
from registration.models import Entry, Member, Team
from scoring.models import PrizePlan, Ruling, Scoresheet
from scoring.queries.reading import read_sheet
from scoring.queries.setting import Setting
from scoring.rulebook import outcome_of
from scoring.services import casing
from scoring.services.filing import check_content, check_document, export_activity, import_activity
from tests.scoring.meets import NOW, Meet, make_meet

EVERY_KEY: dict[str, Any] = {
    "game": "count",
    "settings": {"seconds": 60, "unit": "times"},
    "aggregation": [
        {"over": "members", "rule": "sum", "count": 2, "least": 2},
        {"over": "attempts", "rule": "best", "count": 2},
    ],
    "adjustments": [
        {"rule": "deduct_per_fault", "fault": "trip", "name": "绊绳", "amount": 1, "at": "attempts"},
        {"rule": "void", "fault": "late", "name": "迟到", "absence": "WD"},
    ],
    "tie_breaks": {"two": [{"rule": "play_off"}], "more": [{"rule": "recorded_lot"}], "restart": True},
    "undecided": "decide",
    "rankings": [{"code": "all", "title": "总排名"}, {"code": "veterans", "tags": ["老将"], "rewarded": False}],
}
STAGES = [
    {"code": "heats", "rule": "heats", "size": 4, "advance": {"by_mark": 2}},
    {"code": "final", "rule": "final"},
]
TABLES = [
    {
        "rule": "points",
        "code": "total",
        "title": "团体总分",
        "points": [5, 3, 1],
    }
]


@pytest.fixture
def team_meet(db: None) -> Meet:
    """The rope contest is of teams: each unit has one, of its first two people; the third is a substitute."""
    meet = make_meet(people=6)
    contest = meet.contests["rope"]
    Entry.objects.filter(contest=contest).delete()
    for number, unit in enumerate(meet.units, start=1):
        people = [person for person in meet.people if person.roster.unit_id == unit.pk]
        team = Team.objects.create(roster=people[0].roster, contest=contest, number=1)
        for place, person in enumerate(people, start=1):
            Member.objects.create(team=team, person=person, place=place, reserve=place == 3)
        Entry.objects.create(contest=contest, person=people[0], team=team, number=number)
    Scoresheet.objects.filter(contest=contest).update(**EVERY_KEY)
    return meet


def test_a_team_has_its_own_name_and_its_people_keep_their_results(team_meet: Meet) -> None:
    first, second = "members.1.attempts", "members.2.attempts"
    team_meet.record("rope", 1, **{f"{first}.1.count": 50, f"{first}.2.count": 60})
    team_meet.record("rope", 1, **{f"{second}.1.count": 40, f"{second}.1.faults.trip": 3})
    team_meet.record("rope", 2, absence="DNS")
    reading = read_sheet(team_meet.sheet("rope"))
    case = casing.case_of_contest(reading, Setting(team_meet.activity))
    ours, theirs = case["contests"][0]["entries"]
    assert (ours["person"], ours["name"]) == ("t-rope/1", "青山中学")
    assert [(each["person"], each["unit_name"]) for each in ours["members"]] == [
        ("p1", "青山中学"),
        ("p3", "青山中学"),
    ]
    assert [each["name"] for each in theirs["members"]] == ["周大河", "郑立秋"]
    placing = outcome_of(case)["contests"][0]["rankings"][0]["placings"][0]
    assert (placing["entry"], placing["mark"]) == ("rope/1", 60 + 37)


def test_people_that_no_team_names_are_told_apart_by_their_entry(meet: Meet) -> None:
    Scoresheet.objects.filter(contest=meet.contests["rope"]).update(**EVERY_KEY)
    for number in (1, 2):
        meet.record("rope", number, **{f"members.{who}.attempts.1.count": 10 * who for who in (1, 2)})
    case = casing.case_of_contest(read_sheet(meet.sheet("rope")), Setting(meet.activity))
    people = [each["person"] for entry in case["contests"][0]["entries"] for each in entry.get("members", ())]
    assert people == ["rope/1#1", "rope/1#2", "rope/2#1", "rope/2#2"]
    assert outcome_of(case)["contests"][0]["rankings"][0]["finished"] == 2


def test_what_does_not_belong_to_a_level_is_stored_and_flagged(team_meet: Meet) -> None:
    receipts = team_meet.record("rope", 1, count=50)
    assert "没有“count”这一格" in str(receipts[0].phrase)
    assert read_sheet(team_meet.sheet("rope")).missing


def test_every_new_key_of_the_activity_file_comes_back_as_the_same_bytes(team_meet: Meet) -> None:
    Scoresheet.objects.filter(contest=team_meet.contests["run"]).update(stages=STAGES)
    PrizePlan.objects.filter(activity=team_meet.activity).update(tables=TABLES)
    team_meet.record("rope", 1, **{"members.1.attempts.1.count": 50})
    first = export_activity(Activity.objects.get(pk=team_meet.activity.pk))
    assert check_content(first) == []
    copy = import_activity(json.loads(first), by=None, now=NOW)
    assert export_activity(copy) == first
    sheet = Scoresheet.objects.get(contest__activity=copy, contest__code="rope")
    assert {key: getattr(sheet, key) for key in EVERY_KEY} == EVERY_KEY
    assert Scoresheet.objects.get(contest__activity=copy, contest__code="run").stages == STAGES
    assert PrizePlan.objects.get(activity=copy).tables == TABLES


@pytest.mark.parametrize(
    ("section", "value", "place"),
    [
        ("aggregation", [{"over": "members", "rule": "nonsense"}], "$.scoresheets[1].aggregation[0].rule"),
        ("adjustments", [{"rule": "void", "fault": "x", "at": "pairs"}], "$.scoresheets[1].adjustments[0].at"),
        ("stages", [{"code": "s", "rule": "heats", "size": "8"}], "$.scoresheets[1].stages[0].size"),
        ("rankings", [], "$.scoresheets[1].rankings"),
    ],
)
def test_what_the_rule_book_refuses_is_named_at_its_place_in_the_file(
    db: None, section: str, value: Any, place: str
) -> None:
    meet = make_meet(state=State.DRAFT, people=2)
    document = json.loads(export_activity(meet.activity))
    document["scoresheets"][1][section] = value
    places = [problem.path for problem in check_document(document)]
    assert (place in places) is bool(value)


def test_a_table_of_units_that_cannot_be_is_named_in_the_prize_plan(db: None) -> None:
    meet = make_meet(state=State.DRAFT, people=2)
    document = json.loads(export_activity(meet.activity))
    document["prize_plan"]["tables"] = [{"rule": "points", "code": "t", "contests": ["nothing"]}]
    assert [problem.path.startswith("$.prize_plan.tables[0].contests") for problem in check_document(document)] == [
        True
    ]


def test_the_chief_corrects_a_result_of_one_member_and_reads_what_it_is(team_meet: Meet) -> None:
    team_meet.record("rope", 1, **{f"members.{who}.attempts.1.count": 50 for who in (1, 2)})
    client = Client()
    client.force_login(team_meet.chief)
    url = reverse("scoring:correct", args=[team_meet.sheet("rope").pk, 1])
    assert "队员 1 · 第 2 次 · 个数" in client.get(url).text
    sent = {
        "members.1.attempts.1.count": "55",
        "members.2.attempts.1.count": "50",
        "reason": "看了录像",
        "confirm": "1",
    }
    assert client.post(url, sent | {"members.2.attempts.1.faults.trip": "2"}).status_code == 302
    recorded = read_sheet(team_meet.sheet("rope"))
    parts = next(iter(recorded.recorded.values())).parts
    assert parts[0]["attempts"][0]["records"] == {"count": 55}
    assert parts[1]["attempts"][0]["faults"] == {"trip": 2}
    assert recorded.entered == 1


@pytest.mark.parametrize(
    ("judging", "slot", "typed", "stored"),
    [
        ({"game": "judged", "settings": {"judges": 3, "decimals": 2, "maximum": 10}}, "score.1", "8.52", 852),
        ({"game": "exam", "settings": {"decimals": 1}}, "score", "92.5", 925),
        ({"game": "height", "settings": {}}, "bar.1", "xxO", "xxo"),
    ],
)
def test_the_chief_types_numbers_as_they_are_printed(
    meet: Meet, judging: dict[str, Any], slot: str, typed: str, stored: Any
) -> None:
    Scoresheet.objects.filter(contest=meet.contests["rope"]).update(tie_breaks=[], **judging)
    client = Client()
    client.force_login(meet.chief)
    url = reverse("scoring:correct", args=[meet.sheet("rope").pk, 1])
    sent = {slot: typed, "reason": "补记", "confirm": "1"}
    assert client.post(url, sent | {slot: "8.5.2"}).status_code == 200
    assert client.post(url, sent).status_code == 302
    assert Ruling.objects.get().value == stored
    assert f'value="{typed.lower()}' in client.get(url).text
