"""The published award list as a file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.services.log import record
from events.models import Activity
from scoring.models import Publication
from scoring.services.award_list import NotPublished, published_award_list
from scoring.workbooks import award_document, award_workbook, workbook_name
from unionevents.lib.access import requires
from unionevents.lib.spreadsheet import download


@requires("scoring.export_awards", Activity)
def awards_workbook(request: HttpRequest, activity: Activity) -> HttpResponseBase:
    try:
        publication = published_award_list(activity)
    except NotPublished as problem:
        return _back(request, activity, problem)
    _log(request, publication, "xlsx")
    return download(award_workbook(publication), workbook_name(publication))


@requires("scoring.export_awards", Activity)
def awards_json(request: HttpRequest, activity: Activity) -> HttpResponseBase:
    try:
        publication = published_award_list(activity)
    except NotPublished as problem:
        return _back(request, activity, problem)
    _log(request, publication, "json")
    return JsonResponse(award_document(publication), json_dumps_params={"ensure_ascii": False, "indent": 1})


def _back(request: HttpRequest, activity: Activity, problem: NotPublished) -> HttpResponse:
    messages.error(request, str(problem))
    return redirect("scoring:awards", activity.pk)


def _log(request: HttpRequest, publication: Publication, kind: str) -> None:
    """Award lists carry names and sums: who took one along is asked later."""
    record(
        verb="scoring.export_awards",
        subject=publication.activity,
        by=request.user,  # type: ignore[arg-type]  # @requires admits users only
        now=timezone.now(),
        unit=publication.activity.host,
        kind=kind,
        publication=publication.number,
    )
