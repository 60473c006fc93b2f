"""Who may be named for a reward: everybody who entered, the teams, the units, by start number or name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from events.models import Activity
from scoring.queries.entries import entries_of, lineup_of, title_of
from scoring.queries.setting import Setting, person_code

_BETWEEN = re.compile(r"[、，,;；\n]+")
_NUMBERS = re.compile(r"[0-9]+(?:\s+[0-9]+)+")
_NUMBERED = re.compile(r"([0-9]{1,6})(?:\s.*)?")


@dataclass(frozen=True)
class Receivers:
    """Codes of the rule book by what people call them; `people` by start number."""

    people: dict[int, str] = field(default_factory=dict)
    teams: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)

    @cached_property
    def by_name(self) -> dict[str, list[int]]:
        found = defaultdict(list)
        for number, name in sorted(self.people.items()):
            found[name].append(number)
        return dict(found)

    def named(self, kind: str, code: str) -> str:
        """What stands on the form for a code: `12 林悦`, a team or a unit by its name."""
        if kind == "people":
            number = int(code[1:]) if code[1:].isdecimal() else 0
            return f"{number} {self.people.get(number, '')}".strip() if number else code
        names = {code: name for name, code in (self.teams if kind == "entries" else self.units).items()}
        return names.get(code, code)


def receivers_of(activity: Activity) -> Receivers:
    found = Receivers()
    codes = Setting(activity).unit_codes
    for entry in entries_of(activity).select_related("contest"):
        roster = entry.person.roster
        found.units[roster.unit.name] = codes[roster.pk]
        for person in lineup_of(entry) or [entry.person]:
            found.people[int(person_code(person)[1:])] = person.name
        if entry.team is not None:
            found.teams[title_of(entry)] = f"{entry.contest.code}/{entry.number}"
    return found


def pieces(text: str) -> Iterator[str]:
    """What was typed, name by name; numbers may stand behind each other with spaces only."""
    for piece in filter(None, map(str.strip, _BETWEEN.split(text))):
        yield from piece.split() if _NUMBERS.fullmatch(piece) else [piece]


def number_in(piece: str) -> int | None:
    """12 of `12` and of `12 林悦`."""
    found = _NUMBERED.fullmatch(piece)
    return int(found[1]) if found else None


__all__ = ["Receivers", "number_in", "pieces", "receivers_of"]
