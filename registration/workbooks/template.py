"""The sheet that a unit downloads: made for this activity, with the people already entered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from registration.limits import Limit
from registration.limits.roster import KINDS_OF_PEOPLE
from registration.models import Person as PersonRow
from registration.queries import Listing
from registration.workbooks import unitfacts
from registration.workbooks.columns import (
    DATES,
    Layout,
    SheetColumn,
    columns_for,
    gender_word,
    layout_of,
    needs_choice,
    no_word,
    said,
    yes_word,
)
from registration.workbooks.teams import cell_of, shown
from registration.workbooks.words import GENDER, HEALTHY, NAME, NUMBER, POST, TICK, UNIT
from unionevents.lib.spreadsheet import Column, put, sheet_title, write_sheet

BLANK_ROWS = 40
HEADER_ROW = 3
EXAMPLE_FILL = PatternFill("solid", fgColor="FFF1F3F6")
DATE_FORMAT = "yyyy-mm-dd"


def example_mark() -> str:
    """Begins the example row; whatever begins so is passed over when the sheet comes back."""
    return _("Example")


def roster_workbook(listing: Listing, *, with_fee: bool = False) -> Workbook:
    """One unit: the people entered so far (or an example row), drop-downs, the unit's facts, the conditions."""
    unit = listing.roster.unit.name
    note = _("{unit}. Start numbers are given by the system: leave new ones empty. Tick contests with ✓.")
    return _workbook(layout_of(listing), [listing], note=note.format(unit=unit), with_fee=with_fee)


def units_workbook(layout: Layout, listings: Sequence[Listing], *, with_fee: bool = False) -> Workbook:
    """Several units in one sheet, told apart by their column."""
    note = _("All units. Start numbers are given by the system: leave new ones empty. Tick contests with ✓.")
    return _workbook(layout, listings, note=note, with_fee=with_fee)


def _workbook(layout: Layout, listings: Sequence[Listing], *, note: str, with_fee: bool) -> Workbook:
    columns = columns_for(layout)
    workbook = Workbook()
    del workbook[workbook.sheetnames[0]]
    filled = [row for listing in listings for row in rows_of(listing, columns)]
    rows = filled or [_example(columns)]
    activity = listings[0].roster.activity
    sheet = write_sheet(
        workbook,
        _("Roster"),
        [Column(column.title, column.width, _kind(column)) for column in columns],
        rows,
        heading=_("{activity}: roster").format(activity=activity.title),
        note=note,
        landscape=True,
    )
    first, last = HEADER_ROW + 1, HEADER_ROW + len(rows) + BLANK_ROWS
    if not filled:
        for cell in sheet[first]:
            cell.font = Font(italic=True, color="FF59636E")
            cell.fill = EXAMPLE_FILL
    _offer_choices(workbook, sheet, columns, first, last)
    for place, column in enumerate(columns, start=1):
        if column.note:
            sheet.cell(row=HEADER_ROW, column=place).comment = Comment(column.note, "")
    _protect(sheet, columns, last)
    unitfacts.write(workbook, layout, listings, with_fee=with_fee)
    conditions = layout.conditions, listings[0]
    write_sheet(
        workbook, _("Conditions"), [Column(_("Conditions of registration"), 90)],
        [[sentence] for sentence in _sentences(*conditions)],
    )  # fmt: skip
    return workbook


def rows_of(listing: Listing, columns: Sequence[SheetColumn]) -> Iterator[list[object]]:
    """Everybody who stands on a roster, cell by cell."""
    teams = listing.value.teams
    for row, value in zip(listing.people, listing.value.people, strict=True):
        fixed: dict[str, object] = {
            UNIT: listing.roster.unit.name,
            NUMBER: row.number,
            NAME: value.name,
            GENDER: gender_word(value.gender),
            POST: str(row.get_post_display()),
            HEALTHY: yes_word() if value.healthy else no_word(),
            "birth_date": value.birth_date,
            "service_since": value.service_since,
            "kind": said(KINDS_OF_PEOPLE[value.kind]),
        }
        cells: list[object] = []
        for column in columns:
            contest = column.contest
            if contest is None:
                cells.append(fixed[column.code] if column.code in fixed else _coded(column.code, row))
            elif column.what == "contest":
                division = contest.division(value.entries.get(contest.code))
                entered = division.title if division and needs_choice(contest) else TICK
                cells.append(entered if contest.code in value.entries else "")
            elif column.what == "content":
                cells.append(value.contents.get(contest.code, ""))
            else:
                cells.append(shown(column.what, cell_of(value.key, contest.code, teams), contest))
        yield cells


def _coded(code: str, row: PersonRow) -> str:
    group, _sep, name = code.partition("_")
    return TICK if name in getattr(row, f"{group}s") else ""


def _kind(column: SheetColumn) -> Any:
    return "int" if column.code == NUMBER else "date" if column.code in DATES else "text"


def _example(columns: Sequence[SheetColumn]) -> list[object]:
    ticked = 0
    cells: list[object] = []
    for column in columns:
        match column.what:
            case "name":
                cells.append(_("{mark}: Lin Yue").format(mark=example_mark()))
            case "birth_date" | "service_since":
                cells.append("1986-05-01" if column.code == "birth_date" else "2010-09-01")
            case "team" | "team_position":
                cells.append("1")
            case "contest":
                cells.append(column.choices[0] if not ticked else "")
                ticked += 1
            case "number" | "team_name" | "team_content" | "content" | "function" | "trait":
                cells.append("")
            case what if what.startswith(("function_", "trait_")):
                cells.append("")
            case _other:
                cells.append(column.choices[0] if column.choices else "")
    return cells


def _offer_choices(workbook: Workbook, sheet: Any, columns: Sequence[SheetColumn], first: int, last: int) -> None:
    """Drop-downs from a hidden sheet: a list written into the validation itself breaks at commas and 255 letters."""
    lists = workbook.create_sheet(sheet_title(_("Lists")))
    lists.sheet_state = "hidden"
    for place, column in enumerate(columns, start=1):
        if not column.choices:
            continue
        letter = get_column_letter(place)
        for row, choice in enumerate(column.choices, start=1):
            put(lists.cell(row=row, column=place), choice)
        source = f"{quote_sheetname(lists.title)}!${letter}$1:${letter}${len(column.choices)}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
        rule.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(rule)


def _protect(sheet: Any, columns: Sequence[SheetColumn], last: int) -> None:
    """The header cannot be overwritten by accident; no password, and rows may be added, sorted and widened."""
    open_cell = Protection(locked=False)
    for row in range(HEADER_ROW + 1, last + 1):
        for place, column in enumerate(columns, start=1):
            cell = sheet.cell(row=row, column=place)
            cell.protection = open_cell
            if column.code in DATES:
                cell.number_format = DATE_FORMAT
    for place in range(1, len(columns) + 1):
        # Whole columns stay open below, so that a long list fits too.
        sheet.column_dimensions[get_column_letter(place)].protection = open_cell
    protection = sheet.protection
    protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort", "autoFilter"):
        setattr(protection, allowed, False)


def _sentences(conditions: Sequence[Limit], listing: Listing) -> Iterator[str]:
    for limit in conditions:
        yield said(limit.says(listing.every_contest))
    if listing.terms.health_statement:
        yield listing.terms.health_statement
