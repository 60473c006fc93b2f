"""Stages as sentences, for set-up pages and printed regulations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.paths import ROOT
from scoring.rulebook.base.rule import settings_in
from scoring.rulebook.base.sentences import CaseProblems, Problem, joined
from scoring.rulebook.cases.caseshape import stages_of
from scoring.rulebook.formats import FORMATS
from scoring.rulebook.games import GAMES
from scoring.rulebook.marks.game import Game
from scoring.rulebook.playing.advancing import ALL, LOTS, NO_ONE
from scoring.rulebook.playing.stagechecks import changed
from scoring.rulebook.playing.stageshape import STAGE_KEYS, takes_of
from unionevents.lib.phrase import Phrase

Read = Mapping[str, Any]


def say_stages(game: str, settings: Mapping[str, Any] | None, stages: object) -> list[Phrase]:
    """Each stage in one sentence, such as `预赛：每组最多 8 人，分组：抽签；每组前 2 名、其余成绩最好的 2 名晋级`.

    `stages` is the list as a case holds it; CaseProblems when it does not have its shape.
    """
    problems: list[Problem] = []
    read = stages_of(game).read(stages, ROOT, problems)
    if problems:
        raise CaseProblems(problems)
    configured = GAMES[game](settings)
    return [_say(line, configured) for line in read]


def _say(line: Read, game: Game) -> Phrase:
    title = line["title"] or line["code"]
    if FORMATS[line["rule"]].nested:
        choices = [
            CHOICE.fill(
                up_to=MORE if choice["up_to"] is None else AT_MOST.fill(number=choice["up_to"]),
                stages=joined([_say(stage, game) for stage in choice["stages"]], en="; then ", zh="；再"),
            )
            for choice in line["choices"]
        ]
        return STAGE.fill(title=title, what=joined(choices))
    clauses = [FORMATS[line["rule"]](settings_in(line, "rule", *STAGE_KEYS)).says()]
    here = changed(game, line["settings"] or {})
    if line["settings"]:
        clauses.append(here.says())
    for takes in takes_of(line):
        clauses.append(TAKES.fill(stage=takes["stage"], first=takes["from"], last=takes["to"]))
    if line["advance"] is not None:
        clauses += _say_advance(line["advance"], here)
    return STAGE.fill(title=title, what=joined(clauses))


def _say_advance(rule: Read, game: Game) -> Iterable[Phrase]:
    parts: list[Phrase] = []
    if rule["by_place"]:
        parts.append(BY_PLACE.fill(number=rule["by_place"]))
    if rule["best_of_place"]:
        parts.append(BEST_OF_PLACE.fill(**rule["best_of_place"]))
    if rule["by_mark"]:
        parts.append((REST if parts else FIRST).fill(number=rule["by_mark"]))
    if rule["standard"] is not None:
        parts.append(STANDARD.fill(mark=game.shown(exact(rule["standard"]))))
    if rule["at_least"]:
        parts.append(AT_LEAST.fill(number=rule["at_least"]))
    if parts:
        yield ADVANCE.fill(who=joined(parts, en=", ", zh="、"))
    yield TIES[rule["ties"]]


STAGE: Final = Phrase(en="{title}: {what}", zh="{title}：{what}")
CHOICE: Final = Phrase(en="{up_to}: {stages}", zh="{up_to}：{stages}")
AT_MOST: Final = Phrase(en="up to {number} entries", zh="{number} 个以内")
MORE: Final = Phrase(en="more", zh="更多时")
TAKES: Final = Phrase(en="for places {first} to {last} of “{stage}”", zh="由“{stage}”第 {first} 至 {last} 名参加")
ADVANCE: Final = Phrase(en="{who} advance", zh="{who}晋级")
BY_PLACE: Final = Phrase(en="the first {number} of each group", zh="每组前 {number} 名")
BEST_OF_PLACE: Final = Phrase(en="the best {count} of the places {place}", zh="各组第 {place} 名中最好的 {count} 名")
REST: Final = Phrase(en="the best {number} of the rest", zh="其余成绩最好的 {number} 名")
FIRST: Final = Phrase(en="the first {number}", zh="前 {number} 名")
STANDARD: Final = Phrase(en="all who reach {mark}", zh="达到 {mark} 的")
AT_LEAST: Final = Phrase(en="filled up to {number}", zh="不足 {number} 名时补足")
TIES: Final = {
    ALL: Phrase(en="level at the cut: all advance", zh="末位并列的都晋级"),
    NO_ONE: Phrase(en="level at the cut: none advances", zh="末位并列的都不晋级"),
    LOTS: Phrase(en="level at the cut: by lot", zh="末位并列的抽签"),
    "decide": Phrase(en="level at the cut: decided by the chief referee", zh="末位并列的由裁判长裁定"),
}
