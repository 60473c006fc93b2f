"""The chief referee's table through its forms, as a browser sends them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.states import State
from scoring.forms.marks import time_of_digits, time_of_text
from scoring.models import Publication, Ruling
from scoring.services import drawing
from tests.scoring.meets import Meet, operation


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
    entries = meet.contests["run"].entries.select_related("person__roster__unit").order_by("number")
    tickets = [drawing.Ticket(f"run/{entry.number}", entry.person.roster.unit.name) for entry in entries]
    expected = {(place.code, place.heat, place.lane) for place in drawing.drawn([tickets], heat_size=4, seed="0915")}
    starts = meet.sheet("run").starts.select_related("entry")
    assert {(f"run/{start.entry.number}", start.heat, start.lane) for start in starts} == expected
