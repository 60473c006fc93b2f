"""What shapes cannot see: names that must exist, things said twice, settings that contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scoring.rulebook.adjustments import ADJUSTMENTS
from scoring.rulebook.aggregations import AGGREGATIONS
from scoring.rulebook.entrychecks import check_entries
from scoring.rulebook.games import GAMES
from scoring.rulebook.paths import Path, below, complain
from scoring.rulebook.prizechecks import check_awards, check_prize_rules, note_rising_values
from scoring.rulebook.rule import settings_in
from scoring.rulebook.sentences import Problem
from scoring.rulebook.tiebreaks import TIE_BREAKS
from unionevents.lib.phrase import Phrase

Read = Mapping[str, Any]


def check_case(case: Read, problems: list[Problem], notes: list[Problem]) -> None:
    """Add what is wrong to `problems`, what is merely odd to `notes`."""
    _only_once(case["prizes"], "code", problems)
    _only_once(case["contests"], "code", problems)
    _only_once(case["units"], "code", problems)
    prizes = {prize["code"]: prize["value"] for prize in case["prizes"]}
    if case["prize_rules"]:
        check_prize_rules(case["prize_rules"], prizes, problems)
        note_rising_values(prizes, case["prize_rules"], notes)
    for contest in case["contests"]:
        _check_contest(contest, problems)
        if contest["prizes"]:
            check_prize_rules(contest["prizes"], prizes, problems)
            note_rising_values(prizes, contest["prizes"], notes)
    check_entries(case["contests"], problems, notes)
    check_awards(case, problems)


def _check_contest(contest: Read, problems: list[Problem]) -> None:
    path = contest["path"]
    _only_once(contest["divisions"], "code", problems)
    _only_once(contest["rankings"] or (), "code", problems)
    game = GAMES[contest["game"]](contest["settings"])
    for where, phrase in game.contradictions():
        complain(problems, below((path, "settings"), where), "contradiction", phrase)
    rules = _check_chain(contest["tie_breaks"], problems)
    if contest["tie_breaks"] is None:
        rules |= codes_in(game.usual_chain())
    for line in contest["rankings"] or ():
        rules |= _check_ranking(line, contest, problems)
    _check_levels(contest, problems)
    known = {entry["id"] for entry in contest["entries"]}
    usable = {code for code in rules if TIE_BREAKS[code].recorded} | {"prize_line"}
    usable |= {"decision"} if contest["undecided"] == "decide" else set()
    for code, orders in contest["orders"].items():
        place: Path = ((path, "orders"), code)
        if code not in usable:
            complain(
                problems, place, "order_without_rule", ORDER_WITHOUT_RULE, rule=code, usable=", ".join(sorted(usable))
            )
        for index, order in enumerate(orders):
            _check_order(order, (place, index), known, problems)


def _check_chain(chain: Read | Sequence[Read] | None, problems: list[Problem]) -> set[str]:
    """The codes of the rules in a chain, each rule complained about that stands twice with the same settings."""
    lists = [chain["two"], chain["more"]] if isinstance(chain, Mapping) else [chain or ()]
    for lines in lists:
        seen: list[dict[str, Any]] = []
        for line in lines:
            said = settings_in(line)
            if said in seen:
                complain(problems, (line["path"], "rule"), "tie_break_twice", TIE_BREAK_TWICE, rule=line["rule"])
            seen.append(said)
            for where, phrase in TIE_BREAKS[line["rule"]](settings_in(line, "rule")).contradictions():
                complain(problems, below(line["path"], where), "contradiction", phrase)
    return codes_in(chain)


def codes_in(chain: Read | Sequence[Read] | None) -> set[str]:
    """The codes of the rules in a chain."""
    lists = [chain["two"], chain["more"]] if isinstance(chain, Mapping) else [chain or ()]
    return {line["rule"] for lines in lists for line in lines}


def _check_ranking(line: Read, contest: Read, problems: list[Problem]) -> set[str]:
    divisions = {division["code"] for division in contest["divisions"]}
    for code in line["divisions"] or ():
        if code not in divisions:
            complain(problems, (line["path"], "divisions"), "unknown_division", UNKNOWN_DIVISION, division=code)
    if not line["rewarded"] and line["prizes"]:
        complain(problems, (line["path"], "prizes"), "not_rewarded", NOT_REWARDED)
    if line["settings"] is not None:
        for where, phrase in GAMES[contest["game"]](line["settings"]).contradictions():
            complain(problems, below((line["path"], "settings"), where), "contradiction", phrase)
    _check_levels({**contest, **{key: line[key] for key in ("aggregation", "adjustments") if line[key]}}, problems)
    return _check_chain(line["tie_breaks"], problems)


def _check_levels(read: Read, problems: list[Problem]) -> None:
    """Each level once; adjustments only at levels that are there; settings that can stand."""
    seen: list[str] = []
    for step in read["aggregation"]:
        if step["over"] in seen:
            complain(problems, (step["path"], "over"), "level_twice", LEVEL_TWICE, level=step["over"])
        seen.append(step["over"])
        for where, phrase in AGGREGATIONS[step["rule"]](settings_in(step, "rule", "over", "count")).contradictions():
            complain(problems, below(step["path"], where), "contradiction", phrase)
    for line in read["adjustments"]:
        if line["at"] is not None and line["at"] not in seen:
            complain(problems, (line["path"], "at"), "level_not_set", LEVEL_NOT_SET, level=line["at"])
        for where, phrase in ADJUSTMENTS[line["rule"]](settings_in(line, "rule", "at")).contradictions():
            complain(problems, below(line["path"], where), "contradiction", phrase)


def _check_order(order: Sequence[str | list[str]], path: Path, known: set[str], problems: list[Problem]) -> None:
    ids = [entry for step in order for entry in (step if isinstance(step, list) else [step])]
    for entry in dict.fromkeys(ids):
        if entry not in known:
            complain(problems, path, "unknown_entry", UNKNOWN_ENTRY, entry=entry)
        if ids.count(entry) > 1:
            complain(problems, path, "entry_twice_in_order", ENTRY_TWICE_IN_ORDER, entry=entry)


def _only_once(rows: Iterable[Read], key: str, problems: list[Problem]) -> None:
    seen: set[str] = set()
    for row in rows:
        if row[key] in seen:
            complain(problems, (row["path"], key), "taken", TAKEN, value=row[key])
        seen.add(row[key])


UNKNOWN_DIVISION = Phrase(en="this contest has no division “{division}”", zh="这个项目没有组别“{division}”")
NOT_REWARDED = Phrase(en="a ranking without rewards has no prize rules", zh="不设奖的排名不能写奖项规则")
LEVEL_TWICE = Phrase(en="the level “{level}” is added up twice", zh="“{level}”这一级写了两次")
LEVEL_NOT_SET = Phrase(en="no aggregation is over “{level}”", zh="成绩合成里没有“{level}”这一级")
TIE_BREAK_TWICE = Phrase(en="the tie-break “{rule}” stands twice in the chain", zh="同成绩办法“{rule}”写了两次")
ORDER_WITHOUT_RULE = Phrase(
    en="no rule here reads an order “{rule}”; usable: {usable}", zh="这里没有规则使用“{rule}”的先后记录，可用：{usable}"
)
UNKNOWN_ENTRY = Phrase(en="this contest has no entry “{entry}”", zh="这个项目里没有参赛项“{entry}”")
ENTRY_TWICE_IN_ORDER = Phrase(en="“{entry}” stands twice in this order", zh="“{entry}”在这个先后记录里出现两次")
TAKEN = Phrase(en="“{value}” is already used above", zh="“{value}”前面已经用过")
