"""One entrant as every ranking sees it: in a race, in a group of matches, in a table of units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.game import Mark, Records
from unionevents.lib.phrase import Phrase

Result: TypeAlias = Literal["won", "drawn", "lost"]
Ending: TypeAlias = Literal["played", "walkover", "retired", "forfeit", "bye"]


Pair: TypeAlias = tuple[Mark, Mark]


class Met(NamedTuple):
    """What the opponent of a match came to in the end, for tie-breaks that ask how strong he was.

    `mark` is his final score; `adjusted` the same with the rounds that he chose not to play at the end as draws;
    `drawn` with all his unplayed rounds as draws; `opponents` the sum of his own opponents' final scores.
    """

    mark: Mark
    adjusted: Mark
    drawn: Mark
    opponents: Mark


class Played(NamedTuple):
    """One match seen from one side; pairs are (for, against), a drawn rubber or game is half to each.

    `opponent` is None for a bye; `points` are the league points it brought, `possible` those of a win; `second` says
    that this side moved second.
    """

    opponent: str | None
    points: Mark
    result: Result
    ended: Ending = "played"
    rubbers: Pair = (0, 0)
    games: Pair = (0, 0)
    scores: Pair = (0, 0)
    round: int = 0
    stage: str = ""
    group: str = ""
    second: bool = False
    possible: Mark = 0
    met: Met | None = None


class Performance(NamedTuple):
    """What one entrant did.

    `parts` are one level down (attempts, members, legs ...), in order; `demotion` is a number of places, or "last";
    `notes` say what adjustments did, in their order; `figures` are the game's numbers beside the mark, by name.
    """

    id: str
    mark: Mark | None
    absence: Absence | None = None
    records: Records = {}
    parts: tuple[Performance, ...] = ()
    faults: Mapping[str, int] = {}
    played: tuple[Played, ...] = ()
    tags: frozenset[str] = frozenset()
    unit: str | None = None
    label: str = ""
    trial: bool = False
    tier_cap: str | None = None
    demotion: int | Literal["last"] = 0
    notes: tuple[Phrase, ...] = ()
    figures: Mapping[str, Mark] = {}

    @property
    def achieved(self) -> Mark:
        """The mark of somebody who has one; asking it of anybody else is a defect."""
        if self.mark is None:
            raise ValueError(f"{self.id} has no mark")
        return self.mark
