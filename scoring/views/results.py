"""Results: the list of contests, one contest, and publishing it. Provisional and published are never mixed up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Activity
from scoring.forms.chief import ReasonForm
from scoring.models import Request, Scoresheet
from scoring.queries.conduct import is_open_again
from scoring.queries.published import heads_of, history_of
from scoring.queries.reading import read_activity, read_sheet, sheets_of
from scoring.queries.rules_in_words import say_sheet
from scoring.queries.setting import Setting
from scoring.services import conducting, publishing
from scoring.views.drawings import drawings_of
from scoring.views.rows import move_rows, tables_of
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.parts import page


@requires("scoring.view_results", Activity)
def results(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Units see what is published; the staff also see how far the others are."""
    heads = heads_of(activity)
    is_staff = request.user.has_perm("scoring.view_sheet", activity)
    readings = {reading.sheet.pk: reading for reading in read_activity(activity)} if is_staff else {}
    rows = [
        {"sheet": sheet, "published": heads.get(sheet.pk), "reading": readings.get(sheet.pk)}
        for sheet in sheets_of(activity)
        if is_staff or sheet.pk in heads
    ]
    return page(
        request,
        "scoring/results.html",
        activity=activity,
        rows=rows,
        is_staff=is_staff,
        may_rule=request.user.has_perm("scoring.rule", activity),
        all_published=bool(rows) and all(row["published"] for row in rows),
        award_list=heads.get(None),
    )


@requires("scoring.view_results", Scoresheet)
def result(request: HttpRequest, sheet: Scoresheet) -> HttpResponse:
    """The latest publication; before the first one the staff see provisional standings, marked as such."""
    published = publishing.latest_of(sheet)
    is_staff = request.user.has_perm("scoring.view_sheet", sheet)
    case, outcome = (published.case, published.outcome) if published else ({}, None)
    problems: list[str] = []
    if published is None and is_staff:
        draft = publishing.draft_of(read_sheet(sheet), Setting(sheet.contest.activity), None)
        case, outcome, problems = draft.case, draft.outcome, draft.problems
    return page(
        request,
        "scoring/result.html",
        activity=sheet.contest.activity,
        rail_current="results",
        sheet=sheet,
        contest=sheet.contest,
        says=say_sheet(sheet),
        published=published,
        open_again=published is not None and is_open_again(sheet),
        history=history_of(sheet) if published and published.number > 1 else [],
        tables=tables_of(case, outcome, is_provisional=published is None),
        stages=drawings_of(case, outcome),
        problems=problems,
        is_staff=is_staff,
    )


@requires("scoring.publish", Scoresheet)
def publish(request: HttpRequest, sheet: Scoresheet) -> HttpResponse:
    """What would be published and who moves by it; then freezes it."""
    form = ReasonForm(request.POST or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            done = conducting.release(sheet=sheet, by=user_of(request), now=timezone.now(), **form.cleaned_data)
            if isinstance(done, Request):
                messages.success(request, _("A second person has to agree before it is published."))
                return redirect("scoring:chief", sheet.pk)
            messages.success(request, _("“%(title)s” has been published.") % {"title": sheet.contest.title})
            return redirect("scoring:result", sheet.pk)
        except publishing.NotPublishable as refused:
            problems = refused.obstacles
        except (
            conducting.NotNow,
            publishing.ReasonMissing,
            publishing.ChangedMeanwhile,
            publishing.NothingNew,
        ) as refused:
            problems = [str(refused)]
    draft = publishing.draft_of(read_sheet(sheet), Setting(sheet.contest.activity), publishing.latest_of(sheet))
    return page(
        request,
        "scoring/publish.html",
        activity=sheet.contest.activity,
        rail_current="results",
        sheet=sheet,
        contest=sheet.contest,
        draft=draft,
        tables=tables_of(draft.case, draft.outcome, is_provisional=True),
        moved=move_rows(draft.moved),
        form=form,
        typed_reason=request.POST.get("reason", ""),
        problems=problems,
    )
