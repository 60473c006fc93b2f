"""One act of a referee, and one decision of the chief referee about a slot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

# Whatever names the entry: a number on the server, `ball-run/1` in a file.
EntryKey: TypeAlias = int | str
# A field's whole number, or the code of an absence; None empties the slot.
Value: TypeAlias = int | str | None


@dataclass(frozen=True, slots=True)
class Operation:
    """One value set in one slot of one entry; `replaces` names the operations that its writer saw there.

    One that `waits` came too late, or from nobody known: it is kept and shown, and counts only by a ruling.
    """

    uuid: str
    entry: EntryKey
    slot: str
    value: Value
    replaces: frozenset[str] = frozenset()
    device: str = ""
    seq: int = 0
    captured_at: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """The chief referee's value for a slot; `settles` names the operations and earlier rulings that were weighed."""

    uuid: str
    entry: EntryKey
    slot: str
    value: Value
    settles: frozenset[str] = frozenset()
