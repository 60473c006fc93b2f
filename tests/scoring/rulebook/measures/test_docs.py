"""docs/case.md about measures: its examples are read, and every rule and setting of these kinds is named."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from scoring.rulebook import GAMES, TIE_BREAKS, outcome_of
from scoring.rulebook.adjustments import ADJUSTMENTS
from scoring.rulebook.aggregations import AGGREGATIONS
from scoring.rulebook.marks.judgedsettings import JUDGED_PARAMETERS
from tests.scoring.rulebook.cases import case_of, placings
from tests.scoring.rulebook.strategies import MEASURES

PAGE = (Path(__file__).resolve().parents[4] / "docs" / "case.md").read_text(encoding="utf-8")
SECTION = PAGE.partition("## Measures\n")[2].partition("\n## ")[0]
EXAMPLES = [json.loads(text) for text in re.findall(r"```json\n(.*?)```", SECTION, re.DOTALL)]


@pytest.mark.parametrize("contest", EXAMPLES, ids=lambda contest: contest["code"])
def test_an_example_of_the_page_is_read_and_ranked(contest: dict[str, object]) -> None:
    outcome = outcome_of(case_of(contest))

    assert placings(outcome)[0]["rank"] == 1


def test_the_examples_give_what_the_page_says() -> None:
    marks = {contest["code"]: placings(outcome_of(case_of(contest)))[0]["mark"] for contest in EXAMPLES}

    assert marks == {"speech": 895, "long-jump": 4350, "show": 787, "ball-run": 14340}


def test_every_rule_and_setting_about_measures_is_on_the_page() -> None:
    games = [GAMES[code] for code in MEASURES]
    about_measures = [
        rule for rule in TIE_BREAKS.values() if {"match", "table"}.isdisjoint(rule.kinds) and rule.code != "decision"
    ]
    for rule in [*games, *AGGREGATIONS.values(), *ADJUSTMENTS.values()]:
        assert f"`{rule.code}`" in SECTION, rule.code
        for parameter in rule.parameters:
            assert f"`{parameter.code}" in SECTION, (rule.code, parameter.code)
    for parameter in JUDGED_PARAMETERS:
        assert f"`{parameter.code}`" in SECTION, parameter.code
    for rule in about_measures:
        assert f"`{rule.code}`" in PAGE, rule.code
