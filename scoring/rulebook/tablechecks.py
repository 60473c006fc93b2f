"""Checks of tables: names that must exist, chains, orders, settings that contradict each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.rulebook.chainchecks import check_chain, check_orders, lines_of, only_once
from scoring.rulebook.paths import below, complain
from scoring.rulebook.prizechecks import check_prize_rules, note_rising_values
from scoring.rulebook.rule import settings_in
from scoring.rulebook.sentences import Problem
from scoring.rulebook.tablerule import Names
from scoring.rulebook.tables import TABLES
from scoring.rulebook.tablewords import NO_SUCH_CONTEST, NO_SUCH_RANKING, NO_SUCH_TABLE, NO_SUCH_UNIT, NO_TAGGED_UNIT
from scoring.rulebook.tabling import TABLE_KEYS
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
            ("unit_tags", names.unit_tags, NO_TAGGED_UNIT),
        ):
            for index, name in enumerate(table[key]):
                if name not in known:
                    complain(problems, ((table["path"], key), index), "unknown_name", template, name=name)
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
        chain = check_chain(table["tie_breaks"], problems) | set(rule.usual_tie_breaks)
        check_orders(table, chain, names.units, problems)
        if table["prizes"]:
            check_prize_rules(table["prizes"], prizes, problems)
            note_rising_values(prizes, table["prizes"], notes)
        above.add(table["code"])


def _names(case: Read, above: set[str]) -> Names:
    entries = [entry for contest in case["contests"] for entry in contest["entries"]]
    return Names(
        contests=frozenset(contest["code"] for contest in case["contests"]),
        rankings=frozenset(line["code"] for contest in case["contests"] for line in contest["rankings"] or ()),
        units=frozenset(
            [unit["code"] for unit in case["units"]] + [entry["unit"] for entry in entries if entry["unit"]]
        ),
        unit_tags=frozenset(tag for unit in case["units"] for tag in unit["tags"]),
        tables=frozenset(above),
        values=frozenset(name for unit in case["units"] for name in unit["values"]),
    )


TAKEN = Phrase(en="“{code}” is already the code of a contest", zh="“{code}”已经是一个项目的代码")
