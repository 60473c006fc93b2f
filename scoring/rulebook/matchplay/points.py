"""League points that a match brings: for the result, by the score, by the difference, or what was scored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.performance import Pair
from scoring.rulebook.matchplay import words
from scoring.rulebook.matchplay.shape import DRAW, PLAYED, RETIRED, A

Settings = Mapping[str, Any]
GIVEN_UP: Final = ("walkover", "forfeit")


def league_points(
    settings: Settings, main: Pair, *, winner: str | None, ended: str, extra: bool
) -> tuple[Pair, Sentence | None]:
    """Points of sides a and b, and what is wrong when the table of points has no line for the score.

    `main` is the score that says who won; `winner` None: both lost; `extra`: won by a decider after a level score.
    """
    if winner is None:
        lost = exact(settings["walkover_loss"])
        return (lost, lost), None
    if ended in GIVEN_UP and settings["walkover_win"] is not None:
        pair, wrong = (exact(settings["walkover_win"]), exact(settings["walkover_loss"])), None
    elif ended == RETIRED and None not in (settings["retired_win"], settings["retired_loss"]):
        pair, wrong = (exact(settings["retired_win"]), exact(settings["retired_loss"])), None
    elif ended == PLAYED and extra:
        pair, wrong = _decided_after_level(settings, main)
    elif settings["points"] == "result" or (settings["points"] == "by_score" and main == (0, 0)):
        draw, win, loss = (exact(settings[key]) for key in ("draw", "win", "loss"))
        pair, wrong = ((draw, draw) if winner == DRAW else (win, loss)), None
    else:
        ours = main if winner in (A, DRAW) else (main[1], main[0])
        pair, wrong = _by_kind(settings, ours)
    if ended in GIVEN_UP:
        pair = pair[0], exact(settings["walkover_loss"])
    elif ended == RETIRED:
        pair = _or(settings["retired_win"], pair[0]), _or(settings["retired_loss"], pair[1])
    return (pair if winner in (A, DRAW) else (pair[1], pair[0])), wrong


def most_points(settings: Settings) -> Mark:
    """What a win is worth in the tables that ask for shares of a full score; 1 where it depends on the score."""
    return exact(settings["win"]) if settings["points"] == "result" else 1


def _by_kind(settings: Settings, main: Pair) -> tuple[Pair, Sentence | None]:
    """Winner's and loser's points of a score, the winner's side first."""
    won, lost = main
    if settings["points"] == "scored":
        return (won, lost), None
    if settings["points"] == "difference":
        base, most = exact(settings["base"]), settings["most_difference"]
        difference = won - lost if most is None else min(won - lost, most)
        return (base + difference, base - difference), None
    for row in settings["by_score"]:
        if (row["won"], row["lost"]) == (won, lost):
            return (exact(row["winner"]), exact(row["loser"])), None
    return (0, 0), Sentence.of("no_points_for_score", words.NO_POINTS_FOR_SCORE, won=str(won), lost=str(lost))


def _decided_after_level(settings: Settings, main: Pair) -> tuple[Pair, Sentence | None]:
    win, loss = settings["decider_win"], settings["decider_loss"]
    if win is None or loss is None:
        if settings["points"] == "result":
            return (_or(win, exact(settings["win"])), _or(loss, exact(settings["loss"]))), None
        pair, wrong = _by_kind(settings, main)
        return (_or(win, pair[0]), _or(loss, pair[1])), wrong
    return (exact(win), exact(loss)), None


def _or(said: Any, usual: Mark) -> Mark:
    return usual if said is None else exact(said)
