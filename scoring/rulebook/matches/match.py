"""Games of matches: a MATCH is read strictly into what it came to for both sides.

`game.read(match, path, problems)` gives a Match, or None after adding every problem with its place;
`read_matches` does so for a list, and checks who plays. A row without any result is a fixture: `finished` is False.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple, Self

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.paths import ROOT, Path, complain
from scoring.rulebook.base.rule import Contradiction
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.marks.game import Game, Mark, Records
from scoring.rulebook.marks.numbers import plain_text, without_zeros
from scoring.rulebook.marks.performance import Ending, Pair, Played, Result
from scoring.rulebook.matches.systems import SYSTEMS, SystemSettings
from scoring.rulebook.matchplay import words
from scoring.rulebook.matchplay.bout import NOTHING
from scoring.rulebook.matchplay.points import league_points, most_points
from scoring.rulebook.matchplay.shape import BYE, DRAW, MATCH, WALKOVER, A, B
from unionevents.lib.phrase import Phrase

__all__ = ["MATCH", "Match", "MatchGame", "fixture", "read_matches"]


class Match(NamedTuple):
    """One match between sides a and b, counted; pairs are (a, b).

    `winner` is "a", "b", "draw", or None when nobody won; `b` is None for a bye; `extra` says that a decider was
    needed. `points` are league points, `possible` those of a win.
    """

    a: str
    b: str | None
    finished: bool = False
    winner: str | None = None
    ended: Ending = "played"
    rubbers: Pair = NOTHING
    games: Pair = NOTHING
    scores: Pair = NOTHING
    points: Pair = NOTHING
    possible: Mark = 0
    extra: bool = False
    id: str | None = None
    group: str = ""
    round: int = 0

    def played_by(self, side: int, stage: str = "") -> Played:
        """The match as side a (0) or side b (1) sees it; side b moves second."""
        result: Result = "lost"
        if self.winner == DRAW:
            result = "drawn"
        elif self.winner == (A, B)[side]:
            result = "won"
        return Played(
            opponent=(self.a, self.b)[1 - side],
            points=self.points[side],
            result=result,
            ended=self.ended,
            rubbers=_turned(self.rubbers, side),
            games=_turned(self.games, side),
            scores=_turned(self.scores, side),
            round=self.round,
            stage=stage,
            group=self.group,
            second=side == 1,
            possible=self.possible,
        )


def fixture(a: str, b: str | None, *, group: str = "", round: int = 0) -> Match:  # as in the file
    """A match that is still to be played."""
    return Match(a, b, group=group, round=round)


class MatchGame(Game):
    """What is won match by match; nothing is recorded for an entry by itself."""

    fields = ()
    entered_by: ClassVar = "matches"

    @classmethod
    def shape(cls) -> SystemSettings:
        """The shape of its settings, filled up from the system that they name."""
        return SystemSettings({parameter.code: parameter.key() for parameter in cls.parameters})

    def usual_chain(self) -> Any:
        """The tie-breaks of its system, as they would stand in a case."""
        return SYSTEMS[self.settings["system"]].chain

    def read(self, match: Mapping[str, Any], path: Path, problems: list[Problem]) -> Match | None:
        """The match of a MATCH row that has its shape; None after adding what is wrong to `problems`."""
        before = len(problems)
        if match["a"] == match["b"]:
            complain(problems, (path, "b"), "against_itself", words.AGAINST_ITSELF, entrant=match["a"])
        counted: Match | None
        if match["ended"] == BYE:
            counted = self._bye(match, path, problems)
        elif match["b"] is None:
            complain(problems, (path, "b"), "no_opponent", words.NO_OPPONENT)
            return None
        else:
            counted = self._count(match, path, problems)
        if counted is None or len(problems) > before:
            return None
        named = counted._replace(id=match["id"], group=match["group"] or "", round=match["round"] or 0)
        if not named.finished or named.ended == BYE:
            return named
        points, wrong = league_points(
            self.settings, self.main(named), winner=named.winner, ended=named.ended, extra=named.extra
        )
        if wrong is not None:
            complain(problems, path, wrong.rule, words.NO_POINTS_FOR_SCORE, **wrong.values)
            return None
        return named._replace(points=points, possible=most_points(self.settings))

    def decisive(self) -> Self:
        """The same game where a level match must have a winner, as a knock-out needs it."""
        if self.settings["level"] == "none":
            return self
        return type(self)({**self.settings, "level": "decider"})

    def bye(self, entrant: str, *, group: str = "", round: int = 0) -> Match:  # as in the file
        """The bye of a round, worth what the settings say."""
        given = self.settings["bye"]
        points = most_points(self.settings) if given is None else exact(given)
        return Match(
            entrant,
            None,
            True,
            A,
            BYE,
            points=(points, 0),
            possible=most_points(self.settings),
            group=group,
            round=round,
        )

    def walkover(self, match: Match, *, by: str) -> Match:
        """What becomes of a fixture when side a, b or both do not come."""
        read = self._walkover(match, by)
        if read is None:
            raise ValueError(f"no walk-over of {match.a} and {match.b} can be booked")
        return read

    def _walkover(self, match: Match, by: str) -> Match | None:
        line = {
            **dict.fromkeys(("games", "score", "rubbers", "winner")),
            **{"a": match.a, "b": match.b, "ended": WALKOVER, "by": by},
            **{"id": match.id, "group": match.group, "round": match.round},
        }
        return self.read(line, ROOT, [])

    def changed(self, settings: Mapping[str, Any]) -> Self:
        """The same game with some settings changed, such as a longer format in a later stage."""
        return type(self)({**({} if "system" in settings else self.settings), **settings})

    def booking_contradictions(self) -> list[Contradiction]:
        """A walk-over must be worth points: of its own, or those of a score that the table of points has."""
        if self.settings["points"] != "by_score" or self._walkover(fixture("a", "b"), "b") is not None:
            return []
        return [(("walkover_win",), words.BOOKED_NOT_IN_TABLE)]

    @abstractmethod
    def main(self, match: Match) -> Pair:
        """The score that says who won."""

    @abstractmethod
    def _count(self, match: Mapping[str, Any], path: Path, problems: list[Problem]) -> Match | None:
        """The match without its points, group and round."""

    def _bye(self, match: Mapping[str, Any], path: Path, problems: list[Problem]) -> Match:
        if any(match[key] is not None for key in ("b", "games", "score", "rubbers", "by")):
            complain(problems, path, "bye_with_opponent", words.BYE_WITH_OPPONENT)
        whole_bye = self.bye(match["a"])
        if match["winner"] == DRAW:
            return whole_bye._replace(winner=DRAW, points=(exact(self.settings["draw"]), 0))
        if match["winner"] == B:
            return whole_bye._replace(winner=B, points=NOTHING)
        return whole_bye

    def mark(self, records: Records) -> Mark | None:
        return None

    def key(self, mark: Mark) -> Mark:
        return -mark

    def shown(self, mark: Mark) -> Phrase:
        """`5 分`, or `3 胜` in a table that is ordered by wins."""
        number = without_zeros(plain_text(mark))
        if self.settings["ranked_by"] == "wins":
            return Phrase(en=f"{number} won", zh=f"{number} 胜")
        return Phrase(en=f"{number} points" if mark != 1 else "1 point", zh=f"{number} 分")


def read_matches(
    game: MatchGame, rows: Sequence[Mapping[str, Any]], known: Collection[str], problems: list[Problem]
) -> list[Match]:
    """The matches of rows that have the MATCH shape, between entrants that are `known`."""
    return [match for match in read_rows(game, rows, known, problems) if match is not None]


def read_rows(
    game: MatchGame, rows: Sequence[Mapping[str, Any]], known: Collection[str], problems: list[Problem]
) -> list[Match | None]:
    """The same row by row; None for a row that cannot be read."""
    found: list[Match | None] = []
    wrong = check_matches(rows, known, problems)
    for number, row in enumerate(rows):
        if row["leg"] is not None:
            complain(problems, (row["path"], "leg"), "no_legs", words.NO_LEGS)
        match = game.read(row, row["path"], problems)
        found.append(None if number in wrong else match)
    return found


def check_matches(rows: Sequence[Mapping[str, Any]], known: Collection[str], problems: list[Problem]) -> set[int]:
    """The numbers of rows that name somebody who is not `known`, or have an id that is taken; each is complained of."""
    wrong: set[int] = set()
    ids: set[str] = set()
    for number, row in enumerate(rows):
        for side in (A, B):
            if row[side] is not None and row[side] not in known:
                complain(problems, (row["path"], side), "unknown_entrant", words.UNKNOWN_ENTRANT, entrant=row[side])
                wrong.add(number)
        if row["id"] is not None and row["id"] in ids:
            complain(problems, (row["path"], "id"), "match_twice", words.MATCH_TWICE, id=row["id"])
            wrong.add(number)
        ids.add(row["id"])
    return wrong


def _turned(pair: Pair, side: int) -> Pair:
    return pair if side == 0 else (pair[1], pair[0])
