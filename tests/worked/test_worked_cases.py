"""Published results and constructed ones, run through the rule book as an outsider would."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from scoring.rulebook import case_schema, outcome_of
from tests.worked import checking

FILES = checking.files()
SCHEMA = Draft202012Validator(case_schema())


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_worked_case_comes_out_as_it_must(path: Path) -> None:
    checking.compare(checking.load(path))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_worked_case_is_written_as_the_schema_says(path: Path) -> None:
    SCHEMA.validate(checking.load(path)["case"])


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_worked_case_names_its_source_and_expects_something(path: Path) -> None:
    worked: dict[str, Any] = checking.load(path)

    assert worked["title"] and worked["source"]
    assert worked["kind"] in checking.KINDS
    assert worked["expected"]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_published_case_says_how_far_it_was_checked_and_where_to_look(path: Path) -> None:
    worked: dict[str, Any] = checking.load(path)

    if worked["kind"] == "constructed":
        assert "checked" not in worked
    else:
        assert worked["checked"] in checking.CHECKED
        if worked["checked"] in ("every figure", "in part"):
            assert checking.NAMED_SOURCE.search(worked["source"])


def test_the_machine_face_gives_the_same_bytes_for_the_same_case() -> None:
    worked = checking.load(FILES[0])
    backwards = json.loads(json.dumps(worked["case"]))
    for contest in backwards["contests"]:
        contest["entries"].reverse()
    runs = [
        subprocess.run(
            [sys.executable, "-m", "scoring.rulebook", "-"],
            input=json.dumps(case).encode(),
            capture_output=True,
            check=True,
        ).stdout
        for case in (worked["case"], worked["case"], backwards)
    ]

    assert runs[0] == runs[1] == runs[2]


def shuffled(case: dict[str, Any]) -> dict[str, Any]:
    """The same said in another order; matches of a Swiss stand in the order of their boards and stay."""
    other = json.loads(json.dumps(case))
    chance = random.Random(5)
    lists = [contest["entries"] for contest in other["contests"]] + [other.get("units", [])]
    for contest in other["contests"]:
        for stage in contest.get("stages", []):
            lists += [stage.get("results", []), stage.get("draw", {}).get("placed", [])]
            lists += [stage.get("matches", [])] if stage["rule"] != "swiss" else []
    for each in lists:
        chance.shuffle(each)
    return other


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_the_order_of_entries_results_and_matches_changes_nothing(path: Path) -> None:
    case = checking.load(path)["case"]
    outcomes = [outcome_of(case), outcome_of(shuffled(case))]
    for outcome in outcomes:
        # Each problem names the place of a row, which is another one now.
        outcome["problems"] = sorted(problem["rule"] for problem in outcome["problems"])

    assert json.dumps(outcomes[0]) == json.dumps(outcomes[1])
