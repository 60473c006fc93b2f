"""What shapes cannot see: names that must exist, things said twice, settings that contradict each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.rulebook.adjustments import ADJUSTMENTS
from scoring.rulebook.aggregations import AGGREGATIONS
from scoring.rulebook.base.paths import below, complain
from scoring.rulebook.base.rule import settings_in
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.cases.entrychecks import check_entries
from scoring.rulebook.cases.oddities import note_oddities
from scoring.rulebook.games import GAMES
from scoring.rulebook.marks.aggregation import AGGREGATION_KEYS, Held, held
from scoring.rulebook.marks.game import Game
from scoring.rulebook.playing.stagechecks import all_stages, check_stages
from scoring.rulebook.ranks.chainchecks import UNKNOWN_ENTRY, check_chain, check_orders, codes_in, lines_of, only_once
from scoring.rulebook.rewards.prizechecks import check_awards, check_caps, check_prize_rules, note_odd_lines
from scoring.rulebook.tiebreaks import TIE_BREAKS
from scoring.rulebook.unitsums.tablechecks import check_tables
from unionevents.lib.phrase import Phrase

Read = Mapping[str, Any]


def check_case(case: Read, problems: list[Problem], notes: list[Problem]) -> None:
    """Add what is wrong to `problems`, what is merely odd to `notes`."""
    only_once(case["prizes"], "code", problems)
    only_once(case["contests"], "code", problems)
    prizes = {prize["code"]: prize["value"] for prize in case["prizes"]}
    if case["prize_rules"]:
        check_prize_rules(case["prize_rules"], prizes, problems)
        note_odd_lines(case["prizes"], case["prize_rules"], notes)
    for contest in case["contests"]:
        _check_contest(contest, problems)
        check_caps(contest, case["prize_rules"], problems)
        if contest["prizes"]:
            check_prize_rules(contest["prizes"], prizes, problems)
            note_odd_lines(case["prizes"], contest["prizes"], notes)
        note_oddities(contest, notes)
    check_entries(case["contests"], problems, notes)
    check_awards(case, problems, notes)
    check_tables(case, problems, notes)


def _check_contest(contest: Read, problems: list[Problem]) -> None:
    path = contest["path"]
    only_once(contest["divisions"], "code", problems)
    only_once(contest["rankings"] or (), "code", problems)
    game = GAMES[contest["game"]](contest["settings"])
    for where, phrase in game.contradictions():
        complain(problems, below((path, "settings"), where), "contradiction", phrase)
    rules = check_chain(contest["tie_breaks"], problems)
    _check_read(contest["tie_breaks"], game, problems)
    if contest["tie_breaks"] is None:
        rules |= codes_in(game.usual_chain())
    for line in contest["rankings"] or ():
        rules |= _check_ranking(line, contest, problems)
    _check_levels(contest, problems)
    rules |= check_stages(contest, rules, problems)
    also = ("prize_line", "cut") if contest["stages"] else ("prize_line",)
    check_orders(contest, rules, {entry["id"] for entry in contest["entries"]}, problems, also=also)


def _check_ranking(line: Read, contest: Read, problems: list[Problem]) -> set[str]:
    divisions = {division["code"] for division in contest["divisions"]}
    for code in line["divisions"] or ():
        if code not in divisions:
            complain(problems, (line["path"], "divisions"), "unknown_division", UNKNOWN_DIVISION, division=code)
    if line["within"] is not None and line["within"] not in {stage["code"] for stage in all_stages(contest["stages"])}:
        complain(problems, (line["path"], "within"), "unknown_stage", UNKNOWN_STAGE, stage=line["within"])
    if not line["rewarded"] and line["prizes"]:
        complain(problems, (line["path"], "prizes"), "not_rewarded", NOT_REWARDED)
    if line["settings"] is not None:
        for where, phrase in GAMES[contest["game"]](line["settings"]).contradictions():
            complain(problems, below((line["path"], "settings"), where), "contradiction", phrase)
    _check_levels({**contest, **{key: line[key] for key in ("aggregation", "adjustments") if line[key]}}, problems)
    game = GAMES[contest["game"]](contest["settings"] if line["settings"] is None else line["settings"])
    _check_read(line["tie_breaks"], game, problems)
    return check_chain(line["tie_breaks"], problems)


def _check_read(chain: Read | Sequence[Read] | None, game: Game, problems: list[Problem]) -> None:
    """Tie-breaks that would never find anything in this game as set."""
    for line in lines_of(chain):
        nothing = TIE_BREAKS[line["rule"]](settings_in(line, "rule")).unread(game)
        if nothing is not None:
            complain(problems, (line["path"], "rule"), "nothing_to_read", nothing)


def _check_levels(read: Read, problems: list[Problem]) -> None:
    """Each level once; adjustments only at levels that are there; settings that can stand."""
    seen: list[Held] = []
    for step in read["aggregation"]:
        rule = AGGREGATIONS[step["rule"]](settings_in(step, *AGGREGATION_KEYS))
        here = held(step)
        same = [one for one in seen if one.over == here.over]
        if any(not one.of or one.of & here.of for one in same):
            complain(problems, (step["path"], "over"), "level_twice", LEVEL_TWICE, level=here.over)
        if (here.of or same) and not rule.keeps_measure():
            complain(problems, (step["path"], "rule"), "other_measure", OTHER_MEASURE)
        if here.of and not seen:
            complain(problems, (step["path"], "of"), "no_parts_yet", NO_PARTS_YET)
        seen.append(here)
        for where, phrase in rule.contradictions():
            complain(problems, below(step["path"], where), "contradiction", phrase)
    levels = {one.over for one in seen}
    for line in read["adjustments"]:
        if line["at"] is not None and line["at"] not in levels:
            complain(problems, (line["path"], "at"), "level_not_set", LEVEL_NOT_SET, level=line["at"])
        adjustment = ADJUSTMENTS[line["rule"]](settings_in(line, "rule", "at"))
        for where, phrase in adjustment.contradictions():
            complain(problems, below(line["path"], where), "contradiction", phrase)
        for key in adjustment.entries:
            if line[key] not in {entry["id"] for entry in read["entries"]}:
                complain(problems, (line["path"], key), "unknown_entry", UNKNOWN_ENTRY, entry=line[key])
        if adjustment.entries and line["at"] is not None:
            complain(problems, (line["path"], "at"), "whole_results_only", WHOLE_RESULTS_ONLY)


UNKNOWN_DIVISION = Phrase(en="this contest has no division “{division}”", zh="这个项目没有组别“{division}”")
UNKNOWN_STAGE = Phrase(en="this contest has no stage “{stage}”", zh="这个项目没有阶段“{stage}”")
NOT_REWARDED = Phrase(en="a ranking without rewards has no prize rules", zh="不设奖的排名不能写奖项规则")
WHOLE_RESULTS_ONLY = Phrase(
    en="results move between entries: this cannot be for parts", zh="成绩是在参赛项之间改记的，不能只用于其中一层"
)
LEVEL_TWICE = Phrase(en="the level “{level}” is added up twice", zh="“{level}”这一级写了两次")
OTHER_MEASURE = Phrase(
    en="days or times that qualify are no mark of this game: such a line must hold for all parts",
    zh="达标天数（次数）不是本项目的成绩单位，这一行只能对所有部分都适用",
)
NO_PARTS_YET = Phrase(
    en="the first line is for whole results, which lie in no part", zh="第一行合成的是总成绩，还没有“部分”可指"
)
LEVEL_NOT_SET = Phrase(en="no aggregation is over “{level}”", zh="成绩合成里没有“{level}”这一级")
