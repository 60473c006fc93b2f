"""Checks of tables: names that must exist, chains, orders, settings that contradict each other."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from scoring.rulebook.base.paths import below, complain
from scoring.rulebook.base.rule import settings_in
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.ranks.chainchecks import check_chain, check_orders, lines_of, only_once
from scoring.rulebook.rewards.prizechecks import check_prize_rules, note_odd_lines
from scoring.rulebook.tables import TABLES
from scoring.rulebook.unitsums.tablerule import Names
from scoring.rulebook.unitsums.tablewords import (
    NO_SUCH_CONTEST,
    NO_SUCH_RANKING,
    NO_SUCH_TABLE,
    NO_SUCH_UNIT,
    NO_TAGGED_UNIT,
)
from scoring.rulebook.unitsums.tabling import PEOPLE, TABLE_KEYS
from unionevents.lib.phrase import Phrase

Read = Mapping[str, Any]


def check_tables(case: Read, problems: list[Problem], notes: list[Problem]) -> None:
    """Every table, with the names that stand above it."""
    only_once(case["units"], "code", problems)
    only_once(case["tables"], "code", problems)
    prizes = {prize["code"]: prize["value"] for prize in case["prizes"]}
    contests = {contest["code"] for contest in case["contests"]}
    above: set[str] = set()
    names = _names(case, above)
    for table in case["tables"]:
        if table["code"] in contests:
            complain(problems, (table["path"], "code"), "taken", TAKEN, code=table["code"])
        for key, known, template in (
            ("contests", names.contests, NO_SUCH_CONTEST),
            ("rankings", names.rankings, NO_SUCH_RANKING),
            ("units", names.units, NO_SUCH_UNIT),
        ):
            for index, name in enumerate(table[key]):
                if name not in known:
                    complain(problems, ((table["path"], key), index), "unknown_name", template, name=name)
        _note_tags(table, names, notes)
        if table["who"] == PEOPLE and not TABLES[table["rule"]].for_people:
            complain(problems, (table["path"], "who"), "not_for_people", NOT_FOR_PEOPLE, rule=table["rule"])
        rule = TABLES[table["rule"]](settings_in(table, *TABLE_KEYS))
        for where, phrase in rule.contradictions():
            complain(problems, below(table["path"], where), "contradiction", phrase)
        for where, phrase in rule.unknown(_names(case, above)):
            complain(problems, below(table["path"], where), "unknown_name", phrase)
        for line in lines_of(table["tie_breaks"]):
            for key, those, template in (
                ("contest", names.contests, NO_SUCH_CONTEST),
                ("table", frozenset(above), NO_SUCH_TABLE),
            ):
                if key in line and line[key] not in those:
                    complain(problems, (line["path"], key), "unknown_name", template, name=line[key])
        _check_counted(table, case, problems, notes)
        chain = check_chain(table["tie_breaks"], problems) | set(rule.usual_tie_breaks)
        check_orders(table, chain, names.people if table["who"] == PEOPLE else names.units, problems)
        if table["prizes"]:
            check_prize_rules(table["prizes"], prizes, problems)
            note_odd_lines(case["prizes"], table["prizes"], notes)
        above.add(table["code"])


def _note_tags(table: Read, names: Names, notes: list[Problem]) -> None:
    """A tag that no unit carries yet is odd, but no reason to refuse."""
    for index, tag in enumerate(table["unit_tags"]):
        if tag not in names.unit_tags:
            complain(notes, ((table["path"], "unit_tags"), index), "unknown_tag", NO_TAGGED_UNIT, name=tag)


def _check_counted(table: Read, case: Read, problems: list[Problem], notes: list[Problem]) -> None:
    """Rankings that would count somebody twice; rewarded places where nothing is rewarded."""
    for contest in case["contests"]:
        if table["contests"] and contest["code"] not in table["contests"]:
            continue
        counted = [
            line for line in contest["rankings"] or () if not table["rankings"] or line["code"] in table["rankings"]
        ]
        if any(_overlap(one, other) for one, other in combinations(counted, 2)):
            complain(notes, (table["path"], "rankings"), "counted_twice", COUNTED_TWICE, contest=contest["code"])
        rules = [line["prizes"] for line in counted] or [contest["prizes"]]
        if table.get("rewarded_only") and not all(own or contest["prizes"] or case["prize_rules"] for own in rules):
            complain(
                problems,
                (table["path"], "rewarded_only"),
                "nothing_rewarded",
                NOTHING_REWARDED,
                contest=contest["code"],
            )


def _overlap(one: Read, other: Read) -> bool:
    """Whether somebody may stand in both rankings: only different divisions or tags kept apart rule it out."""
    divisions = one["divisions"] and other["divisions"]
    apart = divisions and not set(one["divisions"]) & set(other["divisions"])
    return not apart and not _kept_out(one, other) and not _kept_out(other, one)


def _kept_out(one: Read, other: Read) -> bool:
    """Whether the other ranking leaves out everybody whom the tags of this one let in."""
    return bool(one["tags"]) and set(one["tags"]) <= set(other["without_tags"])


def _names(case: Read, above: set[str]) -> Names:
    entries = [entry for contest in case["contests"] for entry in contest["entries"]]
    return Names(
        contests=frozenset(contest["code"] for contest in case["contests"]),
        rankings=frozenset(line["code"] for contest in case["contests"] for line in contest["rankings"] or ()),
        units=frozenset(
            [unit["code"] for unit in case["units"]] + [entry["unit"] for entry in entries if entry["unit"]]
        ),
        people=frozenset(entry["person"] for entry in entries),
        unit_tags=frozenset(tag for unit in case["units"] for tag in unit["tags"]),
        tables=frozenset(above),
        values=frozenset(name for unit in case["units"] for name in unit["values"]),
    )


COUNTED_TWICE = Phrase(
    en="“{contest}” has rankings that share people, and all of them count here; name those that do in “rankings”",
    zh="“{contest}”有几个排名包含同样的人，这里都计了；请在“rankings”里写明计哪几个",
)
NOTHING_REWARDED = Phrase(
    en="only rewarded places score, but “{contest}” has no prize rules", zh="只有录取名次才计分，但“{contest}”没有设奖"
)
NOT_FOR_PEOPLE = Phrase(en="“{rule}” is for units, not for people", zh="“{rule}”只能按单位算，不能按个人")
TAKEN = Phrase(en="“{code}” is already the code of a contest", zh="“{code}”已经是一个项目的代码")
