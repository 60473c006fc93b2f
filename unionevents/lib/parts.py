"""One way to answer with a page: the whole page, or only its part when htmx asked for it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page(request: HttpRequest, template: str, *, part: str = "", status: int = 200, **context: Any) -> HttpResponse:
    """Render `template`; a fragment request renders `part` from the same context, so both always agree."""
    htmx = getattr(request, "htmx", None)  # set by django-htmx's middleware
    is_fragment = bool(part and htmx and not htmx.boosted)
    response = render(request, part if is_fragment else template, context, status=status)
    if part:
        response.headers["Vary"] = "HX-Request"
    return response
