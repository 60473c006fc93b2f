"""The call room: who is due where next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from events.models import Activity, Venue
from scoring.queries.calling import calls_of, venues_with_delays
from scoring.services import delaying
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.parts import page

NEXT = 4


@requires("scoring.view_sheet", Activity)
def calling(request: HttpRequest, activity: Activity) -> HttpResponse:
    """The next heats with their people; renews itself, so that it can stand on a screen."""
    calls = calls_of(activity)
    return page(
        request,
        "scoring/calling.html",
        part="scoring/_calling_part.html",
        activity=activity,
        rail_current="field",
        near=calls[:NEXT],
        later=calls[NEXT:],
        venues=venues_with_delays(activity),
        may_delay=request.user.has_perm("scoring.delay", activity),
        now=timezone.now(),
    )


@requires("scoring.delay", Activity)
@require_POST
def delay(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Five minutes more or less, or a number; the venue is named, or is none."""
    key = request.POST.get("venue", "")
    venue = get_object_or_404(Venue, pk=key, activity=activity) if key.isdecimal() else None
    typed = request.POST.get("minutes", "").strip()
    digits = typed.removeprefix("-")
    if digits.isascii() and digits.isdecimal() and len(digits) < 5:  # noqa: PLR2004  # no delay is so long
        minutes = -int(digits) if typed.startswith("-") else int(digits)
        delaying.set_delay(activity=activity, venue=venue, minutes=minutes, by=user_of(request), now=timezone.now())
    return redirect("scoring:calling", activity.pk)
