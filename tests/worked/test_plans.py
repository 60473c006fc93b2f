"""Plans 2 to 9: template and worked case are set up the same, so what was counted by hand holds for the template."""

from __future__ import annotations

from typing import Any

import pytest

from tests.worked import checking
from unionevents.starting import starters

PLANS = sorted(path for path in checking.files() if "starter" in checking.load(path))
SET_UP = ("game", "settings", "aggregation", "adjustments", "tie_breaks", "undecided")
DEFAULTS: dict[str, Any] = {
    "settings": {},
    "aggregation": [],
    "adjustments": [],
    "tie_breaks": [],
    "undecided": "shared",
    "stages": [],
    "rankings": None,
    "divisions": [],
    "prizes": None,
}
OF_RESULTS = ("matches", "results", "entrants", "draw")


def plan(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    worked = checking.load(checking.HERE / name / "meet.json")
    return worked["case"], starters()[worked["starter"]].document


def bare(stage: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in stage.items() if key not in OF_RESULTS}


@pytest.mark.parametrize("name", [path.parent.name for path in PLANS])
def test_a_plan_is_set_up_in_its_template_as_in_its_worked_case(name: str) -> None:
    case, template = plan(name)
    sheets = {sheet["contest"]: sheet for sheet in template["scoresheets"]}
    listed = {contest["code"]: contest for contest in template["contests"]}

    assert list(sheets) == [contest["code"] for contest in case["contests"]]
    for contest in case["contests"]:
        sheet = sheets[contest["code"]]
        said = DEFAULTS | contest
        assert {key: DEFAULTS.get(key) if key not in sheet else sheet[key] for key in SET_UP} == {
            key: said.get(key) for key in SET_UP
        }
        assert sheet.get("stages", []) == [bare(stage) for stage in said["stages"]]
        assert sheet.get("rankings") == said["rankings"]
        assert sheet["prize_rules"] == said["prizes"]
        assert listed[contest["code"]]["title"] == contest["title"]
        assert [(row["code"], row["title"]) for row in listed[contest["code"]]["divisions"]] == [
            (row["code"], row["title"]) for row in said["divisions"]
        ]


@pytest.mark.parametrize("name", [path.parent.name for path in PLANS])
def test_a_plan_gives_the_prizes_that_its_template_names(name: str) -> None:
    case, template = plan(name)

    assert [(prize["code"], prize["title"], prize["item"], prize["value"]) for prize in template["prizes"]] == [
        (prize["code"], prize["title"], prize["item"], prize["value"]) for prize in case["prizes"]
    ]
    assert template["prize_plan"]["prize_rules"] == case.get("prize_rules", {})
    assert template["prize_plan"].get("tables", []) == case.get("tables", [])
    known_only_on_the_day = {"specials", "order"}
    awards = {key: value for key, value in case.get("awards", {}).items() if key not in known_only_on_the_day}
    for draw in awards.get("draws", []):
        draw.pop("order", None)
    assert template["prize_plan"]["awards"] == awards


def test_the_outing_gives_six_thousand_seven_hundred_and_fifty_yuan() -> None:
    case, template = plan("plan_7")
    values = {prize["code"]: prize["value"] for prize in case["prizes"]}
    each = sum(values[tier["prize"]] * tier["count"] for tier in case["prize_rules"]["tiers"])

    assert each * len(case["contests"]) == case["awards"]["budget"]["total"] == 675_000
    (prize_money,) = (line for line in template["budget"] if line["title"] == "活动奖金")
    assert prize_money["planned_quantity"] * prize_money["planned_price"] == 675_000
