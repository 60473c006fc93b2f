"""Results of a worked case as they are typed on pads and forms."""

from __future__ import annotations

from fractions import Fraction
from typing import Any
from uuid import uuid4

from django.utils import timezone

from scoring.views.drawings import Meeting

Json = dict[str, Any]


def operation(entry: str, slot: str, value: Any) -> Json:
    """In wire format v1."""
    return {
        "uuid": str(uuid4()),
        "entry": entry,
        "device": "平板 A1",
        "seq": 1,
        "slot": slot,
        "value": value,
        "replaces": [],
        "captured_at": timezone.now().isoformat(),
    }


def slots_of(node: Json) -> Json:
    """The slots of an entry, or of a row of a stage, as a pad writes them."""
    found: Json = {}
    for name, value in (node.get("records") or {}).items():
        if isinstance(value, list):
            found |= {f"{name}.{at}": one for at, one in enumerate(value, 1) if one is not None}
        else:
            found[name] = value
    found |= {f"faults.{code}": count for code, count in (node.get("faults") or {}).items()}
    if node.get("absence"):
        found["absence"] = node["absence"]
    return found


def typed(game: Any, slot: str, value: Any) -> str:
    """As a referee types it: 12.34 for 12,340 ms, 8.5 for 85 tenths."""
    kept = next((each for each in game.fields if slot in each.slots), None)
    if kept is None:
        return str(value)
    digits = 3 if kept.kind == "time" else kept.decimals
    if not digits:
        return str(value)
    whole, rest = divmod(value, 10**digits)
    return f"{whole}.{rest:0{digits}d}"


def match_form(row: Json, *, turned: bool) -> Json:
    """A recorded match as it is typed, from side A of the page."""
    sides = ("b", "a") if turned else ("a", "b")
    data: Json = {"ended": row.get("ended", "played")}
    for number, game in enumerate(row.get("games") or (), 1):
        data |= {f"game_{number}_{side}": points for side, points in zip(sides, game, strict=True)}
    if row.get("score"):
        data |= {f"score_{side}": decimal(points) for side, points in zip(sides, row["score"], strict=True)}
    for key in ("winner", "by"):
        if row.get(key):
            data[key] = {"a": sides[0], "b": sides[1]}.get(row[key], row[key])
    return data


def decimal(points: int | str) -> str:
    return str(float(Fraction(points))).removesuffix(".0")


def pair_of(meeting: Meeting) -> frozenset[str]:
    return frozenset(side.who.entry or "" for side in meeting.sides)
