"""Seeds and lots drawn in the hall, before the start list is drawn with them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from scoring.forms.lots import LotsForm
from scoring.models import Operation, Scoresheet
from scoring.queries.entries import entries_of, starts
from scoring.queries.lots import columns_of
from scoring.services import drawing
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.parts import page


@requires("scoring.draw", Scoresheet)
def lots(request: HttpRequest, sheet: Scoresheet) -> HttpResponse:
    """One table; what stays empty is drawn by the machine."""
    entries = [each for each in entries_of(sheet.contest.activity).filter(contest=sheet.contest_id) if starts(each)]
    columns = columns_of(sheet)
    form = LotsForm(
        request.POST or None,
        entries=entries,
        columns=columns,
        stored=sheet.lots,
        must_explain=sheet.drawn_at is not None,
    )
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            drawing.keep_lots(
                sheet=sheet,
                lots=form.lots(),
                by=user_of(request),
                now=timezone.now(),
                reason=form.cleaned_data.get("reason", ""),
            )
            messages.success(request, _("“%(title)s”: the start list has been drawn.") % {"title": sheet.contest.title})
            return redirect("scoring:stages", sheet.pk)
        except drawing.LotsDoNotFit as found:
            problems = list(found.problems)
        except (drawing.ResultsBegun, drawing.NobodyStarts, drawing.ReasonMissing) as refused:
            problems = [str(refused)]
    return page(
        request,
        "scoring/lots.html",
        activity=sheet.contest.activity,
        rail_current="startlists",
        sheet=sheet,
        contest=sheet.contest,
        form=form,
        problems=problems,
        begun=Operation.objects.filter(sheet=sheet).exists(),
        by_hand=columns[1:],
    )
