"""Groups of matches for tests: read, ranked and printed without a case around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scoring.rulebook import GAMES, TIE_BREAKS
from scoring.rulebook.base.paths import ROOT
from scoring.rulebook.base.sentences import CaseProblems, Problem
from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.matches.league import league
from scoring.rulebook.matches.match import MATCH, Match, MatchGame, read_matches
from scoring.rulebook.ranks.ranking import Ranking
from scoring.rulebook.ranks.tiebreak import Chain, TieBreak

Row = Mapping[str, Any]


def game_of(settings: Row | None = None, *, code: str = "match") -> MatchGame:
    """A match game that is set up; contradictions are a failed test."""
    game = GAMES[code](settings)
    assert isinstance(game, MatchGame)
    assert game.contradictions() == []
    return game


def rows_of(matches: Iterable[Row], problems: list[Problem]) -> list[Row]:
    """Rows with the shape of a MATCH, each with its place."""
    path = (ROOT, "matches")
    return [row for number, one in enumerate(matches) if (row := MATCH.read(dict(one), (path, number), problems))]


def read(game: MatchGame, matches: Iterable[Row]) -> list[Match]:
    """The matches; CaseProblems with everything that is wrong."""
    problems: list[Problem] = []
    rows = [row for row in rows_of(matches, problems) if isinstance(row, dict)]
    known = {side for row in rows for side in (row["a"], row["b"]) if side}
    found = read_matches(game, rows, known, problems)
    if problems:
        raise CaseProblems(problems)
    return found


def read_one(game: MatchGame, **match: Any) -> Match:
    """One match between a and b."""
    return read(game, [{"a": "A", "b": "B", **match}])[0]


def wrong(game: MatchGame, **match: Any) -> list[tuple[str, str]]:
    """What is complained of in one match: place and rule."""
    try:
        read_one(game, **match)
    except CaseProblems as found:
        return [(problem.path.removeprefix("$.matches[0]"), problem.sentence.rule) for problem in found.problems]
    return []


def short(*lines: str) -> list[dict[str, Any]]:
    """Matches written `Brazil-Norway 1:2`, or with games `A-B 11:9 9:11 11:5`."""
    matches = []
    for line in lines:
        who, *scores = line.split(" ")
        a, b = who.split("-")
        pairs = [[int(side) for side in score.split(":")] for score in scores]
        matches.append({"a": a, "b": b, **({"score": pairs[0]} if len(pairs) == 1 else {"games": pairs})})
    return matches


def chain_of(lines: Any, orders: Mapping[str, Sequence[Any]] | None = None) -> Chain:
    """A chain from what stands in a case."""

    def rules(several: Sequence[Row]) -> tuple[TieBreak, ...]:
        return tuple(
            TIE_BREAKS[line["rule"]](
                {key: value for key, value in line.items() if key != "rule"},
                orders=(orders or {}).get(line["rule"], ()),
            )
            for line in several
        )

    if isinstance(lines, Mapping):
        return Chain(rules(lines["two"]), rules(lines["more"]), lines["restart"])
    return Chain.of(rules(lines))


def ranking_of(
    game: MatchGame,
    matches: Iterable[Row],
    *,
    chain: Any = None,
    orders: Mapping[str, Sequence[Any]] | None = None,
    withdrawn: Iterable[str] = (),
    rounds: int = 0,
) -> Ranking:
    """The league of these matches, by the game's own chain unless one is given."""
    found = read(game, matches)
    ids = sorted({side for match in found for side in (match.a, match.b) if side})
    gone = set(withdrawn)
    entrants = [Performance(one, None, Absence.WD if one in gone else None) for one in ids]
    return league(
        entrants, found, game, chain=chain_of(game.usual_chain() if chain is None else chain, orders), rounds=rounds
    )


def places(ranking: Ranking) -> dict[str, int]:
    """Entrant to place, in the order of the table."""
    return {one.id: level.place for level in ranking.levels for one in level.performances}


def order(ranking: Ranking) -> str:
    """The table in one line: `A B=C D`."""
    return " ".join("=".join(one.id for one in level.performances) for level in ranking.levels)


def entrants(*ids: str, gone: str = "") -> list[Performance]:
    """Entrants by their letters; those in `gone` have withdrawn."""
    return [Performance(one, None, Absence.WD if one in gone else None) for one in ids]
