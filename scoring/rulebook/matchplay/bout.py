"""A bout: one match, or one rubber of a team tie, that was played out. Read strictly, games and points counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.paths import Path, complain
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.numbers import whole
from scoring.rulebook.marks.performance import Ending, Pair
from scoring.rulebook.matchplay import words
from scoring.rulebook.matchplay.gamescore import HALF, GameRules
from scoring.rulebook.matchplay.shape import BOTH, DRAW, PLAYED, RETIRED, WALKOVER, A, B

NOTHING: Final[Pair] = (0, 0)
BEST_OF: Final = "best_of"
ALL_GAMES: Final = "all_games"
SCORE: Final = "score"
RESULT: Final = "result"
SIDES: Final = {A: 0, B: 1}


class Bout(NamedTuple):
    """What came of it: `winner` is "a", "b", "draw", or None when both lost or it has not been played."""

    finished: bool
    winner: str | None = None
    games: Pair = NOTHING
    scores: Pair = NOTHING
    ended: Ending = "played"
    extra: bool = False


UNPLAYED: Final = Bout(finished=False)


@dataclass(frozen=True, slots=True)
class BoutRules:
    """How a bout is won: `kind` best_of, all_games, score or result; `number` of games; what else is settled how."""

    kind: str
    number: int
    by_points: bool
    game: GameRules
    last_game: GameRules
    level: str
    timed: bool
    booked: str
    booked_score: Pair
    retired: str

    def rules_of(self, index: int) -> GameRules:
        """The rules of a game by its number from 0."""
        return self.last_game if self.kind == BEST_OF and index == self.number - 1 else self.game

    def decided(self, games: Pair, played: Mark) -> bool:
        """Whether nobody can catch up any more."""
        return gap(games) > self.number - played

    def main(self, games: Pair, scores: Pair) -> Pair:
        """The score that says who won."""
        return scores if self.kind == SCORE or self.by_points else games


def gap(score: Pair) -> Mark:
    """By how much one side leads."""
    return max(score) - min(score)


def ending_stands(line: Mapping[str, Any], scored: tuple[str, str], path: Path, problems: list[Problem]) -> bool:
    """Whether the ending, who gave up, and the two ways of giving a score go together; complains if not."""
    before = len(problems)
    ended, given = line["ended"], [key for key in scored if line[key] is not None]
    if len(given) > 1:
        complain(problems, (path, given[1]), "score_twice", words.SCORE_TWICE)
    if ended == PLAYED and line["by"] is not None:
        complain(problems, (path, "by"), "by_without_ending", words.BY_WITHOUT_ENDING)
    if ended != PLAYED and line["by"] is None:
        complain(problems, path, "who_gave_up", words.WHO_GAVE_UP)
    if ended == RETIRED and line["by"] == BOTH:
        complain(problems, (path, "by"), "both_retired", words.BOTH_RETIRED)
    if ended == WALKOVER and given:
        complain(problems, (path, given[0]), "walkover_with_score", words.WALKOVER_WITH_SCORE)
    return len(problems) == before


def winner_after(line: Mapping[str, Any], path: Path, problems: list[Problem]) -> str | None:
    """Who wins when the side in `by` gave up; None when both did."""
    winner = {A: B, B: A}.get(line["by"])
    if line["winner"] not in (None, winner):
        complain(
            problems, (path, "winner"), "other_winner", words.OTHER_WINNER, winner=winner or "-", stated=line["winner"]
        )
    return winner


def played_out(line: Mapping[str, Any], rules: BoutRules, path: Path, problems: list[Problem]) -> Bout:
    """A bout that ended in the usual way; UNPLAYED when nothing is recorded, or after a complaint."""
    if line["games"] is None and line["score"] is None and (line["winner"] is None or rules.kind != RESULT):
        if line["winner"] is not None:
            complain(problems, (path, "winner"), "winner_without_score", words.WINNER_WITHOUT_SCORE)
        return UNPLAYED
    if rules.kind == RESULT:
        return _only_result(line, rules, path, problems)
    before = len(problems)
    games, scores = _counted(line, rules, path, problems)
    if len(problems) > before:
        return UNPLAYED
    winner, extra = won(line["winner"], rules.main(games, scores), rules.level, path, problems)
    return Bout(True, winner, games, scores, extra=extra)


def _only_result(line: Mapping[str, Any], rules: BoutRules, path: Path, problems: list[Problem]) -> Bout:
    for key in ("games", "score"):
        if line[key] is not None:
            complain(problems, (path, key), "only_the_winner", words.ONLY_THE_WINNER)
    if line["winner"] == DRAW and rules.level != DRAW:
        complain(problems, (path, "winner"), "no_draws", words.NO_DRAWS)
    return Bout(True, line["winner"])


def won(stated: str | None, main: Pair, level: str, path: Path, problems: list[Problem]) -> tuple[str | None, bool]:
    """The winner as the score says, or as stated where it is level and may be; and whether a decider was needed."""
    if main[0] != main[1]:
        winner = A if main[0] > main[1] else B
        if stated not in (None, winner):
            complain(problems, (path, "winner"), "other_winner", words.OTHER_WINNER, winner=winner, stated=stated)
        return winner, False
    if level == "decider":
        if stated not in (A, B):
            complain(problems, path, "no_winner", words.NO_WINNER)
        return stated, True
    if level != DRAW:
        complain(problems, path, "no_draws", words.NO_DRAWS)
    elif stated not in (None, DRAW):
        complain(problems, (path, "winner"), "other_winner", words.OTHER_WINNER, winner=DRAW, stated=stated)
    return DRAW, False


def _counted(line: Mapping[str, Any], rules: BoutRules, path: Path, problems: list[Problem]) -> tuple[Pair, Pair]:
    """Games and points of a bout that was played out, with everything checked that the settings say."""
    if line["games"] is not None:
        if rules.kind == SCORE:
            complain(problems, (path, "games"), "one_score", words.ONE_SCORE)
            return NOTHING, NOTHING
        return counted_games(line["games"], rules, (path, "games"), problems)
    score: Pair = exact(line["score"][0]), exact(line["score"][1])
    place: Path = (path, "score")
    if rules.kind == SCORE:
        _check_single(score, rules, place, problems)
        return NOTHING, score
    if rules.by_points:
        return NOTHING, score
    check_won(score, rules.number, decided=rules.kind == BEST_OF, timed=rules.timed, path=place, problems=problems)
    return score, NOTHING


def _check_single(score: Pair, rules: BoutRules, place: Path, problems: list[Problem]) -> None:
    if any(side.denominator != 1 for side in score):
        complain(problems, place, "not_whole_points", words.WHOLE_POINTS)
    elif wrong := rules.game.wrong(score):
        complain(problems, place, "impossible_score", wrong)


def check_won(score: Pair, number: int, *, decided: bool, timed: bool, path: Path, problems: list[Problem]) -> None:
    """Complain of a number of wins that cannot be: too many, not over yet, or played on after it was decided."""
    played = score[0] + score[1]
    if any((2 * side).denominator != 1 for side in score):
        complain(problems, path, "not_halves", words.HALVES)
    elif played > number:
        complain(problems, path, "too_many_games", words.TOO_MANY_GAMES, found=whole(played), number=number)
    elif not decided:
        if played < number and not timed:
            complain(problems, path, "too_few_games", words.TOO_FEW_GAMES, found=whole(played), number=number)
    elif gap(score) <= number - played:
        if played < number and not timed:
            complain(problems, path, "not_over", words.NOT_OVER, number=number)
    elif gap(score) - 1 > number - played + 1:
        complain(problems, path, "played_on", words.DECIDED_BEFORE)


def counted_games(
    rows: Sequence[Sequence[int]], rules: BoutRules, path: Path, problems: list[Problem], *, broken_off: bool = False
) -> tuple[Pair, Pair]:
    """Games and points of listed games; of a bout that broke off, the last game may be unfinished."""
    if len(rows) > rules.number:
        complain(problems, path, "too_many_games", words.TOO_MANY_GAMES, found=len(rows), number=rules.number)
        return NOTHING, NOTHING
    games: list[Mark] = [0, 0]
    for index, row in enumerate(rows):
        score: Pair = (row[0], row[1])
        game = rules.rules_of(index)
        if rules.kind == BEST_OF and rules.decided((games[0], games[1]), index):
            complain(problems, (path, index), "played_on", words.DECIDED_BEFORE)
            return NOTHING, NOTHING
        last_open = broken_off and index == len(rows) - 1
        if wrong := game.unfinished_is_wrong(score) if last_open else game.wrong(score):
            complain(problems, (path, index), "impossible_score", wrong)
        if last_open and not complete(game, score):
            continue
        if row[0] == row[1]:
            games = [games[0] + HALF, games[1] + HALF]
        else:
            games[0 if row[0] > row[1] else 1] += 1
    pair: Pair = (whole(games[0]), whole(games[1]))
    if not broken_off and not rules.timed:
        if rules.kind == ALL_GAMES and len(rows) < rules.number:
            complain(problems, path, "too_few_games", words.TOO_FEW_GAMES, found=len(rows), number=rules.number)
        if rules.kind == BEST_OF and len(rows) < rules.number and not rules.decided(pair, len(rows)):
            complain(problems, path, "not_over", words.NOT_OVER, number=rules.number)
    return pair, (sum(row[0] for row in rows), sum(row[1] for row in rows))


def complete(game: GameRules, score: Pair) -> bool:
    return score[0] != score[1] and game.over(score)
