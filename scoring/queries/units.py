"""The units of an activity with what is known of them, as a case and as the page of the organiser want them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from accounts.models import Unit
from events.models import Activity
from scoring.models import UnitData
from scoring.queries.tagging import UnitNeeds


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """One unit; `code` names it in cases, `own_size` is what it wrote on its roster itself."""

    code: str
    unit: Unit
    own_size: int | None = None
    size: int | None = None
    tags: tuple[str, ...] = ()
    values: Mapping[str, int | str] = field(default_factory=dict)

    def missing(self, needs: UnitNeeds) -> list[str]:
        """What is asked for and not known: `size`, or the names of numbers; a tag may be absent."""
        found = ["size"] if needs.size and self.known_size is None else []
        return found + [name for name in needs.values if name not in self.values]

    @property
    def known_size(self) -> int | None:
        """The organiser's figure, else the unit's own."""
        return self.own_size if self.size is None else self.size

    def as_json(self, needs: UnitNeeds) -> dict[str, Any]:
        """As a case has it: only what is asked for; a number not yet known is null."""
        return {
            "code": self.code,
            "title": self.unit.name,
            **({"size": self.known_size} if needs.size else {}),
            **({"tags": [tag for tag in needs.tags if tag in self.tags]} if needs.tags else {}),
            **({"values": {name: self.values.get(name) for name in needs.values}} if needs.values else {}),
        }


def known_units(activity: Activity) -> list[KnownUnit]:
    """`u1`, `u2` … in the order of the rosters, then `i1` … for invited units that have not begun one."""
    rows = {row.unit_id: row for row in UnitData.objects.filter(activity=activity)}
    found: list[KnownUnit] = []
    for number, roster in enumerate(activity.rosters.select_related("unit").order_by("pk"), start=1):
        found.append(_known(f"u{number}", roster.unit, rows.get(roster.unit_id), roster.size))
    begun = {each.unit.pk for each in found}
    invited = activity.invitedunits.select_related("unit").order_by("position", "pk")
    for number, line in enumerate(invited, start=1):
        if line.unit_id not in begun:
            found.append(_known(f"i{number}", line.unit, rows.get(line.unit_id), None))
    return found


def _known(code: str, unit: Unit, row: UnitData | None, own_size: int | None) -> KnownUnit:
    if row is None:
        return KnownUnit(code, unit, own_size)
    return KnownUnit(code, unit, own_size, row.size, tuple(row.tags), row.values)
