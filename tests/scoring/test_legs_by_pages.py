"""Ties over several matches through the pages: home and away, a decider where they are level, corrections."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from scoring.models import Operation
from scoring.services.packs import document_of
from tests.scoring.meets import Meet, make_meet
from tests.scoring.test_stages import client_of, number_of, pingpong, standing

CUP = [{"code": "cup", "title": "主客场", "rule": "knockout", "legs": 2, "by": "listed"}]
GOALS = {"system": "fifa"}


@pytest.fixture
def meet(db: None) -> Meet:
    return make_meet(people=4)


def cup(meet: Meet, **stage: Any) -> Any:
    sheet = pingpong(meet, stages=[CUP[0] | stage])
    sheet.settings = GOALS
    sheet.save()
    return sheet


def ties(sheet: Any) -> list[Any]:
    (drawing,) = standing(sheet)[1]
    return [meeting for each in drawing.rounds for meeting in each.meetings]


def enter(meet: Meet, sheet: Any, leg: Any, a: Any, b: Any, **more: str) -> Any:
    page = reverse("scoring:match", args=[sheet.pk, "cup", leg.id])
    return client_of(meet.referee).post(page, {"score_a": a, "score_b": b, "ended": "played"} | more)


def test_a_cup_of_two_legs_is_entered_match_by_match_to_its_winner(meet: Meet) -> None:
    sheet = cup(meet)
    first = ties(sheet)[0]
    assert not first.can_be_entered
    assert [leg.id for leg in first.legs] == [f"{first.id}-1"], "the second waits for the first"
    for _ in range(2 * 4):
        for tie in ties(sheet):
            if not tie.finished and tie.legs:
                leg = tie.legs[-1]
                home, away = (number_of(side.who) for side in leg.sides)
                assert enter(meet, sheet, leg, 2 if home < away else 0, 1).status_code == 302
    done = ties(sheet)
    assert all(tie.finished for tie in done)
    assert [side.score for side in done[0].sides] == ["3", "1"]
    home, away = (leg.sides[0].who for leg in done[0].legs)
    assert home != away, "home and away in turn"
    draft, _ = standing(sheet)
    assert {row["entry"]: row["rank"] for row in draft.rankings[0]["placings"]}["pingpong/1"] == 1
    page = client_of(meet.referee).get(reverse("scoring:stages", args=[sheet.pk])).content.decode()
    assert "第 2 场" in page


def test_level_after_both_legs_asks_for_one_match_more_which_may_be_only_a_winner(meet: Meet) -> None:
    sheet = cup(meet)
    assert enter(meet, sheet, ties(sheet)[0].legs[-1], 1, 1).status_code == 302, "a single match may be level"
    assert enter(meet, sheet, ties(sheet)[0].legs[-1], 2, 2).status_code == 302
    tie = ties(sheet)[0]
    assert not tie.finished
    decider = tie.legs[-1]
    assert decider.id == f"{tie.id}-3"

    assert enter(meet, sheet, decider, "", "", winner="b").status_code == 302

    tie = ties(sheet)[0]
    assert tie.finished
    assert [side.wins for side in tie.legs[-1].sides] == [False, True]


def test_a_correction_that_decides_a_tie_before_its_last_match_says_so_and_stores_nothing(meet: Meet) -> None:
    sheet = cup(meet)
    for score in ((1, 1), (2, 2)):
        enter(meet, sheet, ties(sheet)[0].legs[-1], *score)
    enter(meet, sheet, ties(sheet)[0].legs[-1], "", "", winner="a")
    before = Operation.objects.count()

    answer = enter(meet, sheet, ties(sheet)[0].legs[0], 3, 1, reason="记录单写错")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "已分出胜负" in page and "请先更正" in page and 'value="3"' in page
    assert "still_running" not in page
    assert Operation.objects.count() == before


def test_the_matches_of_a_tie_reach_the_tablet_one_by_one(meet: Meet) -> None:
    sheet = cup(meet)
    tie = ties(sheet)[0]
    enter(meet, sheet, tie.legs[0], 0, 0)

    matches = document_of(sheet)["matches"]

    assert [(row["id"], row["finished"]) for row in matches if row["id"].startswith(f"{tie.id}-")] == [
        (f"{tie.id}-1", True),
        (f"{tie.id}-2", False),
    ]
    assert matches[1]["sides"][0]["code"] == matches[0]["sides"][1]["code"], "home and away in turn"
    assert document_of(sheet)["match_rules"]["cup"]["draws"]


def test_a_final_played_before_its_semi_final_was_corrected_hides_no_other_match(meet: Meet) -> None:
    sheet = cup(meet, legs=1)
    for _ in range(2):
        for tie in ties(sheet):
            if tie.can_be_entered and not tie.finished:
                assert enter(meet, sheet, tie, 2, 0).status_code == 302
    semi, _, third, final = ties(sheet)
    assert final.finished and third.finished

    assert enter(meet, sheet, semi, 0, 2, reason="记录单写反").status_code == 302

    page = client_of(meet.referee).get(reverse("scoring:stages", args=[sheet.pk])).content.decode()
    assert "违反规则" in page
    for tie in (semi, third, final):
        address = reverse("scoring:match", args=[sheet.pk, "cup", tie.id])
        assert address in page and client_of(meet.referee).get(address).status_code == 200
    for tie in (third, final):
        assert enter(meet, sheet, tie, 1, 0).status_code == 200, "a correction has its reason"
        assert enter(meet, sheet, tie, 1, 0, reason="重赛").status_code == 302
    assert all(tie.finished for tie in ties(sheet))
