"""What was recorded in the stages of a contest, as a case holds it: results of entries, or matches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from scoring.sync.layout import Layout, stage_of
from scoring.sync.matchslots import MatchLayout, matches_of
from scoring.sync.operation import Value
from scoring.sync.records import records_of
from unionevents.lib.phrase import Phrase

WHERE: Final = ("missing",)


@dataclass(frozen=True, slots=True)
class StageRecords:
    """The rows of one stage; `open` are matches that cannot be counted yet, with what is said of them."""

    key: str
    rows: tuple[dict[str, Any], ...]
    open: Mapping[str, tuple[dict[str, Any], tuple[Phrase, ...]]] = field(default_factory=dict)
    flags: tuple[Phrase, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The key of a stage in a case."""
        return {self.key: list(self.rows)} if self.rows else {}


def read_stages(layout: Layout, slots: Mapping[str, Mapping[str, Value]]) -> dict[str, StageRecords]:
    """The rows of every stage from the slots of every entry, by its code."""
    by_stage: dict[str, dict[str, dict[str, Value]]] = {stage: {} for stage in layout.stages}
    for entry, mine in slots.items():
        for slot, value in mine.items():
            stage, rest = stage_of(slot)
            if stage in by_stage:
                by_stage[stage].setdefault(entry, {})[rest] = value
    return {stage: _stage(layout.stages[stage], by_stage[stage]) for stage in layout.stages}


def _stage(layout: Layout | MatchLayout, slots: Mapping[str, Mapping[str, Value]]) -> StageRecords:
    if isinstance(layout, MatchLayout):
        written = matches_of(layout, slots)
        return StageRecords("matches", tuple(written.rows.values()), written.open)
    rows: list[dict[str, Any]] = []
    flags: list[Phrase] = []
    for entry in sorted(slots, key=lambda code: (len(code), code)):
        recorded = records_of(layout, slots[entry])
        flags += recorded.flags
        if not recorded.missing:
            result = {key: value for key, value in recorded.as_json().items() if key not in WHERE}
            rows.append({"entry": entry, **result})
    return StageRecords("results", tuple(rows), flags=tuple(flags))
