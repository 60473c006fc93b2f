"""A contest in two divisions: apart on the start list, in the results, among the awards and in the workbook."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from events.models import Division
from events.states import State
from registration.models import Entry
from scoring.models import Scoresheet
from tests.scoring.meets import Meet

pytestmark = pytest.mark.django_db
DIVISIONS = (("women", "女子组"), ("men", "男子组"))


@pytest.fixture
def divided(meet: Meet) -> Meet:
    """Rope: odd entries among the women, even ones among the men; the higher the number the better."""
    made = [
        Division.objects.create(contest=meet.contests["rope"], code=code, title=title, position=position)
        for position, (code, title) in enumerate(DIVISIONS)
    ]
    for entry in Entry.objects.filter(contest=meet.contests["rope"]):
        Entry.objects.filter(pk=entry.pk).update(division=made[(entry.number + 1) % 2])
    return meet


def logged_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def in_order(text: str, *words: str) -> bool:
    """Do these stand in the text one behind the other?"""
    at = 0
    for word in words:
        at = text.find(word, at)
        if at < 0:
            return False
    return True


@pytest.mark.parametrize("heat_size", [1, 2])
def test_the_start_list_is_drawn_and_shown_division_by_division(divided: Meet, heat_size: int) -> None:
    Scoresheet.objects.filter(contest=divided.contests["rope"]).update(heat_size=heat_size)
    client = logged_in(divided.chief)
    assert client.post(reverse("scoring:draw_all", args=[divided.activity.pk])).status_code == 302
    starts = divided.sheet("rope").starts.select_related("entry__division").order_by("heat", "lane")
    drawn = [start.entry.division.title for start in starts]
    assert drawn == sorted(drawn, key=[title for _code, title in DIVISIONS].index)
    shown = client.get(reverse("scoring:start_lists", args=[divided.activity.pk])).text
    found = re.findall("女子组|男子组", shown)
    assert found == drawn if heat_size == 1 else found == ["女子组"] * 2 + ["男子组"] * 2


def test_results_awards_and_workbook_keep_the_divisions_apart(divided: Meet) -> None:
    divided.record_everything()
    divided.move_to(State.SETTLING)
    chief = logged_in(divided.chief)
    for code in divided.contests:
        url = reverse("scoring:publish", args=[divided.sheet(code).pk])
        assert chief.post(url, {"seen": chief.get(url).context["draft"].seen}).status_code == 302
    url = reverse("scoring:publish_awards", args=[divided.activity.pk])
    assert chief.post(url, {"seen": chief.get(url).context["draft"].seen}).status_code == 302

    names = [person.name for person in divided.people]
    women, men = [names[4], names[2], names[0]], [names[5], names[3], names[1]]
    contact = logged_in(divided.contact)
    shown = contact.get(reverse("scoring:result", args=[divided.sheet("rope").pk])).text
    assert in_order(shown, "<h2>女子组</h2>", *women, "<h2>男子组</h2>", *men)
    awards = contact.get(reverse("scoring:awards", args=[divided.activity.pk])).text
    assert "一分钟跳绳 · 女子组" in awards or "女子组" in awards

    answer = logged_in(divided.finance).get(reverse("scoring:awards_workbook", args=[divided.activity.pk]))
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_name("按项目").to_python()
    header, *rows = sheet[3:]
    assert header[:5] == ["项目", "组别", "日期", "名次", "姓名"]
    rope = [(row[1], int(row[3]), row[4]) for row in rows if row[0] == "一分钟跳绳"]
    assert rope == [
        *(("女子组", rank, name) for rank, name in enumerate(women, start=1)),
        *(("男子组", rank, name) for rank, name in enumerate(men, start=1)),
    ]
    assert {row[1] for row in rows if row[0] == "托球跑"} == {""}
