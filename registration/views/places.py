"""Contests with so many places: taken, free, waiting; and the draw."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from events.models import Activity, Contest
from events.services.locking import NoLongerPossible
from registration.queries.places import places_in
from registration.services.places import draw as draw_places
from registration.views.request import Request
from unionevents.lib.access import requires
from unionevents.lib.parts import page


@require_safe
@requires("registration.view_board", Activity)
def places(request: Request, activity: Activity) -> HttpResponse:
    return page(
        request,
        "registration/places.html",
        activity=activity,
        rail_current="registration",
        contests=places_in(activity),
        may_draw=request.user.has_perm("registration.draw_places", activity),
    )


@require_POST
@requires("registration.draw_contest", Contest)
def draw(request: Request, contest: Contest) -> HttpResponse:
    """The seed is made here and kept in the log, so that the draw can be repeated."""
    try:
        drawn = draw_places(contest=contest, seed=secrets.token_hex(8), by=request.user, now=timezone.now())
        messages.success(request, _("%(n)d places were drawn for %(contest)s.") % {"n": len(drawn), "contest": contest})
    except NoLongerPossible as problem:
        messages.error(request, str(problem))
    return redirect("registration:places", contest.activity_id)
