"""Ties of a knock-out that are played over several matches: two legs on aggregate, the best of three matches."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from scoring.rulebook.base.paths import Path, complain
from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.numbers import whole
from scoring.rulebook.marks.performance import Pair
from scoring.rulebook.matches.match import Match, MatchGame, check_matches, read_rows
from scoring.rulebook.matchplay.bout import NOTHING
from scoring.rulebook.matchplay.shape import DRAW, PLAYED, A, B
from unionevents.lib.phrase import Phrase

SCORES: Final = "scores"
POINTS: Final = "points"
WINS: Final = "wins"

LEGS_PARAMETERS: Final = (
    Parameter(
        "legs",
        Phrase(en="Matches of a tie", zh="每轮交手几场"),
        "whole",
        default=1,
        lowest=1,
        highest=9,
        help=Phrase(
            en="2: home and away. One match more of the same pair decides a level tie: shoot-out, extra game.",
            zh="2 即主客场两回合。同一对多记的一场，是打平后的决胜（点球、加赛）。",
        ),
    ),
    Parameter(
        "legs_won_by",
        Phrase(en="A tie is won by", zh="几场合起来比"),
        "choice",
        default=SCORES,
        choices=(
            Choice(SCORES, Phrase(en="the scores added", zh="总比分")),
            Choice(POINTS, Phrase(en="points of the matches, then the scores added", zh="各场积分，再比总比分")),
            Choice(WINS, Phrase(en="matches won, over as soon as decided", zh="胜场，分出胜负即止")),
        ),
    ),
    Parameter(
        "away_counts",
        Phrase(en="Level: more scored away", zh="打平时客场得分多者胜"),
        "yes_no",
        default=False,
        help=Phrase(en="Away is whoever stands second in a match.", zh="一场比赛里写在后面的一方是客队。"),
    ),
)


@dataclass(frozen=True, slots=True)
class Legs:
    """How several matches of one pair make one tie."""

    number: int
    won_by: str
    away_counts: bool

    def game_of_legs(self, game: MatchGame) -> MatchGame:
        """The game of one match: where scores or points are added up a single one may be level."""
        return game.changed({"level": DRAW}) if self.won_by != WINS and game.settings["level"] != DRAW else game

    def read_one(self, row: Mapping[str, Any], number: int, game: MatchGame, problems: list[Problem]) -> Match | None:
        """One match of a tie by itself; that after the last of them decides and may be only a winner."""
        if number > self.number:
            return _decider(row, game.decisive(), problems)
        return self.game_of_legs(game).read(row, row["path"], problems)

    def tie(self, legs: Sequence[Match], decider: Match | None, game: MatchGame) -> Match:
        """All matches of one pair as one, seen from side a of the first."""
        first = legs[0]
        turned = [leg if leg.a == first.a else other_way(leg) for leg in legs]
        whole_tie = first._replace(
            id=None,
            finished=False,
            winner=None,
            extra=False,
            ended=next((leg.ended for leg in legs if leg.ended != PLAYED), PLAYED),
            rubbers=_added([leg.rubbers for leg in turned]),
            games=_added([leg.games for leg in turned]),
            scores=_added([leg.scores for leg in turned]),
            points=_added([leg.points for leg in turned]),
        )
        wins = (sum(leg.winner == A for leg in turned), sum(leg.winner == B for leg in turned))
        left = self.number - sum(leg.finished for leg in legs)
        if self.won_by == WINS and abs(wins[0] - wins[1]) > left:
            return whole_tie._replace(finished=True, winner=_leader(wins))
        if left:
            return whole_tie
        if all(leg.winner is None for leg in legs):  # nobody came to any of them
            return whole_tie._replace(finished=True)
        main = game.main(whole_tie)
        by: dict[str, list[Pair]] = {SCORES: [main], POINTS: [whole_tie.points, main], WINS: [wins]}
        compared = by[self.won_by]
        if self.away_counts:
            own_away = [game.main(leg)[1] for leg in legs if leg.b == first.a]
            other_away = [game.main(leg)[1] for leg in legs if leg.b == first.b]
            compared.append((sum(own_away), sum(other_away)))
        winner = next(filter(None, map(_leader, compared)), None)
        if winner is not None:
            return whole_tie._replace(finished=True, winner=winner)
        if decider is None or not decider.finished:
            return whole_tie
        seen = decider if decider.a == first.a else other_way(decider)
        return whole_tie._replace(finished=True, winner=seen.winner, extra=True)


def read_ties(
    rows: Sequence[Mapping[str, Any]], known: Collection[str], legs: Legs, game: MatchGame, problems: list[Problem]
) -> list[tuple[Match, tuple[Match, ...]]]:
    """Every tie with its matches, between entrants that are `known`; a pair meets in one tie only."""
    if legs.number > 1:
        check_matches(rows, known, problems)
        pairs: dict[frozenset[str], list[Mapping[str, Any]]] = {}
        for row in rows:
            if row["b"] is None:
                complain(problems, row["path"], "bye_of_legs", BYE_OF_LEGS)
            elif {row["a"], row["b"]} <= set(known):
                pairs.setdefault(frozenset((row["a"], row["b"])), []).append(row)
        read = [read_legs(of_pair, legs, game, problems) for of_pair in pairs.values()]
        return [tie for tie in read if tie is not None]
    found: dict[frozenset[str | None], Match] = {}
    for row, match in zip(rows, read_rows(game.decisive(), rows, known, problems), strict=True):
        if match is None:
            continue
        pair = frozenset((match.a, match.b))
        if pair in found and match.b is not None:
            complain(problems, row["path"], "met_twice", MET_TWICE, a=match.a, b=match.b)
        found[pair] = match
    return [(match, (match,)) for match in found.values()]


def read_legs(
    rows: Sequence[Mapping[str, Any]], legs: Legs, game: MatchGame, problems: list[Problem]
) -> tuple[Match, tuple[Match, ...]] | None:
    """One tie and its matches, from the rows of one pair; None after adding what is wrong to `problems`."""
    before = len(problems)
    rows = _in_order(rows, problems)
    each = legs.game_of_legs(game)
    read: list[Match] = []
    for row in rows[: legs.number]:
        if read and legs.won_by == WINS and legs.tie(read, None, each).finished:
            complain(problems, row["path"], "played_on", DECIDED_BEFORE)
        match = each.read(row, row["path"], problems)
        if match is not None:
            read.append(match)
    decider = None
    if len(problems) == before and len(rows) > legs.number:
        if legs.tie(read, None, each).finished:
            complain(problems, rows[legs.number]["path"], "played_on", DECIDED_BEFORE)
        decider = _decider(rows[legs.number], game.decisive(), problems)
    for row in rows[legs.number + 1 :]:
        complain(problems, row["path"], "too_many_legs", TOO_MANY_LEGS, number=legs.number)
    if len(problems) > before:
        return None
    return legs.tie(read, decider, each), (*read, *((decider,) if decider else ()))


def _in_order(rows: Sequence[Mapping[str, Any]], problems: list[Problem]) -> Sequence[Mapping[str, Any]]:
    """By the number that each has; without numbers as they stand."""
    if all(row["leg"] is None for row in rows):
        return rows
    ordered = sorted(rows, key=lambda row: row["leg"] or 0)
    for number, row in enumerate(ordered, 1):
        if row["leg"] != number:
            complain(problems, (row["path"], "leg"), "legs_in_turn", LEGS_IN_TURN, number=number)
            break
    return ordered


def other_way(match: Match) -> Match:
    """The same match with the sides the other way round."""
    assert match.b is not None  # a bye has one side
    return match._replace(
        a=match.b,
        b=match.a,
        winner={A: B, B: A}.get(match.winner or "", match.winner),
        rubbers=match.rubbers[::-1],
        games=match.games[::-1],
        scores=match.scores[::-1],
        points=match.points[::-1],
    )


def _decider(row: Mapping[str, Any], game: MatchGame, problems: list[Problem]) -> Match | None:
    """A match with its own score, or only who won, such as a shoot-out."""
    path: Path = row["path"]
    if row["ended"] == PLAYED and all(row[key] is None for key in ("games", "score", "rubbers")):
        if row["winner"] in (A, B):
            return Match(row["a"], row["b"], True, row["winner"], id=row["id"])
        if row["winner"] is not None:
            complain(problems, (path, "winner"), "no_winner", NO_WINNER)
        return Match(row["a"], row["b"], id=row["id"])
    return game.read(row, path, problems)


def _added(pairs: Sequence[Pair]) -> Pair:
    if not pairs:
        return NOTHING
    return whole(sum(pair[0] for pair in pairs)), whole(sum(pair[1] for pair in pairs))


def _leader(pair: tuple[Mark, Mark]) -> str | None:
    return None if pair[0] == pair[1] else A if pair[0] > pair[1] else B


DECIDED_BEFORE: Final = Phrase(en="the tie was decided before this match", zh="这一轮在此场之前已分出胜负")
TOO_MANY_LEGS: Final = Phrase(
    en="a tie has {number} matches, and one more as its decider", zh="每轮交手 {number} 场，最多再加一场决胜"
)
LEGS_IN_TURN: Final = Phrase(
    en="the matches of a tie are numbered from 1 on without gaps, each once; {number} is missing here",
    zh="同一对的各场从 1 起连续编号，各一次；这里缺第 {number} 场",
)
NO_WINNER: Final = Phrase(en="a decider has a winner", zh="决胜必须有胜者")
MET_TWICE: Final = Phrase(en="“{a}” and “{b}” meet once only in a knock-out", zh="淘汰赛里“{a}”和“{b}”只会相遇一次")
BYE_OF_LEGS: Final = Phrase(en="a bye of a knock-out needs no match", zh="淘汰赛轮空不用记比赛")
