"""From what is written down for an entry to its performance: records, then aggregations from the inside out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.adjustment import Line
from scoring.rulebook.marks.aggregation import NOWHERE, Held, Step, Way, name_of_part
from scoring.rulebook.marks.game import Game, Records
from scoring.rulebook.marks.performance import Performance

Node = Mapping[str, Any]
WHOLE: Final = None


@dataclass(frozen=True)
class Scoring:
    """How raw data become marks: the game, its aggregations outermost first, its adjustments in order."""

    game: Game
    steps: tuple[Step, ...] = ()
    adjustments: tuple[Line, ...] = ()

    @cached_property
    def lines(self) -> tuple[Held, ...]:
        """For whom each step holds."""
        return tuple(step.held for step in self.steps)

    @cached_property
    def measures(self) -> tuple[Game, ...]:
        """What the marks are at each depth: of the whole result first, of the records last."""
        levels = [step.over for step in self.steps]
        return (*(self.measured[levels.index(level)] for level in dict.fromkeys(levels)), self.game)

    @cached_property
    def measured(self) -> tuple[Game, ...]:
        """What the marks are that each step makes; those of the records last."""
        found = [self.game]
        for step in reversed(self.steps):
            found.insert(0, step.rule.measured_in(found[0]))
        return tuple(found)

    def performances(self, entries: Iterable[Node]) -> list[Performance]:
        """The performance of every entry, adjusted."""
        return self.adjusted([self._performance(entry, entry["id"], NOWHERE, 0) for entry in entries])

    def adjusted(
        self, performances: list[Performance], at: str | None = WHOLE, measure: Game | None = None
    ) -> list[Performance]:
        """Results of one level after the adjustments that are for it; whole results are in the measure of a contest."""
        for line in self.adjustments:
            if line.at == at:
                performances = line.rule.apply_all(performances, measure or self.measures[0])
        return performances

    def _performance(self, node: Node, label: str, way: Way, begin: int) -> Performance:
        absence = Absence(node["absence"]) if node["absence"] else None
        common: dict[str, Any] = {
            "faults": node["faults"],
            "tags": frozenset(node.get("tags", ())),
            "unit": node.get("unit"),
            "label": label,
            "trial": node.get("trial", False),
        }
        number = way.next_line(self.lines, begin)
        if number is None:
            records: Records = {field: value for field, value in node["records"].items() if value is not None}
            mark = None if absence else self.game.mark(records)
            if mark is not None:
                common["figures"] = self.game.figures(records)
            elif absence is None:
                absence = self.game.no_mark(records)
            return Performance(node.get("id", label), mark, absence, records, **common)
        step, measure = self.steps[number], self.measured[number + 1]
        parts = []
        for place, child in enumerate(node[step.over] or (), 1):
            name = name_of_part(child, place)
            parts.append(self._performance(child, name, way.into(step.over, name), number + 1))
        parts = self.adjusted(parts, step.over, measure)
        if absence is not None or not parts:
            return Performance(node.get("id", label), None, absence, parts=tuple(parts), **common)
        mark, absence, note = step.rule.combine(parts, measure)
        notes = (note,) if note else ()
        return Performance(node.get("id", label), mark, absence, parts=tuple(parts), notes=notes, **common)
