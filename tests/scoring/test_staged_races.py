"""Races in stages through the pages: heats drawn by a seed, entered heat by heat, the final from what came out."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Contest
from registration.models import Entry
from scoring.models import Operation, Scoresheet, Start
from scoring.queries.reading import read_sheet
from scoring.queries.setting import Setting
from scoring.queries.stage_heats import heats_of
from scoring.services import drawing, publishing
from scoring.services.filing import check_document, describe_activity
from tests import factories
from tests.scoring.meets import Meet, later, make_meet

STAGES = [
    {
        "code": "heats",
        "title": "预赛",
        "rule": "heats",
        "size": 4,
        "by": "zigzag",
        "draw": {"apart": "unit"},
        "advance": {"by_place": 1, "by_mark": 1, "ties": "decide"},
    },
    {"code": "final", "title": "决赛", "rule": "final", "size": 8},
]


@pytest.fixture
def meet(db: None) -> Meet:
    return make_meet(people=8)


def sprint(meet: Meet, stages: Any = STAGES, **more: Any) -> Scoresheet:
    contest: Contest = factories.make_contest(meet.activity, "sprint", title="60 米", game="timed")
    meet.contests["sprint"] = contest
    Scoresheet.objects.filter(contest=contest).update(stages=stages, **more)
    for number, person in enumerate(meet.people, 1):
        Entry.objects.create(contest=contest, person=person, number=number)
    drawing.draw(sheet=meet.sheet("sprint"), seed="礼堂 8 号箱", by=meet.chief, now=later(days=20))
    return meet.sheet("sprint")


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def heats_now(sheet: Scoresheet) -> list[Any]:
    draft = publishing.draft_of(read_sheet(sheet), Setting(sheet.contest.activity), None)
    assert draft.outcome, draft.problems
    return heats_of(draft.outcome["contests"][0])


def enter(client: Client, sheet: Scoresheet, heat: Any, times: dict[int, str], **more: str) -> Any:
    """Times by entry number, as they are printed."""
    typed = {f"{number}-time": text for number, text in times.items()}
    return client.post(reverse("scoring:heat", args=[sheet.pk, heat.stage, heat.number]), typed | more)


def time_of(number: int) -> str:
    return f"{8 + number / 100:.2f}"


def numbers(heat: Any) -> list[int]:
    return [int(start.entry.rpartition("/")[2]) for start in heat.starts]


def test_a_race_goes_from_its_drawn_heats_to_a_final_and_its_publication(meet: Meet) -> None:
    sheet = sprint(meet)
    referee = client_of(meet.referee)
    first, second = heats_now(sheet)
    assert {start.entry_id for start in Start.objects.filter(sheet=sheet, heat=2)} == {
        meet.entry("sprint", number).pk for number in numbers(second)
    }, "the start list is the plan of the first stage"

    for heat in (first, second):
        assert enter(referee, sheet, heat, {n: time_of(n) for n in numbers(heat)}).status_code == 302

    final = next(heat for heat in heats_now(sheet) if heat.stage == "final")
    assert len(final.starts) == 3
    assert enter(referee, sheet, final, {n: time_of(n) for n in numbers(final)}).status_code == 302
    draft = publishing.draft_of(read_sheet(sheet), Setting(meet.activity), None)
    assert not draft.obstacles, draft.obstacles
    ranks = {placing["entry"]: placing["rank"] for placing in draft.rankings[0]["placings"]}
    assert ranks["sprint/1"] == 1
    assert not check_document(describe_activity(meet.activity).document)
    page = referee.get(reverse("scoring:stages", args=[sheet.pk])).content.decode()
    assert "预赛" in page and "3 人（队）出线" in page


def test_a_tie_at_the_cut_waits_and_the_final_is_not_open_before_it_is_decided(meet: Meet) -> None:
    sheet = sprint(meet)
    referee = client_of(meet.referee)
    for heat in heats_now(sheet):
        best, *others = sorted(numbers(heat))
        enter(referee, sheet, heat, {best: "8.00", **dict.fromkeys(others, "8.50")})

    assert [heat.stage for heat in heats_now(sheet)] == ["heats", "heats"]
    chief = client_of(meet.chief)
    assert "出线名额上并列，请裁定谁出线" in chief.get(reverse("scoring:chief", args=[sheet.pk])).content.decode()

    draft = publishing.draft_of(read_sheet(sheet), Setting(meet.activity), None)
    (level,) = draft.at_the_cut
    steps = {meet.entry("sprint", int(code.rpartition("/")[2])): at for at, code in enumerate(level, 1)}
    order = {f"step-{entry.number}": step for entry, step in steps.items()}
    decided = {"act": "order", "slot": "cut", "reason": "加赛一轮"}
    assert chief.post(reverse("scoring:chief", args=[sheet.pk]), order | decided).status_code == 302

    final = next(heat for heat in heats_now(sheet) if heat.stage == "final")
    assert level[0] in [start.entry for start in final.starts] and len(final.starts) == 3


def test_what_cannot_be_read_is_said_beside_its_field_and_nothing_typed_is_lost(meet: Meet) -> None:
    sheet = sprint(meet)
    heat = heats_now(sheet)[0]
    one, other = numbers(heat)[:2]

    answer = enter(client_of(meet.referee), sheet, heat, {one: "快", other: "8.52"})

    assert answer.status_code == 200
    assert "8.52" in answer.content.decode() and "problem-line" in answer.content.decode()
    assert not Operation.objects.filter(sheet=sheet).exists()


def test_a_change_of_what_stands_needs_a_reason_and_keeps_both(meet: Meet) -> None:
    sheet = sprint(meet)
    referee = client_of(meet.referee)
    heat = heats_now(sheet)[0]
    times = {n: time_of(n) for n in numbers(heat)}
    enter(referee, sheet, heat, times)
    changed = times | {numbers(heat)[0]: "9.99"}

    assert enter(referee, sheet, heat, changed).status_code == 200
    assert enter(referee, sheet, heat, changed, reason="秒表看错").status_code == 302

    rows = Operation.objects.filter(sheet=sheet, entry=meet.entry("sprint", numbers(heat)[0])).order_by("pk")
    assert [row.value for row in rows] == [int(float(times[numbers(heat)[0]]) * 1000 + 0.5), 9990]
    assert rows[1].reason == "秒表看错" and rows[1].replaces == [str(rows[0].uuid)]


def test_an_absence_is_a_result_and_a_heat_that_is_not_there_is_not_found(meet: Meet) -> None:
    sheet = sprint(meet)
    referee = client_of(meet.referee)
    for heat in heats_now(sheet):
        gone, *there = numbers(heat)
        enter(referee, sheet, heat, {n: time_of(n) for n in there}, **{f"{gone}-absence": "DNS"})
    assert any(heat.stage == "final" for heat in heats_now(sheet))
    assert referee.get(reverse("scoring:heat", args=[sheet.pk, "heats", 9])).status_code == 404
    assert client_of(meet.contact).get(reverse("scoring:heat", args=[sheet.pk, "heats", 1])).status_code in (403, 404)


def test_qualifying_attempts_are_entered_in_one_list_and_the_best_go_on(meet: Meet) -> None:
    stages = [
        {"code": "qualifying", "title": "及格赛", "rule": "final", "advance": {"by_mark": 4}},
        {"code": "final", "title": "决赛", "rule": "final", "carried": "best"},
    ]
    aggregation = [{"over": "attempts", "rule": "best", "count": 3}]
    sheet = sprint(meet, stages, aggregation=aggregation, game="distance", tie_breaks=[{"rule": "next_best"}])
    referee = client_of(meet.referee)
    (first,) = heats_now(sheet)
    assert first.heat is None
    assert [start.lane for start in first.starts] == list(range(1, 9)), "one after another, in the order drawn"

    typed = {
        f"{n}-attempts.{attempt}.distance": f"{3000 + n * 100 + attempt}"
        for n in numbers(first)
        for attempt in (1, 2, 3)
    }
    assert referee.get(reverse("scoring:pad", args=[sheet.pk])).url == reverse("scoring:stages", args=[sheet.pk])
    page = reverse("scoring:heat", args=[sheet.pk, "qualifying", 1])
    answer = referee.post(page, typed)

    assert answer.status_code == 302, answer.content.decode()[:3000]
    assert len(next(heat for heat in heats_now(sheet) if heat.stage == "final").starts) == 4


def run_heats(meet: Meet) -> tuple[Scoresheet, list[str]]:
    """Heats run, the slower the higher the number; who is in the final by that."""
    sheet = sprint(meet)
    for heat in heats_now(sheet):
        enter(client_of(meet.referee), sheet, heat, {number: f"8.{number}0" for number in numbers(heat)})
    return sheet, [start.entry for heat in heats_now(sheet) if heat.stage == "final" for start in heat.starts]


def test_nobody_who_fell_out_has_a_prize_that_is_still_run_for(meet: Meet) -> None:
    sheet, final = run_heats(meet)
    placings = publishing.draft_of(read_sheet(sheet), Setting(meet.activity), None).rankings[0]["placings"]
    placed = {placing["entry"]: (placing["rank"], placing["prize"]) for placing in placings}
    assert all(placed[entry] == (None, None) for entry in final)
    assert sorted(each for each in placed.values() if each[0]) == [
        (4, "third"), (5, "third"), (6, "third"), (7, None), (8, None),
    ]  # fmt: skip


def test_correcting_a_heat_says_who_gets_into_the_final_and_who_falls_out(meet: Meet) -> None:
    sheet, final = run_heats(meet)
    assert final and "sprint/4" not in final
    chief = client_of(meet.chief)
    page = chief.get(reverse("scoring:chief", args=[sheet.pk])).content.decode()
    assert "预赛：谁出线" in page and "is-line" in page and "后面的阶段还没有比完" in page
    address = reverse("scoring:correct", args=[sheet.pk, 4])
    typed = {"stage.heats.time": "7.90", "reason": "终点录像"}

    seen = chief.post(address, typed).content.decode()
    assert "预赛 · 用时：<strong>8.40 秒" in seen, "what was entered is said as it was typed"
    assert "郑立秋：预赛：未出线 → 出线" in seen and "预赛：出线 → 未出线" in seen and "出线变动" in seen
    assert not sheet.rulings.exists(), "looking decides nothing"

    assert chief.post(address, typed | {"confirm": "1"}).status_code == 302
    assert sheet.rulings.get().slot == "stage.heats.time"
    assert "sprint/4" in [start.entry for heat in heats_now(sheet) if heat.stage == "final" for start in heat.starts]
