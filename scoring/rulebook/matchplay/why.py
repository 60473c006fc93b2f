"""The one-sentence reasons of a group table and of the points of a match."""

from __future__ import annotations

from typing import Final

from scoring.rulebook.base.exact import plain
from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.numbers import plain_text, without_zeros
from scoring.rulebook.marks.performance import Pair, Performance
from scoring.rulebook.matches.match import Match, MatchGame
from scoring.rulebook.matchplay.shape import BYE, DRAW, PLAYED, A
from scoring.rulebook.ranks.level import BY_MARK, Level
from unionevents.lib.phrase import Phrase


def why_in_table(game: MatchGame, level: Level, performance: Performance) -> Sentence:
    """Why somebody has this place in a group."""
    mark, sharing = game.shown(performance.achieved), len(level.performances)
    if level.needs_decision:
        return Sentence.of("undecided", UNDECIDED, rank=level.place, mark=mark, number=sharing)
    clause = NOTHING if level.rule is None else CLAUSE.fill(why=level.rule.why_among(performance, level.within))
    if sharing > 1:
        return Sentence.of("shared", SHARED, rank=level.place, mark=mark, number=sharing, clause=clause)
    rule = BY_MARK if level.rule is None else level.rule.code
    return Sentence.of(rule, PLACED, rank=level.place, mark=mark, clause=clause)


def why_unplaced(performance: Performance) -> Sentence:
    """Why somebody has none."""
    if performance.absence is None:
        return Sentence.of("missing", NOT_BEGUN)
    return Sentence.of("absence", ABSENT, absence=performance.absence.title, code=performance.absence.value)


def why_points(game: MatchGame, match: Match) -> Sentence:
    """How a match that is over brought its league points, seen from its winner."""
    if match.ended == BYE:
        return Sentence.of(BYE, BYE_POINTS, points=_said(match.points[0]))
    if match.winner is None:
        return Sentence.of(match.ended, NOBODY, points=_said(match.points[0]))
    turned = match.winner not in (A, DRAW)
    score, points = _turned(game.main(match), turned), _turned(match.points, turned)
    values = {
        "score": [plain(side) for side in score],
        "points": [plain(side) for side in points],
        "winner": {A: match.a, DRAW: None}.get(match.winner, match.b),
    }
    template = TEMPLATES[DRAW if match.winner == DRAW else "extra" if match.extra else match.ended]
    words = template.fill(
        score=NO_SCORE if score == (0, 0) else SCORE.fill(won=_said(score[0]), lost=_said(score[1])),
        won=_said(points[0]),
        lost=_said(points[1]),
    )
    trimmed = Phrase(en=words.en.strip(), zh=words.zh.strip())
    return Sentence(game.settings["points"] if match.ended == PLAYED else match.ended, values, trimmed)


def _said(number: Mark) -> str:
    return without_zeros(plain_text(number))


def _turned(pair: Pair, turned: bool) -> Pair:
    return (pair[1], pair[0]) if turned else pair


NOTHING: Final = Phrase(en="", zh="")
CLAUSE: Final = Phrase(en="; {why}", zh="，{why}")
PLACED: Final = Phrase(en="Place {rank}: {mark}{clause}", zh="第 {rank} 名：{mark}{clause}")
SHARED: Final = Phrase(
    en="Shared place {rank}: {mark}, {number} level{clause}", zh="并列第 {rank} 名：{mark}，{number} 方相同{clause}"
)
UNDECIDED: Final = Phrase(
    en="Place {rank} is open: {mark}, {number} level, waiting for a decision",
    zh="第 {rank} 名待定：{mark}，{number} 方分不出先后，等裁定",
)
ABSENT: Final = Phrase(en="{absence} ({code}), no place", zh="{absence}（{code}），不排名次")
NOT_BEGUN: Final = Phrase(en="no match is over yet", zh="还没有打完的比赛")
SCORE: Final = Phrase(en=" {won}-{lost}", zh=" {won}:{lost} ")
NO_SCORE: Final = Phrase(en="", zh="")
BYE_POINTS: Final = Phrase(en="bye: {points} points", zh="轮空，积 {points} 分")
NOBODY: Final = Phrase(en="both gave the match away: {points} points each", zh="双方都未到或被判负，各积 {points} 分")
TEMPLATES: Final = {
    PLAYED: Phrase(en="won{score}: {won} points, the other side {lost}", zh="{score}胜，积 {won} 分，负方积 {lost} 分"),
    DRAW: Phrase(en="drawn{score}: {won} and {lost} points", zh="{score}战平，双方积 {won} 分和 {lost} 分"),
    "extra": Phrase(
        en="level{score}, won by the decider: {won} points, the other side {lost}",
        zh="{score}打平，决胜取胜，积 {won} 分，负方积 {lost} 分",
    ),
    "walkover": Phrase(
        en="the other side did not come, booked{score}: {won} points, the other side {lost}",
        zh="对方未到，记{score}胜，积 {won} 分，对方积 {lost} 分",
    ),
    "forfeit": Phrase(
        en="the other side was ruled out, booked{score}: {won} points, the other side {lost}",
        zh="对方被判负，记{score}胜，积 {won} 分，对方积 {lost} 分",
    ),
    "retired": Phrase(
        en="the other side retired, booked{score}: {won} points, the other side {lost}",
        zh="对方中途退出，记{score}胜，积 {won} 分，对方积 {lost} 分",
    ),
}
