"""The settings that only team ties have."""

from __future__ import annotations

from typing import Final

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.matchplay.parameters import LEVEL, MOST_GAMES
from unionevents.lib.phrase import Phrase

TIE: Final = (
    Parameter(
        "rubbers",
        Phrase(en="Rubbers in order", zh="各盘（按顺序）"),
        "rows",
        default=[{"title": "", "games": None}, {"title": "", "games": None}, {"title": "", "games": None}],
        columns=(
            Parameter("title", Phrase(en="Title", zh="名称"), "text", default=""),
            Parameter(
                "games",
                Phrase(en="Games, if other than below", zh="局数（与下面不同时填）"),
                "whole",
                optional=True,
                lowest=1,
                highest=MOST_GAMES,
            ),
        ),
    ),
    Parameter(
        "stop",
        Phrase(en="The tie", zh="打到什么时候"),
        "choice",
        default="decided",
        choices=(
            Choice("decided", Phrase(en="stops when it is decided", zh="胜负已定即止")),
            Choice("all", Phrase(en="is played to the last rubber", zh="各盘全部打完")),
        ),
    ),
    Parameter(
        "won_by",
        Phrase(en="The tie is won by", zh="团体胜负看"),
        "choice",
        default="rubbers",
        choices=(
            Choice("rubbers", Phrase(en="more rubbers", zh="胜盘多")),
            Choice("games", Phrase(en="more games in all", zh="胜局总数多")),
            Choice("points", Phrase(en="more points in all", zh="得分总数多")),
        ),
    ),
    Parameter(
        "level",
        LEVEL.title,
        "choice",
        default="none",
        choices=(
            *LEVEL.choices,
            Choice("games_points", Phrase(en="goes by games, then by points", zh="比胜局总数，再比得分总数")),
        ),
    ),
    Parameter(
        "rubber_level",
        Phrase(en="A rubber that ends level", zh="一盘打平时"),
        "choice",
        default="none",
        choices=LEVEL.choices,
    ),
    Parameter(
        "appearances",
        Phrase(en="Rubbers a player may play in one tie", zh="每人每场最多出场盘数"),
        "whole",
        optional=True,
        lowest=1,
        highest=MOST_GAMES,
        help=Phrase(en="Checked where line-ups are given.", zh="写了出场名单时检查。"),
    ),
)
