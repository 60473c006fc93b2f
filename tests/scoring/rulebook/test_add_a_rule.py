"""The recipe in docs/add-a-rule.md: its code, put as one file into a copy of the rule book, is a working game."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.scoring.rulebook.cases import case_of

ROOT = Path(__file__).resolve().parents[3]
CARRIED = [
    "scoring/__init__.py",
    "unionevents/__init__.py",
    "unionevents/lib/__init__.py",
    "unionevents/lib/lots.py",
    "unionevents/lib/phrase.py",
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A copy of the pure packages with one file more."""
    shutil.copytree(
        ROOT / "scoring/rulebook", tmp_path / "scoring/rulebook", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in CARRIED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    code = re.search(r"```python\n(.*?)```", (ROOT / "docs/add-a-rule.md").read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    (tmp_path / "scoring/rulebook/games/ring_toss.py").write_text(code[1], encoding="utf-8")
    return tmp_path


def ask(book: Path, *arguments: str, given: Any = None) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "scoring.rulebook", *arguments],
        cwd=book,
        input=json.dumps(given).encode(),
        capture_output=True,
        check=False,
    )
    assert done.stderr.decode() == ""
    return json.loads(done.stdout)


def test_one_file_makes_a_game_that_is_listed_read_and_ranked(book: Path) -> None:
    rules = {rule["code"]: rule for rule in ask(book, "--rules")["games"]}
    example = rules["ring_toss"]["example"]

    outcome = ask(book, "-", given=case_of(example["contest"]))

    placings = outcome["contests"][0]["rankings"][0]["placings"]
    assert [[placing["entry"], placing["rank"], placing["shown"]["zh"]] for placing in placings] == example["placings"]


def test_its_parameters_are_in_the_schema(book: Path) -> None:
    games = ask(book, "--schema")["properties"]["contests"]["items"]["oneOf"]
    ring_toss = next(game for game in games if game["properties"]["game"] == {"enum": ["ring_toss"]})

    assert set(ring_toss["properties"]["settings"]["properties"]) == {"double_best"}
    assert ring_toss["properties"]["entries"]["items"]["properties"]["records"]["properties"]["throw"]
