"""docs/case.md about prizes, awards and tables: its examples are read, and every rule and setting is named."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from scoring.rulebook import PLACES, TIERS, outcome_of, problems_of
from scoring.rulebook.awarding import AWARD_RULES
from scoring.rulebook.rewards.prizeshape import AWARDS, PRIZE, PRIZE_RULES
from scoring.rulebook.tables import TABLES
from scoring.rulebook.unitsums.tableshape import FOR_TABLES
from tests.scoring.rulebook.cases import PRIZES, case_of, counted

PAGE = (Path(__file__).resolve().parents[4] / "docs" / "case.md").read_text(encoding="utf-8")
SECTION = PAGE[PAGE.index("### Prizes\n") : PAGE.index("## Measures")]
QUOTED = re.findall(r"`([^`\n]+)`", SECTION) + re.findall(r"```json\n(.*?)```", SECTION, re.DOTALL)
NAMED = set(re.findall(r"[a-z_]+", " ".join(QUOTED)))
RULES: list[Any] = [*PLACES.values(), *TIERS.values(), *AWARD_RULES.values(), *TABLES.values()]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.__module__.split('.')[-2]}-{rule.code}")
def test_every_rule_and_setting_is_named(rule: Any) -> None:
    columns = [column.code for parameter in rule.parameters for column in parameter.columns]

    for name in (rule.code, *(parameter.code for parameter in rule.parameters), *columns):
        assert name in NAMED, name


def test_every_key_is_named() -> None:
    own = {code for code, rule in FOR_TABLES.items() if "table" in rule.kinds}
    for name in (*PRIZE.keys, *PRIZE_RULES.inside.keys, *AWARDS.keys, *own, "size", "values"):  # type: ignore[attr-defined]  # a Record
        assert name in NAMED, name


def test_the_examples_are_read() -> None:
    case = case_of(
        counted("ball", {"a": 9, "b": 8, "c": "DSQ"}),
        counted("relay", {"a": 1, "b": 2}),
    )
    for example in re.findall(r"```json\n(.*?)```", SECTION, re.DOTALL):
        case |= json.loads("{" + example + "}")
    case["prizes"] = PRIZES

    assert problems_of(case) == []
    assert outcome_of(case)["tables"][0]["code"] == "total"
