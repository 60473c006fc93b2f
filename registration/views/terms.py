"""The terms of registration: read by everybody of the activity, changed by the organiser sentence by sentence."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from events.models import Activity
from events.queries import contests_of
from events.services.locking import NoLongerPossible
from registration import limits
from registration.forms.small import SubstitutingForm
from registration.forms.terms import TermsForm, kinds_by_group, read_terms, terms_form
from registration.queries import contest_value, limits_of, terms_of, unit_names
from registration.services import terms as terms_service
from registration.services.terms import change_terms as set_terms
from registration.views.request import Request
from unionevents.lib.access import requires
from unionevents.lib.parts import page


@require_safe
@requires("registration.view_registration", Activity)
def terms(request: Request, activity: Activity) -> HttpResponse:
    """The conditions as sentences."""
    found, contests = terms_of(activity), tuple(map(contest_value, contests_of(activity)))
    conditions = limits_of(found)
    return page(
        request,
        "registration/terms.html",
        activity=activity,
        terms=found,
        conditions=[{"says": limit.says(contests), "severity": limit.severity} for limit in conditions],
        starred=[contest for contest in contests if contest.starred],
        questions=limits.questions(conditions, contests),
        may_change=request.user.has_perm("registration.change_terms", activity),
        substituting=_substituting_form(request, activity, found.units_substitute_until),
        may_view_board=request.user.has_perm("registration.view_board", activity),
    )


@require_POST
@requires("registration.change_substituting", Activity)
def set_substituting(request: Request, activity: Activity) -> HttpResponse:
    """Until when units put in substitutes by themselves."""
    form = SubstitutingForm(request.POST)
    if form.is_valid():
        until = form.cleaned_data["units_substitute_until"]
        terms_service.set_substituting(activity=activity, until=until, by=request.user, now=timezone.now())
        messages.success(request, _("Kept. Units read it among the conditions."))
    else:
        messages.error(request, _("Write the day and the time, such as 2026-09-23 08:30."))
    return redirect("registration:terms", activity.pk)


@requires("registration.change_terms", Activity)
def change_terms(request: Request, activity: Activity) -> HttpResponse:
    """Adding, removing and moving keep the rest of the form, and are saved with it when all of it can be read."""
    found, contests, units = terms_of(activity), tuple(map(contest_value, contests_of(activity))), unit_names(activity)
    if request.method != "POST":
        return _form(request, activity, terms_form(found.limits, found.health_statement, contests, units), contests)
    form = read_terms(request.POST, contests, units)
    if form.limits is None:
        return _form(request, activity, form, contests, status=422 if form.errors else 200)
    try:
        set_terms(
            activity=activity, limits=form.limits, health_statement=form.health_statement, by=request.user,
            now=timezone.now(),
        )  # fmt: skip
    except NoLongerPossible as problem:
        messages.error(request, str(problem))
        return redirect("registration:terms", activity.pk)
    if {"add", "remove", "up", "down"} & set(request.POST):
        return redirect("registration:change_terms", activity.pk)
    messages.success(request, _("The conditions of registration are saved."))
    return redirect("registration:terms", activity.pk)


def _substituting_form(request: Request, activity: Activity, until: datetime | None) -> SubstitutingForm | None:
    if not request.user.has_perm("registration.change_substituting", activity):
        return None
    return SubstitutingForm(initial={"units_substitute_until": until})


def _form(
    request: Request,
    activity: Activity,
    form: TermsForm,
    contests: tuple[limits.Contest, ...],
    status: int = 200,
) -> HttpResponse:
    return page(
        request,
        "registration/change_terms.html",
        activity=activity,
        form=form,
        kinds=kinds_by_group(),
        questions=limits.questions(form.limits or [], contests),
        status=status,
    )
