"""Taking a whole activity along as a file, and deleting one that was begun by mistake."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.services import log
from events.models import Activity
from events.services.locking import NoLongerPossible
from scoring.services.filing import export_activity as file_of
from unionevents.deleting import MustStay, delete_draft, what_goes, why_it_stays
from unionevents.lib.access import SignedInRequest, requires
from unionevents.lib.parts import page


@require_safe
@requires("events.export_activity", Activity)
def export_activity(request: SignedInRequest, activity: Activity) -> HttpResponse:
    """The activity file; it holds every name and result, so the log says who took it along."""
    response = HttpResponse(file_of(activity), content_type="application/json; charset=utf-8")
    name = _("%(title)s.json") % {"title": activity.title}
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    log.record(verb="events.export_activity", subject=activity, by=request.user, now=timezone.now(), unit=activity.host)
    return response


@requires("events.delete_draft", Activity)
def delete_activity(request: SignedInRequest, activity: Activity) -> HttpResponse:
    """Asks first, and says what goes."""
    if request.method == "POST":
        try:
            delete_draft(activity=activity, by=request.user, now=timezone.now())
            messages.success(request, _("The draft “%(title)s” has been deleted.") % {"title": activity})
            return redirect("events:list")
        except (MustStay, NoLongerPossible) as problem:
            messages.error(request, str(problem))
            return redirect("events:plan", activity.pk)
    return page(
        request,
        "ending/delete.html",
        activity=activity,
        rail_current="plan",
        goes=what_goes(activity),
        stays=why_it_stays(activity),
    )
