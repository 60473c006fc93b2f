"""Every table and every tie-break for tables brings an example, and it comes out."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import TIE_BREAKS
from scoring.rulebook.base.rule import Rule
from scoring.rulebook.tables import TABLES
from tests.scoring.rulebook.tables.meets import meet, table, totals

FOR_TABLES = [rule for rule in TIE_BREAKS.values() if "table" in rule.kinds]
RULES: list[Any] = [*TABLES.values(), *FOR_TABLES]


def case_of_example(rule: type[Rule]) -> dict[str, Any]:
    example = rule.example
    setting = {**({"rule": rule.code} if rule in TABLES.values() else {}), **example["table"]}
    more = {"units": example["units"]} if "units" in example else {}
    return meet(example["contests"], *example.get("above", ()), setting, **more)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_example_of_a_table_comes_out(rule: type[Rule]) -> None:
    rows = rule.example["rows"]

    assert totals(case_of_example(rule))[: len(rows)] == rows


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_row_and_every_part_says_why_in_both_languages(rule: type[Rule]) -> None:
    for row in table(case_of_example(rule))["rows"]:
        for why in (row["why"], *(score["why"] for score in row["scores"])):
            assert why["zh"]
            assert why["en"]
            assert "{" not in why["zh"] + why["en"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_table_is_said_in_both_languages(rule: type[Rule]) -> None:
    table_line = rule.example["table"]
    line = table_line if rule in TABLES.values() else table_line["tie_breaks"][0]
    known = {parameter.code for parameter in rule.parameters}
    said = rule({key: value for key, value in line.items() if key in known}).says()

    assert said.en
    assert any("\u4e00" <= character <= "\u9fff" for character in said.zh)
