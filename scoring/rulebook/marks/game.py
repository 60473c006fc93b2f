"""What a game is: what is written down, what mark comes of it, and which mark is better."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, Literal, TypeAlias

from scoring.rulebook.base.rule import Contradiction, Rule
from scoring.rulebook.base.shapes import OrNull, Record, Shape
from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.fields import ABSENCE_SLOT, Field
from unionevents.lib.phrase import Phrase

# Exact: a time in ms, a count, points; a Fraction where a mean or a share is not whole.
Mark: TypeAlias = int | Fraction
Records: TypeAlias = Mapping[str, Any]


def mark_json(mark: Mark | None) -> int | str | None:
    """A mark in JSON: a whole number, or `"7/3"` where it is not whole."""
    if isinstance(mark, Fraction):
        return mark.numerator if mark.denominator == 1 else f"{mark.numerator}/{mark.denominator}"
    return mark


class Game(Rule):
    """A way to compete. `fields` on the class are all it can have, on an instance those of its settings.

    A mark is in the unit recorded: ms, mm, g, pieces, or points as written without their point (8.38 is 838).
    `scale` says how many of them make one unit as printed: 1000 ms a second, 100 hundredths a point.
    """

    fields: tuple[Field, ...]
    scale: int = 1
    entered_by: ClassVar[Literal["entries", "matches"]] = "entries"
    usual_tie_breaks: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def mark(self, records: Records) -> Mark | None:
        """What was achieved, or None when nothing is recorded."""

    @abstractmethod
    def key(self, mark: Mark) -> Mark:
        """A number that is smaller for the better mark."""

    @abstractmethod
    def shown(self, mark: Mark) -> Phrase:
        """The mark as printed on a list."""

    def shown_of_parts(self, mark: Mark) -> Phrase:
        """A mark that several results came to, as printed; the same but where a sum is no longer such a mark."""
        return self.shown(mark)

    def no_mark(self, records: Records) -> Absence | None:
        """Why records that are in give no mark for good, such as a jumper who cleared nothing; asked beside no mark."""
        return None

    def figures(self, records: Records) -> Mapping[str, Mark]:
        """Numbers beside the mark, by name, for tie-breaks and explanations, such as failures at the best height."""
        return {}

    def impossible(self, records: Records) -> list[Contradiction]:
        """What cannot have happened, each with the steps to its place in the records."""
        return []

    def usual_chain(self) -> Any:
        """The tie-breaks of a contest that names none, as they would stand in a case."""
        return [{"rule": code} for code in self.usual_tie_breaks]

    def note(self, records: Records) -> Phrase | None:
        """What a reader should know about these records, such as shots that are not in."""
        return None

    @classmethod
    def any_records(cls) -> Shape:
        """How records look whatever the settings."""
        return Record({field.code: (OrNull(field.shape()), None) for field in cls.fields})

    @cached_property
    def set_records(self) -> Shape:
        """How records look with these settings: the same, or narrower."""
        return Record({field.code: (OrNull(field.shape()), None) for field in self.fields})

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
                "decimals": field.decimals,
                "optional": field.optional,
                "pad": field.pad,
            }
            for field in cls.fields
        ]
        return super().as_json() | {
            "entered_by": cls.entered_by,
            "fields": fields,
            "usual_tie_breaks": list(cls.usual_tie_breaks),
        }
