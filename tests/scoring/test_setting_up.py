"""The set-up pages: ready settings, every parameter, lines that move, sentences, previews, contradictions."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.states import State
from scoring.forms.setting import ContestDraft, PlanDraft
from scoring.models import PrizePlan, Scoresheet
from scoring.queries.setting import Setting
from scoring.rulebook import problems_of
from scoring.rulebook.cases.regulation import say_regulation
from scoring.services.presets import Preset, find_preset, preset_groups, suggested_for
from scoring.services.sampling import case_of, outcome_of_sample
from scoring.views.setting_up import names_of
from tests.scoring.meets import PRIZE_RULES, Meet, make_meet
from tests.scoring.posting import posted, sent_contest

PRESETS = [preset for group in preset_groups() for preset in group.presets]
SEEDS = (
    "托球跑",
    "双腿夹球走",
    "摸石过河",
    "定点投篮",
    "一分钟跳绳",
    "踢毽子",
    "金豆搬家",
    "呼啦圈",
    "健步走",
    "乒乓球",
    "羽毛球",
    "象棋",
)


@pytest.fixture
def draft(db: None) -> Meet:
    return make_meet(state=State.DRAFT, people=2)


def logged_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.code)
def test_every_preset_is_read_without_problems_and_ranks_its_sample(preset: Preset) -> None:
    assert problems_of(case_of([{"code": "x", "entries": [], **preset.contest}])) == []
    outcome = outcome_of_sample(preset.contest)
    for ranking in outcome["contests"][0]["rankings"]:
        assert [placing for placing in ranking["placings"] if placing["rank"] == 1]
        assert all(placing["why"]["zh"] for placing in ranking["placings"])
    assert outcome == outcome_of_sample(preset.contest)
    said = [clause.zh for clause in say_regulation(preset.contest)]
    assert said and not re.search("[a-z]{2,}", "".join(said)), said


def test_presets_have_names_of_their_own_and_are_found_by_what_contests_are_called() -> None:
    codes = [preset.code for preset in PRESETS]
    assert len(set(codes)) == len(codes)
    for title in SEEDS:
        assert suggested_for(title), title
    assert suggested_for("定点投篮")[0].code == "shots"
    assert suggested_for("气排球")[0].code == "air-volleyball"
    assert suggested_for("接飞盘") == []
    assert find_preset("nothing") is None


def test_a_new_contest_begins_with_what_its_name_sounds_like(draft: Meet) -> None:
    Scoresheet.objects.filter(contest=draft.contests["rope"]).delete()
    client = logged_in(draft.organiser)
    assert "还没有定计分方式" in client.get(reverse("scoring:set_up", args=[draft.activity.pk])).content.decode()
    page = client.get(reverse("scoring:set_up_contest", args=[draft.activity.pk, "rope"]))
    assert page.context["draft"].values["settings"] == {"seconds": 60, "unit": "times"}
    assert "60 秒计数" in page.content.decode()


def test_one_press_of_a_preset_sets_everything_and_nothing_is_stored_before_it_is_saved(draft: Meet) -> None:
    client, url = logged_in(draft.organiser), reverse("scoring:set_up_contest", args=[draft.activity.pk, "run"])
    page = client.post(url, {"do": "preset:table-tennis"})
    assert "3 局 2 胜，先到 11 分" in page.content.decode()
    assert draft.sheet("run").game == "timed"
    preset = find_preset("table-tennis")
    assert preset is not None
    assert client.post(url, sent_contest(draft, dict(preset.contest), do="save")).status_code == 302
    sheet = draft.sheet("run")
    assert (sheet.game, sheet.settings["system"], sheet.heat_size) == ("match", "ittf", 4)
    assert [choice["up_to"] for choice in sheet.stages[0]["choices"]] == [6, None]
    assert "小组赛" in client.get(reverse("scoring:set_up", args=[draft.activity.pk])).content.decode()


def test_everything_about_a_contest_is_saved_as_typed(draft: Meet) -> None:
    contest = {
        "game": "shooting",
        "settings": {"shots": 8, "points_per_hit": 2},
        "aggregation": [{"over": "attempts", "rule": "best", "count": 2}],
        "adjustments": [{"rule": "void", "fault": "line", "name": "踩线", "absence": "NM", "at": "attempts"}],
        "tie_breaks": {"two": [{"rule": "play_off"}], "more": [{"rule": "recorded_lot"}], "restart": True},
        "undecided": "decide",
        "rankings": [{"code": "all", "title": "总排名"}, {"code": "young", "title": "青年", "tags": ["young"]}],
        "prizes": PRIZE_RULES,
    }
    url = reverse("scoring:set_up_contest", args=[draft.activity.pk, "shots"])
    answer = logged_in(draft.organiser).post(url, sent_contest(draft, contest, do="save"))
    assert answer.status_code == 302, answer.context["drawn"].wrong
    sheet = draft.sheet("shots")
    assert (sheet.game, sheet.undecided) == ("shooting", "decide")
    assert sheet.settings.items() >= contest["settings"].items()
    assert sheet.aggregation[0].items() >= {"over": "attempts", "rule": "best", "count": 2}.items()
    assert sheet.adjustments[0]["fault"] == "line"
    assert [line["rule"] for line in sheet.tie_breaks["more"]] == ["recorded_lot"]
    assert [line["code"] for line in sheet.rankings] == ["all", "young"]
    assert sheet.prize_rules["places"]["rule"] == "by_entries"


def test_a_contradiction_stands_beside_its_field_and_nothing_typed_is_lost(draft: Meet) -> None:
    contest = {"game": "shooting", "tie_breaks": [{"rule": "earlier_hit"}, {"rule": "earlier_hit"}]}
    url = reverse("scoring:set_up_contest", args=[draft.activity.pk, "shots"])
    page = logged_in(draft.organiser).post(url, sent_contest(draft, contest, do="save", **{"settings.shots": "十投"}))
    assert page.status_code == 200
    shown = page.content.decode()
    wrong = {each.name: each.errors for each in page.context["drawn"].wrong}
    assert set(wrong) >= {"settings.shots"}
    assert 'value="十投"' in shown
    assert "尚未保存" in shown
    page = logged_in(draft.organiser).post(url, sent_contest(draft, contest, do="save"))
    assert [each.name for each in page.context["drawn"].wrong] == ["tie_breaks.1"]
    assert "写了两次" in page.content.decode()
    assert draft.sheet("shots").tie_breaks == [{"rule": "earlier_hit"}]


def test_lines_move_without_a_script(draft: Meet) -> None:
    client, url = logged_in(draft.organiser), reverse("scoring:set_up_contest", args=[draft.activity.pk, "shots"])
    contest = {"game": "shooting", "tie_breaks": [{"rule": "earlier_hit"}]}
    page = client.post(url, sent_contest(draft, contest, do="add:tie_breaks", **{"tie_breaks.new": "recorded_lot"}))
    assert [line["rule"] for line in page.context["draft"].values["tie_breaks"]] == ["earlier_hit", "recorded_lot"]
    page = client.post(url, sent_contest(draft, page.context["draft"].contest(), do="up:tie_breaks.1"))
    assert [line["rule"] for line in page.context["draft"].values["tie_breaks"]] == ["recorded_lot", "earlier_hit"]
    page = client.post(url, sent_contest(draft, page.context["draft"].contest(), do="remove:tie_breaks.0"))
    assert [line["rule"] for line in page.context["draft"].values["tie_breaks"]] == ["earlier_hit"]
    assert '<details class="form-block set-details" open>' in page.content.decode()


def test_a_change_is_answered_with_the_sentence_and_the_places_for_errors_alone(draft: Meet) -> None:
    url = reverse("scoring:set_up_contest", args=[draft.activity.pk, "shots"])
    sent = sent_contest(draft, {"game": "shooting"}, **{"settings.shots": "5"})
    shown = logged_in(draft.organiser).post(url, sent, headers={"HX-Request": "true"}).content.decode()
    assert "每人按顺序 5 投" in shown
    assert 'id="f-settings-shots-error" hx-swap-oob="true"' in shown
    assert "<form" not in shown


@pytest.mark.parametrize(
    ("game", "settings", "stands", "becomes"),
    [
        ("timed", {}, (2000, "2"), ("0.5", 500)),
        ("judged", {"judges": 3, "decimals": 1}, (5, "0.5"), ("1", 10)),
        ("weight", {}, (50, "0.05"), ("0.1", 100)),
        ("count", {}, (3, "3"), ("4", 4)),
    ],
)
def test_amounts_are_typed_in_the_unit_that_people_say(
    draft: Meet, game: str, settings: dict[str, Any], stands: tuple[int, str], becomes: tuple[str, int]
) -> None:
    (recorded, shown), (typed, stored) = stands, becomes
    names = names_of(Setting(draft.activity))
    contest = {"game": game, "settings": settings, "tie_breaks": []}
    adjustment = {"rule": "add_per_fault", "fault": "掉球", "amount": recorded}
    sent = sent_contest(draft, contest | {"adjustments": [adjustment]})
    assert sent["adjustments.0.amount"] == shown
    assert ContestDraft.typed(sent, names).values["adjustments"][0]["amount"] == recorded
    sent["adjustments.0.amount"] = typed
    assert ContestDraft.typed(sent, names).values["adjustments"][0]["amount"] == stored


def test_a_new_penalty_begins_with_one_second_and_the_field_names_its_unit(draft: Meet) -> None:
    sent = sent_contest(draft, {"game": "timed", "tie_breaks": []})
    sent["do"], sent["adjustments.new"] = "add:adjustments", "add_per_fault"
    added = ContestDraft.typed(sent, names_of(Setting(draft.activity)))
    assert added.values["adjustments"][0]["amount"] == 1000
    (amount,) = [each for each in added.drawn().parts["adjustments"].every() if each.name.endswith(".amount")]
    assert (amount.value, "以秒计" in amount.help) == ("1", True)


def test_what_is_wrong_in_one_cell_of_a_table_is_said_in_that_cell_at_once(draft: Meet) -> None:
    url = reverse("scoring:set_up_contest", args=[draft.activity.pk, "shots"])
    criteria = [{"code": "words", "title": "内容", "maximum": 60}, {"code": "voice", "title": "表达", "maximum": 40}]
    contest = {"game": "judged", "settings": {"judges": 3, "criteria": criteria}, "tie_breaks": []}
    sent = sent_contest(draft, contest, **{"settings.criteria.1.maximum": "四十"})
    shown = logged_in(draft.organiser).post(url, sent, headers={"HX-Request": "true"}).content.decode()
    wrong, right = (
        re.search(rf'<div[^>]*id="f-settings-criteria-{row}-maximum-error" hx-swap-oob="true">(.*?)</div>', shown)
        for row in (1, 0)
    )
    assert wrong and "整数" in wrong[1]
    assert right and right[1] == ""


@pytest.mark.parametrize("heat_size", ["0", "51", "x", ""])
def test_heats_have_a_size_that_can_be_drawn(draft: Meet, heat_size: str) -> None:
    url = reverse("scoring:set_up_contest", args=[draft.activity.pk, "run"])
    page = logged_in(draft.organiser).post(url, sent_contest(draft, {"game": "timed"}, do="save", heat_size=heat_size))
    assert page.status_code == 200
    assert "请填 1 至 50 的整数" in page.content.decode()


def test_only_a_draft_is_set_up(draft: Meet) -> None:
    draft.move_to(State.OPEN)
    client = logged_in(draft.organiser)
    for name in ("set_up_prizes", "set_up_across"):
        assert client.get(reverse(f"scoring:{name}", args=[draft.activity.pk])).status_code == 403
    assert client.get(reverse("scoring:set_up_contest", args=[draft.activity.pk, "run"])).status_code == 403


def sent_plan(meet: Meet, stored: dict[str, Any], keys: tuple[str, ...], **more: str) -> Any:
    stored = {"prize_rules": {}, "awards": {}, "tables": []} | stored
    drawn = PlanDraft(stored, names_of(Setting(meet.activity))).drawn(keys)
    return posted(drawn.parts.values(), **({"do": "save"} | more))


def test_prize_rules_are_saved_as_typed_and_said_with_a_preview(draft: Meet) -> None:
    PrizePlan.objects.all().delete()
    client, url = logged_in(draft.organiser), reverse("scoring:set_up_prizes", args=[draft.activity.pk])
    answer = client.post(url, sent_plan(draft, {"prize_rules": PRIZE_RULES}, ("prize_rules",)))
    assert answer.status_code == 302, answer.context["drawn"].wrong
    plan = PrizePlan.objects.get(activity=draft.activity)
    assert plan.prize_rules["places"]["steps"] == PRIZE_RULES["places"]["steps"]
    assert [line["prize"] for line in plan.prize_rules["tiers"]] == ["first", "second", "third"]
    shown = client.get(reverse("scoring:set_up", args=[draft.activity.pk])).content.decode()
    assert "不足 4 人取 1 名" in shown
    assert "一等奖 1、二等奖 2、三等奖 3" in shown


def test_steps_that_do_not_rise_are_refused_and_stay_as_typed(draft: Meet) -> None:
    steps = [{"up_to": 7, "places": 3}, {"up_to": 3, "places": 1}]
    rules = PRIZE_RULES | {"places": {"rule": "by_entries", "base": "entered", "beyond": 6, "steps": steps}}
    url = reverse("scoring:set_up_prizes", args=[draft.activity.pk])
    answer = logged_in(draft.organiser).post(url, sent_plan(draft, {"prize_rules": rules}, ("prize_rules",)))
    assert answer.status_code == 200
    assert "分档人数要从小到大" in answer.content.decode()
    assert 'name="prize_rules.places.steps.0.up_to" value="7"' in answer.content.decode()


def test_rewards_across_contests_and_unit_tables_are_saved_and_said(draft: Meet) -> None:
    client, url = logged_in(draft.organiser), reverse("scoring:set_up_across", args=[draft.activity.pk])
    values = {
        "awards": {
            "one_per_person": "best_prize",
            "passed_down": True,
            "souvenir": {"prize": "souvenir", "to": "finished"},
            "ceiling": {"percent": 2, "out_of": 3},
        },
        "tables": [{"rule": "points", "code": "total", "title": "团体总分", "points": [7, 5, 4, 3, 2, 1]}],
    }
    answer = client.post(url, sent_plan(draft, values, ("awards", "tables")))
    assert answer.status_code == 302, answer.context["drawn"].wrong
    plan = PrizePlan.objects.get(activity=draft.activity)
    assert (plan.awards["one_per_person"], plan.awards["ceiling"]["out_of"]) == ("best_prize", 3)
    assert plan.tables[0]["points"] == [7, 5, 4, 3, 2, 1]
    assert plan.prize_rules == PRIZE_RULES
    shown = client.get(url).content.decode()
    assert "团体总分" in shown
    assert "青山中学" in shown
    assert "团体总分" in client.get(reverse("scoring:set_up", args=[draft.activity.pk])).content.decode()


def test_a_table_of_a_contest_that_does_not_exist_is_refused_beside_its_line(draft: Meet) -> None:
    url = reverse("scoring:set_up_across", args=[draft.activity.pk])
    values = {"tables": [{"rule": "points", "code": "total", "contests": ["nothing"]}]}
    answer = logged_in(draft.organiser).post(url, sent_plan(draft, values, ("awards", "tables")))
    assert answer.status_code == 200
    assert answer.context["drawn"].wrong[0].name.startswith("tables.0")


@pytest.mark.parametrize(("name", "queries"), [("set_up_contest", 11), ("set_up_prizes", 9), ("set_up_across", 11)])
@pytest.mark.parametrize("people", [2, 6])
def test_set_up_pages_ask_the_database_the_same_however_many_people(
    db: None, name: str, queries: int, people: int, django_assert_num_queries: Any
) -> None:
    meet = make_meet(state=State.DRAFT, people=people)
    args = [meet.activity.pk, "run"] if name == "set_up_contest" else [meet.activity.pk]
    client = logged_in(meet.organiser)
    with django_assert_num_queries(queries):
        assert client.get(reverse(f"scoring:{name}", args=args)).status_code == 200
