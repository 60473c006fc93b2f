"""Whom a row means: by start number, else by a name (and birth date) that only one person has; then what it changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from registration.limits import Contest, settled
from registration.limits import Person as PersonValue
from registration.limits.roster import FUNCTIONS, KINDS_OF_PEOPLE, TRAITS
from registration.models import Person
from registration.queries import Listing, person_value
from registration.services.drafting import Line
from registration.workbooks.columns import CODED, gender_word, needs_choice, no_word, said, yes_word
from registration.workbooks.rows import Fault, SheetRow
from registration.workbooks.words import TICK

NEW, CHANGED, SAME, WRONG = "new", "changed", "same", "wrong"
KEYS = UUID("6a2b4c1e-52c8-5d0e-9a3f-1f0f6c1b7a11")  # names new people of one upload: applied twice, they are the same
TITLES = {"function": FUNCTIONS, "trait": TRAITS}


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
    unit: str = ""

    @property
    def state(self) -> str:
        if self.faults:
            return WRONG
        if self.person is None:
            return NEW
        return CHANGED if self.differences else SAME

    @property
    def key(self) -> str:
        return str(self.line.key)

    def fault(self, code: str, says: str) -> None:
        """In the cell of a column, or beside the name where the sheet has no such column.

        A cell has one thing to put right, so one sentence; the name bears all that is said about the person.
        """
        name = self.sheet.cells["name"]
        fault = Fault(self.sheet.cells.get(code, name), says)
        if fault.cell != name:
            is_said = any(known.cell == fault.cell for known in self.faults)
        else:
            is_said = fault in self.faults or any(known.cell == name for known in self.sheet.faults)
        if not is_said:
            self.faults.append(fault)


class Matcher:
    """Finds whom each row of one roster's sheet means."""

    def __init__(self, listing: Listing, rows: Sequence[SheetRow], name: str) -> None:
        self.listing, self.name = listing, name
        self.by_number = {person.number: person for person in listing.everybody}
        self.values = {value.key: value for value in listing.value.people}
        self.numbers = Counter(row.number for row in rows if row.number)
        self.names = Counter(_identity(row) for row in rows if not row.number)
        self.namesakes = Counter(row.name for row in rows if not row.number)
        self.first_row = {_identity(row): row.row for row in reversed(rows) if not row.number}
        numbered = {row.number for row in rows if row.number}
        self.unclaimed: dict[str, list[Person]] = {}
        for person in listing.people:
            if person.number not in numbered:
                self.unclaimed.setdefault(person.name, []).append(person)

    def check(self, row: SheetRow) -> CheckedRow:
        faults = list(row.faults)
        person = self._by_number(row, faults) if row.number else self._by_name(row, faults)
        value = self._value_of(person) if person else None
        if row.gender is None and value is None and not any(fault.cell == row.cells.get("gender") for fault in faults):
            faults.append(Fault(row.cells["name"], _("The gender is missing. Add the column “Gender”.")))
        line = self._line(row, person, value)
        first = {fault.cell: fault for fault in reversed(faults)}
        found = CheckedRow(row, line, person, faults=[fault for fault in faults if fault is first[fault.cell]])
        if person and value:
            found.differences = list(self._differences(line, person, value))
        return found

    def _value_of(self, person: Person) -> PersonValue:
        return self.values.get(str(person.key)) or person_value(person)

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
        identity = _identity(row)
        if self.names[identity] > 1 and self.first_row[identity] != row.row:
            said = _("{name} stands in row {row} already. Delete one; enter a second person of that name on the page.")
            faults.append(Fault(row.cells["name"], said.format(name=row.name, row=self.first_row[identity])))
            return None
        candidates = self._candidates(row, identity[1])
        if len(candidates) > 1:
            said = _("The roster has several people called {name}: write the start number ({numbers}).")
            numbers = "、".join(str(person.number) for person in candidates)
            faults.append(Fault(row.cells["name"], said.format(name=row.name, numbers=numbers)))
            return None
        return candidates[0] if candidates else None

    def _candidates(self, row: SheetRow, born: date | None) -> list[Person]:
        """People of that name; a birth date tells namesakes apart."""
        candidates = self.unclaimed.get(row.name, [])
        if born is not None:
            same_day = [person for person in candidates if person.birth_date == born]
            if same_day:
                return same_day
            if len(candidates) > 1 or self.namesakes[row.name] > 1:
                return [person for person in candidates if person.birth_date is None]
        return candidates

    def _line(self, row: SheetRow, person: Person | None, value: PersonValue | None) -> Line:
        entries = {code: chosen for code, chosen in value.entries.items() if code not in row.columns} if value else {}
        gender = row.gender or (value.gender if value else "")
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
            facts=_facts(row, person),
            contents={code: content for code, content in row.contents.items() if code in entries},
        )

    def _differences(self, line: Line, person: Person, value: PersonValue) -> Iterator[Difference]:
        posts = {str(code): str(label) for code, label in Person.Post.choices}
        yes_no = {True: yes_word(), False: no_word()}
        if line.name != person.name:
            yield Difference(_("Name"), person.name, line.name)
        if line.gender != value.gender:
            yield Difference(_("Gender"), gender_word(value.gender), gender_word(line.gender))
        if line.post != value.post:
            yield Difference(_("Post"), posts[value.post], posts[line.post])
        if line.healthy != value.healthy:
            yield Difference(_("Healthy"), yes_no[value.healthy], yes_no[line.healthy])
        yield from _differing_facts(line.facts, person)
        for contest in self.listing.contest_values:
            old, new = _shown(value.entries, contest), _shown(line.entries, contest)
            if old != new:
                yield Difference(contest.title, old, new)
            was = value.contents.get(contest.code, "")
            will_be = line.contents.get(contest.code, was)
            if contest.code in line.entries and was != will_be:
                yield Difference(_("{contest} content").format(contest=contest.title), was or "—", will_be or "—")


def _identity(row: SheetRow) -> tuple[str, date | None]:
    return row.name, row.facts.get("birth_date")


def _facts(row: SheetRow, person: Person | None) -> dict[str, Any]:
    """What the sheet's columns say; what has no column stays with the person."""
    facts = {name: value for name, value in row.facts.items() if name.partition("_")[0] not in CODED}
    for group, known in CODED.items():
        asked = [code for code in known if f"{group}_{code}" in row.facts]
        if asked:
            name = f"{group}s"
            before: list[str] = list(getattr(person, name)) if person else []
            ticked = [code for code in asked if row.facts[f"{group}_{code}"]]
            kept = [code for code in before if code in ticked or code not in asked]
            facts[name] = kept + [code for code in ticked if code not in kept]
    return facts


def _differing_facts(facts: Mapping[str, Any], person: Person) -> Iterator[Difference]:
    days = {"birth_date": _("Birth date"), "service_since": _("In service since")}
    for name, value in facts.items():
        old = getattr(person, name)
        if old == value:
            continue
        if name in days:
            yield Difference(days[name], old.isoformat() if old else "—", value.isoformat() if value else "—")
        elif name == "kind":
            yield Difference(_("Takes part as"), said(KINDS_OF_PEOPLE[old]), said(KINDS_OF_PEOPLE[value]))
        else:
            for code, title in TITLES[name.removesuffix("s")].items():
                if (code in old) != (code in value):
                    marks = {True: TICK, False: "—"}
                    yield Difference(said(title), marks[code in old], marks[code in value])


def _shown(entries: Mapping[str, str | None], contest: Contest) -> str:
    """What stands in the cell of a contest: nothing, a tick, or the division."""
    if contest.code not in entries:
        return "—"
    division = contest.division(entries[contest.code])
    return division.title if division and needs_choice(contest) else TICK
