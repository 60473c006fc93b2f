"""What a match brings, in words."""

from __future__ import annotations

from scoring.rulebook.base.exact import exact
from scoring.rulebook.marks.numbers import plain_text, without_zeros
from scoring.rulebook.matches.match import MatchGame
from unionevents.lib.phrase import Phrase


def says_league(game: MatchGame) -> Phrase:
    """胜 2 分、负 1 分、未到 0 分."""
    settings = game.settings
    if settings["ranked_by"] == "wins":
        return WINS
    if settings["points"] == "result":
        template = WIN_DRAW_LOSS if settings["level"] == "draw" else WIN_LOSS
    else:
        template = {"by_score": BY_SCORE, "difference": DIFFERENCE, "scored": SCORED}[settings["points"]]
    values = {
        key: without_zeros(plain_text(exact(settings[key]))) for key in ("win", "draw", "loss", "base", "walkover_loss")
    }
    return template.fill(**values)


WINS = Phrase(en="the table goes by matches won", zh="按胜场数排名")
WIN_DRAW_LOSS = Phrase(
    en="win {win}, draw {draw}, loss {loss}, walk-over {walkover_loss} points",
    zh="胜 {win} 分、平 {draw} 分、负 {loss} 分、未到 {walkover_loss} 分",
)
WIN_LOSS = Phrase(
    en="win {win}, loss {loss}, walk-over {walkover_loss} points",
    zh="胜 {win} 分、负 {loss} 分、未到 {walkover_loss} 分",
)
BY_SCORE = Phrase(en="points by the score", zh="按比分积分")
DIFFERENCE = Phrase(en="{base} points plus or minus the difference", zh="{base} 分加减差额")
SCORED = Phrase(en="every point scored counts", zh="得多少分积多少分")
