"""From the slots of one entry to the results and absences that a case holds for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.fields import ABSENCE_SLOT
from scoring.rulebook.marks.nodeshape import WITH_PEOPLE
from scoring.sync.layout import Layout
from scoring.sync.operation import Value
from unionevents.lib.phrase import Phrase

# Somebody of a team, as a case names people: `person`, and if known `name`, `unit`, `unit_name`.
Member = Mapping[str, Any]
Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a case says of one entry; `parts` are results one level down, `flags` sentences for the chief referee."""

    records: dict[str, Any]
    absence: str | None
    missing: bool
    flags: tuple[Phrase, ...] = ()
    faults: dict[str, int] = field(default_factory=dict)
    level: str | None = None
    parts: tuple[Node, ...] = ()

    def as_json(self) -> Node:
        """The keys of a case's entry."""
        made: Node = {"absence": self.absence, "missing": self.missing}
        if self.level is None:
            made = {"records": self.records, **made}
        if self.faults:
            made["faults"] = self.faults
        if self.level and self.parts:
            made[self.level] = list(self.parts)
        return made


@dataclass(slots=True)
class _Heard:
    """What was entered for one result, its parts by their numbers."""

    words: dict[str, Value] = field(default_factory=dict)
    faults: dict[str, int] = field(default_factory=dict)
    parts: dict[int, _Heard] = field(default_factory=dict)


def records_of(layout: Layout, slots: Mapping[str, Value], *, members: Sequence[Member] = ()) -> Recorded:
    """Results from slots: an absence beside a mark wins, odd slots are left out, both are flagged.

    `members` are the people of a team; a result of somebody beyond them is of a person without a name.
    """
    flags: list[Phrase] = []
    heard = _Heard()
    for slot in sorted(slots):
        if (odd := layout.oddity(slot, slots[slot])) is not None:
            flags.append(odd)
        elif slots[slot] is not None:
            _hear(heard, layout, slot, slots[slot])
    node = _node(heard, layout, 0, members, flags)
    level = layout.levels[0].code if layout.levels else None
    parts = tuple(node[level]) if level and level in node else ()
    absence = node.get("absence")
    return Recorded(
        records=node.get("records", {}),
        absence=absence,
        missing=absence is None and not node.get("records") and not _any_in(heard),
        flags=tuple(flags),
        faults=node.get("faults", {}),
        level=level,
        parts=parts,
    )


def oddity(layout: Layout, slot: str, value: Value) -> Phrase | None:
    """Why this value cannot count in this contest, or None; intake stores it all the same and flags it."""
    return layout.oddity(slot, value)


def _hear(heard: _Heard, layout: Layout, slot: str, value: Value) -> None:
    place = layout.read(slot)
    if place is None:
        return
    for number in place.numbers:
        heard = heard.parts.setdefault(number, _Heard())
    if place.fault and isinstance(value, int):
        heard.faults[place.word] = value
    else:
        heard.words[place.word] = value


def _any_in(heard: _Heard) -> bool:
    """Whether a result or an absence stands anywhere below; faults alone are no result."""
    return any(part.words or _any_in(part) for part in heard.parts.values())


def _node(heard: _Heard, layout: Layout, depth: int, members: Sequence[Member], flags: list[Phrase]) -> Node:
    """One result as a case writes it, gaps between its parts kept."""
    node: Node = {}
    absence = heard.words.get(ABSENCE_SLOT)
    if depth == len(layout.levels):
        node["records"] = _records(layout, heard)
    else:
        level = layout.levels[depth].code
        known = members if level in WITH_PEOPLE else ()
        parts = [
            {
                **(known[number - 1] if number <= len(known) else _stranger(number) if level in WITH_PEOPLE else {}),
                **_node(heard.parts.get(number, _Heard()), layout, depth + 1, (), flags),
            }
            for number in range(1, max([*heard.parts, len(known)], default=0) + 1)
        ]
        if heard.parts:
            node[level] = parts
    if absence is not None:
        node["absence"] = str(absence)
        if node.get("records") or _any_in(heard):
            flags.append(ABSENCE_WINS.fill(absence=Absence(str(absence)).title))
    if heard.faults:
        node["faults"] = dict(sorted(heard.faults.items()))
    return node


def _stranger(number: int) -> Node:
    return {"person": f"#{number}"}


def _records(layout: Layout, heard: _Heard) -> Node:
    records: Node = {}
    for each in layout.game.fields:
        values = [heard.words.get(slot) for slot in each.slots]
        while values and values[-1] is None:
            values.pop()
        if values:
            records[each.code] = values if each.is_list else values[0]
    return records


ABSENCE_WINS: Final = Phrase(
    en="there is a mark beside “{absence}”; the absence counts", zh="既有成绩又记了“{absence}”，按“{absence}”算"
)
