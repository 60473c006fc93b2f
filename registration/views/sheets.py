"""Rosters by Excel: download, upload or paste, look at every row, then write all of it, the right rows, or nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from events.models import Activity
from events.permissions import holds
from events.querysets import OWNERS
from registration.forms.small import UploadForm
from registration.models import Roster, UnitsUpload, Upload
from registration.queries import listing_of
from registration.services import uploading
from registration.views import sheetwork
from registration.views.request import Request
from registration.workbooks.columns import layout_of
from registration.workbooks.importing import empty_listing, units_of
from registration.workbooks.marked import marked_file
from registration.workbooks.template import roster_workbook, units_workbook
from unionevents.lib.access import requires
from unionevents.lib.parts import page
from unionevents.lib.spreadsheet import XLSX, download
from unionevents.lib.upload import NotReadable


@require_safe
@requires("registration.read_names", Roster)
def workbook(request: Request, roster: Roster) -> HttpResponse:
    """The sheet of this activity and unit, filled in as far as the roster is."""
    filename = _("{activity} {unit} roster.xlsx").format(activity=roster.activity.title, unit=roster.unit.name)
    with_fee = holds(request.user, roster.activity, *OWNERS)
    return download(roster_workbook(listing_of(roster), with_fee=with_fee), filename)


@require_safe
@requires("registration.import_units", Activity)
def units_sheet(request: Request, activity: Activity) -> HttpResponse:
    """All units in one sheet, filled in as far as their rosters are."""
    layout = layout_of(empty_listing(activity), [unit.name for unit in units_of(activity)])
    rosters = Roster.objects.filter(activity=activity).select_related("unit", "activity").order_by("unit__name")
    listings = [listing_of(roster) for roster in rosters] or [empty_listing(activity)]
    filename = _("{activity} all rosters.xlsx").format(activity=activity.title)
    return download(units_workbook(layout, listings, with_fee=True), filename)


@requires("registration.change_roster", Roster)
def upload(request: Request, roster: Roster) -> HttpResponse:
    """Reads the sheet and keeps what it says; the roster is not touched."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, content = form.given
        kept = uploading.keep_upload(roster=roster, filename=name, content=content, by=request.user, now=timezone.now())
        sheetwork.start_reading(kept)
        if kept.state != kept.State.REFUSED:
            return redirect("registration:check", kept.pk)
        kept.delete()
        return _form(request, form, [kept.refusal], activity=roster.activity, roster=roster)
    return _form(request, form, [], activity=roster.activity, roster=roster)


@requires("registration.import_units", Activity)
def units_upload(request: Request, activity: Activity) -> HttpResponse:
    """The same for a workbook of several units."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, content = form.given
        kept = uploading.keep_units_upload(
            activity=activity, filename=name, content=content, by=request.user, now=timezone.now()
        )
        sheetwork.start_reading(kept)
        if kept.state != kept.State.REFUSED:
            return redirect("registration:check_units", kept.pk)
        kept.delete()
        return _form(request, form, [kept.refusal], activity=activity)
    return _form(request, form, [], activity=activity)


def _form(request: Request, form: UploadForm, problems: list[str], **context: Any) -> HttpResponse:
    status = 422 if problems or form.errors else 200
    context.setdefault("roster", None)
    return page(
        request, "registration/upload.html", rail_current="registration", form=form, problems=problems, status=status,
        **context,
    )  # fmt: skip


@require_safe
@requires("registration.change_roster", Upload)
def check(request: Request, kept: Upload) -> HttpResponse:
    """Every row: new, changed, the same or wrong, held against the roster as it is now."""
    return sheetwork.show(request, kept)


@require_safe
@requires("registration.import_units", UnitsUpload)
def check_units(request: Request, kept: UnitsUpload) -> HttpResponse:
    return sheetwork.show(request, kept)


@require_POST
@requires("registration.change_roster", Upload)
def fix(request: Request, kept: Upload) -> HttpResponse:
    """Cells corrected on the page, or a check that was interrupted: looked at once more."""
    return sheetwork.check_again(request, kept)


@require_POST
@requires("registration.import_units", UnitsUpload)
def fix_units(request: Request, kept: UnitsUpload) -> HttpResponse:
    return sheetwork.check_again(request, kept)


@require_POST
@requires("registration.change_roster", Upload)
def apply(request: Request, kept: Upload) -> HttpResponse:
    """Checked once more against the roster as it is now; all rows, or the right ones, or none."""
    return sheetwork.write(request, kept)


@require_POST
@requires("registration.import_units", UnitsUpload)
def apply_units(request: Request, kept: UnitsUpload) -> HttpResponse:
    return sheetwork.write(request, kept)


@require_safe
@requires("registration.change_roster", Upload)
def marked(request: Request, kept: Upload) -> HttpResponse:
    """The uploaded workbook with its wrong cells coloured."""
    return _marked(request, kept)


@require_safe
@requires("registration.import_units", UnitsUpload)
def marked_units(request: Request, kept: UnitsUpload) -> HttpResponse:
    return _marked(request, kept)


def _marked(request: Request, kept: uploading.Sheet) -> HttpResponse:
    back = sheetwork.address_of(kept)
    if kept.state != kept.State.CHECKED:
        return redirect(back)
    try:
        content = marked_file(kept)
    except NotReadable as problem:
        messages.error(request, problem.phrase.said(get_language() or ""))
        return redirect(back)
    response = HttpResponse(content, content_type=XLSX)
    stem = kept.filename.rpartition(".")[0] or kept.filename
    filename = _("{name} (marked).xlsx").format(name=stem)
    response.headers["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    return response
