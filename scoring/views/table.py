"""The chief referee's overview of the whole field, and the log of an activity."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from events.models import Activity
from scoring.forms.conduct import ConductForm
from scoring.models import HelpCall
from scoring.queries.conduct import conduct_of, open_protests, open_requests
from scoring.queries.log import lines_of, log_of
from scoring.queries.table import open_calls, overview
from scoring.services import conducting, stations
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.parts import page

LINES = 100


@requires("scoring.view_sheet", Activity)
def table(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Every contest by its heats, and what waits; renews itself every few seconds."""
    rows = overview(activity, now=timezone.now())
    return page(
        request,
        "scoring/table.html",
        part="scoring/_table_part.html",
        activity=activity,
        rail_current="field",
        rows=rows,
        conflicts=sum(len(row.reading.conflicts) for row in rows),
        flagged=sum(len(row.reading.flagged) for row in rows),
        calls=open_calls(activity),
        requests=open_requests(activity),
        protests=open_protests(activity),
        may_rule=request.user.has_perm("scoring.rule", activity),
        may_second=request.user.has_perm("scoring.second", activity),
        may_conduct=request.user.has_perm("scoring.set_conduct", activity),
        now=timezone.now(),
    )


@requires("scoring.rule", HelpCall)
@require_POST
def answer_call(request: HttpRequest, call: HelpCall) -> HttpResponse:
    """The chief referee has been there."""
    stations.answer_call(call=call, by=user_of(request), now=timezone.now())
    return redirect("scoring:table", call.sheet.contest.activity_id)


@requires("scoring.set_conduct", Activity)
def set_conduct(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Whether two people release a result, and how long units may protest."""
    conduct = conduct_of(activity)
    form = ConductForm(
        request.POST or None,
        initial={
            "second_person": conduct.second_person,
            "takes_protests": conduct.protest_minutes is not None,
            "protest_minutes": conduct.protest_minutes or ConductForm.USUAL,
        },
    )
    if request.method == "POST" and form.is_valid():
        conducting.set_conduct(activity=activity, by=user_of(request), now=timezone.now(), **form.values())
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("scoring:table", activity.pk)
    return page(request, "scoring/set_conduct.html", activity=activity, rail_current="field", form=form)


@requires("scoring.view_log", Activity)
def activity_log(request: HttpRequest, activity: Activity) -> HttpResponse:
    """What was done in this activity, newest first, each line with the number of its seal."""
    pages = Paginator(log_of(activity), LINES)
    shown = pages.get_page(request.GET.get("page"))
    return page(
        request,
        "scoring/log.html",
        activity=activity,
        rail_current="archive",
        lines=lines_of(list(shown.object_list)),
        shown=shown,
        pages=pages,
    )
