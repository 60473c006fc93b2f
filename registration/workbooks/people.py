"""Everybody of an activity as a workbook, which says on every sheet who took it along, when and what for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook

from accounts.models import User
from events.models import Activity
from registration.models import Person
from registration.services.sealed_numbers import open_number
from unionevents.lib.clock import say_moment
from unionevents.lib.spreadsheet import Column, write_sheet

# What may be taken along beside name, gender and unit.
EXTRAS = {
    "post": gettext_lazy("Post"),
    "birth_date": gettext_lazy("Birth date"),
    "service_since": gettext_lazy("In service since"),
    "kind": gettext_lazy("Takes part as"),
    "id_number": gettext_lazy("ID number"),
}
DAYS = frozenset({"birth_date", "service_since"})


def people_workbook(
    people: Sequence[Person], columns: Sequence[str], *, activity: Activity, purpose: str, recipient: str, by: User,
    now: datetime,
) -> Workbook:  # fmt: skip
    local = timezone.localtime(now)
    said = {
        "name": by.name,
        "moment": say_moment(local, language="zh-hans", this_year=0),
        "purpose": purpose,
        "recipient": recipient,
    }
    mark = _("Taken along by %(name)s on %(moment)s for: %(purpose)s. Recipient: %(recipient)s.") % said
    workbook = Workbook()
    del workbook[workbook.sheetnames[0]]
    workbook.properties.description = mark
    workbook.properties.creator = by.name
    sheet = write_sheet(
        workbook,
        _("People"),
        [
            Column(_("Start number"), 10, "int"), Column(_("Name"), 14), Column(_("Gender"), 8), Column(_("Unit"), 28),
            *(Column(str(EXTRAS[code]), 20, "date" if code in DAYS else "text") for code in columns),
        ],
        [_cells(person, columns) for person in people],
        heading=_("%(activity)s: people") % {"activity": activity.title},
        note=mark,
    )  # fmt: skip
    sheet.oddHeader.center.text = mark[:200].replace("&", "&&")
    return workbook


def _cells(person: Person, columns: Sequence[str]) -> list[Any]:
    row: list[Any] = [person.number, person.name, person.get_gender_display(), person.roster.unit.name]
    return [*row, *(_value(person, code) for code in columns)]


def _value(person: Person, code: str) -> Any:
    if code == "id_number":
        held = getattr(person, "id_number", None)
        return open_number(held.sealed) if held else ""
    if code in {"post", "kind"}:
        return getattr(person, f"get_{code}_display")()
    return getattr(person, code)
