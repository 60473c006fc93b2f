"""A roster as the page draws it: rows of cells, each with what is wrong there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from registration.forms.facts import columns_of, facts_of, shown
from registration.forms.lines import TypedRow, blank_row
from registration.limits import Contest, Problem, confirming
from registration.models import Person
from registration.queries import Listing
from registration.workbooks.columns import needs_choice

BLANK_ROWS = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """One person in one contest: a tick, or a choice of divisions."""

    contest: Contest
    name: str
    chosen: str
    is_choice: bool
    problems: tuple[str, ...]
    content: str | None = None
    """What is performed there; None where nobody asks."""

    @property
    def said(self) -> str:
        division = self.contest.division(self.chosen) if self.is_choice else None
        return division.title if division else "✓"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the matrix; `theirs` says that somebody else saved something different meanwhile."""

    typed: TypedRow
    person: Person | None
    cells: tuple[Cell, ...]
    problems: tuple[str, ...]
    theirs: bool = False
    facts: tuple[dict[str, Any], ...] = ()

    @property
    def count(self) -> int:
        return len(self.typed.entries)

    @property
    def post_said(self) -> str:
        return str(Person.Post(self.typed.post).label)

    @property
    def gender_said(self) -> str:
        return str(Person.Gender(self.typed.gender).label) if self.typed.gender else ""


def kept_rows(listing: Listing) -> list[TypedRow]:
    """The rows as they are in the database."""
    return [
        TypedRow(
            person.key,
            value.name,
            value.gender,
            value.post,
            value.healthy,
            value.entries,
            facts=facts_of(person),
            contents=value.contents,
        )
        for person, value in zip(listing.people, listing.value.people, strict=True)
    ]


def rows_of(listing: Listing, *, typed: Sequence[TypedRow] | None = None, blanks: int = BLANK_ROWS) -> list[Row]:
    """What to draw: the kept rows, or what somebody typed with the kept rows that the typing did not know of."""
    people = {person.key: person for person in listing.everybody}
    kept = {row.key: row for row in kept_rows(listing)}
    drawn = list(kept.values())
    if typed is not None:
        known = {row.key for row in typed}
        drawn = [row for row in typed if not row.is_blank] + [row for row in drawn if row.key not in known]
    drawn += [blank_row() for _number in range(blanks)]
    return [_row(row, people.get(row.key), listing, typed is not None and _differs(row, kept)) for row in drawn]


def template_row(listing: Listing) -> Row:
    """For the script's “add a person”: a key of noughts that it replaces."""
    return _row(TypedRow(UUID(int=0)), None, listing, False)


def one_row(listing: Listing, typed: TypedRow) -> Row:
    """Somebody who is on no roster yet."""
    return _row(typed, None, listing, False)


def problem_items(listing: Listing) -> list[dict[str, Any]]:
    """What is missing before submission, for the list on the page and for the script."""
    language = get_language() or ""
    in_teams = {contest.code for contest in listing.team_contests}
    return [
        {
            "key": problem.person or "",
            "place": "teams" if problem.person is None and problem.contest in in_teams else "matrix",
            "contest": problem.contest or "",
            "text": problem.phrase.said(language),
            "refuses": problem.refuses,
            "asks": problem.asks,
            "code": problem.code,
        }
        for problem in listing.problems
    ]


def readiness(listing: Listing) -> str:
    """One sentence for the bar with the buttons."""
    count = len(listing.refusing)
    if count:
        return _("%(n)d to put right before submitting") % {"n": count}
    if asked := len(confirming(listing.problems)):
        return _("%(n)d to confirm when submitting") % {"n": asked}
    return _("Complete: ready to submit")


def _row(typed: TypedRow, person: Person | None, listing: Listing, theirs: bool) -> Row:
    language = get_language() or ""
    own = [problem for problem in listing.problems if problem.person == str(typed.key)]
    asked = {contest.code for contest in listing.contest_values if _asks_content(listing, contest)}
    cells = tuple(
        _cell(typed, contest, own, language, asks_content=contest.code in asked) for contest in listing.contest_values
    )
    general = tuple(problem.phrase.said(language) for problem in own if problem.contest is None)
    facts = shown(columns_of(listing.needs), typed.facts)
    return Row(typed, person, cells, general, theirs, tuple(facts))


def _asks_content(listing: Listing, contest: Contest) -> bool:
    return any("content" in limit.needs() and limit.touches(contest.code) for limit in listing.conditions)


def _cell(
    typed: TypedRow, contest: Contest, own: Sequence[Problem], language: str, *, asks_content: bool = False
) -> Cell:
    is_choice = needs_choice(contest)
    entered = contest.code in typed.entries
    chosen = (typed.entries[contest.code] or "1") if entered and is_choice else ("1" if entered else "")
    problems = tuple(problem.phrase.said(language) for problem in own if problem.contest == contest.code)
    content = typed.contents.get(contest.code, "") if asks_content else None
    return Cell(contest, f"{typed.key}-c-{contest.code}", chosen, is_choice, problems, content)


def _differs(typed: TypedRow, kept: dict[UUID, TypedRow]) -> bool:
    """The database has this row otherwise; divisions that follow from the gender are no difference."""
    saved = kept.get(typed.key)
    if saved is None:
        return False
    return (saved.name, saved.gender, saved.post, saved.healthy, set(saved.entries)) != (
        typed.name,
        typed.gender,
        typed.post,
        typed.healthy,
        set(typed.entries),
    )
