"""Rosters by Excel: download, upload, look at every row, then apply all of it or nothing."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from registration.forms.small import UploadForm
from registration.models import Roster, Upload
from registration.queries import listing_of
from registration.services import drafting, gate, uploading
from registration.views.request import Request
from registration.workbooks.checking import Check, check_sheet
from registration.workbooks.reading import Fault, SheetRow, read_roster
from registration.workbooks.template import roster_workbook
from unionevents.lib.access import requires
from unionevents.lib.parts import page
from unionevents.lib.spreadsheet import download
from unionevents.lib.upload import NotReadable, read_sheet

IMPORT = "registration.import_sheet"


@require_safe
@requires("registration.view_roster", Roster)
def workbook(request: Request, roster: Roster) -> HttpResponse:
    """The sheet of this activity and unit, filled in as far as the roster is."""
    filename = _("{activity} {unit} roster.xlsx").format(activity=roster.activity.title, unit=roster.unit.name)
    return download(roster_workbook(listing_of(roster)), filename)


@requires("registration.change_roster", Roster)
def upload(request: Request, roster: Roster) -> HttpResponse:
    """Reads the sheet and keeps what it says; the roster is not touched."""
    form, problems = UploadForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["sheet"]
        try:
            content = read_roster(read_sheet(given.read()), listing_of(roster).contest_values)
            kept = uploading.keep_upload(
                roster=roster,
                filename=given.name,
                rows=[row.as_json() for row in content.rows],
                faults=[asdict(fault) for fault in content.faults],
                by=request.user,
                now=timezone.now(),
            )
            return redirect("registration:check", kept.pk)
        except NotReadable as problem:
            problems = [problem.phrase.said(get_language() or "")]
    return page(
        request,
        "registration/upload.html",
        activity=roster.activity,
        rail_current="registration",
        roster=roster,
        form=form,
        problems=problems,
        status=422 if problems else 200,
    )


@require_safe
@requires("registration.change_roster", Upload)
def check(request: Request, kept: Upload) -> HttpResponse:
    """Every row: new, changed, the same or wrong, held against the roster as it is now."""
    return page(
        request,
        "registration/check.html",
        activity=kept.roster.activity,
        rail_current="registration",
        roster=kept.roster,
        upload=kept,
        check=_checked(kept),
    )


@require_POST
@requires("registration.change_roster", Upload)
def apply(request: Request, kept: Upload) -> HttpResponse:
    """Checked once more against the roster as it is now; all rows or none."""
    found = _checked(kept)
    if not found.may_be_applied:
        messages.warning(request, _("Nothing was written: look at the rows again."))
        return redirect("registration:check", kept.pk)
    try:
        drafting.save(
            roster=kept.roster, version=kept.roster.version, lines=found.lines, by=request.user, now=timezone.now(),
            verb=IMPORT,
        )  # fmt: skip
    except gate.Stale as problem:
        messages.error(request, str(problem))
        return redirect("registration:check", kept.pk)
    except gate.NotOpen as problem:
        messages.error(request, str(problem))
        return redirect("registration:roster", kept.roster_id)
    uploading.drop_upload(upload=kept)
    count = len(found.lines)
    said = ngettext("%(n)d row of the sheet was written.", "%(n)d rows of the sheet were written.", count)
    messages.success(request, said % {"n": count})
    return redirect("registration:roster", kept.roster_id)


def _checked(kept: Upload) -> Check:
    rows = [SheetRow.from_json(row) for row in kept.rows["rows"]]
    faults = [Fault(**fault) for fault in kept.rows["faults"]]
    return check_sheet(listing_of(kept.roster), rows, header_faults=faults, name=f"upload:{kept.pk}")
