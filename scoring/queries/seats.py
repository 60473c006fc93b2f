"""Who sits on which seat of a panel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from events.models import Activity
from scoring.models import PanelSeat, Scoresheet
from scoring.rulebook import GAMES
from scoring.sync.panels import PANEL


def has_panel(sheet: Scoresheet) -> bool:
    """Is the contest marked by judges?"""
    return any(field.pad == PANEL for field in GAMES[sheet.game].fields)


def seats_of(sheets: Iterable[Scoresheet]) -> defaultdict[int, frozenset[int]]:
    """Scoresheet → the seats that are taken; asked only where a contest has a panel."""
    found: defaultdict[int, frozenset[int]] = defaultdict(frozenset)
    panels = [sheet.pk for sheet in sheets if has_panel(sheet)]
    if panels:
        for sheet, number in PanelSeat.objects.filter(sheet__in=panels).values_list("sheet", "number"):
            found[sheet] |= {number}
    return found


def judges_of(sheet: Scoresheet) -> list[PanelSeat]:
    """The seats that are taken, in order."""
    return list(PanelSeat.objects.filter(sheet=sheet).select_related("user").order_by("number"))


def taken_seats(sheets: Iterable[Scoresheet]) -> Mapping[int, list[PanelSeat]]:
    """Scoresheet → its seats with their judges."""
    found: dict[int, list[PanelSeat]] = defaultdict(list)
    for seat in PanelSeat.objects.filter(sheet__in=list(sheets)).select_related("user").order_by("number"):
        found[seat.sheet_id].append(seat)
    return found


def panels_of(activity: Activity) -> list[Scoresheet]:
    """The contests of an activity that are marked by judges, in their order."""
    rows = Scoresheet.objects.filter(contest__activity=activity).select_related("contest__activity__host")
    return [sheet for sheet in rows.order_by("contest__position", "contest_id") if has_panel(sheet)]
