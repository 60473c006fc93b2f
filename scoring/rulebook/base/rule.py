"""What every rule is: a class with a code, words, parameters and a worked example, configured by an instance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, TypeAlias

from scoring.rulebook.base.exact import ExactNumber
from scoring.rulebook.base.paths import ROOT
from scoring.rulebook.base.sentences import CaseProblems, Problem
from scoring.rulebook.base.shapes import LARGEST, REQUIRED, OneOf, OrNull, Record, Rows, Shape, Text, Whole, YesNo
from unionevents.lib.phrase import Phrase

Contradiction: TypeAlias = tuple[tuple[str | int, ...], Phrase]


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a closed list, as stored and as shown."""

    code: str | int
    title: Phrase


@dataclass(frozen=True, slots=True)
class Parameter:
    """One setting of a rule; settings forms, help pages, reading and schema are drawn from it.

    `required` says that a case must state it; `default` is then only what a form starts with. A `number` is exact
    (6, or "13/2"); `numbers` are a list of whole numbers; a `code` is a name that stands elsewhere in the case.
    """

    code: str
    title: Phrase
    kind: Literal["whole", "number", "choice", "yes_no", "text", "code", "rows", "numbers", "codes"]
    default: Any = None
    help: Phrase | None = None
    required: bool = False
    optional: bool = False
    lowest: int = 0
    highest: int = LARGEST
    choices: tuple[Choice, ...] = ()
    columns: tuple[Parameter, ...] = ()

    def shape(self) -> Shape:
        """What its value looks like in JSON."""
        shape = self._shape()
        return OrNull(shape) if self.optional else shape

    def key(self) -> tuple[Shape, Any]:
        """Its place in a record shape."""
        return self.shape(), REQUIRED if self.required else self.default

    def choice(self, code: object) -> Phrase:
        """The title of one of its choices."""
        return next(choice.title for choice in self.choices if choice.code == code)

    def as_json(self) -> dict[str, Any]:
        """For the list of rules."""
        return {
            "code": self.code,
            "title": self.title.as_json(),
            "help": self.help.as_json() if self.help else None,
            "kind": self.kind,
            "default": self.default,
            "required": self.required,
            "schema": self.shape().schema(),
            "choices": [{"code": choice.code, "title": choice.title.as_json()} for choice in self.choices],
            "columns": [column.as_json() for column in self.columns],
        }

    def _shape(self) -> Shape:
        code = Text(longest=100, shortest=1)
        plain: dict[str, Shape] = {
            "whole": Whole(self.lowest, self.highest),
            "number": ExactNumber(self.lowest, self.highest),
            "yes_no": YesNo(),
            "text": Text(),
            "code": code,
            "numbers": Rows(Whole(self.lowest, self.highest)),
            "codes": Rows(code),
        }
        if self.kind == "choice":
            return OneOf(*(choice.code for choice in self.choices))
        if self.kind == "rows":
            return Rows(Record({column.code: column.key() for column in self.columns}))
        return plain[self.kind]


class Rule:
    """One rule of the book; an instance is the rule with its settings."""

    code: ClassVar[str]
    title: ClassVar[Phrase]
    help: ClassVar[Phrase]
    parameters: ClassVar[tuple[Parameter, ...]] = ()
    example: ClassVar[Mapping[str, Any]]

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        problems: list[Problem] = []
        read = self.shape().read(dict(settings or {}), ROOT, problems)
        if problems:
            raise CaseProblems(problems)
        self.settings: dict[str, Any] = read

    @classmethod
    def shape(cls) -> Record:
        """The shape of its settings."""
        return Record({parameter.code: parameter.key() for parameter in cls.parameters})

    @classmethod
    def parameter(cls, code: str) -> Parameter:
        """One of its parameters by code."""
        return next(parameter for parameter in cls.parameters if parameter.code == code)

    def chosen(self, code: str) -> Phrase:
        """The title of the choice that is set."""
        return self.parameter(code).choice(self.settings[code])

    def contradictions(self) -> list[Contradiction]:
        """Settings that cannot stand together, each with the steps to the place to look at."""
        return []

    def says(self) -> Phrase:
        """The rule as set, in words for a settings page or a printed regulation."""
        return self.title

    @classmethod
    def as_json(cls) -> dict[str, Any]:
        """For the list of rules."""
        return {
            "code": cls.code,
            "title": cls.title.as_json(),
            "help": cls.help.as_json(),
            "parameters": [parameter.as_json() for parameter in cls.parameters],
            "example": cls.example,
        }


def settings_in(line: Mapping[str, Any], *without: str) -> dict[str, Any]:
    """The settings in a line that was read: what is left without its code and its path."""
    return {key: value for key, value in line.items() if key not in without and key != "path"}
