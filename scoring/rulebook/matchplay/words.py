"""What is said of a match that cannot be."""

from __future__ import annotations

from unionevents.lib.phrase import Phrase

SCORE_TWICE = Phrase(en="give the games or the score, not both", zh="“games”和“score”只写一个")
BY_WITHOUT_ENDING = Phrase(
    en="“by” says who gave up; say in “ended” how: walkover, retired or forfeit",
    zh="“by”写的是谁放弃，要在“ended”写明是 walkover（未到）、retired（中途退出）还是 forfeit（判负）",
)
WHO_GAVE_UP = Phrase(en="say in “by” which side gave up", zh="要在“by”写明是哪一方放弃或被判负")
BOTH_RETIRED = Phrase(en="only one side can retire", zh="中途退出只能是一方")
WALKOVER_WITH_SCORE = Phrase(
    en="a walk-over has no score: what is booked for it is a setting", zh="未到没有比分，记多少分由设置决定"
)
WINNER_WITHOUT_SCORE = Phrase(en="there is a winner, but no score", zh="写了胜方，却没有比分")
ONLY_THE_WINNER = Phrase(en="only the winner is recorded here", zh="这里只记谁胜，不记比分")
ONE_SCORE = Phrase(en="this match has one score, no games", zh="这里一场只有一个比分，不分局")
OTHER_WINNER = Phrase(
    en="the winner is “{winner}” by what is recorded, but “{stated}” is stated",
    zh="按记录胜方是“{winner}”，写的却是“{stated}”",
)
NO_WINNER = Phrase(
    en="level: say in “winner” who won the decider", zh="比分相等：要在“winner”写明决胜（加赛、点球等）谁胜"
)
NO_DRAWS = Phrase(en="a match cannot end level here", zh="这里一场比赛不能打平")
WHOLE_POINTS = Phrase(en="points are whole numbers", zh="得分必须是整数")
HALVES = Phrase(en="games won are whole or halves", zh="胜局数只能是整数或半数")
TOO_MANY_GAMES = Phrase(en="{found} games, but there are at most {number}", zh="记了 {found} 局，最多 {number} 局")
TOO_FEW_GAMES = Phrase(en="{found} games, but all {number} are played", zh="只记了 {found} 局，应打满 {number} 局")
NOT_OVER = Phrase(en="the match is not over yet (best of {number})", zh="这场比赛还没有打完（{number} 局多胜）")
DECIDED_BEFORE = Phrase(en="the match was decided before this", zh="在这之前胜负已定，不应再打")
OVER_BEFORE = Phrase(en="the match was over: nobody can have retired from it", zh="比赛已经打完，谈不上中途退出")
NO_POINTS_FOR_SCORE = Phrase(
    en="the table of points has no line for {won}-{lost}", zh="积分表里没有 {won}:{lost} 这一行"
)
BOOKED_NOT_IN_TABLE = Phrase(
    en="the table of points has no line for the score booked for a walk-over; add it, or say what a walk-over brings",
    zh="积分表里没有未到所记比分的一行：补上这一行，或写明对方未到得几分",
)
UNKNOWN_ENTRANT = Phrase(en="“{entrant}” is not an entrant here", zh="这里没有参赛方“{entrant}”")
NO_LEGS = Phrase(
    en="only a knock-out whose ties have several matches numbers them", zh="只有每轮交手几场的淘汰赛才编“第几场”"
)
AGAINST_ITSELF = Phrase(en="“{entrant}” cannot meet itself", zh="“{entrant}”不能和自己比赛")
NO_OPPONENT = Phrase(en="side b is missing; a bye says “ended”: “bye”", zh="缺少 b 方；轮空要写“ended”为 bye")
BYE_WITH_OPPONENT = Phrase(en="a bye has no side b and no score", zh="轮空没有 b 方，也没有比分")
MATCH_TWICE = Phrase(en="the match id “{id}” is already used", zh="场次编号“{id}”已经用过")
RUBBERS_OF_ONE = Phrase(en="rubbers belong to team ties", zh="“rubbers”只用于团体赛")
GAMES_OF_TIE = Phrase(
    en="games belong to a rubber; a tie has rubbers, or a score in rubbers",
    zh="局分写在每一盘里；团体赛写“rubbers”或盘分“score”",
)
TOO_MANY_RUBBERS = Phrase(en="{found} rubbers, but there are {number}", zh="写了 {found} 盘，应为 {number} 盘")
TIE_NOT_OVER = Phrase(en="the tie is not over yet ({number} rubbers)", zh="这场团体赛还没有打完（共 {number} 盘）")
TOO_MANY_APPEARANCES = Phrase(
    en="“{person}” plays {found} rubbers of this tie; at most {allowed} allowed",
    zh="“{person}”在这场团体赛里出场 {found} 次，最多 {allowed} 次",
)
TWICE_IN_RUBBER = Phrase(en="“{person}” stands twice in this rubber", zh="“{person}”在同一盘里写了两次")
ON_BOTH_SIDES = Phrase(en="“{person}” plays for both sides", zh="“{person}”两边都上场")
