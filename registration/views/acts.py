"""Single acts on a roster: take back, accept, return."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from registration.forms.small import ReturnForm
from registration.models import Roster
from registration.services import gate, submitting
from registration.views.request import Request
from unionevents.lib.access import requires


@require_POST
@requires("registration.take_back_roster", Roster)
def take_back(request: Request, roster: Roster) -> HttpResponse:
    try:
        submitting.take_back(roster=roster, by=request.user, now=timezone.now())
        messages.success(request, _("The roster is a draft again. Submit it when it is right."))
    except (submitting.NotNow, gate.NotOpen) as problem:
        messages.error(request, str(problem))
    return redirect("registration:roster", roster.pk)


@require_POST
@requires("registration.review_roster", Roster)
def accept(request: Request, roster: Roster) -> HttpResponse:
    try:
        submitting.accept(roster=roster, by=request.user, now=timezone.now())
        messages.success(request, _("Accepted: the roster of %(unit)s.") % {"unit": roster.unit})
    except submitting.NotNow as problem:
        messages.error(request, str(problem))
    return redirect("registration:board", roster.activity_id)


@require_POST
@requires("registration.review_roster", Roster)
def send_back(request: Request, roster: Roster) -> HttpResponse:
    form = ReturnForm(request.POST)
    try:
        comment = form.cleaned_data["comment"] if form.is_valid() else ""
        submitting.send_back(roster=roster, comment=comment, by=request.user, now=timezone.now())
        messages.success(request, _("Returned to %(unit)s.") % {"unit": roster.unit})
    except (submitting.NotNow, submitting.CommentMissing) as problem:
        messages.error(request, str(problem))
        return redirect("registration:roster", roster.pk)
    return redirect("registration:board", roster.activity_id)
