"""The whole setting of a contest as sentences, as a regulation prints it; what cannot be read yet is passed over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from scoring.rulebook.adjustments import ADJUSTMENTS
from scoring.rulebook.aggregations import AGGREGATIONS
from scoring.rulebook.base.rule import Rule, settings_in
from scoring.rulebook.base.sentences import CaseProblems
from scoring.rulebook.cases.saying import DECIDE, SHARED, say_chain, say_prize_rules
from scoring.rulebook.formats import FORMATS
from scoring.rulebook.formats.knockout import Knockout
from scoring.rulebook.games import GAMES
from scoring.rulebook.marks.aggregation import AGGREGATION_KEYS, LEVELS
from scoring.rulebook.playing.stageshape import STAGE_KEYS
from scoring.rulebook.standings.contests import build_chain
from unionevents.lib.phrase import Phrase

Line = Mapping[str, Any]
Book = Mapping[str, type[Rule]]
LEVEL_TITLES: Final = {str(level.code): level.title for level in LEVELS}
NOTHING: Final = Phrase(en="", zh="")
UNREADABLE: Final = (CaseProblems, KeyError, TypeError, ValueError)


def say_regulation(contest: Line, prizes: Iterable[Line] = ()) -> list[Phrase]:
    """Clause by clause: marks and ties, how results are put together, penalties, stages, rankings, own prizes."""
    game = GAMES[contest["game"]]
    clauses = _try(lambda: game(contest.get("settings")).says())
    for line in contest.get("aggregation") or ():
        head = _level(line.get("over"), line.get("count"), line.get("of"))
        clauses += _line(AGGREGATIONS, line, AGGREGATION_KEYS, head)
    for line in contest.get("adjustments") or ():
        clauses += _adjusted(contest, line)
    clauses += say_stages(contest.get("stages") or ())
    if not _only_knockouts(contest.get("stages") or ()):
        clauses += _ties(contest)
    if rankings := contest.get("rankings"):
        titles = [str(line.get("title") or line.get("code") or "") for line in rankings]
        clauses.append(Phrase(en=f"ranked apart: {', '.join(titles)}", zh=f"分别排名：{'、'.join(titles)}"))
    if own := contest.get("prizes"):
        clauses += _try(lambda: say_prize_rules(own, prizes))
    return clauses


def _adjusted(contest: Line, line: Line) -> list[Phrase]:
    rule = ADJUSTMENTS.get(str(line.get("rule")))
    if rule is None:
        return []
    game = GAMES[contest["game"]]
    said = _try(lambda: rule(settings_in(line, "rule", "at")).says_of(game(contest.get("settings"))))
    return [_in_one(_level(line.get("at")), [each]) for each in said]


def _ties(contest: Line) -> list[Phrase]:
    undecided = DECIDE if contest.get("undecided") == "decide" else SHARED
    try:
        lines = contest.get("tie_breaks")
        game = GAMES[contest["game"]](contest.get("settings"))
        usual = game.usual_chain() if lines is None else lines
        chain = build_chain(usual, game=contest["game"], undecided="shared", orders={})
        return [*say_chain(chain, game), undecided]
    except UNREADABLE:
        return [undecided]


def _only_knockouts(stages: Sequence[Line]) -> bool:
    """Whether no table is ever made, in which somebody could be level."""
    return bool(stages) and all(stage.get("rule") == Knockout.code for stage in stages)


def say_stages(stages: Sequence[Line]) -> list[Phrase]:
    """One clause a stage; of stages by the number of entries, one a choice."""
    clauses: list[Phrase] = []
    for number, stage in enumerate(stages, 1):
        for choice in stage.get("choices") or ():
            until = UP_TO.fill(number=choice["up_to"]) if choice.get("up_to") else BEYOND
            clauses.append(_in_one(until, say_stages(choice.get("stages") or ())))
        title = stage.get("title")
        head = TITLED.fill(title=title) if title else NUMBERED.fill(number=number) if len(stages) > 1 else NOTHING
        if "choices" not in stage and (said := _line(FORMATS, stage, ("rule", *STAGE_KEYS), head)):
            clauses.append(_in_one(NOTHING, [*said, *_going_on(stage.get("advance") or {})]))
    return clauses


def _going_on(advance: Line) -> list[Phrase]:
    found = [
        template.fill(number=advance[key])
        for key, template in (("by_place", BY_PLACE), ("by_mark", BY_MARK if advance.get("by_place") else BEST))
        if advance.get(key)
    ]
    if advance.get("best_of_place"):
        found += _try(lambda: BEST_OF.fill(**advance["best_of_place"]))
    return found


def _level(code: Any, count: Any = None, of: Any = None) -> Phrase:
    if code not in LEVEL_TITLES:
        return NOTHING
    said = (LEVEL_OF if count else LEVEL).fill(level=LEVEL_TITLES[code], number=count)
    if not of:
        return said
    return INSIDE.fill(parts=Phrase(en=", ".join(map(str, of)), zh="、".join(map(str, of))), level=said)


def _line(book: Book, line: Line, without: Sequence[str], head: Phrase) -> list[Phrase]:
    rule = book.get(str(line.get("rule")))
    if rule is None:
        return []
    clauses = _try(lambda: rule(settings_in(line, *without)).says())
    title = line.get("title")
    # 循环赛：循环赛，共 1 循环 says it twice.
    return [says if title and says.zh.startswith(title) else _in_one(head, [says]) for says in clauses]


def _try(say: Callable[[], Phrase]) -> list[Phrase]:
    """The clause, or nothing where the settings cannot stand: the form says so beside the field."""
    try:
        return [say()]
    except UNREADABLE:
        return []


def _in_one(head: Phrase, clauses: Sequence[Phrase]) -> Phrase:
    return Phrase(
        en=head.en + ", ".join(each.en for each in clauses), zh=head.zh + "，".join(each.zh for each in clauses)
    )


LEVEL: Final = Phrase(en="{level}: ", zh="{level}：")
INSIDE: Final = Phrase(en="in {parts}, {level}", zh="“{parts}”的{level}")
LEVEL_OF: Final = Phrase(en="{level} ({number}): ", zh="{level}（{number}）：")
TITLED: Final = Phrase(en="{title}: ", zh="{title}：")
NUMBERED: Final = Phrase(en="stage {number}: ", zh="第 {number} 阶段：")
UP_TO: Final = Phrase(en="up to {number} entries: ", zh="报名不超过 {number} 个：")
BEYOND: Final = Phrase(en="with more entries: ", zh="报名更多时：")
BY_PLACE: Final = Phrase(en="the first {number} of each go on", zh="每组前 {number} 名晋级")
BY_MARK: Final = Phrase(en="then {number} by mark", zh="其余按成绩再取 {number} 名")
BEST: Final = Phrase(en="the best {number} by mark go on", zh="按成绩取前 {number} 名晋级")
BEST_OF: Final = Phrase(
    en="and the best {count} of those placed {place}", zh="各组第 {place} 名中再取最好的 {count} 名"
)
