"""Shapes of JSON values: each reads one strictly, and prints itself as JSON Schema.

Reading and schema come from the same object, so that what is documented is what is
accepted.
"""

from __future__ import annotations

import copy
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Final

from scoring.rulebook.base.nearest import not_a_choice, unknown_key
from scoring.rulebook.base.paths import Path, complain
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.base.shapewords import (
    CONTROL_CHARACTER,
    MISSING_KEY,
    NOT_A_LINE,
    NOT_A_LIST,
    NOT_AN_OBJECT,
    NOT_TEXT,
    NOT_WHOLE,
    NOT_WHOLE_OF,
    NOT_YES_NO,
    OUT_OF_RANGE,
    TEXT_LENGTH,
    TOO_FEW,
    kind_of,
)
from unionevents.lib.phrase import Phrase

BAD: Final = object()
REQUIRED: Final = object()
LARGEST: Final = 10**12


class Shape(ABC):
    """What a JSON value must look like."""

    @abstractmethod
    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        """The value with defaults filled in, or BAD after adding what is wrong to `problems`."""

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """The same shape as JSON Schema."""


class Whole(Shape):
    """A whole number in a range, `written` in some unit; true, false and 1.0 are not whole numbers."""

    def __init__(self, lowest: int = 0, highest: int = LARGEST, *, written: Phrase | None = None) -> None:
        self.lowest, self.highest, self.written = lowest, highest, written

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        if type(value) is not int:
            if self.written is None:
                complain(problems, path, "not_whole", NOT_WHOLE, found=kind_of(value))
            else:
                complain(problems, path, "not_whole", NOT_WHOLE_OF, found=kind_of(value), written=self.written)
            return BAD
        if not self.lowest <= value <= self.highest:
            complain(
                problems, path, "out_of_range", OUT_OF_RANGE, value=value, lowest=self.lowest, highest=self.highest
            )
            return BAD
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.lowest, "maximum": self.highest}


class Text(Shape):
    """Text of a bounded length without control characters."""

    def __init__(self, longest: int = 200, shortest: int = 0) -> None:
        self.longest, self.shortest = longest, shortest

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        if type(value) is not str:
            complain(problems, path, "not_text", NOT_TEXT, found=kind_of(value))
            return BAD
        if not self.shortest <= len(value) <= self.longest:
            complain(
                problems,
                path,
                "text_length",
                TEXT_LENGTH,
                length=len(value),
                shortest=self.shortest,
                longest=self.longest,
            )
            return BAD
        if not value.isprintable() and any(c < " " or c == "\x7f" or "\ud800" <= c <= "\udfff" for c in value):
            complain(problems, path, "control_character", CONTROL_CHARACTER)
            return BAD
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": self.shortest, "maxLength": self.longest}


class OneOf(Shape):
    """One of a few fixed words (or the one value allowed here)."""

    def __init__(self, *allowed: str | int) -> None:
        self.allowed = allowed

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        for allowed in self.allowed:
            if type(value) is type(allowed) and value == allowed:
                return value
        not_a_choice(problems, path, value, self.allowed)
        return BAD

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.allowed)}


class YesNo(Shape):
    """true or false."""

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        if type(value) is not bool:
            complain(problems, path, "not_yes_no", NOT_YES_NO, found=kind_of(value))
            return BAD
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class OrNull(Shape):
    """null, or the shape inside."""

    def __init__(self, inside: Shape) -> None:
        self.inside = inside

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        return None if value is None else self.inside.read(value, path, problems)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": "null"}, self.inside.schema()]}


class Either(Shape):
    """One thing, or a list: the shape is chosen by the JSON type found."""

    def __init__(self, one: Shape, rows: Shape) -> None:
        self.one, self.rows = one, rows

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        return (self.rows if type(value) is list else self.one).read(value, path, problems)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.one.schema(), self.rows.schema()]}


class Rows(Shape):
    """A list whose unreadable items are reported and left out."""

    def __init__(self, item: Shape, at_least: int = 0) -> None:
        self.item, self.at_least = item, at_least

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        if type(value) is not list:
            complain(problems, path, "not_a_list", NOT_A_LIST, found=kind_of(value))
            return BAD
        if len(value) < self.at_least:
            complain(problems, path, "too_few", TOO_FEW, length=len(value), at_least=self.at_least)
        rows = [self.item.read(item, (path, index), problems) for index, item in enumerate(value)]
        return [row for row in rows if row is not BAD]

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.item.schema()} | ({"minItems": self.at_least} if self.at_least else {})


class Record(Shape):
    """An object with exactly these keys: `(shape, REQUIRED)` or `(shape, default)` each.

    A `placed` record keeps its own path under "path", for checks that come after reading.
    """

    def __init__(self, keys: Mapping[str, tuple[Shape, Any]], *, placed: bool = False) -> None:
        self.keys = dict(keys)
        self.placed = placed

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        if type(value) is not dict:
            complain(problems, path, "not_an_object", NOT_AN_OBJECT, found=kind_of(value))
            return BAD
        record: dict[str, Any] = {}
        known, whole = 0, True
        for name, (shape, default) in self.keys.items():
            if name in value:
                known += 1
                item = shape.read(value[name], (path, name), problems)
                if item is not BAD:
                    record[name] = item
                    continue
            elif default is REQUIRED:
                complain(problems, path, "missing_key", MISSING_KEY, key=name)
            if default is REQUIRED:
                whole = False
            else:
                record[name] = _fresh(default)
        if known != len(value):
            for key in value:
                if key not in self.keys:
                    unknown_key(problems, path, str(key), self.keys)
        if self.placed:
            record["path"] = path
        return record if whole else BAD

    def schema(self) -> dict[str, Any]:
        required = [name for name, (_, default) in self.keys.items() if default is REQUIRED]
        properties = {}
        for name, (shape, default) in self.keys.items():
            properties[name] = shape.schema() | ({} if default is REQUIRED else {"default": default})
        return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _fresh(default: Any) -> Any:
    """A default that nobody else holds; most are empty or single values, and a deep copy of those is dear."""
    if type(default) is not list and type(default) is not dict:
        return default
    return copy.deepcopy(default) if default else type(default)()


class Named(Shape):
    """A shape that is written out once in a schema and referred to by name, so that it may hold itself."""

    def __init__(self, name: str, make: Callable[[], Shape]) -> None:
        self.name, self._make = name, make

    @cached_property
    def inside(self) -> Shape:
        """The shape itself."""
        return self._make()

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        return self.inside.read(value, path, problems)

    def schema(self) -> dict[str, Any]:
        return {"$ref": f"#/$defs/{self.name}"}


class Kinds(Shape):
    """An object whose shape is chosen by the word under one key."""

    def __init__(self, key: str, shapes: Mapping[str, Record]) -> None:
        self.key, self.shapes = key, dict(shapes)
        self.word = OneOf(*self.shapes)
        for code, shape in self.shapes.items():
            shape.keys = {key: (OneOf(code), REQUIRED), **shape.keys}

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        if type(value) is not dict:
            if type(value) is str and value in self.shapes:
                complain(problems, path, "not_an_object", NOT_A_LINE, key=self.key, word=value)
            else:
                complain(problems, path, "not_an_object", NOT_AN_OBJECT, found=kind_of(value))
            return BAD
        if self.key not in value:
            complain(problems, path, "missing_key", MISSING_KEY, key=self.key)
            return BAD
        word = self.word.read(value[self.key], (path, self.key), problems)
        return BAD if word is BAD else self.shapes[word].read(value, path, problems)

    def schema(self) -> dict[str, Any]:
        return {"oneOf": [shape.schema() for shape in self.shapes.values()]}


class Table(Shape):
    """An object with free keys and one shape for all its values."""

    def __init__(self, item: Shape) -> None:
        self.item = item

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        if type(value) is not dict:
            complain(problems, path, "not_an_object", NOT_AN_OBJECT, found=kind_of(value))
            return BAD
        table = {str(key): self.item.read(item, (path, str(key)), problems) for key, item in value.items()}
        return {key: item for key, item in table.items() if item is not BAD}

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": self.item.schema()}
