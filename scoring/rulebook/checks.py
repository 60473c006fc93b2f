"""What shapes cannot see: names that must exist, things said twice, settings that contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from scoring.rulebook.adjustments import ADJUSTMENTS
from scoring.rulebook.aggregations import AGGREGATIONS
from scoring.rulebook.entrychecks import check_entries
from scoring.rulebook.games import GAMES
from scoring.rulebook.paths import ROOT, Path, below, complain
from scoring.rulebook.prizes.places import PLACES
from scoring.rulebook.prizes.tiers import TIERS
from scoring.rulebook.prizes.ties import SHARE
from scoring.rulebook.rule import settings_in
from scoring.rulebook.sentences import Problem
from scoring.rulebook.tiebreaks import TIE_BREAKS
from unionevents.lib.phrase import Phrase

Read = Mapping[str, Any]


def check_case(case: Read, problems: list[Problem], notes: list[Problem]) -> None:
    """Add what is wrong to `problems`, what is merely odd to `notes`."""
    _only_once(case["prizes"], "code", problems)
    _only_once(case["contests"], "code", problems)
    prizes = {prize["code"]: prize["value"] for prize in case["prizes"]}
    if case["prize_rules"]:
        check_prize_rules(case["prize_rules"], prizes, problems)
        _note_rising_values(prizes, case["prize_rules"], notes)
    for contest in case["contests"]:
        _check_contest(contest, problems)
        if contest["prizes"]:
            check_prize_rules(contest["prizes"], prizes, problems)
            _note_rising_values(prizes, contest["prizes"], notes)
    check_entries(case["contests"], problems, notes)
    souvenir = case["awards"]["souvenir"]
    if souvenir and souvenir["prize"] not in prizes:
        complain(
            problems, (((ROOT, "awards"), "souvenir"), "prize"), "unknown_prize", UNKNOWN_PRIZE, prize=souvenir["prize"]
        )
    if case["awards"]["passed_down"] and not case["awards"]["one_per_person"]:
        complain(problems, ((ROOT, "awards"), "passed_down"), "nothing_to_pass_down", NOTHING_TO_PASS_DOWN)


def check_prize_rules(rules: Read, prizes: Mapping[str, int | None] | None, problems: list[Problem]) -> None:
    """Contradictions inside one set of prize rules; `prizes` (code to value) None: any prize code will do."""
    places, path = rules["places"], rules["places"]["path"]
    for where, phrase in PLACES[places["rule"]](settings_in(places, "rule")).contradictions():
        complain(problems, below(path, where), "contradiction", phrase)
    shares = SHARE in (rules["ties"], rules["ties_at_cut"])
    seen: set[str] = set()
    taken_by: str | None = None
    run: type | None = None
    next_place: int | None = 1
    for line in rules["tiers"]:
        rule = TIERS[line["rule"]](settings_in(line, "rule", "prize"))
        for where, phrase in rule.contradictions():
            complain(problems, below(line["path"], where), "contradiction", phrase)
        if prizes is not None and line["prize"] not in prizes:
            complain(problems, (line["path"], "prize"), "unknown_prize", UNKNOWN_PRIZE, prize=line["prize"])
        if line["prize"] in seen:
            complain(problems, (line["path"], "prize"), "prize_twice", PRIZE_TWICE, prize=line["prize"])
        elif shares and prizes is not None and prizes.get(line["prize"], 0) is None:
            complain(problems, (line["path"], "prize"), "no_value_to_share", NO_VALUE_TO_SHARE, prize=line["prize"])
        seen.add(line["prize"])
        if taken_by is not None and not (rule.joined and run is type(rule)):
            complain(problems, line["path"], "nothing_left", NOTHING_LEFT, prize=line["prize"], taken_by=taken_by)
        if rule.takes_all:
            taken_by, run = line["prize"], type(rule)
        next_place = _after(line, next_place, problems)


def _after(line: Read, next_place: int | None, problems: list[Problem]) -> int | None:
    """The first place after this line, where it is the same for every field."""
    if line["rule"] == "fixed" and next_place is not None:
        return next_place + int(line["count"])
    if line["rule"] == "ranks":
        if next_place is not None and line["from"] != next_place:
            complain(
                problems, (line["path"], "from"), "gap_in_ranks", GAP_IN_RANKS, first=line["from"], expected=next_place
            )
        return int(line["to"]) + 1
    return None


def _note_rising_values(values: Mapping[str, int | None], rules: Read, notes: list[Problem]) -> None:
    for better, worse in pairwise(rules["tiers"]):
        high, low = values.get(better["prize"]), values.get(worse["prize"])
        if high is not None and low is not None and low > high:
            complain(
                notes,
                (worse["path"], "prize"),
                "worse_prize_worth_more",
                WORTH_MORE,
                worse=worse["prize"],
                better=better["prize"],
            )


def _check_contest(contest: Read, problems: list[Problem]) -> None:
    path = contest["path"]
    _only_once(contest["divisions"], "code", problems)
    _only_once(contest["rankings"] or (), "code", problems)
    game = GAMES[contest["game"]](contest["settings"])
    for where, phrase in game.contradictions():
        complain(problems, below((path, "settings"), where), "contradiction", phrase)
    rules = _check_chain(contest["tie_breaks"], problems)
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
UNKNOWN_PRIZE = Phrase(en="there is no prize “{prize}”", zh="奖项里没有“{prize}”")
PRIZE_TWICE = Phrase(en="the prize “{prize}” stands on two lines", zh="奖项“{prize}”写了两行")
NO_VALUE_TO_SHARE = Phrase(
    en="ties share the value, but “{prize}” has none", zh="并列时平分奖金，但“{prize}”没有写金额"
)
NOTHING_LEFT = Phrase(
    en="nothing is left for “{prize}”: the line for “{taken_by}” takes all",
    zh="“{prize}”分不到名次：“{taken_by}”一行已经取完",
)
GAP_IN_RANKS = Phrase(
    en="begins at place {first}, but the next free place is {expected}",
    zh="从第 {first} 名开始，但上一行之后应是第 {expected} 名",
)
WORTH_MORE = Phrase(
    en="“{worse}” is worth more than the better prize “{better}”", zh="“{worse}”的金额比更高的“{better}”还多，请核对"
)
NOTHING_TO_PASS_DOWN = Phrase(
    en="prizes pass down only where a person is rewarded once", zh="只有“每人只奖一次”时才谈得上名次顺延"
)
TIE_BREAK_TWICE = Phrase(en="the tie-break “{rule}” stands twice in the chain", zh="同成绩办法“{rule}”写了两次")
ORDER_WITHOUT_RULE = Phrase(
    en="no rule here reads an order “{rule}”; usable: {usable}", zh="这里没有规则使用“{rule}”的先后记录，可用：{usable}"
)
UNKNOWN_ENTRY = Phrase(en="this contest has no entry “{entry}”", zh="这个项目里没有参赛项“{entry}”")
ENTRY_TWICE_IN_ORDER = Phrase(en="“{entry}” stands twice in this order", zh="“{entry}”在这个先后记录里出现两次")
TAKEN = Phrase(en="“{value}” is already used above", zh="“{value}”前面已经用过")
