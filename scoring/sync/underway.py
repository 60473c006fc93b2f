"""Who is in the middle of it: of a result that comes in steps something is in, and more is to come.

Only what the contest fixes is waited for: every shot of a set number, every field that must be filled, and every one of
several results of which all count. Where one may end early (best of several, bars, marks of judges, the number left
open), something is enough. A reason for no mark ends everything below it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.rulebook.marks.fields import Field
from scoring.sync.layout import Layout, Level
from scoring.sync.records import Recorded

STEP_BY_STEP = frozenset({"hit_miss", "zones"})


def is_under_way(layout: Layout, recorded: Recorded) -> bool:
    """Has it begun, with the rest still to come?"""
    return not recorded.missing and _more_to_come(layout, layout.levels, recorded.as_json())


def _more_to_come(layout: Layout, levels: Sequence[Level], node: Mapping[str, Any]) -> bool:
    if node.get("absence"):
        return False
    if not levels:
        return any(_is_open(field, node["records"].get(field.code)) for field in layout.game.fields)
    level, *below = levels
    parts: Sequence[Mapping[str, Any]] = node.get(level.code) or ()
    begun = [part for part in parts if _has_begun(part, below)]
    if level.all_count and len(begun) < level.offered:
        return True
    return any(_more_to_come(layout, below, part) for part in begun)


def _has_begun(node: Mapping[str, Any], levels: Sequence[Level]) -> bool:
    if node.get("absence"):
        return True
    if not levels:
        return bool(node.get("records"))
    return any(_has_begun(part, levels[1:]) for part in node.get(levels[0].code) or ())


def _is_open(field: Field, value: Any) -> bool:
    if field.optional:
        return False
    if not field.is_list:
        return value is None
    if field.pad not in STEP_BY_STEP:
        return False
    return value is None or len(value) < field.attempts or None in value
