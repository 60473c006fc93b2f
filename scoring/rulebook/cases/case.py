"""A case: one JSON document with contests, entries, raw records and prizes, read strictly.

`read_case` gives the case or raises every problem it found, each with its JSON path.
What is merely odd (a record beside an absence) is kept as a note.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scoring.rulebook.awarding import AWARD_RULES
from scoring.rulebook.base.paths import ROOT
from scoring.rulebook.base.rule import settings_in
from scoring.rulebook.base.sentences import CaseProblems, Problem
from scoring.rulebook.base.shapes import BAD
from scoring.rulebook.cases.caseshape import CASE
from scoring.rulebook.cases.checks import check_case
from scoring.rulebook.prizes.rules import PrizeRules
from scoring.rulebook.rewards.awardrule import AwardLine
from scoring.rulebook.rewards.awards import AwardRules
from scoring.rulebook.rewards.prize import Prize
from scoring.rulebook.rewards.prizechecks import award_lines, check_prize_rules
from scoring.rulebook.standings.contest import Contest
from scoring.rulebook.standings.contests import build_prize_rules, contest_of
from scoring.rulebook.unitsums.tabling import Table, table_of
from scoring.rulebook.unitsums.unit import Unit


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that an outcome follows from."""

    contests: tuple[Contest, ...]
    prizes: tuple[Prize, ...]
    awards: AwardRules
    units: Mapping[str, Unit]
    tables: tuple[Table, ...]
    notes: tuple[Problem, ...]

    @property
    def unit_titles(self) -> dict[str, str]:
        """Every unit that is listed or has entered somebody, with its title."""
        named: dict[str, str] = {}
        for contest in self.contests:
            for view in contest.views:
                for entry in view.entries.values():
                    who = [(entry.unit, entry.unit_name), *((one.unit, one.unit_name) for one in entry.members)]
                    named |= {unit: title for unit, title in who if unit is not None and unit not in named}
        return named | {unit.code: unit.title for unit in self.units.values()}


def read_case(value: object) -> Case:
    """The case, or CaseProblems with all of them."""
    problems: list[Problem] = []
    notes: list[Problem] = []
    read = CASE.read(value, ROOT, problems)
    if read is not BAD:
        check_case(read, problems, notes)
    if problems:
        raise CaseProblems(problems)
    shared_rules = read["prize_rules"]
    contests = tuple(contest_of(contest, shared_rules, problems) for contest in read["contests"])
    if problems:
        raise CaseProblems(problems)
    return Case(
        contests=contests,
        prizes=tuple(
            Prize(prize["code"], prize["title"] or prize["code"], prize["item"], prize["value"], prize["per"])
            for prize in read["prizes"]
        ),
        awards=build_award_rules(read["awards"]),
        tables=tuple(table_of(table) for table in read["tables"]),
        units={unit["code"]: Unit.of(unit) for unit in read["units"]},
        notes=tuple(notes),
    )


def problems_of(value: object) -> list[Problem]:
    """Everything that is wrong with a case; an empty list when it can be computed."""
    try:
        read_case(value)
    except CaseProblems as found:
        return list(found.problems)
    return []


def read_prize_rules(value: object, prizes: Mapping[str, int | None] | None = None) -> PrizeRules:
    """Prize rules on their own, as a settings page has them; CaseProblems when they cannot stand."""
    from_case = CASE.keys["prize_rules"][0]
    problems: list[Problem] = []
    read = from_case.read(value, ROOT, problems)
    if read is not BAD and read is not None:
        check_prize_rules(read, prizes, problems)
    if problems:
        raise CaseProblems(problems)
    return build_prize_rules(read)


def build_award_rules(awards: Mapping[str, Any]) -> AwardRules:
    """What holds across contests, from values that were read and checked."""
    same = {person: group[0] for group in awards["same_people"] for person in group}
    return AwardRules(
        one_per_person=awards["one_per_person"],
        passed_down=awards["passed_down"],
        teams=awards["teams"],
        lines=tuple(AwardLine(AWARD_RULES[code](settings_in(line)), path) for code, path, line in award_lines(awards)),
        same=same,
    )
