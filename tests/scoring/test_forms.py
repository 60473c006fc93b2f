"""Set-up and the chief referee's table through their forms, as a browser sends them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.states import State
from scoring.forms.marks import time_of_digits, time_of_text
from scoring.forms.parameters import fields_of
from scoring.models import PrizePlan, Publication, Ruling, Scoresheet
from scoring.rulebook import GAMES, PLACES, TIERS
from scoring.services import drawing
from tests.scoring.meets import PRIZE_RULES, Meet, make_meet, operation


@pytest.fixture
def draft(db: None) -> Meet:
    return make_meet(state=State.DRAFT, people=2)


def logged_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("typed", "decimals", "milliseconds"),
    [
        ("1234", 2, 12340),
        ("12345", 2, 83450),
        ("5", 2, 50),
        ("123", 1, 12300),
        ("123", 0, 83000),
        ("１２３４", 2, 12340),
        ("12.34", 2, None),
        ("", 2, None),
    ],
)
def test_digits_alone_are_a_time(typed: str, decimals: int, milliseconds: int | None) -> None:
    assert time_of_digits(typed, decimals) == milliseconds


@pytest.mark.parametrize(
    ("typed", "milliseconds"),
    [
        ("12.34", 12340),
        ("1:05.2", 65200),
        ("1:02:03.40", 3723400),
        ("12.34 秒", 12340),
        ("1：05.20", 65200),
        ("1:75", None),
        ("x", None),
    ],
)
def test_written_times_are_read_exactly(typed: str, milliseconds: int | None) -> None:
    assert time_of_text(typed) == milliseconds


@pytest.mark.parametrize("rule", [*GAMES.values(), *PLACES.values(), *TIERS.values()])
def test_every_rule_brings_its_own_form(rule: Any) -> None:
    fields = fields_of(rule, "x")
    assert [name.removeprefix("x-") for name in fields] == [parameter.code for parameter in rule.parameters]
    assert all(field.label for field in fields.values())


def test_a_contest_without_a_scoresheet_is_asked_for_and_gets_one(draft: Meet) -> None:
    Scoresheet.objects.filter(contest=draft.contests["shots"]).delete()
    client = logged_in(draft.organiser)
    assert "还没有定计分方式" in client.get(reverse("scoring:set_up", args=[draft.activity.pk])).content.decode()
    url = reverse("scoring:set_up_contest", args=[draft.activity.pk, "shots"])
    sent = {
        "game": "shooting",
        "shooting-shots": "8",
        "shooting-points_per_hit": "2",
        "shooting-tie-1": "total_reached_first",
        "shooting-tie-2": "recorded_lot",
        "undecided": "decide",
        "heat_size": "1",
    }
    assert client.post(url, sent).status_code == 302
    sheet = draft.sheet("shots")
    assert (sheet.game, sheet.settings) == ("shooting", {"shots": 8, "points_per_hit": 2})
    assert sheet.tie_breaks == [{"rule": "total_reached_first"}, {"rule": "recorded_lot"}]
    assert sheet.undecided == "decide"
    assert "先达到总数者列前" in client.get(reverse("scoring:set_up", args=[draft.activity.pk])).content.decode()


def test_prize_rules_are_saved_as_typed_and_said_with_a_preview(draft: Meet) -> None:
    PrizePlan.objects.all().delete()
    client = logged_in(draft.organiser)
    sent = {
        "places": "by_entries", "places-by_entries-base": "entered", "places-by_entries-beyond": "6",
        "places-by_entries-steps-0-up_to": "3", "places-by_entries-steps-0-places": "1",
        "places-by_entries-steps-2-up_to": "7", "places-by_entries-steps-2-places": "3",
        "tier-first": "fixed", "tier-first-fixed-count": "1", "tier-second": "fixed", "tier-second-fixed-count": "2",
        "tier-third": "rest", "tier-souvenir": "-", "ties": "all_in", "ties_at_cut": "",
        "one_per_person": "on", "souvenir": "souvenir", "souvenir_to": "took_part",
    }  # fmt: skip
    assert client.post(reverse("scoring:set_up_prizes", args=[draft.activity.pk]), sent).status_code == 302
    plan = PrizePlan.objects.get(activity=draft.activity)
    assert plan.prize_rules == PRIZE_RULES | {"ties_at_cut": None}
    assert plan.awards["souvenir"] == {"prize": "souvenir", "to": "took_part"}
    shown = client.get(reverse("scoring:set_up", args=[draft.activity.pk])).content.decode()
    assert "不足 4 人取 1 名" in shown
    assert "一等奖 1、二等奖 2、三等奖 3" in shown


def test_steps_that_do_not_rise_are_refused_and_stay_as_typed(draft: Meet) -> None:
    sent = {
        "places": "by_entries", "places-by_entries-base": "entered", "places-by_entries-beyond": "6",
        "places-by_entries-steps-0-up_to": "7", "places-by_entries-steps-0-places": "3",
        "places-by_entries-steps-1-up_to": "3", "places-by_entries-steps-1-places": "1",
        "tier-first": "fixed", "tier-first-fixed-count": "1", "ties": "all_in",
    }  # fmt: skip
    answer = logged_in(draft.organiser).post(reverse("scoring:set_up_prizes", args=[draft.activity.pk]), sent)
    assert answer.status_code == 200
    assert "分档人数要从小到大" in answer.content.decode()
    assert 'name="places-by_entries-steps-0-up_to" value="7"' in answer.content.decode()


def test_the_chief_decides_a_difference_on_the_table(meet: Meet) -> None:
    meet.record("run", 1, time=12340)
    meet.take("run", operation("run/1", "time", 13000, device="平板 B2"))
    client, url = logged_in(meet.chief), reverse("scoring:chief", args=[meet.sheet("run").pk])
    shown = client.get(url).content.decode()
    assert "12.34 秒" in shown
    assert "平板 B2" in shown
    without = client.post(url, {"act": "decide", "entry": "1", "slot": "time", "claim": "1", "reason": ""})
    assert "请写明原因" in without.content.decode()
    sent = {"act": "decide", "entry": "1", "slot": "time", "claim": "1", "reason": "看了录像"}
    assert client.post(url, sent).status_code == 302
    assert Ruling.objects.get().value == 13000


def test_a_correction_shows_who_moves_before_it_is_made(meet: Meet) -> None:
    meet.record_everything()
    client, url = logged_in(meet.chief), reverse("scoring:correct", args=[meet.sheet("run").pk, 6])
    shown = client.post(url, {"time": "9.00", "absence": "", "reason": "看错了表"}).content.decode()
    assert f"{meet.people[5].name}：第 6 名 → 第 1 名" in shown
    assert not Ruling.objects.exists()
    assert client.post(url, {"time": "9.00", "absence": "", "reason": "看错了表", "confirm": "1"}).status_code == 302
    assert Ruling.objects.get().value == 9000


def test_publishing_on_the_page_and_the_award_list_after_it(meet: Meet) -> None:
    meet.record_everything()
    meet.move_to(State.SETTLING)
    client = logged_in(meet.chief)
    for code in meet.contests:
        url = reverse("scoring:publish", args=[meet.sheet(code).pk])
        seen = client.get(url).context["draft"].seen
        assert client.post(url, {"seen": seen}).status_code == 302
    url = reverse("scoring:publish_awards", args=[meet.activity.pk])
    assert client.post(url, {"seen": client.get(url).context["draft"].seen}).status_code == 302
    assert Publication.objects.filter(sheet=None).count() == 1
    for by in ("contest", "unit", "person"):
        shown = (
            logged_in(meet.contact).get(reverse("scoring:awards", args=[meet.activity.pk]), {"by": by}).content.decode()
        )
        assert "一等奖" in shown
        assert "纪念奖" in shown


def test_drawing_on_the_page_and_again_with_a_reason(meet: Meet) -> None:
    client = logged_in(meet.chief)
    assert client.post(reverse("scoring:draw_all", args=[meet.activity.pk])).status_code == 302
    seed = meet.sheet("run").draw_seed
    assert seed
    url = reverse("scoring:draw", args=[meet.sheet("run").pk])
    refused = client.post(url, {"seed": "0915", "reason": ""}).content.decode()
    assert 'value="0915"' in refused
    assert meet.sheet("run").draw_seed == seed
    client.post(url, {"seed": "0915", "reason": "补报两人"})
    assert meet.sheet("run").draw_seed == "0915"
    units = [
        entry.person.roster.unit.name for entry in meet.contests["run"].entries.select_related("person__roster__unit")
    ]
    tickets = [drawing.Ticket(f"run/{number}", unit) for number, unit in enumerate(units, start=1)]
    expected = {(place.code, place.heat, place.lane) for place in drawing.drawn([tickets], heat_size=4, seed="0915")}
    starts = meet.sheet("run").starts.select_related("entry")
    assert {(f"run/{start.entry.number}", start.heat, start.lane) for start in starts} == expected
