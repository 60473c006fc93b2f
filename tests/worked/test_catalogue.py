"""Every rule kind that real union plans use can be said in a case and comes out as it must."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from scoring.rulebook import case_schema
from tests.worked import catalogue

ROWS = catalogue.rows()
SCHEMA = Draft202012Validator(case_schema())


@pytest.mark.parametrize("row", ROWS, ids=catalogue.name_of)
def test_a_line_of_the_catalogue_comes_out_as_it_must(row: catalogue.Row) -> None:
    assert row["expected"]
    catalogue.compare(row)


@pytest.mark.parametrize("row", [row for row in ROWS if "refused" not in row["expected"]], ids=catalogue.name_of)
def test_a_line_of_the_catalogue_is_written_as_the_schema_says(row: catalogue.Row) -> None:
    SCHEMA.validate(catalogue.case_of(row))


def test_every_rule_kind_of_the_catalogue_has_a_case() -> None:
    shown = {line for row in ROWS for line in row["lines"]}

    assert set(catalogue.KINDS) <= shown
    assert {line for line in shown if not line.startswith("§")} <= set(catalogue.KINDS)
    assert {f"§{number}" for number in range(1, 11)} <= shown


def test_no_two_cases_of_the_catalogue_have_one_name() -> None:
    names = [catalogue.name_of(row) for row in ROWS]

    assert len(names) == len(set(names))
