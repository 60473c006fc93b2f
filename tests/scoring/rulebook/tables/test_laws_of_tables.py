"""Laws that every table keeps, whatever its settings and whatever meet it counts."""

from __future__ import annotations

import copy
import json
import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from scoring.rulebook import case_schema, outcome_of, problems_of
from scoring.rulebook.base.exact import exact
from scoring.rulebook.tables import TABLES
from tests.scoring.rulebook.cases import case_of
from tests.scoring.rulebook.strategies import configured
from tests.scoring.rulebook.tables.meets import contest

SCHEMA = Draft202012Validator(case_schema())
STEP = st.tuples(st.integers(0, 4), st.integers(0, 9))
UNITS = ("u1", "u2", "u3", "u4")
laws = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@st.composite
def counts(draw: st.DrawFn) -> dict[str, list[Any]]:
    one = st.integers(0, 4) | st.sampled_from(["DNS", "DSQ"])
    return draw(st.dictionaries(st.sampled_from(UNITS), st.lists(one, max_size=3), min_size=1))


@st.composite
def meets(draw: st.DrawFn, rule: str, **fixed: Any) -> dict[str, Any]:
    """Up to three contests and one table, over another where the rule needs one."""
    set_up = draw(configured(TABLES[rule])) | fixed
    set_up |= {key: [] for key in ("own", "records", "corrections", "scales", "formulas") if key in set_up}
    if rule == "points":
        set_up |= {"record_bonus": 0, "equal_bonus": 0, "record_times": 1, "rewarded_only": False}
    if rule == "mark_points":
        steps = draw(
            st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9)), max_size=3, unique_by=lambda step: step[0])
        )
        set_up["scales"] = [{"contest": "c0", "division": None, "mark": mark, "points": worth} for mark, worth in steps]
    if rule == "composite":
        set_up["parts"] = [{"table": "above", "weight": draw(st.integers(1, 3))}]
    if rule in ("rate", "recorded"):
        set_up["value"] = "value" if rule == "recorded" or set_up["of"] == "value" else None
    case = case_of(
        *(contest(f"c{number}", draw(counts())) for number in range(draw(st.integers(1, 3)))),
        units=[
            {"code": unit, "size": draw(st.none() | st.integers(0, 9)), "values": {"value": draw(st.integers(-3, 3))}}
            for unit in UNITS
        ],
        tables=[{"code": "above", "rule": "points"}, {"code": "table", "rule": rule, **set_up}],
    )
    assume(not problems_of(case))
    return case


def for_every_table(test: Any) -> Any:
    return pytest.mark.parametrize("rule", sorted(TABLES))(test)


@for_every_table
@laws
@given(data=st.data())
def test_every_unit_stands_once_and_a_rank_is_one_plus_the_better_placed(rule: str, data: st.DataObject) -> None:
    rows = outcome_of(data.draw(meets(rule)))["tables"][1]["rows"]

    assert sorted(row["unit"] for row in rows) == sorted(UNITS)
    placed = [row["rank"] for row in rows if row["rank"] is not None]
    assert placed == [1 + sum(other < rank for other in placed) for rank in placed]
    assert all((row["rank"] is None) == (row["total"] is None) for row in rows)


@for_every_table
@laws
@given(data=st.data(), seed=st.integers(0, 1000))
def test_the_order_of_entries_and_units_changes_nothing(rule: str, data: st.DataObject, seed: int) -> None:
    case = data.draw(meets(rule))
    shuffled = copy.deepcopy(case)
    for each in shuffled["contests"]:
        random.Random(seed).shuffle(each["entries"])
    random.Random(seed).shuffle(shuffled["units"])

    def parts(outcome: dict[str, Any]) -> str:
        for row in outcome["tables"][1]["rows"]:
            row["scores"].sort(key=json.dumps)
        return json.dumps(outcome["tables"][1])

    assert parts(outcome_of(case)) == parts(outcome_of(shuffled))


@pytest.mark.parametrize("rule", ["points", "ranks", "composite"])
@laws
@given(data=st.data())
def test_a_total_is_the_sum_of_the_parts_that_count(rule: str, data: st.DataObject) -> None:
    for row in outcome_of(data.draw(meets(rule)))["tables"][1]["rows"]:
        if row["total"] is not None:
            parts = [Fraction(exact(score["points"])) for score in row["scores"] if score["counted"]]
            assert sum(parts) == exact(row["total"])


@laws
@given(
    field=counts(),
    steps=st.lists(STEP, min_size=1, unique_by=lambda step: step[0]),
)
def test_points_for_marks_are_those_of_the_best_line_that_each_mark_reaches(
    field: dict[str, list[Any]], steps: list[tuple[int, int]]
) -> None:
    scales = [{"contest": "c", "mark": mark, "points": worth} for mark, worth in steps]
    setting = {"code": "t", "rule": "mark_points", "scales": scales}
    case = case_of(contest("c", field), tables=[setting])
    assume(not problems_of(case))

    found = {row["unit"]: row["total"] for row in outcome_of(case)["tables"][0]["rows"]}

    for unit, marks in field.items():
        reached = [
            max((line for line in steps if line[0] <= mark), default=(0, 0))[1]
            for mark in marks
            if isinstance(mark, int)
        ]
        assert found.get(unit) in ({sum(reached)} if reached else {None, 0})


@laws
@given(data=st.data(), field=counts())
def test_shared_points_of_a_ranking_add_up_to_the_slots_taken(data: st.DataObject, field: dict[str, list[Any]]) -> None:
    listed = data.draw(st.lists(st.integers(0, 20), min_size=1, max_size=6))
    moved = data.draw(st.booleans())
    setting = {"code": "t", "rule": "points", "points": listed, "passed_over": "move_up" if moved else "keep"}

    rows = outcome_of(case_of(contest("c", field), tables=[setting]))["tables"][0]["rows"]

    placed = sum(1 for unit in field.values() for count in unit if isinstance(count, int))
    assert sum(Fraction(exact(row["total"])) for row in rows) == sum(listed[:placed])


@for_every_table
@laws
@given(data=st.data())
def test_a_table_is_plain_json_that_the_schema_knows(rule: str, data: st.DataObject) -> None:
    case = data.draw(meets(rule))

    SCHEMA.validate(case)
    outcome = outcome_of(case)
    assert json.loads(json.dumps(outcome)) == outcome
