"""From the file to the rosters: read in a bounded process, held against every unit, written whole or not at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from events.models import Activity
from events.queries import contests_of
from registration.limits import Others
from registration.models import Roster, Team, UnitsUpload
from registration.queries import Listing, listing_of, terms_of
from registration.services import importing, uploading
from registration.services.importing import Change
from registration.workbooks import unitfacts
from registration.workbooks.checking import UnitCheck, check_sheet
from registration.workbooks.columns import layout_of
from registration.workbooks.matching import CHANGED, NEW, SAME, WRONG, CheckedRow
from registration.workbooks.reading import NO_HEADER, SheetContent, is_roster, read_roster
from registration.workbooks.rows import Fault, SheetRow
from registration.workbooks.unitfacts import UnitFacts
from registration.workbooks.words import UNIT, plain_unit
from unionevents.lib.upload import NotReadable, Sheet, cell_name, read_sheets, shortened

Step = Callable[[int, int], None]
LIKE = 3  # so many units are named where one is not known


@dataclass(frozen=True)
class Check:
    """Everything that a file would do, unit by unit."""

    sheet: str
    header: int
    header_faults: list[Fault]
    units: list[UnitCheck]
    loose: list[CheckedRow] = field(default_factory=list)
    """Rows of units that are not known."""
    facts_faults: list[Fault] = field(default_factory=list)
    beyond: str = ""

    @cached_property
    def rows(self) -> list[CheckedRow]:
        found = [row for unit in self.units for row in unit.rows]
        return sorted([*found, *self.loose], key=lambda row: row.sheet.row)

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(row.state for row in self.rows)

    @property
    def fault_count(self) -> int:
        in_units = sum(len(unit.facts_faults) for unit in self.units)
        return len(self.header_faults) + len(self.facts_faults) + in_units + sum(len(row.faults) for row in self.rows)

    @property
    def changes(self) -> list[Change]:
        return [unit.change for unit in self.units if unit.change]

    @property
    def may_be_applied(self) -> bool:
        return not self.fault_count and bool(self.changes)

    @property
    def written_rows(self) -> int:
        return self.counts[NEW] + self.counts[CHANGED]


def read_file(upload: uploading.Sheet) -> None:
    """Into the upload; NotReadable leaves nothing of it."""
    sheets = read_sheets(bytes(upload.content))
    uploading.note_read(upload=upload, sheets=[sheet.as_json() for sheet in sheets])


def check(upload: uploading.Sheet, *, step: Step | None = None, only_good: bool = False) -> Check:
    """Against the rosters as they are now; with `only_good` the rows that are wrong are left out, as if not there."""
    sheets = _fixed([Sheet.from_json(sheet) for sheet in upload.sheets], upload.fixes)
    owner = _Units(upload) if isinstance(upload, UnitsUpload) else _Own(upload.roster)
    chosen = next((sheet for sheet in sheets if is_roster(sheet, owner.layout)), None)
    if chosen is None:
        raise NotReadable(NO_HEADER)
    content = read_roster(chosen, owner.layout)
    facts = unitfacts.read([sheet for sheet in sheets if sheet is not chosen], owner.layout, with_fee=owner.with_fee)
    name, rows = f"upload:{upload.pk}", list(content.rows)
    found = owner.check(rows, facts, name, step)
    while only_good and (bad := {row.sheet.row for row in found[1] if row.state == WRONG}):
        rows = [row for row in rows if row.row not in bad]
        found = owner.check(rows, facts, name, None)
    return _assembled(chosen, content, found, facts, owner, only_good=only_good)


def write(upload: uploading.Sheet, *, only_good: bool, by: User, now: datetime) -> bool:
    """Everything or nothing; that it was written is noted in the same transaction."""
    found = check(upload, only_good=only_good)
    if not (found.changes if only_good else found.may_be_applied):
        return False
    with transaction.atomic():
        importing.write(changes=found.changes, by=by, now=now)
        uploading.note_written(upload=upload, count=found.written_rows)
    return True


Found = tuple[list[UnitCheck], list[CheckedRow], list[CheckedRow]]


class _Own:
    """One roster: every row is for it, unless it names another invited unit."""

    with_fee = False

    def __init__(self, roster: Roster) -> None:
        self.listing = listing_of(roster)
        self.layout = layout_of(self.listing)

    def check(self, rows: Sequence[SheetRow], facts: Sequence[UnitFacts], name: str, step: Step | None) -> Found:
        unit = self.listing.roster.unit.name
        own = next((each for each in facts if unitfacts.belongs(each, unit, alone=True)), None)
        found = check_sheet(
            self.listing, rows, name=name, facts=own, step=(lambda done: step(done, len(rows))) if step else None
        )
        return [found], found.rows, []

    def unknown_facts(self, facts: Sequence[UnitFacts]) -> list[Fault]:
        return []


class _Units:
    """Rows go to the unit that they name; one that has no roster yet gets one when they are written."""

    with_fee = True

    def __init__(self, upload: UnitsUpload) -> None:
        self.activity = upload.activity
        self.units = units_of(self.activity)
        self.by_name = {plain_unit(unit.name): unit for unit in self.units}
        rosters = Roster.objects.filter(activity=self.activity).select_related("unit", "activity__host")
        self.rosters = {roster.unit_id: roster for roster in rosters}
        self.layout = layout_of(empty_listing(self.activity), [unit.name for unit in self.units])

    def check(self, rows: Sequence[SheetRow], facts: Sequence[UnitFacts], name: str, step: Step | None) -> Found:
        groups: dict[int, list[SheetRow]] = defaultdict(list)
        loose = []
        for row in rows:
            unit = self.by_name.get(plain_unit(row.unit or ""))
            if unit is None:
                loose.append(self._loose(row))
            else:
                groups[unit.pk].append(row)
        told = {unit.pk: each for each in facts if (unit := self.by_name.get(plain_unit(each.unit)))}
        done, checks = 0, []
        for unit in self.units:
            if unit.pk in groups or unit.pk in told:
                found = check_sheet(self._listing(unit), groups[unit.pk], name=name, facts=told.get(unit.pk))
                for checked in found.rows:
                    checked.unit = unit.name
                checks.append(found)
                done += len(found.rows)
                if step:
                    step(done, len(rows))
        everybody = [row for each in checks for row in each.rows]
        _ask_about_namesakes(everybody)
        return checks, [*everybody, *loose], loose

    def unknown_facts(self, facts: Sequence[UnitFacts]) -> list[Fault]:
        unknown = [each for each in facts if plain_unit(each.unit) not in self.by_name]
        return [Fault(cell_name(each.row, 1), self._not_invited(each.unit)) for each in unknown]

    def _listing(self, unit: Unit) -> Listing:
        roster = self.rosters.get(unit.pk)
        return listing_of(roster) if roster else empty_listing(self.activity, unit)

    def _loose(self, row: SheetRow) -> CheckedRow:
        found = CheckedRow(row, importing.nobody(row.name), None, faults=list(row.faults), unit=row.unit or "")
        found.fault(UNIT, self._not_invited(row.unit or ""))
        return found

    def _not_invited(self, name: str) -> str:
        if not name:
            return _("The unit is missing. Write the unit that the row is for.")
        mine = set(plain_unit(name))
        nearest = sorted(self.by_name, key=lambda known: -len(mine & set(known)) / (len(mine | set(known)) or 1))[:LIKE]
        offered = "、".join(self.by_name[known].name for known in nearest)
        said = _("“{name}” is not invited to this activity. Is it one of: {offered}?")
        return said.format(name=shortened(name), offered=offered)


def units_of(activity: Activity) -> list[Unit]:
    return [each.unit for each in activity.invitedunits.select_related("unit").order_by("position", "pk")]


def empty_listing(activity: Activity, unit: Unit | None = None) -> Listing:
    """A roster that nobody has begun."""
    roster = Roster(activity=activity, unit=unit) if unit else Roster(activity=activity)
    return _Nobody(roster, terms_of(activity), contests_of(activity), [])


class _Nobody(Listing):
    """There is no row yet that teams or other rosters could be held against."""

    @cached_property
    def teams(self) -> list[Team]:
        return []

    @cached_property
    def others(self) -> Others:
        return Others()

    @cached_property
    def elsewhere(self) -> dict[int, tuple[str, ...]]:
        return {}


def _ask_about_namesakes(rows: Sequence[CheckedRow]) -> None:
    """The same name and gender in two units of one file: a warning, for only people know."""
    alike: dict[tuple[str, str], list[CheckedRow]] = defaultdict(list)
    for row in rows:
        alike[row.line.name, row.line.gender].append(row)
    for group in alike.values():
        if len({row.unit for row in group}) > 1:
            for row in group:
                others = "、".join(sorted({each.unit for each in group} - {row.unit}))
                said = _("{name} stands in the rows of {units} too. If it is one person, keep one row.")
                row.warnings.append(said.format(name=row.line.name, units=others))


def _fixed(sheets: list[Sheet], fixes: dict[str, str]) -> list[Sheet]:
    """With the cells that were corrected on the page: `title!row!column` to text."""
    for place, text in fixes.items():
        title, row, column = place.rsplit("!", 2)
        at_row, at_column = int(row) - 1, int(column) - 1
        for number, sheet in enumerate(sheets):
            if sheet.title == title and at_row < len(sheet.rows):
                held = list(sheet.rows[at_row])
                held += [None] * (at_column + 1 - len(held))
                held[at_column] = text
                rows = (*sheet.rows[:at_row], tuple(held), *sheet.rows[at_row + 1 :])
                unread = sheet.unread - {(at_row + 1, at_column + 1)}
                sheets[number] = Sheet(sheet.title, rows, unread, sheet.merged, sheet.beyond)
    return sheets


def _assembled(
    chosen: Sheet, content: SheetContent, found: Found, facts: Sequence[UnitFacts], owner: Any, *, only_good: bool
) -> Check:
    units, _rows, loose = found
    header = [] if only_good else list(content.faults)
    return Check(chosen.title, content.header, header, units, loose, owner.unknown_facts(facts), content.beyond)


def as_result(found: Check) -> dict[str, Any]:
    """For the page: nothing in it has to be worked out again while the rosters stay as they are."""
    language = get_language() or ""
    return {
        "sheet": found.sheet,
        "header": found.header,
        "beyond": found.beyond,
        "header_faults": [[fault.cell, fault.says] for fault in (*found.header_faults, *found.facts_faults)],
        "rows": [_row_json(row) for row in found.rows],
        "counts": {state: found.counts[state] for state in (NEW, CHANGED, SAME, WRONG)},
        "warned": sum(1 for row in found.rows if row.warnings and not row.faults),
        "faults": found.fault_count,
        "may_be_applied": found.may_be_applied,
        "some_good": bool(found.changes),
        "left_alone": sum(unit.left_alone for unit in found.units),
        "units": [
            {
                "name": unit.roster.unit.name,
                "problems": [problem.phrase.said(language) for problem in unit.unit_problems],
                "facts": [[each.title, each.old, each.new] for each in unit.facts_differ],
                "facts_faults": [[fault.cell, fault.says] for fault in unit.facts_faults],
            }
            for unit in found.units
        ],
        "versions": {str(unit.roster.unit_id): unit.roster.version for unit in found.units},
    }


def _row_json(row: CheckedRow) -> dict[str, Any]:
    return {
        "row": row.sheet.row,
        "unit": row.unit,
        "name": row.sheet.name,
        "state": row.state,
        "faults": [[fault.cell, fault.says] for fault in row.faults],
        "warnings": row.warnings,
        "differences": [[each.title, each.old, each.new] for each in row.differences],
        "entries": len(row.line.entries) + sum(1 for cell in row.sheet.teams.values() if cell.numbers),
    }
