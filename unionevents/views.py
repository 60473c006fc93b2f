"""Pages that look into every app: home and the living style page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from unionevents.duties.desk import desk_of
from unionevents.duties.listing import activities_of, duties_of
from unionevents.lib import samples
from unionevents.lib.access import SignedInRequest, public, signed_in
from unionevents.lib.parts import page

SHOWN = 12


@signed_in
def home(request: SignedInRequest) -> HttpResponse:
    """What the person has to do now, then the activities in which the person has a part."""
    desk = desk_of(request.user, timezone.now())
    return page(request, "home.html", duties=duties_of(desk), activities=activities_of(desk)[:SHOWN])


@public
def style(request: HttpRequest) -> HttpResponse:
    """Every component with invented data: what page authors copy from."""
    return page(request, "style/index.html", **samples.style_page())
