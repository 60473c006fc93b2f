"""Which heats of the stages of a measured contest can be entered now: read from an outcome, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class StageStart:
    """One entrant in a heat."""

    entry: str
    lane: int | None


@dataclass(frozen=True, slots=True)
class StageHeat:
    """One heat of one stage; `number` counts the heats of the stage, over its divisions in their order.

    `heat` is None where all of the stage is entered together: nobody starts beside another, and `lane` is the order.
    """

    stage: str
    title: str
    number: int
    heat: int | None
    division: str | None
    starts: tuple[StageStart, ...]

    @property
    def prefix(self) -> str:
        """What stands before every slot of this stage."""
        return f"stage.{self.stage}."


def heats_of(contest: Mapping[str, Any]) -> list[StageHeat]:
    """The heats of every stage whose entrants are known, of one contest of an outcome; none for stages of matches."""
    found: list[StageHeat] = []
    counted: dict[str, int] = {}
    for stage in contest.get("stages", ()):
        if stage["fixtures"]:
            continue
        heats: list[tuple[int | None, tuple[StageStart, ...]]] = [
            (heat["heat"], tuple(StageStart(one["entry"], one["lane"]) for one in heat["starts"]))
            for heat in stage["heats"]
        ]
        if all(len(starts) == 1 for _, starts in heats):
            in_a_row = tuple(StageStart(starts[0].entry, heat) for heat, starts in heats)
            heats = [(None, in_a_row)] if in_a_row else []
        listed = {start.entry for _, starts in heats for start in starts}
        left = tuple(StageStart(entry, None) for entry in stage["entrants"] if entry not in listed)
        for heat, starts in [*heats, *([(None, left)] if left else [])]:
            counted[stage["code"]] = counted.get(stage["code"], 0) + 1
            title = stage["title"] or stage["code"]
            found.append(StageHeat(stage["code"], title, counted[stage["code"]], heat, stage["division"], starts))
    return found
