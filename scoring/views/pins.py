"""PINs of referees: set by a referee, or made by whoever looks after the stations and shown once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Activity
from scoring.forms.stations import PinForm
from scoring.permissions import SIGNS_IN
from scoring.queries.stations import referees_of
from scoring.services import signing_in
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.parts import page


@requires("scoring.manage_stations", Activity)
def pins(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Who has a PIN. One that is made here is shown on this page alone, and never again."""
    shown: dict[str, str] = {}
    rows = referees_of(activity, *SIGNS_IN)
    if request.method == "POST":
        chosen = next((row for row in rows if str(row.user.pk) == request.POST.get("referee")), None)
        if chosen is None:
            messages.warning(request, _("Choose a referee of this activity."))
            return redirect("scoring:pins", activity.pk)
        pin = signing_in.random_pin()
        signing_in.set_pin(activity=activity, user=chosen.user, pin=pin, by=user_of(request), now=timezone.now())
        shown = {"name": chosen.user.name, "pin": pin}
        rows = referees_of(activity, *SIGNS_IN)
    response = page(request, "scoring/pins.html", activity=activity, rail_current="field", rows=rows, shown=shown)
    response["Cache-Control"] = "no-store"
    return response


@requires("scoring.own_pin", Activity)
def own_pin(request: HttpRequest, activity: Activity) -> HttpResponse:
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = user_of(request)
        try:
            signing_in.set_pin(activity=activity, user=user, pin=form.cleaned_data["pin"], by=user, now=timezone.now())
            messages.success(request, _("Your PIN for the tablets of this activity is set."))
            return redirect("scoring:stations", activity.pk)
        except signing_in.BadPin as problem:
            form.add_error("pin", str(problem))
    return page(request, "scoring/own_pin.html", activity=activity, rail_current="field", form=form)
