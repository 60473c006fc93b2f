"""The field: every contest with how far it is, one tap from its pad."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from events.models import Activity
from scoring.queries.published import heads_of
from scoring.queries.reading import read_activity
from unionevents.lib.access import requires
from unionevents.lib.parts import page


@requires("scoring.view_sheet", Activity)
def field(request: HttpRequest, activity: Activity) -> HttpResponse:
    heads = heads_of(activity)
    rows = [
        {
            "sheet": reading.sheet,
            "title": reading.sheet.contest.title,
            "game": reading.game.title,
            "begun": reading.begun,
            "entered": reading.entered,
            "total": len(reading.entries),
            "to_go": len(reading.missing) + len(reading.under_way),
            "conflicts": len(reading.conflicts),
            "flagged": len(reading.flagged),
            "published": heads.get(reading.sheet.pk),
        }
        for reading in read_activity(activity)
    ]
    return page(
        request,
        "scoring/field.html",
        activity=activity,
        rows=rows,
        may_enter=request.user.has_perm("scoring.enter_result", activity),
        may_check_in=request.user.has_perm("registration.check_in", activity),
        may_see_stations=request.user.has_perm("scoring.view_stations", activity),
        may_run_screens=request.user.has_perm("scoring.run_screens", activity),
        may_rule=request.user.has_perm("scoring.rule", activity),
        unset=activity.contests.filter(scoresheet=None).count(),
    )
