"""A case: one JSON document with contests, entries, raw records and prizes, read strictly.

`read_case` gives the case or raises every problem it found, each with its JSON path.
What is merely odd (a record beside an absence) is kept as a note.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from scoring.rulebook.absences import Absence
from scoring.rulebook.caseshape import CASE
from scoring.rulebook.checks import check_case, check_prize_rules
from scoring.rulebook.game import Game, Mark, Records
from scoring.rulebook.games import GAMES
from scoring.rulebook.paths import ROOT
from scoring.rulebook.prizes.places import PLACES
from scoring.rulebook.prizes.rules import PrizeRules
from scoring.rulebook.prizes.tierrule import TierLine
from scoring.rulebook.prizes.tiers import TIERS
from scoring.rulebook.rule import settings_in
from scoring.rulebook.sentences import CaseProblems, Problem
from scoring.rulebook.shapes import BAD
from scoring.rulebook.tiebreak import Order, Performance, TieBreak
from scoring.rulebook.tiebreaks import TIE_BREAKS


class Entry(NamedTuple):
    """One start of one person in one contest."""

    id: str
    person: str
    name: str
    unit: str | None
    unit_name: str
    division: str | None
    performance: Performance

    @property
    def mark(self) -> Mark | None:
        return self.performance.mark


@dataclass(frozen=True, slots=True)
class Contest:
    """What people are ranked in, with its game set up."""

    code: str
    title: str
    game: Game
    tie_breaks: tuple[TieBreak, ...]
    undecided: str
    divisions: tuple[tuple[str, str], ...]
    prize_rules: PrizeRules | None
    entries: tuple[Entry, ...]
    line_orders: tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class Prize:
    """Something to win; `value` in fen, None for a thing without a stated value."""

    code: str
    title: str
    item: str
    value: int | None


@dataclass(frozen=True, slots=True)
class AwardRules:
    """What holds across contests."""

    best_placing_only: bool
    passed_down: bool
    souvenir: str | None
    souvenir_to: str


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that an outcome follows from."""

    contests: tuple[Contest, ...]
    prizes: tuple[Prize, ...]
    awards: AwardRules
    notes: tuple[Problem, ...]


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
    souvenir = read["awards"]["souvenir"]
    return Case(
        contests=tuple(_contest(contest, shared_rules) for contest in read["contests"]),
        prizes=tuple(
            Prize(prize["code"], prize["title"] or prize["code"], prize["item"], prize["value"])
            for prize in read["prizes"]
        ),
        awards=AwardRules(
            best_placing_only=read["awards"]["one_per_person"] == "best_placing",
            passed_down=read["awards"]["passed_down"],
            souvenir=souvenir and souvenir["prize"],
            souvenir_to=souvenir["to"] if souvenir else "took_part",
        ),
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


def build_prize_rules(read: Mapping[str, Any]) -> PrizeRules:
    """Prize rules from values that were read and checked."""
    return PrizeRules(
        places=PLACES[read["places"]["rule"]](settings_in(read["places"], "rule")),
        tiers=tuple(
            TierLine(line["prize"], TIERS[line["rule"]](settings_in(line, "rule", "prize"))) for line in read["tiers"]
        ),
        ties=read["ties"],
        ties_at_cut=read["ties_at_cut"] or read["ties"],
    )


def build_tie_breaks(contest: Mapping[str, Any]) -> tuple[TieBreak, ...]:
    """The chain of a contest, ended by the chief referee where the contest asks for a decision."""
    lines = contest["tie_breaks"]
    if lines is None:
        lines = [{"rule": code} for code in GAMES[contest["game"]].usual_tie_breaks]
    orders = contest["orders"]
    chain = [TIE_BREAKS[line["rule"]](settings_in(line, "rule"), orders=orders.get(line["rule"], ())) for line in lines]
    if contest["undecided"] == "decide" and all(line["rule"] != "decision" for line in lines):
        chain.append(TIE_BREAKS["decision"](orders=orders.get("decision", ())))
    return tuple(chain)


def _contest(contest: Mapping[str, Any], shared_rules: Mapping[str, Any] | None) -> Contest:
    game = GAMES[contest["game"]](contest["settings"])
    rules = contest["prizes"] or shared_rules
    return Contest(
        code=contest["code"],
        title=contest["title"] or contest["code"],
        game=game,
        tie_breaks=build_tie_breaks(contest),
        undecided=contest["undecided"],
        divisions=tuple((division["code"], division["title"] or division["code"]) for division in contest["divisions"]),
        prize_rules=build_prize_rules(rules) if rules else None,
        entries=tuple(_entry(entry, game) for entry in contest["entries"]),
        line_orders=tuple(contest["orders"].get("prize_line", ())),
    )


def _entry(entry: Mapping[str, Any], game: Game) -> Entry:
    records: Records = {field: value for field, value in entry["records"].items() if value is not None}
    absence = Absence(entry["absence"]) if entry["absence"] else None
    mark = None if absence else game.mark(records)
    return Entry(
        entry["id"],
        entry["person"],
        entry["name"] or entry["person"],
        entry["unit"],
        entry["unit_name"] or entry["unit"] or "",
        entry["division"],
        Performance(entry["id"], mark, absence, records),
    )
