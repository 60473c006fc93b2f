"""Pages that look into every app: home and the living style page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from unionevents.lib.access import public, signed_in
from unionevents.lib.parts import page


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    return page(request, "home.html")


@public
def style(request: HttpRequest) -> HttpResponse:
    """Every component with invented data: what page authors copy from."""
    return page(request, "style/index.html")
