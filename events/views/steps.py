"""Confirming a step: what others will see, what is missing, and the comment."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events import planning, states
from events.forms.basics import StepForm
from events.models import Activity
from events.queries import review_of
from events.services import steps
from events.states import ABOUT, State
from events.views.links import edit_links, linked
from unionevents.lib.access import SignedInRequest, requires
from unionevents.lib.parts import page

ASKS_FOR_COMPLETENESS = frozenset({"submit", "approve", "open"})


@requires("events.view_activity", Activity)
def take(request: SignedInRequest, activity: Activity, code: str) -> HttpResponse:
    """Asks, then takes the step; which permission it needs stands in the table of steps."""
    step = states.step(code, State(activity.state))
    if step is None or code == "publish":
        messages.warning(request, str(steps.StepNotPossible(activity)))
        return redirect("events:plan", activity.pk)
    if not request.user.has_perm(step.permission, activity):
        raise PermissionDenied(step.permission)
    form, problems = StepForm(request.POST or None, step=step), []
    if request.method == "POST" and form.is_valid():
        try:
            moved = steps.take_step(
                activity=activity, code=code, by=request.user, now=timezone.now(), **form.cleaned_data
            )
            return onward(request, moved)
        except (steps.StepNotPossible, steps.CommentMissing, steps.InTheWay) as problem:
            problems.append(str(problem))
    review = review_of(activity, timezone.now())
    return page(
        request,
        "events/step.html",
        activity=activity,
        step=step,
        end=ABOUT[step.end],
        forward=states.is_forward(step),
        form=form,
        problems=problems,
        obstacles=planning.obstacles(code, review.facts),
        open_points=linked(review.open_points, edit_links(request.user, activity))
        if code in ASKS_FOR_COMPLETENESS
        else [],
    )


def onward(request: SignedInRequest, activity: Activity) -> HttpResponse:
    """To the plan, unless the step took it out of the person's sight."""
    state = activity.about_state.title.said(get_language() or "")
    messages.success(request, _("“%(title)s” is now: %(state)s.") % {"title": activity, "state": state})
    if request.user.has_perm("events.view_activity", activity):
        return redirect("events:plan", activity.pk)
    return redirect("events:list")
