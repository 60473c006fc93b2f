"""The stamped roster comes back as photo or scan: brought by the unit or the organiser, seen by these two alone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from registration.forms.small import ScanForm
from registration.models import Roster, StampedScan
from registration.queries import HANDED_IN
from registration.queries.stamped import erased_pages
from registration.services import scans
from registration.services.gate import NotOpen
from registration.views.request import Request
from unionevents.lib.access import requires
from unionevents.lib.parts import page
from unionevents.lib.scanning import TYPES, NotAScan


@requires("registration.view_scan", Roster)
def stamped_roster(request: Request, roster: Roster) -> HttpResponse:
    """The pages that came; more can be added with a phone's camera."""
    form, problems = ScanForm(), []
    if request.method == "POST":
        form = ScanForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                return _bring(request, roster, form)
            except NotAScan as problem:
                problems = [problem.phrase.said(get_language() or "")]
            except (NotOpen, scans.NotHandedInYet, scans.TooManyPages) as problem:
                problems = [str(problem)]
    kept = list(roster.stamped_scans.order_by("pk"))
    return page(
        request,
        "registration/stamped_roster.html",
        activity=roster.activity,
        rail_current="registration",
        roster=roster,
        form=form,
        problems=problems,
        pages=[{"scan": scan, "is_current": scans.is_current(scan, roster)} for scan in kept],
        erased=None if kept else erased_pages(roster),
        is_stale=any(not scans.is_current(scan, roster) for scan in kept),
        is_handed_in=roster.state in HANDED_IN,
        may_bring=request.user.has_perm("registration.bring_scan", roster),
        status=422 if problems or form.errors else 200,
    )


@require_safe
@requires("registration.view_scan", StampedScan)
def stamped_page(request: Request, scan: StampedScan) -> HttpResponse:
    """The file itself; a PDF is taken along, a picture is shown."""
    try:
        content = scans.path_of(scan).read_bytes()
    except FileNotFoundError:
        # The database came from elsewhere without its folder: that is a thing to know, not a wrong address.
        messages.error(request, _("The file of this page is not on this server. Ask the unit to upload it again."))
        return redirect("registration:stamped_roster", scan.roster_id)
    response = HttpResponse(content, content_type=TYPES[scan.kind])
    filename = _("{unit} stamped roster.{kind}").format(unit=scan.roster.unit.name, kind=scan.kind)
    is_taken_along = scan.kind == StampedScan.Kind.PDF
    response.headers["Content-Disposition"] = content_disposition_header(is_taken_along, filename) or "attachment"
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@requires("registration.bring_scan", StampedScan)
def remove_page(request: Request, scan: StampedScan) -> HttpResponse:
    try:
        scans.remove(scan=scan, by=request.user, now=timezone.now())
        messages.success(request, _("The page is removed, its file with it."))
    except NotOpen as problem:
        messages.error(request, str(problem))
    return redirect("registration:stamped_roster", scan.roster_id)


def _bring(request: Request, roster: Roster, form: ScanForm) -> HttpResponse:
    made = scans.bring(
        roster=roster, pages=[file.read() for file in form.pages_given],
        replace=form.cleaned_data["replace"], by=request.user, now=timezone.now(),
    )  # fmt: skip
    said = ngettext(
        "%(n)d page is kept. Place, camera and time were taken out of it.",
        "%(n)d pages are kept. Place, camera and time were taken out of them.",
        len(made),
    )
    messages.success(request, said % {"n": len(made)})
    return redirect("registration:stamped_roster", roster.pk)
