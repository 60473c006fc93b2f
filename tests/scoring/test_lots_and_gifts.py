"""Seeds and lots drawn in the hall; lucky draws and special awards: written down on pages, kept, carried along."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse

from events.states import State
from scoring.models import PrizePlan, Scoresheet, Start
from scoring.services import awarding
from scoring.services.filing import export_activity, import_activity
from tests.factories import NOW
from tests.scoring.meets import Meet, make_meet
from tests.scoring.test_stages import client_of, pingpong, standing

SEEDED = {"code": "cup", "title": "淘汰赛", "rule": "knockout"}
GROUPS = {"code": "groups", "title": "小组赛", "rule": "groups", "groups": 2, "by": "random"}
DRAWS = [{"prize": "souvenir", "pool": "took_part", "count": 2}]


@pytest.fixture
def meet(db: None) -> Meet:
    return make_meet(people=4)


def keep(meet: Meet, sheet: Scoresheet, **typed: Any) -> Any:
    return client_of(meet.chief).post(
        reverse("scoring:lots", args=[sheet.pk]), {"reason": "现场抽签"} | typed, follow=False
    )


def first_round(sheet: Scoresheet) -> list[list[str]]:
    (drawing,) = standing(sheet)[1]
    return [[side.who.entry or "" for side in meeting.sides] for meeting in drawing.rounds[0].meetings]


def test_seeds_stand_where_the_bracket_puts_the_strongest(meet: Meet) -> None:
    sheet = pingpong(meet, stages=[SEEDED])
    assert keep(meet, sheet, **{"3-seed": 1, "4-seed": 2, "2-seed": 3, "1-seed": 4}).status_code == 302
    sheet.refresh_from_db()

    assert first_round(sheet) == [["pingpong/3", "pingpong/1"], ["pingpong/2", "pingpong/4"]] or first_round(sheet) == [
        ["pingpong/3", "pingpong/1"],
        ["pingpong/4", "pingpong/2"],
    ]


def test_groups_drawn_in_the_hall_are_kept_and_go_along_in_the_activity_file(meet: Meet) -> None:
    sheet = pingpong(meet, stages=[GROUPS])
    typed = {"1-group": "A", "4-group": "A", "2-group": "B", "3-group": "B"}
    assert keep(meet, sheet, **typed).status_code == 302
    sheet.refresh_from_db()
    (drawing,) = standing(sheet)[1]
    found = [sorted(row.who.entry for row in group.rows) for group in drawing.groups]
    assert found == [["pingpong/1", "pingpong/4"], ["pingpong/2", "pingpong/3"]]

    written = export_activity(meet.activity)
    copy = import_activity(json.loads(written), by=None, now=NOW)

    assert export_activity(copy) == written
    assert Scoresheet.objects.get(contest__activity=copy, contest__code="pingpong").lots == sheet.lots


def test_what_does_not_fit_is_said_and_nothing_is_drawn(meet: Meet) -> None:
    sheet = pingpong(meet, stages=[GROUPS])
    before = Scoresheet.objects.get(pk=sheet.pk).lots, Start.objects.count()

    twice = keep(meet, sheet, **{"1-seed": 1, "2-seed": 1}).content.decode()
    letter = keep(meet, sheet, **{"1-group": "甲"}).content.decode()
    not_all = keep(meet, sheet, **{"1-group": "A"}).content.decode()

    assert "种子号 1 重复" in twice
    assert "组别请写字母" in letter and 'value="甲"' in letter
    assert 'role="alert"' in not_all and 'value="A"' in not_all
    assert (Scoresheet.objects.get(pk=sheet.pk).lots, Start.objects.count()) == before


def settled(meet: Meet) -> None:
    PrizePlan.objects.filter(activity=meet.activity).update(awards={"draws": DRAWS})
    meet.record_everything()
    meet.move_to(State.SETTLING)


def give(meet: Meet, **typed: Any) -> Any:
    return client_of(meet.chief).post(reverse("scoring:given", args=[meet.activity.pk]), typed)


def plan(meet: Meet) -> dict[str, Any]:
    return PrizePlan.objects.get(activity=meet.activity).awards


def test_who_was_drawn_and_who_is_honoured_is_written_down_by_number_name_or_unit(meet: Meet) -> None:
    settled(meet)
    one, two, three, _ = meet.people
    typed = {"draw-0-how": "hand", "draw-0-order": f"{two.number}、{one.name}"}
    typed |= {"special-0-prize": "third", "special-0-who": f"{three.name}，青山中学", "special-0-reason": "最佳风采"}

    assert give(meet, **typed).status_code == 302

    assert plan(meet)["draws"] == [DRAWS[0] | {"seed": None, "order": [f"p{two.number}", f"p{one.number}"]}]
    assert plan(meet)["specials"] == [
        {"prize": "third", "people": [f"p{three.number}"], "units": ["u1"], "reason": "最佳风采"}
    ]
    page = client_of(meet.chief).get(reverse("scoring:given", args=[meet.activity.pk])).content.decode()
    assert f"{two.number} {two.name}、{one.number} {one.name}" in page
    assert give(meet, **typed).status_code == 200, "a change says why"


def test_a_draw_by_machine_keeps_its_seed(meet: Meet) -> None:
    settled(meet)
    assert give(meet, **{"draw-0-how": "machine"}).status_code == 302
    seed = plan(meet)["draws"][0]["seed"]
    assert give(meet, **{"draw-0-how": "machine", "reason": "再看一遍"}).status_code == 302
    assert seed and plan(meet)["draws"][0]["seed"] == seed
    assert not awarding.draft_of(meet.activity).problems


def test_names_that_nobody_has_are_said_beside_their_field_and_stay(meet: Meet) -> None:
    settled(meet)
    page = give(
        meet, **{"draw-0-how": "hand", "draw-0-order": "查无此人", "special-0-who": "青山中学"}
    ).content.decode()
    assert "这次活动里没有“查无此人”" in page and "请选择发哪个奖项" in page
    assert ">\n查无此人</textarea>" in page
    assert plan(meet) == {"draws": DRAWS}
