"""From what is written down for an entry to its performance: records, then aggregations from the inside out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.adjustment import Line
from scoring.rulebook.marks.aggregation import Step
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
    def measures(self) -> tuple[Game, ...]:
        """What the marks are at each depth: of the whole result first, of the records last."""
        found = [self.game]
        for step in reversed(self.steps):
            found.insert(0, step.rule.measured_in(found[0]))
        return tuple(found)

    def performances(self, entries: Iterable[Node]) -> list[Performance]:
        """The performance of every entry, adjusted."""
        return self.adjusted([self._performance(entry, entry["id"], 0) for entry in entries], WHOLE, 0)

    def adjusted(self, performances: list[Performance], at: str | None, depth: int) -> list[Performance]:
        """Results of one level, so deep, after the adjustments that are for it."""
        for line in self.adjustments:
            if line.at == at:
                performances = line.rule.apply_all(performances, self.measures[depth])
        return performances

    def _performance(self, node: Node, label: str, depth: int) -> Performance:
        absence = Absence(node["absence"]) if node["absence"] else None
        common: dict[str, Any] = {
            "faults": node["faults"],
            "tags": frozenset(node.get("tags", ())),
            "unit": node.get("unit"),
            "label": label,
            "trial": node.get("trial", False),
        }
        if depth == len(self.steps):
            records: Records = {field: value for field, value in node["records"].items() if value is not None}
            mark = None if absence else self.game.mark(records)
            if mark is not None:
                common["figures"] = self.game.figures(records)
            elif absence is None:
                absence = self.game.no_mark(records)
            return Performance(node.get("id", label), mark, absence, records, **common)
        step = self.steps[depth]
        children: Sequence[Node] = node[step.over] or ()
        parts = tuple(
            self.adjusted(
                [
                    self._performance(child, child.get("code") or child.get("person") or str(number), depth + 1)
                    for number, child in enumerate(children, 1)
                ],
                step.over,
                depth + 1,
            )
        )
        if absence is not None or not parts:
            return Performance(node.get("id", label), None, absence, parts=parts, **common)
        mark, absence, note = step.rule.combine(parts, self.measures[depth + 1])
        notes = (note,) if note else ()
        return Performance(node.get("id", label), mark, absence, parts=parts, notes=notes, **common)
