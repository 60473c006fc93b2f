"""The settings that games of matches have in common: how a match is won, what is booked, what points it brings."""

from __future__ import annotations

from typing import Final

from scoring.rulebook.base.rule import Choice, Parameter
from unionevents.lib.phrase import Phrase

MOST_GAMES: Final = 99
MOST_POINTS: Final = 10_000

SINGLE: Final = (
    Parameter(
        "format",
        Phrase(en="A match is", zh="一场怎么打"),
        "choice",
        default="best_of",
        choices=(
            Choice("best_of", Phrase(en="best of the games", zh="多局多胜")),
            Choice("all_games", Phrase(en="all games, always", zh="打满全部局")),
            Choice("score", Phrase(en="one score", zh="一个比分")),
            Choice("result", Phrase(en="only won, drawn or lost", zh="只记胜平负")),
        ),
    ),
    Parameter(
        "games",
        Phrase(en="Games in a match", zh="局数"),
        "whole",
        default=3,
        lowest=1,
        highest=MOST_GAMES,
        help=Phrase(en="The most that can be played: 3 is best of three.", zh="最多打几局：三局两胜写 3。"),
    ),
    Parameter(
        "decided_by",
        Phrase(en="Over all games, who wins", zh="打满后比什么"),
        "choice",
        default="games",
        choices=(
            Choice("games", Phrase(en="more games", zh="胜局多者胜")),
            Choice("points", Phrase(en="more points in all games together", zh="各局得分之和多者胜")),
        ),
    ),
    Parameter(
        "points_to",
        Phrase(en="Points to win a game", zh="每局几分"),
        "whole",
        optional=True,
        lowest=1,
        highest=MOST_POINTS,
        help=Phrase(en="Empty: any score can end a game.", zh="不填：任何比分都可以结束一局。"),
    ),
    Parameter("lead", Phrase(en="Lead needed", zh="领先几分才胜"), "whole", default=2, lowest=1, highest=100),
    Parameter(
        "cap",
        Phrase(en="Cap", zh="封顶分"),
        "whole",
        optional=True,
        lowest=1,
        highest=MOST_POINTS,
        help=Phrase(
            en="At this score one point of lead is enough. The same as the points to win: golden point.",
            zh="打到这个分数，领先一分即胜。与每局分数相同就是“金球”。",
        ),
    ),
    Parameter(
        "last_game_to",
        Phrase(en="Points in the deciding game", zh="决胜局几分"),
        "whole",
        optional=True,
        lowest=1,
        highest=MOST_POINTS,
    ),
    Parameter(
        "last_game_cap",
        Phrase(en="Cap of the deciding game", zh="决胜局封顶分"),
        "whole",
        optional=True,
        lowest=1,
        highest=MOST_POINTS,
    ),
    Parameter(
        "game_worth",
        Phrase(en="What a game can bring", zh="一局（一副牌）可得的分"),
        "rows",
        default=[],
        help=Phrase(
            en="Empty: any points. Else one side gets one of these numbers, the other nothing, as in hands of cards.",
            zh="不填：任何得分。填了就是一方得其中一个数、另一方得 0，如掼蛋双下 3、单下 2、末游 1。",
        ),
        columns=(Parameter("points", Phrase(en="Points", zh="得分"), "whole", required=True, lowest=1, highest=1000),),
    ),
    Parameter(
        "time_limit",
        Phrase(en="Time limit (minutes)", zh="限时（分钟）"),
        "whole",
        optional=True,
        lowest=1,
        highest=1440,
        help=Phrase(
            en="When time is up, whoever leads has won: a score may stop short of its points.",
            zh="时间到时领先的一方胜：比分可以没打到规定分数。",
        ),
    ),
    Parameter(
        "drawn_games",
        Phrase(en="A game can be drawn", zh="一局可以打平"),
        "yes_no",
        default=False,
        help=Phrase(en="A drawn game is half to each.", zh="打平的一局双方各算半局。"),
    ),
)

LEVEL: Final = Parameter(
    "level",
    Phrase(en="A match that ends level", zh="打平时"),
    "choice",
    default="none",
    choices=(
        Choice("none", Phrase(en="cannot be", zh="不会打平")),
        Choice("draw", Phrase(en="is drawn", zh="算平局")),
        Choice("decider", Phrase(en="is decided by extra play (shoot-out, extra hand)", zh="加赛、点球决胜")),
    ),
)

BOOKED: Final = (
    Parameter(
        "booked",
        Phrase(en="Booked for a walk-over or forfeit", zh="未到、判负时记多少"),
        "choice",
        default="clean",
        choices=(
            Choice("nothing", Phrase(en="no games, no points", zh="不记局分和得分")),
            Choice("clean", Phrase(en="won to nothing", zh="按最大比分记（对方为 0）")),
            Choice("score", Phrase(en="this score", zh="按规定比分记")),
        ),
    ),
    Parameter("booked_for", Phrase(en="Booked for the winner", zh="记胜方"), "whole", default=0, highest=MOST_POINTS),
    Parameter(
        "booked_against", Phrase(en="Booked for the loser", zh="记负方"), "whole", default=0, highest=MOST_POINTS
    ),
    Parameter(
        "retired",
        Phrase(en="When somebody retires in play", zh="中途退出时"),
        "choice",
        default="completed",
        choices=(
            Choice("completed", Phrase(en="the winner gets what was still to be played", zh="余下的分和局归胜方")),
            Choice("so_far", Phrase(en="the score so far counts", zh="已打的比分有效")),
            Choice("booked", Phrase(en="booked like a walk-over", zh="与未到同样记")),
            Choice("nothing", Phrase(en="no games, no points", zh="不记局分和得分")),
        ),
    ),
)

LEAGUE: Final = (
    Parameter(
        "points",
        Phrase(en="League points", zh="积分办法"),
        "choice",
        default="result",
        choices=(
            Choice("result", Phrase(en="for win, draw, loss", zh="按胜平负")),
            Choice("by_score", Phrase(en="by the score", zh="按比分")),
            Choice("difference", Phrase(en="a base, plus or minus the difference", zh="基准分加减差额")),
            Choice("scored", Phrase(en="what was scored", zh="得多少算多少")),
        ),
    ),
    Parameter("win", Phrase(en="Win", zh="胜"), "number", default=2, highest=1000),
    Parameter("draw", Phrase(en="Draw", zh="平"), "number", default=1, highest=1000),
    Parameter("loss", Phrase(en="Loss", zh="负"), "number", default=1, highest=1000),
    Parameter(
        "by_score",
        Phrase(en="Points by the score", zh="各比分的积分"),
        "rows",
        default=[],
        columns=(
            Parameter("won", Phrase(en="Winner's score", zh="胜方比分"), "whole", required=True, highest=MOST_POINTS),
            Parameter("lost", Phrase(en="Loser's score", zh="负方比分"), "whole", required=True, highest=MOST_POINTS),
            Parameter("winner", Phrase(en="Winner gets", zh="胜方得"), "number", required=True, highest=1000),
            Parameter("loser", Phrase(en="Loser gets", zh="负方得"), "number", required=True, highest=1000),
        ),
    ),
    Parameter("base", Phrase(en="Base", zh="基准分"), "number", default=13, highest=1000),
    Parameter(
        "most_difference",
        Phrase(en="Largest difference that counts", zh="差额最多算"),
        "whole",
        optional=True,
        lowest=1,
        highest=MOST_POINTS,
    ),
    Parameter("decider_win", Phrase(en="Won by the decider", zh="决胜得胜"), "number", optional=True, highest=1000),
    Parameter("decider_loss", Phrase(en="Lost by the decider", zh="决胜得负"), "number", optional=True, highest=1000),
    Parameter(
        "walkover_win",
        Phrase(en="Opponent did not come or was ruled out", zh="对方未到或被判负"),
        "number",
        optional=True,
        highest=1000,
        help=Phrase(en="Empty: as for the score that is booked.", zh="不填：按所记的比分。"),
    ),
    Parameter(
        "walkover_loss",
        Phrase(en="Did not come or was ruled out", zh="未到或被判负"),
        "number",
        default=0,
        highest=1000,
    ),
    Parameter("retired_win", Phrase(en="Opponent retired", zh="对方中途退出"), "number", optional=True, highest=1000),
    Parameter("retired_loss", Phrase(en="Retired", zh="中途退出"), "number", optional=True, highest=1000),
    Parameter(
        "bye",
        Phrase(en="Bye", zh="轮空"),
        "number",
        optional=True,
        highest=1000,
        help=Phrase(en="Empty: as a win.", zh="不填：与胜相同。"),
    ),
    Parameter(
        "ranked_by",
        Phrase(en="The table is ordered by", zh="排名先看"),
        "choice",
        default="points",
        choices=(
            Choice("points", Phrase(en="league points", zh="积分")),
            Choice("wins", Phrase(en="matches won", zh="胜场数")),
        ),
    ),
    Parameter(
        "withdrawal",
        Phrase(en="Matches of those who withdrew", zh="中途弃权者的比赛"),
        "choice",
        default="delete",
        choices=(
            Choice("delete", Phrase(en="none of them counts", zh="全部作废")),
            Choice("delete_if_less_than_half", Phrase(en="count if at least half were played", zh="打满半数才有效")),
            Choice("keep", Phrase(en="count, the rest are walk-overs", zh="已打的有效，未打的判对方胜")),
        ),
    ),
)
