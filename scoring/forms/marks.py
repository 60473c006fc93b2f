"""Marks as people write them: read into the whole numbers of the rule book, and shown again."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.fields import ABSENCE_SLOT
from scoring.rulebook.marks.game import Game
from scoring.sync.layout import Layout, stage_of
from scoring.sync.operation import Value
from unionevents.lib.phrase import Phrase

_WRITTEN: Final = re.compile(r"(?:(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,3}):)?(?P<s>\d{1,5})\.?(?P<f>\d{0,3})")
MINUTE: Final = 60
MOST_DIGITS: Final = 9
HIT: Final = Phrase(en="hit", zh="中")
MISS: Final = Phrase(en="miss", zh="不中")
NOTHING: Final = Phrase(en="nothing", zh="（空）")


def time_of_digits(text: str, decimals: int) -> int | None:
    """Milliseconds of digits alone as on the pad, `1234` is 12.34 s, `12345` is 1:23.45; None when unreadable."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain.isascii() or not plain.isdecimal() or len(plain) > MOST_DIGITS:
        return None
    whole, fraction = (plain[:-decimals], plain[-decimals:]) if decimals else (plain, "")
    minutes, seconds = whole[:-2] or "0", whole[-2:] or "0"
    parts = fraction.rjust(decimals, "0").ljust(3, "0") or "0"
    return (int(minutes) * MINUTE + int(seconds)) * 1000 + int(parts)


def time_of_text(text: str) -> int | None:
    """Milliseconds of `12.34`, `1:05.20` or `1:02:05.2`; None when unreadable."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("。", ".").removesuffix("秒").strip()
    found = _WRITTEN.fullmatch(plain)
    if found is None or not plain.isascii():
        return None
    hours, minutes, seconds = (int(found[part] or 0) for part in "hms")
    if (found["m"] and seconds >= MINUTE) or (found["h"] and minutes >= MINUTE):
        return None
    return ((hours * MINUTE + minutes) * MINUTE + seconds) * 1000 + int(found["f"].ljust(3, "0"))


def decimals_of(game: Game) -> int:
    """How many decimals a time of this game is written with."""
    precision = game.settings.get("precision", game.fields[0].step if game.fields else 1)
    return {1: 3, 10: 2, 100: 1}.get(precision, 0)


def say_value(game: Game, slot: str, value: Value) -> Phrase:
    """One value of one slot, as a person would say it."""
    if value is None:
        return NOTHING
    if slot == ABSENCE_SLOT:
        known = {absence.value: absence.title for absence in Absence}
        return known.get(str(value), Phrase(en=str(value), zh=str(value)))
    field = next((field for field in game.fields if slot in field.slots), None)
    if field is None or not isinstance(value, int):
        return Phrase(en=str(value), zh=str(value))
    if field.kind == "shots":
        return HIT if value else MISS
    mark = None if field.is_list or field is not game.fields[0] else game.mark({field.code: value})
    return field.said(value) if mark is None else game.shown(mark)


def say_slot_value(layout: Layout, slot: str, value: Value) -> Phrase:
    """One value of one slot at any level and in any stage, as a person would say it."""
    stage, rest = stage_of(slot)
    within = layout.stages.get(stage)
    if isinstance(within, Layout):
        return say_slot_value(within, rest, value)
    place = layout.read(slot)
    return say_value(layout.game, place.word if place and not place.fault else slot, value)
