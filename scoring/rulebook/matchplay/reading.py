"""Reading a bout, however it ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.rulebook.base.paths import Path
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.matchplay.bout import Bout, BoutRules, ending_stands, played_out
from scoring.rulebook.matchplay.givenup import given_up
from scoring.rulebook.matchplay.shape import PLAYED


def read_bout(line: Mapping[str, Any], rules: BoutRules, path: Path, problems: list[Problem]) -> Bout | None:
    """The bout, or None after adding what is wrong to `problems`."""
    before = len(problems)
    if not ending_stands(line, ("games", "score"), path, problems):
        return None
    if line["ended"] == PLAYED:
        bout = played_out(line, rules, path, problems)
    else:
        bout = given_up(line, rules, path, problems)
    return bout if len(problems) == before else None
