"""Adding, removing and moving lines of a list of settings, each by one press of a button."""

from __future__ import annotations

import copy
from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any

from scoring.forms.setting_typed import MOST_LINES
from scoring.forms.setting_words import BOOKS, rule_at
from scoring.rulebook.marks.aggregation import LEVEL_CODES

Names = Mapping[str, Sequence[tuple[str, str]]]


def changed(
    draft: dict[str, Any], act: str, *, chosen: str = "", names: Names | None = None
) -> tuple[dict[str, Any], str]:
    """The draft after `add:tie_breaks`, `remove:stages.0`, `up:…` or `down:…`, and the line to look at next.

    `chosen` is the rule of a new line; anything that names no list changes nothing.
    """
    verb, _, name = act.partition(":")
    after = copy.deepcopy(draft)
    if verb == "add":
        rows = _list_at(after, name)
        if rows is None or len(rows) >= MOST_LINES:
            return after, ""
        rows.append(_new_line(name, chosen, rows, names or {}))
        return after, f"{name}.{len(rows) - 1}"
    above, _, last = name.rpartition(".")
    rows = _list_at(after, above)
    if rows is None or not last.isdecimal() or int(last) >= len(rows):
        return after, ""
    at = int(last)
    if verb == "remove":
        del rows[at]
        return after, f"{above}.{min(at, len(rows) - 1)}" if rows else above
    to = at + {"up": -1, "down": 1}.get(verb, 0)
    if 0 <= to < len(rows):
        rows.insert(to, rows.pop(at))
        return after, f"{above}.{to}"
    return after, name


def _list_at(draft: MutableMapping[str, Any], name: str) -> list[Any] | None:
    """The list that stands there; made where the place is there and empty."""
    place: Any = draft
    *way, last = name.split(".")
    for step in way:
        place = _inside(place, step)
    if isinstance(place, dict) and place.get(last) is None:
        place[last] = []
    found = _inside(place, last)
    return found if isinstance(found, list) else None


def _inside(place: Any, step: str) -> Any:
    if isinstance(place, list):
        return place[int(step)] if step.isdecimal() and int(step) < len(place) else None
    return place.get(step) if isinstance(place, dict) else None


def _new_line(name: str, chosen: str, rows: Sequence[Any], names: Names) -> dict[str, Any]:
    """A line with what its rule begins with; what must differ from the lines above differs."""
    key = next(step for step in reversed(name.split(".")) if not step.isdecimal())
    line: dict[str, Any] = {}
    if (rule := rule_at(name)) is not None:
        line = {each.code: each.default for each in rule.parameters if each.default is not None}
        prizes = [code for code, _ in names.get("prize", ())]
        if prizes and line.get("prize", prizes[0]) not in prizes:
            line["prize"] = prizes[-1]
    taken = {value for row in rows if isinstance(row, Mapping) for value in row.values() if isinstance(value, str)}
    if key in BOOKS:
        book = BOOKS[key]
        if chosen not in book:
            return {"rule": chosen}
        parameters = book[chosen].parameters
        line = {"rule": chosen} | {each.code: each.default for each in parameters if each.default is not None}
    if key == "aggregation":
        line["over"] = next((level for level in reversed(LEVEL_CODES) if level not in taken), LEVEL_CODES[0])
    if key in {"stages", "rankings", "tables"}:
        line["code"] = next(code for n in range(1, MOST_LINES + 2) if (code := f"{key[:-1]}-{n}") not in taken)
    if key == "tiers":
        prizes = [code for code, _ in names.get("prize", ())]
        line["prize"] = next((code for code in prizes if code not in taken), prizes[0] if prizes else "")
    return line
