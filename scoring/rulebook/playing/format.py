"""What a format is: how the entrants of one stage meet, and what comes of it.

A stage is given its entrants in order of strength and everything on record about it (draw, matches, results). Without
results it still answers with its plan: heats and lanes, fixtures, a bracket, the next Swiss round.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, Literal, NamedTuple

from scoring.rulebook.base.paths import Path, complain
from scoring.rulebook.base.rule import Rule
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.drawing.lots import Ticket
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.marks.results import Scoring
from scoring.rulebook.matches.match import Match, MatchGame
from scoring.rulebook.ranks.level import Level
from scoring.rulebook.ranks.ranking import Ranking, natural
from scoring.rulebook.ranks.tiebreak import Chain, Order
from unionevents.lib.phrase import Phrase

APART_UNIT: Final = "unit"
APART_GROUP: Final = "group"
Row = Mapping[str, Any]


class Entrant(NamedTuple):
    """One entrant of a stage; `group` and `place` are where he came from in the stage before."""

    performance: Performance
    group: str = ""
    place: int = 0
    seed: int | None = None

    @property
    def id(self) -> str:
        return self.performance.id


@dataclass(frozen=True, slots=True)
class Draw:
    """What is on record about the draw: its seed, who is kept apart, and places drawn elsewhere."""

    seed: str = ""
    apart: str | None = None
    placed: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage with what is on record about it; marks are made by `scoring`, matches are read by its game.

    `places_advance` says that places inside its heats or groups pass entrants on.
    """

    code: str
    title: str
    scoring: Scoring
    chain: Chain
    undecided: str
    draw: Draw
    matches: tuple[Row, ...]
    results: tuple[Row, ...]
    orders: Mapping[str, Sequence[Order]]
    path: Path
    places_advance: bool = False

    @property
    def game(self) -> Game:
        """What its marks are."""
        return self.scoring.measures[0]

    @property
    def match_game(self) -> MatchGame:
        """The same where matches are played; asking it of anything else is a defect."""
        game = self.scoring.game
        if not isinstance(game, MatchGame):
            raise TypeError(f"{game.code} is not a game of matches")
        return game


@dataclass(frozen=True, slots=True)
class Field:
    """Who is in a stage, in order of strength; `before` is how they did in the stage they came from, if any."""

    entrants: tuple[Entrant, ...]
    before: Mapping[str, Performance] = field(default_factory=dict)
    earlier: tuple[Match, ...] = ()

    @property
    def ids(self) -> list[str]:
        return [entrant.id for entrant in self.entrants]

    def tickets(self, apart: str | None) -> list[Ticket]:
        """The entrants as they go into a draw, strongest first."""
        if apart == APART_UNIT:
            return [Ticket(entrant.id, entrant.performance.unit or "") for entrant in self.entrants]
        if apart == APART_GROUP:
            return [Ticket(entrant.id, entrant.group) for entrant in self.entrants]
        return [Ticket(entrant.id) for entrant in self.entrants]


def lines_on_record(stage: Stage, field: Field, problems: list[Problem]) -> dict[str, int]:
    """The lines of a draw made elsewhere, of everybody who is in the stage; empty where none is on record."""
    lines = {row["entry"]: row["line"] for row in stage.draw.placed if row["line"] is not None}
    found = {entry: lines[entry] for entry in field.ids if entry in lines}
    if found:
        for entry in field.ids:
            if entry not in found:
                complain(problems, stage.path, "no_line", NO_LINE, entry=entry)
    return found


class Side(NamedTuple):
    """One side of a fixture: an entrant, or the winner or loser of another fixture; all None is a bye."""

    entry: str | None = None
    winner_of: str | None = None
    loser_of: str | None = None

    def as_json(self) -> dict[str, str] | None:
        """Whichever is set, the entrant first; None for a bye."""
        found = {key: value for key, value in self._asdict().items() if value is not None}
        return found or None


class Fixture(NamedTuple):
    """One meeting of the plan, with its match once it is recorded; `places` are what it decides, if anything.

    A tie of several matches has them as `legs`; then `match` is all of them together.
    """

    id: str
    round: int
    a: Side
    b: Side
    group: str = ""
    title: Phrase | None = None
    match: Match | None = None
    places: tuple[int, int] | None = None
    legs: tuple[Match, ...] = ()


class Start(NamedTuple):
    """Where somebody starts."""

    heat: int
    lane: int
    entry: str


class Section(NamedTuple):
    """A heat or a group with its own ranking; `title` as printed."""

    code: str
    title: Phrase
    ranking: Ranking

    @property
    def ids(self) -> list[str]:
        """Who is in it."""
        placed = [one.id for level in self.ranking.levels for one in level.performances]
        return placed + [one.id for one in self.ranking.unplaced]


@dataclass(frozen=True, slots=True)
class StageOutcome:
    """What came of a stage: its ranking, its parts, its plan; `complete` says that nothing is still to come.

    `shown` replaces the mark as printed; `matches` are all that were read, for stages that carry them on.
    """

    ranking: Ranking
    sections: tuple[Section, ...] = ()
    fixtures: tuple[Fixture, ...] = ()
    starts: tuple[Start, ...] = ()
    complete: bool = False
    shown: Mapping[str, Phrase] = field(default_factory=dict)
    matches: tuple[Match, ...] = ()
    notes: tuple[Phrase, ...] = ()
    # Above 1 where nobody has won the places before it, such as a final to which nobody came.
    first_place: int = 1


class Format(Rule):
    """A way to play one stage."""

    played_by: ClassVar[Literal["entries", "matches"]]
    # Holds lists of stages in its place, instead of being played itself.
    nested: ClassVar[bool] = False

    @classmethod
    def suits(cls, game: type[Game]) -> bool:
        """Whether the game can be played this way: with results, or with matches."""
        return game.entered_by == cls.played_by

    @abstractmethod
    def play(self, stage: Stage, field: Field, problems: list[Problem]) -> StageOutcome:
        """The outcome of the stage so far; what cannot have happened is added to `problems` with its place."""


NO_LINE: Final = Phrase(en="no line is on record for “{entry}”", zh="没有写明“{entry}”在第几号位")


def shared_levels(groups: Sequence[Sequence[Performance]], decided_by: str) -> list[Level]:
    """Each group on one shared place, places counted off; empty groups take none."""
    levels: list[Level] = []
    place = 1
    for group in groups:
        if group:
            levels.append(Level(place, sorted(group, key=lambda one: natural(one.id)), decided_by))
            place += len(group)
    return levels
