"""The sheet that a unit downloads: made for this activity, with the people already entered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from registration.limits import Person
from registration.models import Person as PersonRow
from registration.queries import Listing
from registration.workbooks.columns import (
    GENDER,
    HEALTHY,
    NAME,
    NUMBER,
    POST,
    TICK,
    SheetColumn,
    columns_for,
    gender_word,
    needs_choice,
    no_word,
    yes_word,
)
from unionevents.lib.spreadsheet import Column, put, sheet_title, write_sheet

BLANK_ROWS = 40
EXAMPLE_FILL = PatternFill("solid", fgColor="FFF1F3F6")


def example_mark() -> str:
    """Begins the example row; whatever begins so is passed over when the sheet comes back."""
    return _("Example")


def roster_workbook(listing: Listing) -> Workbook:
    """Header, the people entered so far (or an example row), drop-downs, and the conditions on a second sheet."""
    columns = columns_for(listing.contest_values)
    workbook = Workbook()
    del workbook[workbook.sheetnames[0]]
    people = list(zip(listing.people, listing.value.people, strict=True))
    rows = [_cells_of(row, value, columns) for row, value in people] or [_example(columns)]
    activity, unit = listing.roster.activity.title, listing.roster.unit.name
    note = _("{unit}. Start numbers are given by the system: leave new ones empty. Tick contests with ✓.")
    sheet = write_sheet(
        workbook,
        _("Roster"),
        [Column(column.title, column.width, "int" if column.code == NUMBER else "text") for column in columns],
        rows,
        heading=_("{activity}: roster").format(activity=activity),
        note=note.format(unit=unit),
        landscape=True,
    )
    first, last = 4, 3 + len(rows) + BLANK_ROWS
    if not people:
        for cell in sheet[first]:
            cell.font = Font(italic=True, color="FF59636E")
            cell.fill = EXAMPLE_FILL
    _offer_choices(workbook, sheet, columns, first, last)
    _explain(sheet, columns)
    _conditions(workbook, listing)
    return workbook


def _cells_of(row: PersonRow, value: Person, columns: Sequence[SheetColumn]) -> list[object]:
    return [_cell(column, row, value) for column in columns]


def _cell(column: SheetColumn, row: PersonRow, value: Person) -> object:
    fixed = {
        NUMBER: row.number,
        NAME: value.name,
        GENDER: gender_word(value.gender),
        POST: str(row.get_post_display()),
        HEALTHY: yes_word() if value.healthy else no_word(),
    }
    contest = column.contest
    if contest is None:
        return fixed[column.code]
    if contest.code not in value.entries:
        return ""
    division = contest.division(value.entries[contest.code])
    return division.title if division and needs_choice(contest) else TICK


def _example(columns: Sequence[SheetColumn]) -> list[object]:
    ticked = 0
    cells: list[object] = []
    for column in columns:
        match column.code:
            case "number":
                cells.append(None)
            case "name":
                cells.append(_("{mark}: Lin Yue").format(mark=example_mark()))
            case "healthy":
                cells.append(yes_word())
            case _other:
                is_first = column.contest is None or ticked < 1
                ticked += column.contest is not None
                cells.append(column.choices[0] if is_first else "")
    return cells


def _offer_choices(workbook: Workbook, sheet: object, columns: Sequence[SheetColumn], first: int, last: int) -> None:
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
        sheet.add_data_validation(rule)  # type: ignore[attr-defined]  # a worksheet, which openpyxl leaves untyped here


def _explain(sheet: object, columns: Sequence[SheetColumn]) -> None:
    notes = {
        NUMBER: _("Leave empty for new people; it says who is meant when you upload a corrected sheet."),
        NAME: _("As it shall stand on start lists and award lists."),
        HEALTHY: _("“Yes” once the person has declared to be in good health."),
    }
    for place, column in enumerate(columns, start=1):
        if text := notes.get(column.code):
            sheet.cell(row=3, column=place).comment = Comment(text, "")  # type: ignore[attr-defined]  # as above


def _conditions(workbook: Workbook, listing: Listing) -> None:
    language = get_language() or ""
    write_sheet(
        workbook, _("Conditions"), [Column(_("Conditions of registration"), 90)],
        [[sentence] for sentence in _sentences(listing, language)],
    )  # fmt: skip


def _sentences(listing: Listing, language: str) -> Iterator[str]:
    for limit in listing.conditions:
        yield limit.says(listing.every_contest).said(language)
    if listing.terms.health_statement:
        yield listing.terms.health_statement
