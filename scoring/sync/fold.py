"""From operations to slots and conflicts; the order of delivery never matters.

* An operation is dead when another one in its slot names it in `replaces`. (Should two
  name each other, both stay alive: nothing that was entered may vanish by a circle.)
* A ruling kills what it names in `settles`. Only a ruling can kill a ruling.
* Two live, different values are a conflict. The slot then has no value, unless a ruling
  is alive: it stands, and what came after it is still reported.
* A live null says nothing more than that what it replaced is gone.
* An operation that waits never stands by itself and replaces only others that wait; what it says otherwise than what
  stands (or where nothing does) is a conflict until a ruling. Nothing but a ruling or another that waits can end it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scoring.sync.operation import EntryKey, Operation, Ruling, Value


@dataclass(frozen=True, slots=True)
class Conflict:
    """Live values that differ in one slot, each with the operations or rulings that say so."""

    entry: EntryKey
    slot: str
    claims: tuple[tuple[Value, tuple[str, ...]], ...]
    ruled: bool


@dataclass(frozen=True, slots=True)
class Folded:
    """What stands. `live` gives each slot's live uuids: what a new operation or ruling must name."""

    slots: Mapping[EntryKey, Mapping[str, Value]]
    conflicts: tuple[Conflict, ...]
    live: Mapping[EntryKey, Mapping[str, tuple[str, ...]]]


def fold(operations: Iterable[Operation], rulings: Iterable[Ruling] = ()) -> Folded:
    """Every entry's slots that have a value, and the conflicts; both in a fixed order."""
    written: dict[tuple[EntryKey, str], set[Operation]] = {}
    ruled: dict[tuple[EntryKey, str], set[Ruling]] = {}
    for operation in operations:
        written.setdefault((operation.entry, operation.slot), set()).add(operation)
    for ruling in rulings:
        ruled.setdefault((ruling.entry, ruling.slot), set()).add(ruling)
    slots: dict[EntryKey, dict[str, Value]] = {}
    live: dict[EntryKey, dict[str, tuple[str, ...]]] = {}
    conflicts: list[Conflict] = []
    for place in sorted(written.keys() | ruled.keys(), key=_in_order):
        entry, slot = place
        decisions = _living_rulings(ruled.get(place, set()))
        weighed = {uuid for ruling in ruled.get(place, ()) for uuid in ruling.settles}
        acts = [act for act in _living(written.get(place, set())) if act.uuid not in weighed]
        live.setdefault(entry, {})[slot] = tuple(sorted({act.uuid for act in acts} | {rule.uuid for rule in decisions}))
        claims = _claims(acts, decisions)
        decided = {ruling.value for ruling in decisions}
        said = {value for value, _ in _claims([act for act in acts if not act.waits], decisions)}
        standing = decided if len(decided) == 1 else said
        if len(claims) == 1 and not said:
            claims = ((None, ()), *claims)  # nothing stands: that is what the one who waits is held against
        if len(claims) > 1:
            conflicts.append(Conflict(entry, slot, claims, ruled=len(decided) == 1))
        if len(standing) == 1 and standing != {None}:
            slots.setdefault(entry, {})[slot] = standing.pop()
    return Folded(slots, tuple(conflicts), live)


def _living(operations: set[Operation]) -> list[Operation]:
    """Those that no other one replaces; a circle of replacements replaces nothing."""
    if len(operations) == 1:
        return list(operations)
    named = {operation.uuid: operation.replaces for operation in operations}
    waiting = {operation.uuid: operation.waits for operation in operations}
    dead = {
        name
        for operation in operations
        for name in operation.replaces
        if name in named and waiting[name] == operation.waits and operation.uuid not in _reached(name, named)
    }
    return [operation for operation in operations if operation.uuid not in dead]


def _living_rulings(rulings: set[Ruling]) -> list[Ruling]:
    named = {ruling.uuid: ruling.settles for ruling in rulings}
    dead = {
        name
        for ruling in rulings
        for name in ruling.settles
        if name in named and ruling.uuid not in _reached(name, named)
    }
    return [ruling for ruling in rulings if ruling.uuid not in dead]


def _reached(start: str, named: Mapping[str, frozenset[str]]) -> set[str]:
    """Everything that `start` replaces, directly or through others, and itself."""
    reached, waiting = {start}, [start]
    while waiting:
        for name in named.get(waiting.pop(), ()):
            if name not in reached:
                reached.add(name)
                waiting.append(name)
    return reached


def _claims(acts: Sequence[Operation], decisions: Sequence[Ruling]) -> tuple[tuple[Value, tuple[str, ...]], ...]:
    """The different live values, each with who says it; an emptied slot speaks only when a ruling emptied it."""
    said: dict[Value, set[str]] = {}
    for act in acts:
        if act.value is not None:
            said.setdefault(act.value, set()).add(act.uuid)
    for ruling in decisions:
        said.setdefault(ruling.value, set()).add(ruling.uuid)
    return tuple((value, tuple(sorted(said[value]))) for value in sorted(said, key=_value_order))


def _value_order(value: Value) -> tuple[str, int, str]:
    return type(value).__name__, value if isinstance(value, int) else 0, value if isinstance(value, str) else ""


def _in_order(place: tuple[EntryKey, str]) -> tuple[str, int, str, str]:
    entry, slot = place
    return (*_value_order(entry), slot)
