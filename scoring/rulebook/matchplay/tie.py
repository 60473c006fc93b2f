"""A team tie: rubbers in order, read strictly into rubbers, games and points of both teams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.paths import Path, complain
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.numbers import whole
from scoring.rulebook.marks.performance import Pair
from scoring.rulebook.matches.match import Match
from scoring.rulebook.matchplay import words
from scoring.rulebook.matchplay.bout import (
    NOTHING,
    SIDES,
    UNPLAYED,
    Bout,
    BoutRules,
    check_won,
    ending_stands,
    gap,
    winner_after,
    won,
)
from scoring.rulebook.matchplay.gamescore import HALF
from scoring.rulebook.matchplay.givenup import booked
from scoring.rulebook.matchplay.reading import read_bout
from scoring.rulebook.matchplay.shape import DRAW, PLAYED, RETIRED, WALKOVER, A, B

RUBBERS: Final = "rubbers"


@dataclass(frozen=True, slots=True)
class TieRules:
    """The rubbers' rules in order, and how the tie is won; `to_the_end`: all are played."""

    bouts: tuple[BoutRules, ...]
    to_the_end: bool
    won_by: str
    level: str
    appearances: int | None
    booked: str
    booked_score: Pair
    retired: str

    @property
    def number(self) -> int:
        """How many rubbers a tie has."""
        return len(self.bouts)

    def decided(self, rubbers: Pair, played: Mark) -> bool:
        """Whether the other team cannot catch up any more."""
        return gap(rubbers) > self.number - played


class Tally(NamedTuple):
    """Rubbers, games and points so far, and how many rubbers are over."""

    rubbers: Pair = NOTHING
    games: Pair = NOTHING
    scores: Pair = NOTHING
    played: int = 0

    def plus(self, bout: Bout) -> Tally:
        """With one more rubber."""
        rubber: Pair = (int(bout.winner == A), int(bout.winner == B))
        if bout.winner == DRAW:
            rubber = (HALF, HALF)
        return Tally(
            _sum(self.rubbers, rubber), _sum(self.games, bout.games), _sum(self.scores, bout.scores), self.played + 1
        )


def read_tie(line: Mapping[str, Any], rules: TieRules, path: Path, problems: list[Problem]) -> Match | None:
    """The tie without its points, or None after adding what is wrong to `problems`."""
    before = len(problems)
    if not ending_stands(line, ("rubbers", "score"), path, problems):
        return None
    if line["ended"] == PLAYED:
        match = _played(line, rules, path, problems)
    else:
        match = _given_up(line, rules, path, problems)
    return match if len(problems) == before else None


def _played(line: Mapping[str, Any], rules: TieRules, path: Path, problems: list[Problem]) -> Match:
    match = Match(line["a"], line["b"])
    if line["rubbers"] is None and line["score"] is None:
        if line["winner"] is not None:
            complain(problems, (path, "winner"), "winner_without_score", words.WINNER_WITHOUT_SCORE)
        return match
    before = len(problems)
    if line["rubbers"] is not None:
        tally = _counted(line["rubbers"], rules, (path, "rubbers"), problems)
        if len(problems) > before or tally.played == 0:
            return match
        over = tally.played == rules.number or (not rules.to_the_end and rules.decided(tally.rubbers, tally.played))
        if not over:
            complain(problems, (path, "rubbers"), "tie_not_over", words.TIE_NOT_OVER, number=rules.number)
    else:
        tally = _from_score(line["score"], rules, (path, "score"), problems)
    if len(problems) > before:
        return match
    main = {RUBBERS: tally.rubbers, "games": tally.games, "points": tally.scores}[rules.won_by]
    level = rules.level
    if main[0] == main[1] and level == "games_points":
        main = tally.games if tally.games[0] != tally.games[1] else tally.scores
        level = DRAW
    winner, extra = won(line["winner"], main, level, path, problems)
    return match._replace(
        finished=True, winner=winner, rubbers=tally.rubbers, games=tally.games, scores=tally.scores, extra=extra
    )


def _counted(
    rows: Sequence[Mapping[str, Any]],
    rules: TieRules,
    path: Path,
    problems: list[Problem],
) -> Tally:
    """The rubbers that are over, in order; nothing may follow the rubber that decided the tie."""
    if len(rows) > rules.number:
        complain(problems, path, "too_many_rubbers", words.TOO_MANY_RUBBERS, found=len(rows), number=rules.number)
        return Tally()
    tally = Tally()
    for index, (row, bout_rules) in enumerate(zip(rows, rules.bouts, strict=False)):
        bout = read_bout(row, bout_rules, (path, index), problems) or UNPLAYED
        if not bout.finished:
            continue
        if not rules.to_the_end and rules.decided(tally.rubbers, tally.played):
            complain(problems, (path, index), "played_on", words.DECIDED_BEFORE)
        tally = tally.plus(bout)
    _check_line_ups(rows, rules.appearances, path, problems)
    return tally


def _check_line_ups(
    rows: Sequence[Mapping[str, Any]], allowed: int | None, path: Path, problems: list[Problem]
) -> None:
    played: dict[str, Counter[str]] = {A: Counter(), B: Counter()}
    for index, row in enumerate(rows):
        for side in (A, B):
            for person, times in Counter(row[side]).items():
                played[side][person] += 1
                place: Path = ((path, index), side)
                if times > 1:
                    complain(problems, place, "twice_in_rubber", words.TWICE_IN_RUBBER, person=person)
                if allowed is not None and played[side][person] == allowed + 1:
                    found = sum(person in other[side] for other in rows)
                    complain(
                        problems,
                        place,
                        "too_many_appearances",
                        words.TOO_MANY_APPEARANCES,
                        person=person,
                        found=found,
                        allowed=allowed,
                    )
    for person in sorted(played[A].keys() & played[B].keys()):
        complain(problems, path, "on_both_sides", words.ON_BOTH_SIDES, person=person)


def _from_score(score: Sequence[Any], rules: TieRules, path: Path, problems: list[Problem]) -> Tally:
    """A tie of which only the score is known: rubbers won, or what else decides it."""
    pair: Pair = (exact(score[0]), exact(score[1]))
    if rules.won_by != RUBBERS:
        return _only(rules.won_by, pair)
    check_won(pair, rules.number, decided=not rules.to_the_end, timed=False, path=path, problems=problems)
    return Tally(rubbers=pair)


def _given_up(line: Mapping[str, Any], rules: TieRules, path: Path, problems: list[Problem]) -> Match:
    winner = winner_after(line, path, problems)
    match = Match(line["a"], line["b"], True, winner, line["ended"])
    if winner is None:
        return match
    tally, side = Tally(), SIDES[winner]
    if line["ended"] == RETIRED:
        if line["rubbers"] is not None:
            tally = _counted(line["rubbers"], rules, (path, "rubbers"), problems)
        elif line["score"] is not None:
            score: Pair = (exact(line["score"][0]), exact(line["score"][1]))
            tally = Tally(rubbers=score, played=int(score[0] + score[1]))
        if tally.played > rules.number or (not rules.to_the_end and rules.decided(tally.rubbers, tally.played)):
            complain(problems, path, "over_before", words.OVER_BEFORE)
    kept = rules.retired if line["ended"] == RETIRED else "booked"
    if kept == "booked":
        tally = _booked(rules, side)
    elif kept == "nothing":
        tally = Tally()
    elif kept == "completed":
        tally = _completed(tally, rules, side)
    return match._replace(rubbers=tally.rubbers, games=tally.games, scores=tally.scores)


def _booked(rules: TieRules, side: int) -> Tally:
    if rules.booked == "nothing":
        return Tally()
    if rules.booked == "score":
        score = rules.booked_score if side == 0 else (rules.booked_score[1], rules.booked_score[0])
        return _only(rules.won_by, score)
    return _completed(Tally(), rules, side)


def _only(won_by: str, score: Pair) -> Tally:
    if won_by == RUBBERS:
        return Tally(rubbers=score)
    return Tally(games=score) if won_by == "games" else Tally(scores=score)


def _completed(tally: Tally, rules: TieRules, side: int) -> Tally:
    """With the rubbers still to be played won to nothing."""
    while tally.played < rules.number and (rules.to_the_end or not rules.decided(tally.rubbers, tally.played)):
        games, scores = booked(replace(rules.bouts[tally.played], booked="clean"), side)
        tally = tally.plus(Bout(True, (A, B)[side], games, scores, WALKOVER))
    return tally


def _sum(one: Pair, other: Pair) -> Pair:
    return whole(one[0] + other[0]), whole(one[1] + other[1])
