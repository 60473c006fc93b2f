"""What a game is: what is written down, what mark comes of it, and which mark is better."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, TypeAlias

from scoring.rulebook.fields import ABSENCE_SLOT, Field
from scoring.rulebook.rule import Rule
from unionevents.lib.phrase import Phrase

Mark: TypeAlias = int
Records: TypeAlias = Mapping[str, Any]


class Game(Rule):
    """A way to compete. `fields` on the class are the usual ones, on an instance those of its settings."""

    fields: tuple[Field, ...]
    usual_tie_breaks: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def mark(self, records: Records) -> Mark | None:
        """What was achieved, or None when nothing is recorded."""

    @abstractmethod
    def key(self, mark: Mark) -> int:
        """A whole number that is smaller for the better mark."""

    @abstractmethod
    def shown(self, mark: Mark) -> Phrase:
        """The mark as printed on a list."""

    def note(self, records: Records) -> Phrase | None:
        """What a reader should know about these records, such as shots that are not in."""
        return None

    @property
    def slots(self) -> tuple[str, ...]:
        """Every slot an operation may name, the absence last."""
        return (*(slot for field in self.fields for slot in field.slots), ABSENCE_SLOT)

    @classmethod
    def as_json(cls) -> dict[str, Any]:
        fields = [
            {
                "code": field.code,
                "title": field.title.as_json(),
                "kind": field.kind,
                "unit": field.unit.as_json(),
                "lowest": field.lowest,
                "highest": field.highest,
                "attempts": field.attempts,
                "pad": field.pad,
            }
            for field in cls.fields
        ]
        return super().as_json() | {"fields": fields, "usual_tie_breaks": list(cls.usual_tie_breaks)}
