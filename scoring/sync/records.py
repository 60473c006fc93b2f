"""From the slots of one entry to the records and absence that a case holds for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from scoring.rulebook.absences import Absence
from scoring.rulebook.fields import ABSENCE_SLOT, Field
from scoring.rulebook.game import Game
from scoring.sync.operation import Value
from unionevents.lib.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a case says of one entry; `flags` are sentences for the chief referee."""

    records: dict[str, Any]
    absence: str | None
    missing: bool
    flags: tuple[Phrase, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The keys of a case's entry."""
        return {"records": self.records, "absence": self.absence, "missing": self.missing}


def records_of(game: Game, slots: Mapping[str, Value]) -> Recorded:
    """Records and absence from slots: an absence beside a mark wins, odd slots are left out, both are flagged."""
    flags = [flag for slot in sorted(slots) if (flag := oddity(game, slot, slots[slot])) is not None]
    usable = {slot: value for slot, value in slots.items() if value is not None and oddity(game, slot, value) is None}
    absence = usable.pop(ABSENCE_SLOT, None)
    records = {field.code: value for field in game.fields if (value := _field_value(field, usable)) is not None}
    if absence is not None and records:
        flags.append(ABSENCE_WINS.fill(absence=Absence(absence).title))
    return Recorded(
        records=records,
        absence=None if absence is None else str(absence),
        missing=absence is None and not records,
        flags=tuple(flags),
    )


def oddity(game: Game, slot: str, value: Value) -> Phrase | None:
    """Why this value cannot count in this game, or None; intake stores it all the same and flags it."""
    if slot == ABSENCE_SLOT:
        known = value is None or value in {absence.value for absence in Absence}
        return None if known else NOT_AN_ABSENCE.fill(value=value)
    for field in game.fields:
        if slot in field.slots:
            if value is None or field.fits(value):
                return None
            if field.kind == "heights":
                return NOT_TRIES.fill(title=field.slot_title(slot), value=value)
            return OUT_OF_RANGE.fill(
                title=field.slot_title(slot), value=value, lowest=field.lowest, highest=field.highest
            )
    return UNKNOWN_SLOT.fill(slot=slot)


def _field_value(field: Field, slots: Mapping[str, Value]) -> Any:
    if not field.is_list:
        return slots.get(field.code)
    values = [slots.get(slot) for slot in field.slots]
    while values and values[-1] is None:
        values.pop()
    return values or None


NOT_AN_ABSENCE: Final = Phrase(en="“{value}” is not an absence", zh="“{value}”不是缺席原因")
OUT_OF_RANGE: Final = Phrase(
    en="{title}: {value} is outside {lowest} to {highest} and does not count",
    zh="{title}：{value} 超出 {lowest} 至 {highest}，未计入",
)
NOT_TRIES: Final = Phrase(
    en="{title}: “{value}” is not a row of tries such as xxo, and does not count",
    zh="{title}：“{value}”不是试跳记录（如 xxo），未计入",
)
UNKNOWN_SLOT: Final = Phrase(en="this game has no slot “{slot}”", zh="这个项目没有“{slot}”这一格")
ABSENCE_WINS: Final = Phrase(
    en="there is a mark beside “{absence}”; the absence counts", zh="既有成绩又记了“{absence}”，按“{absence}”算"
)
