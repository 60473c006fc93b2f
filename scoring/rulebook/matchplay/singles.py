"""From the settings of a game to the rules of its bouts, and what in the settings cannot stand together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.rulebook.base.rule import Contradiction
from scoring.rulebook.matchplay.bout import ALL_GAMES, BEST_OF, RESULT, SCORE, BoutRules
from scoring.rulebook.matchplay.gamescore import GameRules
from unionevents.lib.phrase import Phrase

Settings = Mapping[str, Any]


def bout_rules(settings: Settings, *, number: int | None = None, level: str | None = None) -> BoutRules:
    """The rules of one match, or of a rubber that has its own `number` of games."""
    kind = settings["format"]
    common: dict[str, Any] = {
        "lead": settings["lead"],
        "worth": tuple(row["points"] for row in settings["game_worth"]),
        "timed": settings["time_limit"] is not None,
        "drawn": settings["drawn_games"] or kind == SCORE,
    }
    game = GameRules(points_to=settings["points_to"], cap=settings["cap"], **common)
    last = game
    if settings["last_game_to"] is not None:
        last = GameRules(points_to=settings["last_game_to"], cap=settings["last_game_cap"], **common)
    return BoutRules(
        kind=kind,
        number=number or settings["games"],
        by_points=settings["decided_by"] == "points",
        game=game,
        last_game=last,
        level=level or settings["level"],
        timed=settings["time_limit"] is not None,
        booked=settings["booked"],
        booked_score=(settings["booked_for"], settings["booked_against"]),
        retired=settings["retired"],
    )


def contradictions_of_bout(settings: Settings) -> list[Contradiction]:
    """What in the settings of one match cannot stand together."""
    found: list[Contradiction] = []
    kind, to = settings["format"], settings["points_to"]
    if kind == BEST_OF and settings["decided_by"] == "points":
        found.append((("decided_by",), POINTS_NEED_ALL_GAMES))
    if kind in (SCORE, RESULT) and settings["drawn_games"]:
        found.append((("drawn_games",), NO_GAMES))
    if settings["cap"] is not None and (to is None or settings["cap"] < to):
        found.append((("cap",), CAP_BELOW))
    last_to, last_cap = settings["last_game_to"], settings["last_game_cap"]
    if last_to is not None and (kind != BEST_OF or to is None):
        found.append((("last_game_to",), NO_LAST_GAME))
    if last_cap is not None and (last_to is None or last_cap < last_to):
        found.append((("last_game_cap",), CAP_BELOW))
    if settings["game_worth"] and to is not None:
        found.append((("game_worth",), WORTH_AND_POINTS))
    if kind == RESULT and to is not None:
        found.append((("points_to",), ONLY_RESULT))
    return found


def contradictions_of_league(settings: Settings, *, scored: bool) -> list[Contradiction]:
    """What in the settings of points and bookings cannot stand together; `scored` says that a match has a score."""
    found: list[Contradiction] = []
    points = settings["points"]
    if points == "by_score" and not settings["by_score"]:
        found.append((("by_score",), TABLE_NEEDED))
    if points != "by_score" and settings["by_score"]:
        found.append((("by_score",), TABLE_UNUSED))
    seen: set[tuple[int, int]] = set()
    for index, row in enumerate(settings["by_score"]):
        line = (row["won"], row["lost"])
        if row["won"] < row["lost"]:
            found.append((("by_score", index), WON_BELOW_LOST))
        if line in seen:
            found.append((("by_score", index), SCORE_TWICE))
        seen.add(line)
    if points != "result" and not scored:
        found.append((("points",), NO_SCORE))
    if settings["booked"] != SCORE and (settings["booked_for"] or settings["booked_against"]):
        found.append((("booked_for",), BOOKED_UNUSED))
    if settings["booked"] == SCORE and settings["booked_for"] <= settings["booked_against"]:
        found.append((("booked_for",), BOOKED_LEVEL))
    if settings["level"] != "decider":
        found += [((key,), DECIDER_UNUSED) for key in ("decider_win", "decider_loss") if settings[key] is not None]
    return found


def says_bout(settings: Settings) -> Phrase:
    """How one match is won, in a few words: 三局两胜，每局 11 分，领先 2 分."""
    kind, number = settings["format"], settings["games"]
    if kind == BEST_OF:
        head = BEST_OF_GAMES.fill(number=number, wins=number // 2 + 1)
    elif kind == ALL_GAMES:
        head = (ALL_BY_POINTS if settings["decided_by"] == "points" else ALL_OF_THEM).fill(number=number)
    else:
        head = ONE_SCORE if kind == SCORE else RESULT_ONLY
    clauses = [head]
    if settings["points_to"] is not None:
        clauses.append(TO.fill(to=settings["points_to"], lead=settings["lead"]))
        if settings["cap"] is not None:
            clauses.append(CAP.fill(cap=settings["cap"]))
        if settings["last_game_to"] is not None:
            clauses.append(LAST.fill(to=settings["last_game_to"]))
    if settings["time_limit"] is not None:
        clauses.append(TIME.fill(minutes=settings["time_limit"]))
    return Phrase(en=", ".join(clause.en for clause in clauses), zh="，".join(clause.zh for clause in clauses))


POINTS_NEED_ALL_GAMES = Phrase(
    en="points decide only where all games are played", zh="要打满全部局，才能比各局得分之和"
)
NO_GAMES = Phrase(en="there are no games here", zh="这里不分局")
CAP_BELOW = Phrase(en="the cap is not below the points to win", zh="封顶分不能低于（也不能没有）每局分数")
NO_LAST_GAME = Phrase(
    en="a deciding game with its own points needs best of games to points",
    zh="决胜局另定分数，要先定“多局多胜”和每局分数",
)
WORTH_AND_POINTS = Phrase(
    en="a game is won by its points or worth fixed numbers, not both", zh="每局分数和每局可得的分只能定一个"
)
ONLY_RESULT = Phrase(en="only the result is recorded, so there are no points", zh="只记胜平负，就没有每局分数")
TABLE_NEEDED = Phrase(en="say the points for each score", zh="要写出各比分的积分")
TABLE_UNUSED = Phrase(en="used only where points go by the score", zh="只有“按比分”积分时才用得上")
WON_BELOW_LOST = Phrase(en="the winner's score stands first", zh="胜方比分写在前面，不能小于负方")
SCORE_TWICE = Phrase(en="this score has a line above", zh="这个比分前面已经写过")
NO_SCORE = Phrase(en="only the result is recorded, so points go by the result", zh="只记胜平负，积分只能按胜平负")
BOOKED_UNUSED = Phrase(en="used only where this score is booked", zh="只有“按规定比分记”时才用得上")
BOOKED_LEVEL = Phrase(en="the winner's booked score is the higher one", zh="记给胜方的比分要高于负方")
DECIDER_UNUSED = Phrase(en="used only where a level match is decided by extra play", zh="只有打平要决胜时才用得上")
BEST_OF_GAMES = Phrase(en="best of {number}", zh="{number} 局 {wins} 胜")
ALL_OF_THEM = Phrase(en="all {number} games are played, more games win", zh="打满 {number} 局，胜局多者胜")
ALL_BY_POINTS = Phrase(en="all {number} games are played, more points win", zh="打满 {number} 局，得分之和多者胜")
ONE_SCORE = Phrase(en="one score", zh="一个比分定胜负")
RESULT_ONLY = Phrase(en="only the result is recorded", zh="只记胜平负")
TO = Phrase(en="{to} points with a lead of {lead}", zh="先到 {to} 分、领先 {lead} 分者胜")
CAP = Phrase(en="cap {cap}", zh="{cap} 分封顶")
LAST = Phrase(en="the deciding game to {to}", zh="决胜局 {to} 分")
TIME = Phrase(en="{minutes} minutes at most, then the leader wins", zh="限时 {minutes} 分钟，时间到领先者胜")
