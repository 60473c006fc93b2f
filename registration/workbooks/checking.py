"""An uploaded sheet held against the roster: every row new, changed, the same or wrong, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from uuid import UUID, uuid5

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from registration.limits import OF_PERSON, Contest, Problem, broken, settled
from registration.limits import Person as PersonValue
from registration.models import Person
from registration.queries import Listing, person_value
from registration.services.drafting import Line
from registration.workbooks.columns import POST, TICK, gender_word, needs_choice, no_word, yes_word
from registration.workbooks.reading import Fault, SheetRow

NEW, CHANGED, SAME, WRONG = "new", "changed", "same", "wrong"
KEYS = UUID("6a2b4c1e-52c8-5d0e-9a3f-1f0f6c1b7a11")  # names new people of one upload: applied twice, they are the same
COUNTED = frozenset({"contests_per_person", "starred"})
FROM_THE_GENDER = frozenset({"division", "division_gender"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that the sheet would change."""

    title: str
    old: str
    new: str


@dataclass(slots=True)
class CheckedRow:
    """A row of the sheet, the person it means, and what would happen."""

    sheet: SheetRow
    line: Line
    person: Person | None
    differences: list[Difference] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def state(self) -> str:
        if self.faults:
            return WRONG
        if self.person is None:
            return NEW
        return CHANGED if self.differences else SAME


@dataclass(frozen=True)
class Check:
    rows: list[CheckedRow]
    header_faults: list[Fault]
    unit_problems: list[Problem]
    left_alone: int
    """People on the roster that the sheet does not mention; they stay as they are."""

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(row.state for row in self.rows)

    @property
    def fault_count(self) -> int:
        return len(self.header_faults) + sum(len(row.faults) for row in self.rows)

    @property
    def may_be_applied(self) -> bool:
        return not self.fault_count and bool(self.counts[NEW] + self.counts[CHANGED])

    @property
    def lines(self) -> list[Line]:
        return [row.line for row in self.rows if row.state in {NEW, CHANGED}]


def check_sheet(listing: Listing, rows: Sequence[SheetRow], *, header_faults: Iterable[Fault] = (), name: str) -> Check:
    """Hold the rows against the roster; `name` tells this upload from others."""
    matcher = _Matcher(listing, rows, name)
    checked = [matcher.check(row) for row in rows]
    unit_problems = _check_limits(listing, checked)
    mentioned = {row.person.pk for row in checked if row.person}
    left_alone = sum(1 for person in listing.people if person.pk not in mentioned)
    return Check(checked, list(header_faults), unit_problems, left_alone)


class _Matcher:
    """Finds whom a row means: by start number, else by a name that only one person has."""

    def __init__(self, listing: Listing, rows: Sequence[SheetRow], name: str) -> None:
        self.listing, self.name = listing, name
        self.by_number = {person.number: person for person in listing.everybody}
        self.numbers = Counter(row.number for row in rows if row.number)
        self.names = Counter(row.name for row in rows if not row.number)
        self.first_row = {row.name: row.row for row in reversed(rows) if not row.number}
        numbered = {row.number for row in rows if row.number}
        self.unclaimed: dict[str, list[Person]] = {}
        for person in listing.people:
            if person.number not in numbered:
                self.unclaimed.setdefault(person.name, []).append(person)

    def check(self, row: SheetRow) -> CheckedRow:
        faults = list(row.faults)
        person = self._by_number(row, faults) if row.number else self._by_name(row, faults)
        value = person_value(person) if person else None
        if row.gender is None and value is None and not any(fault.cell == row.cells.get("gender") for fault in faults):
            faults.append(Fault(row.cells["name"], _("The gender is missing. Add the column “Gender”.")))
        line = self._line(row, person, value)
        found = CheckedRow(row, line, person, faults=faults)
        if person and value:
            found.differences = list(self._differences(line, person, value))
        return found

    def _by_number(self, row: SheetRow, faults: list[Fault]) -> Person | None:
        cell = row.cells["number"]
        person = self.by_number.get(row.number or 0)
        if self.numbers[row.number or 0] > 1:
            faults.append(Fault(cell, _("Start number {n} stands in several rows. Keep one.").format(n=row.number)))
        elif person is None:
            said = _("Start number {n} is not on this roster. Leave the cell empty for new people.")
            faults.append(Fault(cell, said.format(n=row.number)))
        elif person.withdrawn_at is not None:
            said = _("{name}, start number {n}, has withdrawn. Bring the person back on the page first.")
            faults.append(Fault(cell, said.format(name=person.name, n=row.number)))
            return None
        return person

    def _by_name(self, row: SheetRow, faults: list[Fault]) -> Person | None:
        if not row.name:
            return None
        if self.names[row.name] > 1 and self.first_row[row.name] != row.row:
            said = _("{name} stands in row {row} already. Delete one; enter a second person of that name on the page.")
            faults.append(Fault(row.cells["name"], said.format(name=row.name, row=self.first_row[row.name])))
            return None
        candidates = self.unclaimed.get(row.name, [])
        if len(candidates) > 1:
            said = _("The roster has several people called {name}: write the start number ({numbers}).")
            numbers = "、".join(str(person.number) for person in candidates)
            faults.append(Fault(row.cells["name"], said.format(name=row.name, numbers=numbers)))
            return None
        return candidates[0] if candidates else None

    def _line(self, row: SheetRow, person: Person | None, value: PersonValue | None) -> Line:
        kept = {code: chosen for code, chosen in value.entries.items() if code not in row.columns} if value else {}
        gender = row.gender or (value.gender if value else "")
        entries = dict(kept)
        for contest in self.listing.contest_values:
            if contest.code in row.entries:
                before = value.entries.get(contest.code) if value and value.gender == gender else None
                entries[contest.code] = settled(contest, gender, row.entries[contest.code] or before)
        return Line(
            key=person.key if person else uuid5(KEYS, f"{self.name}:{row.row}"),
            name=row.name,
            gender=gender,
            post=row.post or (value.post if value else str(Person.Post.MEMBER.value)),
            healthy=row.healthy if row.healthy is not None else bool(value and value.healthy),
            entries=entries,
        )

    def _differences(self, line: Line, person: Person, value: PersonValue) -> Iterable[Difference]:
        posts = {str(code): str(label) for code, label in Person.Post.choices}
        said = {True: yes_word(), False: no_word()}
        if line.name != person.name:
            yield Difference(_("Name"), person.name, line.name)
        if line.gender != value.gender:
            yield Difference(_("Gender"), gender_word(value.gender), gender_word(line.gender))
        if line.post != value.post:
            yield Difference(_("Post"), posts[value.post], posts[line.post])
        if line.healthy != value.healthy:
            yield Difference(_("Healthy"), said[value.healthy], said[line.healthy])
        for contest in self.listing.contest_values:
            old, new = _shown(value.entries, contest), _shown(line.entries, contest)
            if old != new:
                yield Difference(contest.title, old, new)


def _shown(entries: Mapping[str, str | None], contest: Contest) -> str:
    """What stands in the cell of a contest: nothing, a tick, or the division."""
    if contest.code not in entries:
        return "—"
    division = contest.division(entries[contest.code])
    return division.title if division and needs_choice(contest) else TICK


def _check_limits(listing: Listing, checked: Sequence[CheckedRow]) -> list[Problem]:
    """Puts what the limits find to the rows; gives back what concerns the unit as a whole."""
    rows = {str(row.line.key): row for row in checked}
    known = {value.key: value for value in listing.value.people}
    values = {key: _value(row.line, known.get(key)) for key, row in rows.items()}
    standing = [values.pop(value.key, value) for value in listing.value.people]
    roster = replace(listing.value, people=(*standing, *values.values()))
    language = get_language() or ""
    # The sheet has no column for them: the page asks for these facts once the person stands on the roster.
    asked_later = {limit.code for limit in listing.conditions if limit.needs() & OF_PERSON}
    of_the_unit = []
    for problem in broken(listing.conditions, roster):
        row = rows.get(problem.person or "")
        if row and row.person is None and problem.limit in asked_later:
            continue
        if problem.person is None:
            if not any(_is_counted_short(problem, each) for each in checked):
                of_the_unit.append(problem)
        elif row and not _follows_from_a_fault(problem, row):
            said = problem.phrase.said(language)
            cell = row.sheet.cells.get(problem.contest or "name", row.sheet.cells["name"])
            if problem.refuses:
                row.faults.append(Fault(cell, said))
            else:
                row.warnings.append(said)
    return of_the_unit


def _follows_from_a_fault(problem: Problem, row: CheckedRow) -> bool:
    """Found only because a cell could not be read: that cell has its own sentence."""
    faulty = {fault.cell for fault in row.sheet.faults}
    if problem.limit in FROM_THE_GENDER:
        return not row.line.gender
    if problem.limit in COUNTED:
        return any(row.sheet.cells[code] in faulty for code in row.sheet.columns)
    if problem.limit == "health_declared":
        return row.sheet.cells.get("healthy") in faulty
    return problem.limit == "same_name" or not row.line.name


def _is_counted_short(problem: Problem, row: CheckedRow) -> bool:
    """Too few were counted, but this row may be one more: its post or tick could not be read and has its sentence."""
    faulty = {fault.cell for fault in row.sheet.faults}
    cell = {"post_quota": row.sheet.cells.get(POST), "entries_per_unit": row.sheet.cells.get(problem.contest or "")}
    return cell.get(problem.limit) in faulty


def _value(line: Line, known: PersonValue | None) -> PersonValue:
    """As the sheet would have it; what it does not speak of stays as it is."""
    value = known or PersonValue(str(line.key), line.name)
    return replace(
        value, name=line.name, gender=line.gender, post=line.post, healthy=line.healthy, entries=line.entries
    )
