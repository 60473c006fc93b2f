"""What shapes cannot see in prizes: names that must exist, lines that leave nothing, settings that contradict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

from scoring.rulebook.awarding import AWARD_RULES
from scoring.rulebook.base.paths import ROOT, Path, below, complain
from scoring.rulebook.base.rule import settings_in
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.prizes.places import PLACES
from scoring.rulebook.prizes.tiers import TIERS
from scoring.rulebook.prizes.ties import SHARE
from scoring.rulebook.rewards.awardrule import NO_PERSON, Known
from unionevents.lib.phrase import Phrase

Read = Mapping[str, Any]
LINE_KEYS: Final = ("rule", "prize", "ties")


def check_prize_rules(rules: Read, prizes: Mapping[str, int | None] | None, problems: list[Problem]) -> None:
    """Contradictions inside one set of prize rules; `prizes` (code to value) None: any prize code will do."""
    places, path = rules["places"], rules["places"]["path"]
    for where, phrase in PLACES[places["rule"]](settings_in(places, "rule")).contradictions():
        complain(problems, below(path, where), "contradiction", phrase)
    if rules["ceiling"]:
        for where, phrase in PLACES["share"](settings_in(rules["ceiling"])).contradictions():
            complain(problems, below(rules["ceiling"]["path"], where), "contradiction", phrase)
    shares = SHARE in (rules["ties"], rules["ties_at_cut"], *(line["ties"] for line in rules["tiers"]))
    seen: set[str] = set()
    taken_by: str | None = None
    run: type | None = None
    next_place: int | None = 1
    for line in rules["tiers"]:
        rule = TIERS[line["rule"]](settings_in(line, *LINE_KEYS))
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


def check_caps(contest: Read, shared_rules: Read | None, problems: list[Problem]) -> None:
    """A cap on a prize must name one of the prizes of the contest, where it has any."""
    for read in (contest, *(contest["rankings"] or ())):
        rules = read["prizes"] or contest["prizes"] or shared_rules
        tiers = {line["prize"] for line in rules["tiers"]} if rules else None
        for line in read["adjustments"] or ():
            if tiers is not None and line["rule"] == "tier_cap" and line["prize"] not in (None, *tiers):
                complain(problems, (line["path"], "prize"), "cap_without_tier", CAP_WITHOUT_TIER, prize=line["prize"])


def note_odd_lines(prizes: Iterable[Read], rules: Read, notes: list[Problem]) -> None:
    """Prizes that are worth more than a better one, and lines that can never give anything; said by their titles."""
    values = {prize["code"]: prize["value"] for prize in prizes}
    titles = {prize["code"]: prize["title"] or prize["code"] for prize in prizes}
    _note_idle_lines(rules, titles, notes)
    for better, worse in pairwise(rules["tiers"]):
        high, low = values.get(better["prize"]), values.get(worse["prize"])
        if high is not None and low is not None and low > high:
            complain(
                notes,
                (worse["path"], "prize"),
                "worse_prize_worth_more",
                WORTH_MORE,
                worse=titles[worse["prize"]],
                better=titles[better["prize"]],
            )


def check_awards(case: Read, problems: list[Problem], notes: list[Problem]) -> None:
    """Names and contradictions in the rules across contests."""
    awards, known = case["awards"], _known(case)
    for code, path, line in award_lines(awards):
        rule = AWARD_RULES[code](settings_in(line))
        for where, phrase in rule.contradictions():
            complain(problems, below(path, where), "contradiction", phrase)
        for where, phrase in rule.unknown(known):
            step = where[0] if where else ""
            complain(problems, below(path, where), "unknown_prize" if step == "prize" else "unknown_name", phrase)
        for where, phrase in rule.untagged(known):
            complain(notes, below(path, where), "unknown_tag", phrase)
    _check_same_people(awards["same_people"], known, problems)
    if awards["passed_down"] and not awards["one_per_person"] and not awards["unit_limit"]:
        complain(problems, ((ROOT, "awards"), "passed_down"), "nothing_to_pass_down", NOTHING_TO_PASS_DOWN)


def _check_same_people(groups: Iterable[Iterable[str]], known: Known, problems: list[Problem]) -> None:
    seen: set[str] = set()
    for number, group in enumerate(groups):
        for index, person in enumerate(group):
            place = ((((ROOT, "awards"), "same_people"), number), index)
            if person not in known.people:
                complain(problems, place, "unknown_name", NO_PERSON, name=person)
            if person in seen:
                complain(problems, place, "same_twice", SAME_TWICE, person=person)
            seen.add(person)


def award_lines(awards: Read) -> Iterator[tuple[str, Path, Read]]:
    """The rules across contests that are set, each with its code and place, in the order in which they are applied."""
    for code, rule in sorted(AWARD_RULES.items(), key=lambda item: (item[1].stage, item[0])):
        lines = awards[code] if rule.many else [awards[code]] if awards[code] else []
        for line in lines:
            yield code, line["path"], line


def _note_idle_lines(rules: Read, titles: Mapping[str, str], notes: list[Problem]) -> None:
    """Of a fixed number of places nothing is left once the lines above took them all."""
    if rules["places"]["rule"] != "fixed":
        return
    taken, places = 0, int(rules["places"]["count"])
    for line in rules["tiers"]:
        if line["rule"] not in ("fixed", "ranks"):
            return
        if taken >= places > 0:
            title = titles.get(line["prize"], line["prize"])
            complain(notes, line["path"], "idle_line", IDLE_LINE, prize=title, places=places)
        taken = int(line["to"]) if line["rule"] == "ranks" else taken + int(line["count"])


def _known(case: Read) -> Known:
    entries = [entry for contest in case["contests"] for entry in contest["entries"]]
    members = [member for entry in entries for member in entry["members"] or ()]
    return Known(
        prizes={prize["code"] for prize in case["prizes"]},
        contests={contest["code"] for contest in case["contests"]},
        entries={entry["id"] for entry in entries},
        people={one["person"] for one in (*entries, *members)},
        units={one["unit"] for one in (*entries, *members) if one["unit"]} | {unit["code"] for unit in case["units"]},
        tags=_tags((*entries, *members)),
    )


def _tags(people: Iterable[Read]) -> set[str]:
    return {tag for one in people for tag in one["tags"]}


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
    if line["rule"] == "reached":
        if next_place is not None and line["last"] < next_place:
            complain(problems, (line["path"], "last"), "round_taken", ROUND_TAKEN, last=line["last"])
        return max(int(line["last"]) + 1, next_place or 1)
    return None


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
ROUND_TAKEN = Phrase(
    en="the lines above already take the first {last} places; begin with the latest round",
    zh="前 {last} 名上面几行已经取完，请从最后一轮写起",
)
WORTH_MORE = Phrase(
    en="“{worse}” is worth more than the better prize “{better}”", zh="“{worse}”的金额比更高的“{better}”还多，请核对"
)
IDLE_LINE = Phrase(
    en="“{prize}” is never given: the lines above take all {places} places",
    zh="“{prize}”永远发不出去：上面几行已经占满 {places} 个名次",
)
CAP_WITHOUT_TIER = Phrase(
    en="this contest has no prize “{prize}” to cap at", zh="这个项目的奖级里没有“{prize}”，没法封顶"
)
NOTHING_TO_PASS_DOWN = Phrase(
    en="prizes pass down only where a person is rewarded once", zh="只有“每人只奖一次”时才谈得上名次顺延"
)
SAME_TWICE = Phrase(
    en="“{person}” stands here twice; people who are one stand in one list",
    zh="“{person}”写了两次；同一个人的几个编号写在一行里",
)
