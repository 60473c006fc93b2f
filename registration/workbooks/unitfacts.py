"""What the limits ask about units, on a sheet of its own: members, partners, the fee paid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from registration.models import Roster
from registration.queries import Listing
from registration.workbooks.cells import half_width
from registration.workbooks.columns import Layout
from registration.workbooks.rows import Fault
from registration.workbooks.words import OTHER_NAMES, UNIT, plain, plain_unit
from unionevents.lib.money import NotAnAmount, parse_yuan, plain_yuan
from unionevents.lib.spreadsheet import Column, write_sheet
from unionevents.lib.upload import Sheet, cell_name, shortened, text_of

MOST_MEMBERS = 999_999
MOST_PARTNERS = 20
LONGEST_UNIT = 80
NEEDS = {"size": "size", "partners": "partners", "fee_paid": "fee"}
_PARTNER = re.compile(r"(?P<unit>.+?)(?:[\s,，:：]+(?P<members>\d{1,6})\s*人?)?")


@dataclass(slots=True)
class UnitFacts:
    """One row: the unit's name as written, what it says, and what is wrong with it."""

    row: int
    unit: str
    facts: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def titles() -> dict[str, str]:
    return {
        UNIT: _("Unit"),
        "size": _("Members of your unit"),
        "partners": _("Units entering together with yours"),
        "fee_paid": _("Entry fee paid (yuan)"),
    }


def asked(layout: Layout, *, with_fee: bool) -> list[str]:
    """That a fee was paid is the organiser's word."""
    return [name for name, need in NEEDS.items() if need in layout.needs and (with_fee or name != "fee_paid")]


def write(workbook: Workbook, layout: Layout, listings: Sequence[Listing], *, with_fee: bool) -> None:
    """Nothing where no limit asks."""
    if names := asked(layout, with_fee=with_fee):
        said, widths = titles(), {"size": 16, "partners": 50, "fee_paid": 18}
        rosters = [listing.roster for listing in listings]
        write_sheet(
            workbook,
            _("Facts of the unit"),
            [Column(said[UNIT], 26), *(Column(said[name], widths[name]) for name in names)],
            [[roster.unit.name, *(shown(name, getattr(roster, name)) for name in names)] for roster in rosters],
        )


def shown(name: str, value: Any) -> str:
    """As the cell says it."""
    if value is None:
        return ""
    if name == "partners":
        return "；".join(f"{each['unit']} {each.get('members') or ''}".strip() for each in value)
    return plain_yuan(value) if name == "fee_paid" else str(value)


def read(sheets: Sequence[Sheet], layout: Layout, *, with_fee: bool) -> list[UnitFacts]:
    """From the first sheet whose first row asks for one of the facts."""
    names = asked(layout, with_fee=with_fee)
    for sheet in sheets:
        header = [plain(text_of(value)) for value in sheet.rows[0]] if sheet.rows else []
        places = {name: place for name in names if (place := _place(header, name)) is not None}
        unit = _place(header, UNIT)
        if places and unit is not None:
            return list(_rows(sheet, unit, places))
    return []


def differences(found: UnitFacts, roster: Roster) -> Iterator[tuple[str, str, str]]:
    """Name of the fact, as it is, and as the sheet has it."""
    for name, value in found.facts.items():
        if value != getattr(roster, name):
            yield name, shown(name, getattr(roster, name)), shown(name, value)


def _place(header: Sequence[str], name: str) -> int | None:
    known = {plain(titles()[name]), *map(plain, OTHER_NAMES[name])}
    return next((place for place, title in enumerate(header) if title in known), None)


def _rows(sheet: Sheet, unit: int, places: Mapping[str, int]) -> Iterator[UnitFacts]:
    for number, row in enumerate(sheet.rows[1:], start=2):
        texts = [text_of(value) for value in row]
        name = texts[unit] if unit < len(texts) else ""
        if not any(texts):
            continue
        found = UnitFacts(number, name)
        for fact, place in places.items():
            text = texts[place] if place < len(texts) else ""
            try:
                found.facts[fact] = _READERS[fact](text) if text else ([] if fact == "partners" else None)
            except (ValueError, NotAnAmount):
                said = _("“{text}” cannot be read as “{title}”. Correct the cell.")
                cell = f"{sheet.title}!{cell_name(number, place + 1)}"
                found.faults.append(Fault(cell, said.format(text=shortened(text), title=titles()[fact])))
        yield found


def _size(text: str) -> int:
    digits = half_width(text).removesuffix("人").strip()
    if not (digits.isascii() and digits.isdecimal()) or int(digits[:9]) > MOST_MEMBERS:
        raise ValueError(text)
    return int(digits)


def _partners(text: str) -> list[dict[str, Any]]:
    partners = []
    for line in re.split(r"[;；\n]", text):
        if found := _PARTNER.fullmatch(line.strip()):
            members = int(found["members"]) if found["members"] else None
            partners.append({"unit": found["unit"][:LONGEST_UNIT], "members": members})
    return partners[:MOST_PARTNERS]


def _fee(text: str) -> int:
    paid = parse_yuan(text)
    if paid < 0:
        raise ValueError(text)
    return paid


_READERS = {"size": _size, "partners": _partners, "fee_paid": _fee}


def belongs(found: UnitFacts, unit: str, *, alone: bool) -> bool:
    """The row speaks of this unit; where the sheet is for one unit, a row without a name does too."""
    return plain_unit(found.unit) == plain_unit(unit) or (alone and not found.unit)
