"""The pad without a script: one press of a button is one form, and ends in the same operations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from scoring.forms.marks import decimals_of, say_value, time_of_digits, time_of_text
from scoring.queries.padding import PadRow
from scoring.rulebook.marks.fields import ABSENCE_SLOT, Field
from scoring.rulebook.marks.game import Game
from scoring.sync.operation import Value
from unionevents.lib.phrase import Phrase

DEVICE = "form"
LONGEST = 12
CENTIMETRE = 10
UNSAID = Phrase(en="", zh="")


class Unusable(Exception):
    """What was typed cannot be stored; the message says what to type."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What the form says: one slot of one entry, over what its writer saw there."""

    entry: str
    slot: str
    value: Value
    seen: Mapping[str, list[str]]
    standing: Mapping[str, Value]
    reason: str
    uuid: UUID

    def operations(self, now: datetime) -> list[dict[str, Any]]:
        """In wire format v1. A mark for somebody who was absent takes the absence back."""
        values: dict[str, Value] = {self.slot: self.value}
        if self.slot != ABSENCE_SLOT and self.standing.get(ABSENCE_SLOT):
            values[ABSENCE_SLOT] = None
        return [
            {
                "uuid": str(self.uuid if slot == self.slot else uuid5(self.uuid, slot)),
                "entry": self.entry,
                "device": DEVICE,
                "seq": 0,
                "slot": slot,
                "value": value,
                "replaces": self.seen.get(slot, []),
                "captured_at": now.isoformat(),
            }
            for slot, value in values.items()
        ]

    def reasons(self) -> dict[str, str]:
        return {str(self.uuid): self.reason, str(uuid5(self.uuid, ABSENCE_SLOT)): self.reason} if self.reason else {}


@dataclass(frozen=True, slots=True)
class PadSlot:
    """One slot as the pad draws it; `shown` is its value as people write it."""

    code: str
    title: Phrase
    value: Value
    shown: Phrase


@dataclass(frozen=True, slots=True)
class PadPanel:
    """One field as the pad draws it. A press goes to `press_slot`: the first that is open, or the first."""

    field: Field
    slots: list[PadSlot]
    open_slot: str | None
    current: bool
    decimals: int
    unit: Phrase
    help: str
    typed: str

    @property
    def press_slot(self) -> str:
        return self.open_slot or self.field.slots[0]

    @property
    def press_title(self) -> Phrase:
        return self.field.slot_title(self.press_slot)

    @property
    def said(self) -> Phrase | None:
        """What stands in the field; None while nothing does."""
        shown = [slot.shown for slot in self.slots if slot.value is not None]
        return Phrase(" / ".join(each.en for each in shown), " / ".join(each.zh for each in shown)) if shown else None


def panels_of(game: Game, row: PadRow | None, *, wanted: str, typed: Mapping[str, str]) -> list[PadPanel]:
    """Every field in its order; current is the one wanted, else the first in which something is expected."""
    standing = row.slots if row else {}
    open_slots = {
        field.code: next((slot for slot in field.slots if standing.get(slot) is None), None) for field in game.fields
    }
    expected = [field.code for field in game.fields if open_slots[field.code] and not field.optional]
    possible = [field.code for field in game.fields if open_slots[field.code]]
    asked = [
        field.code for field in game.fields if field.code == wanted or any(typed.get(slot) for slot in field.slots)
    ]
    current = next(iter([*asked, *expected, *possible, game.fields[0].code]))
    return [
        PadPanel(
            field=field,
            slots=[
                PadSlot(slot, field.slot_title(slot), standing.get(slot), _shown(game, slot, standing.get(slot)))
                for slot in field.slots
            ],
            open_slot=open_slots[field.code] if field.is_list else field.code,
            current=field.code == current,
            decimals=decimals_of(game) if field.kind == "time" else field.decimals,
            unit=game.chosen("unit") if len(game.fields) == 1 and "unit" in game.settings else field.unit,
            help=help_for(game, field),
            typed=next((typed[slot] for slot in field.slots if typed.get(slot)), ""),
        )
        for field in game.fields
    ]


def _shown(game: Game, slot: str, value: Value) -> Phrase:
    return UNSAID if value is None else say_value(game, slot, value)


def read_press(game: Game, data: Mapping[str, str]) -> Pressed:
    """The one slot that was filled; Unusable with a sentence when there is none or it cannot be read."""
    slot = next((slot for slot in reversed(game.slots) if data.get(slot, "").strip()), None)
    if slot is None:
        raise Unusable(_("Nothing was typed. Type the mark, or press one of the keys for an absence."))
    try:
        uuid = UUID(data.get("uuid", ""))
        seen, standing = json.loads(data.get("seen") or "{}"), json.loads(data.get("standing") or "{}")
    except ValueError:
        raise Unusable(_("The page was incomplete. Load it again and type the mark once more.")) from None
    if not isinstance(seen, dict) or not isinstance(standing, dict):
        raise Unusable(_("The page was incomplete. Load it again and type the mark once more."))
    reason = data.get("reason", "").strip() or data.get("reason_choice", "").strip()
    pressed = Pressed(data.get("entry", ""), slot, _value(game, slot, data[slot]), seen, standing, reason, uuid)
    if not reason and needs_reason(pressed):
        raise Unusable(_("There is a record already. Say why it has to be changed, then store again."))
    return pressed


def needs_reason(pressed: Pressed) -> bool:
    """A correction says why: over a value that stands, or over an absence."""
    over_absence = pressed.slot != ABSENCE_SLOT and pressed.standing.get(ABSENCE_SLOT) is not None
    return pressed.standing.get(pressed.slot) is not None or over_absence


def _value(game: Game, slot: str, text: str) -> Value:
    text = text.strip()
    if slot == ABSENCE_SLOT:
        return text
    field = next(field for field in game.fields if slot in field.slots)
    value = _number(game, field, text)
    if value is None:
        raise Unusable(_("“%(text)s” cannot be read. %(help)s") % {"text": text[:20], "help": help_for(game, field)})
    return value


def _number(game: Game, field: Field, text: str) -> int | None:
    if field.kind == "time":
        digits = time_of_digits(text, decimals_of(game))
        return time_of_text(text) if digits is None else digits
    if not text.isascii() or len(text) > LONGEST:
        return None
    if text.isdecimal():  # digits alone, as on the keys of the pad
        return int(text) * (game.settings["precision"] if field.kind == "distance" else 1)
    whole, point, fraction = text.partition(".")
    is_written = point and (whole + fraction).isdecimal() and len(fraction) <= field.decimals
    return int(whole + fraction.ljust(field.decimals, "0")) if is_written else None


def help_for(game: Game, field: Field) -> str:
    """How the mark is typed, in a sentence."""
    if field.kind == "time":
        return {
            3: _("Digits alone: 12345 is 12.345 s."),
            2: _("Digits alone: 1234 is 12.34 s, 12345 is 1:23.45."),
            1: _("Digits alone: 123 is 12.3 s."),
            0: _("Digits alone: 12 is 12 s, 123 is 1:23."),
        }[decimals_of(game)]
    if field.kind == "distance" and game.settings["precision"] != CENTIMETRE:
        return _("In metres with a point: 5.2.")
    if field.decimals:
        return _("Digits alone, or with a point: 523 and 5.23 are the same.")
    return _("A whole number.")
