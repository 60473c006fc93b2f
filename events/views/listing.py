"""My activities, and a new one from a blank page."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from events.forms.basics import BlankForm
from events.queries import activities_for, counts_by_state, units_to_host
from events.services.creating import start_blank
from events.states import ABOUT, State
from unionevents.lib.access import SignedInRequest, requires, signed_in
from unionevents.lib.parts import page

ON_ONE_PAGE = 50


@signed_in
def activities(request: SignedInRequest) -> HttpResponse:
    """Those that the person may know of, by state."""
    wanted = request.GET.get("state", "")
    state = State(wanted) if wanted in set(State) else None
    counts = counts_by_state(request.user)
    return page(
        request,
        "events/list.html",
        rows=Paginator(activities_for(request.user, state), ON_ONE_PAGE).get_page(request.GET.get("page")),
        chips=[
            {"state": each, "about": ABOUT[each], "count": count, "current": each is state} for each, count in counts
        ],
        all_count=sum(count for _each, count in counts),
        state=state,
        may_create=request.user.has_perm("events.create_activity"),
    )


@requires("events.create_activity")
def new_blank(request: SignedInRequest) -> HttpResponse:
    units = list(units_to_host(request.user))
    form = BlankForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        activity = start_blank(by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(
            request, _("“%(title)s” has been started as a draft. Fill in its parts one by one.") % {"title": activity}
        )
        return redirect("events:plan", activity.pk)
    return page(request, "events/new_blank.html", form=form)
