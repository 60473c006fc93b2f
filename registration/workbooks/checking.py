"""A sheet held against one roster: every row new, changed, the same or wrong, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from registration.limits import OF_PERSON, Limit, Problem, broken
from registration.limits import Person as PersonValue
from registration.models import Roster, Team
from registration.queries import Listing
from registration.services.importing import Change
from registration.workbooks import unitfacts
from registration.workbooks.columns import CODED
from registration.workbooks.matching import NEW, WRONG, CheckedRow, Difference, Matcher
from registration.workbooks.rows import Fault, SheetRow
from registration.workbooks.teams import TeamPlan, cell_of, line_of, plan_teams, shown
from registration.workbooks.unitfacts import UnitFacts
from registration.workbooks.words import POST

COUNTED = frozenset({"contests_per_person", "starred"})
FROM_THE_GENDER = frozenset({"division", "division_gender"})
TEAM_COLUMNS = ("team", "team_name", "team_division", "team_content", "team_position", "team_part")
Step = Callable[[int], None]


@dataclass(slots=True)
class UnitCheck:
    """The rows of one unit against its roster."""

    roster: Roster
    rows: list[CheckedRow]
    teams: TeamPlan
    unit_problems: list[Problem]
    left_alone: int
    """People on the roster that the sheet does not mention; they stay as they are."""
    facts: dict[str, Any] = field(default_factory=dict)
    facts_differ: list[Difference] = field(default_factory=list)
    facts_faults: list[Fault] = field(default_factory=list)

    @property
    def change(self) -> Change:
        """What the right rows ask for."""
        lines = [row.line for row in self.rows if row.state != WRONG and (row.state == NEW or row.differences)]
        return Change(
            self.roster, lines, [line_of(team) for team in self.teams.changed],
            [line_of(team).key for team in self.teams.dropped], self.facts,
        )  # fmt: skip


def check_sheet(
    listing: Listing, rows: Sequence[SheetRow], *, name: str, facts: UnitFacts | None = None, step: Step | None = None
) -> UnitCheck:
    """Hold the rows against the roster; `name` tells this upload from others, `step` hears how many rows are done."""
    matcher = Matcher(listing, rows, name)
    checked = []
    for number, row in enumerate(rows, start=1):
        checked.append(matcher.check(row))
        if step:
            step(number)
    plan = _plan(listing, checked)
    roster = _with_facts(listing.roster, facts)
    problems = _check_limits(listing, checked, plan, roster)
    mentioned = {row.person.pk for row in checked if row.person}
    left_alone = sum(1 for person in listing.people if person.pk not in mentioned)
    found = UnitCheck(listing.roster, checked, plan, problems, left_alone)
    if facts is not None:
        titles = unitfacts.titles()
        changes = list(unitfacts.differences(facts, listing.roster))
        found.facts = {each: facts.facts[each] for each, _old, _new in changes}
        found.facts_differ = [Difference(titles[each], old or "—", new or "—") for each, old, new in changes]
        found.facts_faults = facts.faults
    return found


def _plan(listing: Listing, checked: Sequence[CheckedRow]) -> TeamPlan:
    """The teams as the sheet would have them; what it contradicts itself in becomes a fault of the row."""
    standing = listing.value.teams
    wishes = [(row.key, row.sheet.teams) for row in checked if row.sheet.teams and not row.faults]
    if not wishes:
        return TeamPlan(standing)
    roster = listing.roster
    gone = (
        {
            (code, number): str(key)
            for code, number, key in Team.objects.filter(roster=roster, withdrawn_at__isnull=False).values_list(
                "contest__code", "number", "key"
            )
        }
        if roster.pk
        else {}
    )
    plan = plan_teams(standing, wishes, gone=gone, mark=f"{roster.activity_id}:{roster.unit_id}")
    by_key = {row.key: row for row in checked}
    for person, code, says in plan.faults:
        by_key[person].fault(code, says)
    for row in checked:
        for contest in listing.team_contests:
            if (cell := row.sheet.teams.get(contest.code)) and not row.faults:
                old, new = (cell_of(row.key, contest.code, teams) for teams in (standing, plan.teams))
                stated = {"team_name": cell.name, "team_division": cell.division, "team_content": cell.content}
                for what in TEAM_COLUMNS:
                    has_column = f"{what}:{contest.code}" in row.sheet.cells
                    was, will_be = shown(what, old, contest), shown(what, new, contest)
                    if has_column and was != will_be and stated.get(what, "") is not None:
                        title = _TITLES[what]().format(contest=contest.title)
                        row.differences.append(Difference(title, was or "—", will_be or "—"))
    return plan


_TITLES: dict[str, Callable[[], str]] = {
    "team": lambda: _("{contest} team no."),
    "team_name": lambda: _("{contest} team name"),
    "team_division": lambda: _("{contest} division"),
    "team_content": lambda: _("{contest} content"),
    "team_position": lambda: _("{contest} position"),
    "team_part": lambda: _("{contest} part"),
}


def _with_facts(roster: Roster, facts: UnitFacts | None) -> dict[str, Any]:
    """The unit as the sheet would have it, for the limits."""
    given = facts.facts if facts else {}
    return {name: given.get(name, getattr(roster, name)) for name in unitfacts.NEEDS}


def _check_limits(
    listing: Listing, checked: Sequence[CheckedRow], plan: TeamPlan, unit: dict[str, Any]
) -> list[Problem]:
    """Puts what the limits find to the rows; gives back what concerns the unit as a whole."""
    rows = {row.key: row for row in checked}
    known = {value.key: value for value in listing.value.people}
    values = {key: _value(row, known.get(key)) for key, row in rows.items()}
    standing = [values.pop(value.key, value) for value in listing.value.people]
    roster = replace(
        listing.value, people=(*standing, *values.values()), teams=plan.teams, size=unit["size"],
        fee_paid=unit["fee_paid"],
    )  # fmt: skip
    language = get_language() or ""
    needs = {limit.code: limit.needs() & OF_PERSON for limit in listing.conditions}
    doubtful = {row.line.name for row in checked if row.faults}
    of_the_unit = []
    for problem in broken(listing.conditions, roster):
        row = rows.get(problem.person or "")
        if problem.person is None:
            if not any(_is_counted_short(problem, each) for each in checked):
                of_the_unit.append(problem)
        elif row and not _is_not_its_own(problem, row, needs.get(problem.limit, frozenset()), doubtful):
            said = problem.phrase.said(language)
            if problem.refuses:
                row.fault(_column_of(problem, row, listing.conditions), said)
            else:
                row.warnings.append(said)
    return of_the_unit


def _fact_columns(needs: frozenset[str], row: CheckedRow) -> list[str]:
    """The columns of the sheet for what a limit asks about people."""
    groups = {f"{group}s" for group in CODED} & needs
    return [
        code
        for code in row.sheet.cells
        if code in needs
        or ("content" in needs and code.startswith(("content:", "team_content:")))
        or (f"{code.partition('_')[0]}s" in groups and code.partition("_")[0] in CODED)
    ]


def _column_of(problem: Problem, row: CheckedRow, conditions: Sequence[Limit]) -> str:
    """Where the reader has to look: the fact that the limit asks for, else the contest, else the name."""
    needs = next((limit.needs() & OF_PERSON for limit in conditions if limit.code == problem.limit), frozenset())
    if facts := [code for code in _fact_columns(needs, row) if ":" not in code]:
        return facts[0]
    contest = problem.contest or ""
    for code in (f"contest:{contest}", f"team:{contest}"):
        if contest and code in row.sheet.cells:
            return code
    return {"health_declared": "healthy", "post_quota": POST}.get(problem.limit, "name")


def _is_not_its_own(problem: Problem, row: CheckedRow, needs: frozenset[str], doubtful: set[str]) -> bool:
    """Found only because a cell could not be read, or because the sheet has no column for what is asked."""
    faulty = {fault.cell for fault in row.sheet.faults}
    columns = _fact_columns(needs, row)
    if needs and not columns and any(getattr(row.person, need, None) is None for need in needs):
        return True  # the page asks for it, once the person stands on the roster
    if any(row.sheet.cells[code] in faulty for code in columns):
        return True
    if problem.limit in FROM_THE_GENDER:
        return not row.line.gender
    if problem.limit in COUNTED:
        return any(row.sheet.cells.get(f"contest:{code}") in faulty for code in row.sheet.columns)
    if problem.limit == "health_declared":
        return row.sheet.cells.get("healthy") in faulty
    return not row.line.name or (problem.limit == "same_name" and row.line.name in doubtful)


def _is_counted_short(problem: Problem, row: CheckedRow) -> bool:
    """Too few were counted, but this row may be one more: its post or tick could not be read and has its sentence."""
    faulty = {fault.cell for fault in row.sheet.faults}
    cells = row.sheet.cells
    cell = {"post_quota": cells.get(POST), "entries_per_unit": cells.get(f"contest:{problem.contest}")}
    return cell.get(problem.limit) in faulty


def _value(row: CheckedRow, known: PersonValue | None) -> PersonValue:
    """As the sheet would have it; what it does not speak of stays as it is."""
    line = row.line
    facts: dict[str, Any] = {
        name: frozenset(value) if isinstance(value, list) else value for name, value in line.facts.items()
    }
    value = known or PersonValue(str(line.key), line.name)
    return replace(
        value, name=line.name, gender=line.gender, post=line.post, healthy=line.healthy, entries=line.entries,
        contents={**value.contents, **line.contents}, **facts,
    )  # fmt: skip
