"""Bouts that somebody gave up: walk-overs, forfeits, retirements, and what is booked for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.paths import Path, complain
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.marks.performance import Pair
from scoring.rulebook.matchplay import words
from scoring.rulebook.matchplay.bout import (
    ALL_GAMES,
    BEST_OF,
    NOTHING,
    RESULT,
    SCORE,
    SIDES,
    Bout,
    BoutRules,
    complete,
    counted_games,
    winner_after,
)
from scoring.rulebook.matchplay.shape import RETIRED, A, B


def given_up(line: Mapping[str, Any], rules: BoutRules, path: Path, problems: list[Problem]) -> Bout:
    """A walk-over, a forfeit or a retirement: the other side wins, with what is booked for it."""
    ended = line["ended"]
    winner = winner_after(line, path, problems)
    if ended == RETIRED:
        return _retired(line, rules, SIDES[str(winner)], path, problems)
    if winner is None:
        return Bout(True, None, ended=ended)
    games, scores = booked(rules, SIDES[winner])
    return Bout(True, winner, games, scores, ended)


def booked(rules: BoutRules, winner: int) -> tuple[Pair, Pair]:
    """The games and points written down for a bout that was not played."""
    if rules.booked == "nothing" or rules.kind == RESULT:
        return NOTHING, NOTHING
    if rules.booked == SCORE:
        score = _turned(rules.booked_score, winner)
        return (NOTHING, score) if rules.kind == SCORE or rules.by_points else (score, NOTHING)
    if rules.kind == SCORE:
        return NOTHING, _turned((rules.game.clean, 0), winner)
    needed = rules.number if rules.kind == ALL_GAMES else rules.number // 2 + 1
    points = sum(rules.rules_of(index).clean for index in range(needed))
    return _turned((needed, 0), winner), _turned((points, 0), winner)


def _retired(line: Mapping[str, Any], rules: BoutRules, winner: int, path: Path, problems: list[Problem]) -> Bout:
    games: Pair = NOTHING
    scores: Pair = NOTHING
    rows: list[Sequence[int]] = []
    if line["games"] is not None and rules.kind in (SCORE, RESULT):
        complain(problems, (path, "games"), "one_score", words.ONE_SCORE)
    elif line["games"] is not None:
        rows = [list(row) for row in line["games"]]
        before = len(problems)
        games, scores = counted_games(rows, rules, (path, "games"), problems, broken_off=True)
        if len(problems) == before and rules.kind == BEST_OF and rules.decided(games, len(rows)):
            complain(problems, path, "over_before", words.OVER_BEFORE)
    elif line["score"] is not None:
        score: Pair = exact(line["score"][0]), exact(line["score"][1])
        games, scores = (NOTHING, score) if rules.kind == SCORE or rules.by_points else (score, NOTHING)
        if rules.kind == BEST_OF and not rules.by_points and rules.decided(score, score[0] + score[1]):
            complain(problems, (path, "score"), "over_before", words.OVER_BEFORE)
    if rules.retired == "booked":
        games, scores = booked(rules, winner)
    elif rules.retired == "nothing":
        games, scores = NOTHING, NOTHING
    elif rules.retired == "completed":
        games, scores = _completed(rules, rows, games, scores, winner)
    return Bout(True, (A, B)[winner], games, scores, RETIRED)


def _completed(
    rules: BoutRules, rows: Sequence[Sequence[int]], games: Pair, scores: Pair, winner: int
) -> tuple[Pair, Pair]:
    """The score as if the winner had made every point that was still to be played."""
    if rules.kind == RESULT or (rules.by_points and not rows):
        return games, scores
    if rules.kind == SCORE:
        return games, rules.game.finished(scores, winner)
    tally, points = list(games), list(scores)
    index = len(rows) or int(games[0] + games[1])
    with_points = bool(rows) or index == 0
    if rows and not complete(rules.rules_of(index - 1), (rows[-1][0], rows[-1][1])):
        open_game: Pair = (rows[-1][0], rows[-1][1])
        points[winner] += rules.rules_of(index - 1).finished(open_game, winner)[winner] - open_game[winner]
        tally[winner] += 1
    while index < rules.number and not (rules.kind == BEST_OF and rules.decided((tally[0], tally[1]), index)):
        tally[winner] += 1
        points[winner] += rules.rules_of(index).clean if with_points else 0
        index += 1
    return (tally[0], tally[1]), (points[0], points[1])


def _turned(pair: Pair, winner: int) -> Pair:
    return pair if winner == 0 else (pair[1], pair[0])
