"""从往届带入: people whom the unit has sent before, several at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext

from registration.models import Roster
from registration.queries.earlier import earlier_people
from registration.services import gate
from registration.services.earlier import bring_earlier
from registration.views.request import Request
from unionevents.lib.access import requires
from unionevents.lib.parts import page
from unionevents.lib.upload import text_of


@requires("registration.change_roster", Roster)
def earlier(request: Request, roster: Roster) -> HttpResponse:
    """A list to tick; what comes over is the name, and of the facts only what this activity asks for."""
    if request.method == "POST":
        chosen = [int(text) for text in request.POST.getlist("person") if text.isascii() and text.isdecimal()]
        try:
            count = bring_earlier(roster=roster, people=chosen, by=request.user, now=timezone.now())
            said = ngettext("%(n)d person came over.", "%(n)d people came over.", count) % {"n": count}
            messages.success(request, said) if count else messages.warning(request, said)
        except (gate.NotOpen, gate.Stale) as problem:
            messages.error(request, str(problem))
        return redirect("registration:roster", roster.pk)
    search = text_of(request.GET.get("q", ""))[:40]
    return page(
        request,
        "registration/earlier.html",
        activity=roster.activity,
        rail_current="registration",
        roster=roster,
        search=search,
        found=earlier_people(roster, request.user, search=search),
    )
