"""Worked cases: a case, what must come out of it, and how the two are compared.

A file is `{"title", "source", "kind": "published" | "constructed", "checked", "case", "expected"}`; `checked` stands in
published ones only. `expected` says only what it knows; each of its keys is one of `CHECKS`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scoring.rulebook import outcome_of
from tests.worked.recounts import RECOUNTS

HERE = Path(__file__).parent
KINDS = ("published", "constructed")
# How far a published case was compared with the source that it names, by somebody who had the source open.
CHECKED = ("every figure", "in part", "rule text", "from memory")
# What can be opened again: an address, or a file of a public repository.
NAMED_SOURCE = re.compile(r"https?://\S+|\w+/[\w.-]+ on GitHub, \S+")
Outcome = dict[str, Any]


def files() -> list[Path]:
    return sorted(HERE.glob("*/*.json"))


def load(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def ranking(outcome: Outcome, name: str) -> dict[str, Any]:
    """`contest`, or `contest/ranking` with the code of a ranking or a division."""
    contest, _, part = name.partition("/")
    found = next(each for each in outcome["contests"] if each["code"] == contest)
    if not part:
        assert len(found["rankings"]) == 1, f"{name}: say which ranking"
        return found["rankings"][0]
    return next(each for each in found["rankings"] if part in (each.get("ranking"), each["division"]))


def stage(outcome: Outcome, name: str) -> dict[str, Any]:
    contest, _, part = name.partition("/")
    found = next(each for each in outcome["contests"] if each["code"] == contest)
    return next(each for each in found["stages"] if each["code"] == part)


def placings(outcome: Outcome, name: str, key: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """One value of every placing that is asked for."""
    return {each["entry"]: each[key] for each in ranking(outcome, name)["placings"] if each["entry"] in wanted}


def ranks(outcome: Outcome, name: str) -> list[str]:
    """`a 1`, `b 2`, `c 2`, `d -`: `-` without a place."""
    return [f"{each['entry']} {each['rank'] or '-'}" for each in ranking(outcome, name)["placings"]]


def check_ranks(outcome: Outcome, expected: dict[str, str]) -> None:
    """`a 1, b 2, c 2, d -`; those who share a place, or have none, may stand in any order."""
    found = {name: sorted(ranks(outcome, name)) for name in expected}
    assert found == {name: sorted(text.split(", ")) for name, text in expected.items()}


def of_placings(key: str) -> Callable[[Outcome, dict[str, dict[str, Any]]], None]:
    def check(outcome: Outcome, expected: dict[str, dict[str, Any]]) -> None:
        assert {name: placings(outcome, name, key, wanted) for name, wanted in expected.items()} == expected

    return check


def check_undecided(outcome: Outcome, expected: dict[str, list[list[str]]]) -> None:
    assert {name: ranking(outcome, name)["undecided"] for name in expected} == expected


def check_places(outcome: Outcome, expected: dict[str, int]) -> None:
    assert {name: ranking(outcome, name)["places"]["count"] for name in expected} == expected


def check_awards(outcome: Outcome, expected: list[list[Any]]) -> None:
    """`[person, contest or null, prize, value]`, in the order of the outcome."""
    assert rewarded(outcome) == expected


def rewarded(outcome: Outcome) -> list[list[Any]]:
    return [[each["person"], each["contest"], each["prize"], each["value"]] for each in outcome["awards"]]


def check_awards_set(outcome: Outcome, expected: list[list[Any]]) -> None:
    """The same in any order."""
    assert sorted(rewarded(outcome), key=str) == sorted(expected, key=str)


def check_award_values(outcome: Outcome, expected: dict[str, list[int]]) -> None:
    """What each contest gives, best first."""
    found: dict[str, list[int]] = {}
    for _, contest, _, value in rewarded(outcome):
        found.setdefault(contest, []).append(value)
    assert found == expected


def check_prize_counts(outcome: Outcome, expected: dict[str, int]) -> None:
    assert Counter(prize for _, _, prize, _ in rewarded(outcome)) == expected


def check_winners(outcome: Outcome, expected: dict[str, list[str]]) -> None:
    """The people rewarded in a contest, best first."""
    assert {
        code: [person for person, contest, _, _ in rewarded(outcome) if contest == code] for code in expected
    } == expected


def check_problems(outcome: Outcome, expected: list[list[str]]) -> None:
    """`[path, rule]` of what is merely odd."""
    assert [[each["path"], each["rule"]] for each in outcome["problems"]] == expected


def check_group_rows(outcome: Outcome, expected: dict[str, dict[str, dict[str, Any]]]) -> None:
    """Some columns of some rows of the group tables of a stage, `contest/stage`."""
    for name, rows in expected.items():
        found = {row["entry"]: row for group in stage(outcome, name)["groups"] for row in group["rows"]}
        assert {entry: {key: found[entry][key] for key in row} for entry, row in rows.items()} == rows


def check_group_order(outcome: Outcome, expected: dict[str, dict[str, list[str]]]) -> None:
    for name, groups in expected.items():
        found = {group["code"]: [row["entry"] for row in group["rows"]] for group in stage(outcome, name)["groups"]}
        assert found == groups


def check_advancing(outcome: Outcome, expected: dict[str, list[str]]) -> None:
    assert {name: sorted(each["entry"] for each in stage(outcome, name)["advancing"]) for name in expected} == {
        name: sorted(entries) for name, entries in expected.items()
    }


def check_waiting(outcome: Outcome, expected: dict[str, list[list[str]]]) -> None:
    """Groups of whom it is not settled who goes on."""
    assert {name: stage(outcome, name)["undecided"] for name in expected} == expected


def check_at_the_line(outcome: Outcome, expected: dict[str, list[list[str]]]) -> None:
    """Groups of whom it is not settled who gets which prize."""
    assert {name: ranking(outcome, name)["at_the_line"] for name in expected} == expected


def check_checks(outcome: Outcome, expected: list[list[Any]]) -> None:
    """`[path, whether it holds]` of what the rules across contests look at."""
    assert [[each["path"], each["holds"]] for each in outcome["checks"]] == expected


def side(fixture: dict[str, Any], key: str) -> str:
    found = fixture[key]
    return "bye" if found is None else str(next(iter(found.values())))


def check_rounds(outcome: Outcome, expected: dict[str, list[str]]) -> None:
    """One text a round: `1-4 2-3`, in the order of the plan."""
    for name, rounds in expected.items():
        found: dict[int, list[str]] = {}
        for fixture in stage(outcome, name)["fixtures"]:
            found.setdefault(fixture["round"], []).append(f"{side(fixture, 'a')}-{side(fixture, 'b')}")
        assert [" ".join(found[number]) for number in sorted(found)][: len(rounds)] == rounds


def check_heats(outcome: Outcome, expected: dict[str, list[dict[str, int]]]) -> None:
    """One object a heat: the lane of everybody."""
    for name, heats in expected.items():
        found = [{start["entry"]: start["lane"] for start in heat["starts"]} for heat in stage(outcome, name)["heats"]]
        assert found == heats


def check_tables(outcome: Outcome, expected: dict[str, dict[str, list[Any]]]) -> None:
    """`{table: {unit: [rank, total]}}`; units that are not named are not looked at."""
    found = {
        table["code"]: {row["unit"]: [row["rank"], row["total"]] for row in table["rows"]}
        for table in outcome["tables"]
    }
    assert {code: {unit: found[code][unit] for unit in rows} for code, rows in expected.items()} == expected


def check_table_decided_by(outcome: Outcome, expected: dict[str, dict[str, str]]) -> None:
    found = {table["code"]: {row["unit"]: row["decided_by"] for row in table["rows"]} for table in outcome["tables"]}
    assert {code: {unit: found[code][unit] for unit in rows} for code, rows in expected.items()} == expected


CHECKS: dict[str, Callable[[Outcome, Any], None]] = {
    "ranks": check_ranks,
    "marks": of_placings("mark"),
    "decided_by": of_placings("decided_by"),
    "prizes": of_placings("prize"),
    "shown": of_placings("shown"),
    "undecided": check_undecided,
    "places": check_places,
    "awards": check_awards,
    "awards_set": check_awards_set,
    "award_values": check_award_values,
    "prize_counts": check_prize_counts,
    "winners": check_winners,
    "problems": check_problems,
    "group_rows": check_group_rows,
    "group_order": check_group_order,
    "advancing": check_advancing,
    "waiting": check_waiting,
    "at_the_line": check_at_the_line,
    "checks": check_checks,
    "rounds": check_rounds,
    "heats": check_heats,
    "tables": check_tables,
    "table_decided_by": check_table_decided_by,
}


def compare(worked: dict[str, Any]) -> None:
    outcome = outcome_of(worked["case"])
    for check, expected in worked["expected"].items():
        CHECKS[check](outcome, expected)
    if "recount" in worked:
        RECOUNTS[worked["recount"]](worked["case"], outcome)
