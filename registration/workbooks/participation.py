"""The counts of participation as a workbook: a sheet a question, no names."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from openpyxl import Workbook

from registration.queries.participation import Bar, Participation
from unionevents.lib.spreadsheet import Column, write_sheet


def participation_workbook(found: Participation, *, says: str) -> Workbook:
    workbook = Workbook()
    del workbook[workbook.sheetnames[0]]
    for title, bars in (
        (_("By year"), found.by_year),
        (_("By unit"), found.by_unit),
        (_("By age"), found.by_age),
    ):
        _bars(workbook, title, bars, says)
    write_sheet(
        workbook, _("Repeat participants"), [Column(_("Activities"), 14, "int"), Column(_("People"), 12, "int")],
        found.repeats, heading=_("Repeat participants"), note=says,
    )  # fmt: skip
    write_sheet(
        workbook,
        _("Participation rate"),
        [
            Column(_("Unit"), 30), Column(_("Year"), 10, "int"), Column(_("People"), 12, "int"),
            Column(_("Members"), 12, "int"), Column("%", 8, "int"),
        ],
        [(rate.unit, rate.year, rate.people, rate.members, rate.percent) for rate in found.rates],
        heading=_("Participation rate"),
        note=says,
    )  # fmt: skip
    return workbook


def _bars(workbook: Workbook, title: str, bars: Sequence[Bar], says: str) -> None:
    columns = [
        Column(title, 30),
        Column(_("women"), 12, "int"),
        Column(_("men"), 12, "int"),
        Column(_("Total"), 12, "int"),
    ]
    write_sheet(
        workbook, title, columns, [(bar.label, bar.women, bar.men, bar.total) for bar in bars], heading=title, note=says
    )
