"""Single acts on a roster: take back, accept, return, substitute."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from registration.forms.small import ReturnForm, SubstituteForm
from registration.models import Person, Roster
from registration.services import gate, submitting, substituting
from registration.views.request import Request
from unionevents.lib.access import requires
from unionevents.lib.parts import page


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


@requires("registration.substitute", Person)
def substitute(request: Request, person: Person) -> HttpResponse:
    """Out is this person; in comes whoever is written down."""
    form, problems = SubstituteForm(request.POST or None, out=person), []
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        try:
            comes = substituting.substitute(out=person, by=request.user, now=timezone.now(), **given)
            said = _("%(into)s (start number %(number)s) now starts for %(out)s.")
            messages.success(request, said % {"into": comes, "number": comes.number, "out": person})
            return redirect("registration:roster", person.roster_id)
        except substituting.CannotStandIn as problem:
            language = get_language() or ""
            problems = [str(problem), *(each.phrase.said(language) for each in problem.problems)]
        except (substituting.NothingToTakeOver, gate.NotOpen) as problem:
            problems = [str(problem)]
    return page(
        request,
        "registration/substitute.html",
        activity=person.roster.activity,
        rail_current="registration",
        person=person,
        form=form,
        problems=problems,
    )
