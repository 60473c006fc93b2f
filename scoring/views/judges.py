"""Who sits on which panel: each judge marks alone on a tablet, from the own seat."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Activity
from scoring.forms.judges import SeatsForm
from scoring.permissions import SIGNS_IN
from scoring.queries.seats import panels_of, taken_seats
from scoring.queries.stations import referees_of
from scoring.services import panels
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.parts import page


@requires("scoring.manage_stations", Activity)
def judges(request: HttpRequest, activity: Activity) -> HttpResponse:
    """A person for every seat of every panel."""
    sheets = panels_of(activity)
    people = [row.user for row in referees_of(activity, *SIGNS_IN)]
    form = SeatsForm(request.POST or None, sheets=sheets, people=people, taken=taken_seats(sheets))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            for sheet, chosen in form.judges():
                panels.seat_judges(sheet=sheet, judges=chosen, by=user_of(request), now=timezone.now())
        messages.success(request, _("The judges have their seats. Their tablets hear of it at the next contact."))
        return redirect("scoring:judges", activity.pk)
    return page(
        request, "scoring/judges.html", activity=activity, rail_current="field", form=form, people=people, sheets=sheets
    )
