"""What was typed into a form of settings, as JSON for the rule book. What cannot be read stays text: it complains."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final, TypeGuard

from scoring.rulebook.base.exact import ExactNumber, plain
from scoring.rulebook.base.shapes import (
    REQUIRED,
    Either,
    Kinds,
    Named,
    OneOf,
    OrNull,
    Record,
    Rows,
    Shape,
    Whole,
    YesNo,
)

MOST_LINES: Final = 60
SPARE_ROWS: Final = 2
UNSAID: Final = object()
ON: Final = "on"
NO: Final = "no"
SYSTEM: Final = "system"
USUAL: Final = "usual"
SAME: Final = "same"
BY_NUMBER: Final = "by_number"
_DECIMAL: Final = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")
_FRACTION: Final = re.compile(r"-?[0-9]{1,15}/[0-9]{1,15}")
_BETWEEN: Final = re.compile(r"[\s,，、;；]+")

Posted = Mapping[str, Any]


def is_scalar(shape: Shape) -> bool:
    """A single value, or a list of single values: something for one box."""
    if isinstance(shape, OrNull):
        return is_scalar(shape.inside)
    if isinstance(shape, Rows):
        return is_scalar(shape.item) and not isinstance(shape.item, Rows)
    return not isinstance(shape, (Record, Kinds, Named, Either))


def is_table(shape: Shape) -> bool:
    """Rows of single values, told from empty rows by what must stand in each: a small table."""
    if not (isinstance(shape, Rows) and isinstance(shape.item, Record)) or shape.item.placed:
        return False
    columns = shape.item.keys.values()
    return all(is_scalar(inside) for inside, _ in columns) and any(default is REQUIRED for _, default in columns)


def is_chain(shape: Shape) -> TypeGuard[Either]:
    """A tie-break chain: a list, or one for two and another for more."""
    return isinstance(shape, Either) and isinstance(shape.one, Record) and "two" in shape.one.keys


def listed(shape: Shape) -> Shape:
    """One thing or a list of them is set as a list."""
    return shape.rows if isinstance(shape, Either) and not is_chain(shape) else shape


def is_partial(name: str) -> bool:
    """Settings that a stage or a ranking changes: what they do not say is as in the contest."""
    return name.endswith(".settings")


def read_typed(shape: Shape, data: Posted, name: str, *, partial: bool = False) -> Any:
    """The JSON that the fields under a name say, or UNSAID where they say nothing."""
    while isinstance(shape, Named):
        shape = shape.inside
    shape = listed(shape)
    match shape:
        case OrNull(inside=inside):
            return _optional(inside, data, name, partial)
        case Kinds():
            return _rule(shape, data, name)
        case Record():
            return _record(shape, data, name, partial=partial)
        case Either() if is_chain(shape):
            return _chain(shape, data, name)
        case Either():
            rows = read_typed(shape.rows, data, name)
            return rows[0] if len(rows) == 1 else rows
        case Rows() if is_table(shape):
            return _table(shape, data, name)
        case Rows() if not is_scalar(shape):
            return [read_typed(shape.item, data, f"{name}.{number}") for number in range(lines_in(data, name))]
        case _:
            return _scalar(shape, data, name, partial)


def lines_in(data: Posted, name: str) -> int:
    """How many lines of a list the form had."""
    text = str(data.get(f"{name}.lines") or "0")
    return min(int(text), MOST_LINES) if text.isascii() and text.isdecimal() else 0


def _optional(shape: Shape, data: Posted, name: str, partial: bool) -> Any:
    while isinstance(shape, Named):
        shape = shape.inside
    shape = listed(shape)
    if is_chain(shape):
        return None if data.get(f"{name}.mode", USUAL) == USUAL else _chain(shape, data, name)
    if isinstance(shape, (Record, Kinds)):
        if data.get(f"{name}.set") != ON:
            return None
        return read_typed(shape, data, name, partial=is_partial(name))
    if isinstance(shape, (Rows, Either)) and not is_scalar(shape):
        return read_typed(shape, data, name) or None
    read = _scalar(shape, data, name, partial)
    if read is UNSAID or read == []:
        return UNSAID if partial else None
    return read


def _rule(shape: Kinds, data: Posted, name: str) -> Any:
    chosen = data.get(f"{name}.{shape.key}", "")
    if chosen not in shape.shapes:
        return {shape.key: chosen} if chosen else {}
    drawn_for = data.get(f"{name}.was", chosen)
    read = _record(shape.shapes[chosen], data, name, drawn=None if chosen == drawn_for else shape.shapes.get(drawn_for))
    return {shape.key: chosen, **read}


def _record(
    shape: Record, data: Posted, name: str, *, drawn: Record | None = None, partial: bool = False
) -> dict[str, Any]:
    """Its keys; of a rule chosen just now only what the form that was drawn for another one has as well."""
    found: dict[str, Any] = {}
    if kept := data.get(f"{name}.kept"):
        found |= _kept(kept)
    if SYSTEM in shape.keys and (system := data.get(f"{name}.{SYSTEM}")) != data.get(f"{name}.{SYSTEM}.was", system):
        return found | {SYSTEM: system}
    for key, (inside, default) in shape.keys.items():
        if key in {"rule", "game"} or key in found or (drawn is not None and key not in drawn.keys):
            continue
        if not _is_drawn(data, f"{name}.{key}"):
            continue
        read = read_typed(inside, data, f"{name}.{key}", partial=partial)
        if read is UNSAID and default is not REQUIRED and not partial and type(default) is str:
            read = ""
        if read is not UNSAID:
            found[key] = read
    return found


def _is_drawn(data: Posted, name: str) -> bool:
    """Whether the form had this field at all; check boxes that are off send nothing, so each has a mark beside it."""
    return name in data or any(f"{name}.{mark}" in data for mark in ("here", "lines", "mode", "rule", "was"))


def _kept(text: str) -> dict[str, Any]:
    try:
        read = json.loads(text)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _chain(shape: Either, data: Posted, name: str) -> Any:
    mode, was = data.get(f"{name}.mode", SAME), data.get(f"{name}.was", "")
    assert isinstance(shape.one, Record)
    lines = read_typed(shape.rows, data, name) if was != BY_NUMBER else []
    by_number = _record(shape.one, data, name)
    if mode == BY_NUMBER:
        return by_number if was == BY_NUMBER else {"two": lines, "more": lines, "restart": False}
    return lines if was != BY_NUMBER else by_number.get("more") or by_number.get("two") or []


def _table(shape: Rows, data: Posted, name: str) -> list[dict[str, Any]]:
    assert isinstance(shape.item, Record)
    rows = []
    for number in range(lines_in(data, name)):
        row = {
            key: read
            for key, (inside, _) in shape.item.keys.items()
            if (read := read_typed(inside, data, f"{name}.{number}.{key}", partial=True)) is not UNSAID
        }
        if any(value not in (None, "", False, []) for value in row.values()):
            rows.append(row)
    return rows


def _scalar(shape: Shape, data: Posted, name: str, partial: bool) -> Any:
    if isinstance(shape, YesNo):
        if partial:
            return {ON: True, NO: False}.get(data.get(name, ""), UNSAID)
        return data.get(name) == ON
    if isinstance(shape, Rows) and not isinstance(text := _posted_list(data, name), str):
        return [_one(shape.item, item) for item in text]
    text = str(data.get(name) or "").strip()
    if isinstance(shape, Rows):
        return [_one(shape.item, part) for part in _BETWEEN.split(text) if part]
    return _one(shape, text) if text else UNSAID


def _posted_list(data: Posted, name: str) -> list[str] | str:
    """The boxes that were ticked, where a list is a group of boxes."""
    if f"{name}.here" not in data:
        return str(data.get(name) or "")
    return [str(item) for item in data.getlist(name)] if hasattr(data, "getlist") else list(data.get(name) or ())


def _one(shape: Shape, text: str) -> Any:
    if isinstance(shape, OneOf):
        return next((word for word in shape.allowed if str(word) == text), text)
    if isinstance(shape, (Whole, ExactNumber)):
        return number_of(text)
    return text


def number_of(text: str) -> int | str:
    """`12`, `1.5` (as `3/2`), `13/2`; anything else stays text."""
    written = unicodedata.normalize("NFKC", text).strip()
    if _DECIMAL.fullmatch(written):
        return plain(Fraction(written))
    if _FRACTION.fullmatch(written) and not written.endswith("/0"):
        return plain(Fraction(written))
    return text


def written(value: Any) -> str:
    """A value as it stands in its box: `3/2` as 1.5 where that is exact."""
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(written(item) for item in value)
    text = str(value)
    if isinstance(value, str) and _FRACTION.fullmatch(text):
        number = Fraction(text)
        decimals = next((digits for digits in range(1, 10) if (number * 10**digits).denominator == 1), None)
        if decimals is not None:
            sign, scaled = ("-" if number < 0 else ""), abs(number) * 10**decimals
            whole, rest = divmod(int(scaled), 10**decimals)
            return f"{sign}{whole}.{rest:0{decimals}d}"
    return text
