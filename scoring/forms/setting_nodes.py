"""A setting as a page shows it: a field, a choice, a list of lines, with what was typed and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from scoring.forms.setting_words import RARE

Kind = Literal["text", "number", "choice", "check", "boxes", "table", "group", "rule", "lines", "maybe", "chain"]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    code: str
    title: str
    chosen: bool = False


@dataclass(slots=True)
class Drawn:
    """One field, or a group of fields; `name` is its path in the case, without the contest in front."""

    kind: Kind
    name: str
    label: str
    help: str = ""
    value: Any = ""
    options: list[Option] = field(default_factory=list)
    parts: list[Drawn] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    kept: str = ""
    is_set: bool = False
    redraws: bool = False
    first: bool = False
    last: bool = False
    focused: bool = False
    was: str = ""

    @property
    def id(self) -> str:
        return "f-" + self.name.replace(".", "-")

    @property
    def usual(self) -> list[Drawn]:
        """The parts that most people set."""
        return [part for part in self.parts if not part.is_rare]

    @property
    def rare(self) -> list[Drawn]:
        """The parts that few people set, and that are not set now."""
        return [part for part in self.parts if part.is_rare]

    @property
    def is_rare(self) -> bool:
        return "." in self.name and self.name.rpartition(".")[2] in RARE

    @property
    def is_used(self) -> bool:
        """Whether anything is set in it."""
        return self.is_set if self.kind == "maybe" else bool(self.parts)

    @property
    def wants_open(self) -> bool:
        """Whether somebody has to see it now: something is wrong in it, or was just touched."""
        return self.focused or any(part.focused or part.errors for part in self.every())

    @property
    def rare_wants_open(self) -> bool:
        """The same for the parts that few people set; also when one of them is set."""
        return any(part.wants_open or (part.kind == "maybe" and part.is_set) for part in self.rare)

    def every(self) -> Iterator[Drawn]:
        """Itself and everything in it."""
        yield self
        for part in self.parts:
            yield from part.every()


def place_errors(roots: Sequence[Drawn], errors: Mapping[str, Sequence[str]]) -> list[str]:
    """Puts each error beside the nearest field that was drawn; those that belong nowhere come back."""
    drawn = {each.name: each for root in roots for each in root.every() if each.kind != "group" or each.parts}
    left: list[str] = []
    for name, sentences in errors.items():
        steps = name.split(".")
        while steps and ".".join(steps) not in drawn:
            steps.pop()
        if steps:
            nearest = drawn[".".join(steps)]
            nearest.errors += [each for each in sentences if each not in nearest.errors]
        else:
            left += sentences
    return left
