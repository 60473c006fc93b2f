"""Format v1: reads one operation strictly, as the tablet sends it.

    {"uuid": "…", "entry": "ball-run/1", "device": "…", "seq": 7, "slot": "time", "value": 12340,
     "replaces": ["…"], "captured_at": "2026-09-23T08:41:07.120+08:00"}

`value` is a whole number (or the tries at a bar, such as "xxo"; in a slot of a match a word or an entry code), null to
empty the slot, or in a slot `absence` one of the absence codes. `absence` may be sent too: there as that same code,
elsewhere only as null.
Only what cannot be read is refused here; odd values are stored and flagged (`records.oddity`).
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Final

from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.bartries import is_tries
from scoring.sync.layout import is_absence
from scoring.sync.matchslots import is_of_match
from scoring.sync.operation import EntryKey, Operation, Value
from unionevents.lib.phrase import Phrase

VERSION: Final = 1
MOST_REPLACED: Final = 500
LARGEST: Final = 2**53 - 1  # what JavaScript counts exactly
LONGEST_CAPTURED_AT: Final = 40
LONGEST: Final = {"entry": 100, "device": 60, "slot": 80, "value": 100}

_KEYS: Final = {"uuid", "entry", "device", "seq", "slot", "value", "absence", "replaces", "captured_at"}
_OPTIONAL: Final = {"absence", "replaces"}
_UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.ASCII)
# `time`, `shot.3`, `members.1.attempts.3.count`, `attempts.2.faults.foul`; a fault may be named in any language.
_SLOT: Final = re.compile(r"[a-z][a-z0-9_]*(\.(?!0)[\w-]{1,40})*")
_ABSENCES: Final = {absence.value for absence in Absence}


class Unreadable(ValueError):
    """Raised inside for the first thing that cannot be read; `phrase` says what."""

    def __init__(self, phrase: Phrase) -> None:
        self.phrase = phrase
        super().__init__(phrase.en)


def read_operation(value: object) -> Operation | Phrase:
    """The operation, or the sentence that says why it cannot be read."""
    try:
        return _read(value)
    except Unreadable as problem:
        return problem.phrase


def _read(value: object) -> Operation:
    if type(value) is not dict:
        raise Unreadable(NOT_AN_OBJECT)
    if unknown := sorted(str(key) for key in value.keys() - _KEYS):
        raise Unreadable(UNKNOWN_KEYS.fill(keys=", ".join(unknown)[:80]))
    if missing := sorted(_KEYS - _OPTIONAL - value.keys()):
        raise Unreadable(MISSING_KEYS.fill(keys=", ".join(missing)))
    slot = _slot(value["slot"])
    return Operation(
        uuid=_uuid(value["uuid"], "uuid"),
        entry=_entry(value["entry"]),
        slot=slot,
        value=_value(slot, value["value"], value.get("absence")),
        replaces=_replaces(value.get("replaces", [])),
        device=_text(value["device"], "device"),
        seq=_whole(value["seq"], "seq", lowest=0),
        captured_at=_moment(value["captured_at"]),
    )


def _uuid(value: object, key: str) -> str:
    if type(value) is not str or not _UUID.fullmatch(value.lower()):
        raise Unreadable(NOT_A_UUID.fill(key=key))
    return value.lower()


def _text(value: object, key: str) -> str:
    if type(value) is not str or not 1 <= len(value) <= LONGEST[key] or not value.isprintable():
        raise Unreadable(NOT_TEXT.fill(key=key, longest=LONGEST[key]))
    return value


def _entry(value: object) -> EntryKey:
    return _whole(value, "entry", lowest=1) if type(value) is int else _text(value, "entry")


def _slot(value: object) -> str:
    slot = _text(value, "slot")
    if not _SLOT.fullmatch(slot):
        raise Unreadable(NOT_A_SLOT)
    return slot


def _whole(value: object, key: str, *, lowest: int) -> int:
    if type(value) is not int or not lowest <= value <= LARGEST:
        raise Unreadable(NOT_WHOLE.fill(key=key))
    return value


def _value(slot: str, value: Any, absence: Any) -> Value:
    if is_absence(slot):
        codes = [code for code in (value, absence) if code is not None]
        if any(type(code) is not str or code not in _ABSENCES or code != codes[0] for code in codes):
            raise Unreadable(NOT_AN_ABSENCE.fill(known=", ".join(sorted(_ABSENCES))))
        return codes[0] if codes else None
    if absence is not None:
        raise Unreadable(ABSENCE_ELSEWHERE)
    if value is None or (type(value) is str and is_tries(value)):
        return value
    if type(value) is str and is_of_match(slot):
        return _text(value, "value")
    return _whole(value, "value", lowest=-LARGEST)


def _replaces(value: object) -> frozenset[str]:
    if type(value) is not list or len(value) > MOST_REPLACED:
        raise Unreadable(NOT_A_LIST.fill(most=MOST_REPLACED))
    return frozenset(_uuid(item, "replaces") for item in value)


def _moment(value: object) -> str:
    """The time on the tablet's clock, kept as sent: it is shown to people and never decides anything."""
    if type(value) is not str or len(value) > LONGEST_CAPTURED_AT:
        raise Unreadable(NOT_A_MOMENT)
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise Unreadable(NOT_A_MOMENT) from None
    if moment.tzinfo is None:
        raise Unreadable(NOT_A_MOMENT)
    return value


NOT_AN_OBJECT: Final = Phrase(en="an operation must be an object", zh="一条录入应是一个对象")
UNKNOWN_KEYS: Final = Phrase(en="unknown keys: {keys}", zh="不认识的键：{keys}")
MISSING_KEYS: Final = Phrase(en="missing keys: {keys}", zh="缺少的键：{keys}")
NOT_A_UUID: Final = Phrase(en="“{key}” must be a UUID", zh="“{key}”应是 UUID")
NOT_TEXT: Final = Phrase(
    en="“{key}” must be text of 1 to {longest} characters", zh="“{key}”应是 1 至 {longest} 个字符的文字"
)
NOT_A_SLOT: Final = Phrase(en="“slot” must be like time or shot.3", zh="“slot”应写成 time 或 shot.3 这样")
NOT_WHOLE: Final = Phrase(en="“{key}” must be a whole number", zh="“{key}”应是整数")
NOT_AN_ABSENCE: Final = Phrase(
    en="an absence must be null or one of {known}, the same in “value” and “absence”",
    zh="缺席原因应为空或 {known} 之一，“value”和“absence”要一致",
)
ABSENCE_ELSEWHERE: Final = Phrase(en="“absence” belongs into the slot absence", zh="“absence”只能写在 absence 这一格")
NOT_A_LIST: Final = Phrase(
    en="“replaces” must be a list of at most {most} UUIDs", zh="“replaces”应是最多 {most} 个 UUID 的列表"
)
NOT_A_MOMENT: Final = Phrase(
    en="“captured_at” must be a date and time with its time zone", zh="“captured_at”应是带时区的日期时间"
)
