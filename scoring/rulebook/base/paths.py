"""Where in a case something stands, and saying what is wrong there.

A path is kept as nested pairs and written out only when something is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeAlias

from scoring.rulebook.base.sentences import Problem, Sentence
from unionevents.lib.phrase import Phrase

Path: TypeAlias = tuple[Any, ...]
ROOT: Final[Path] = ()


def place_of(path: Path) -> str:
    """The JSON path as written in reports, such as `$.contests[0].entries[3].records.time`."""
    steps: list[str] = []
    while path:
        path, step = path
        steps.append(f".{step}" if isinstance(step, str) and step.isidentifier() else f"[{step!r}]")
    return "$" + "".join(reversed(steps))


def complain(problems: list[Problem], path: Path, rule: str, template: Phrase, /, **values: Any) -> None:
    """Add one problem at a place."""
    problems.append(Problem(place_of(path), Sentence.of(rule, template, **values)))


def below(path: Path, steps: Iterable[str | int]) -> Path:
    """A path some steps further down."""
    for step in steps:
        path = (path, step)
    return path
