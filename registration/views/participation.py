"""Who took part over the years: charts with their figures beside them, and the same as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from registration.queries.participation import Bar, Part, Participation, parts_seen_by
from registration.views.request import Request
from registration.workbooks.participation import participation_workbook
from unionevents.lib.access import signed_in
from unionevents.lib.parts import page
from unionevents.lib.spreadsheet import download

WIDE = 100


@require_safe
@signed_in
def participation(request: Request) -> HttpResponse:
    """Units see their own people's counts, those who run activities see all of theirs."""
    everything = parts_seen_by(request.user)
    found = Participation(_chosen(request, everything))
    return page(
        request,
        "registration/participation.html",
        found=found,
        charts=[
            {"title": _("By year"), "rows": _drawn(found.by_year)},
            {"title": _("By unit"), "rows": _drawn(found.by_unit)},
            {"title": _("By age"), "rows": _drawn(found.by_age), "without": found.without_age},
        ],
        rates=[{"rate": rate, "width": min(rate.percent, WIDE)} for rate in found.rates],
        years=sorted({part.year for part in everything}),
        units=sorted({(part.unit, part.unit_name) for part in everything}, key=lambda unit: unit[1]),
        year=request.GET.get("year", ""),
        unit=request.GET.get("unit", ""),
        query=request.GET.urlencode(),
    )


@require_safe
@signed_in
def workbook(request: Request) -> HttpResponse:
    found = Participation(_chosen(request, parts_seen_by(request.user)))
    said = _("Counted: people with an entry on rosters that were handed in, in activities that have begun.")
    return download(participation_workbook(found, says=said), _("Participation.xlsx"))


def _chosen(request: Request, parts: Sequence[Part]) -> list[Part]:
    year, unit = request.GET.get("year", ""), request.GET.get("unit", "")
    return [part for part in parts if year in {"", str(part.year)} and unit in {"", str(part.unit)}]


def _drawn(bars: Sequence[Bar]) -> list[dict[str, Any]]:
    """Widths out of a hundred; the longest bar fills the line."""
    longest = max((bar.total for bar in bars), default=1)
    return [
        {"bar": bar, "women": f"{bar.women * WIDE / longest:.2f}", "men": f"{bar.men * WIDE / longest:.2f}"}
        for bar in bars
    ]
