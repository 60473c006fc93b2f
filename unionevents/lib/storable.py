"""What no database can hold is refused at the door: the character NUL, in an address, a query or a form.

Nobody types it. PostgreSQL refuses it as text, and what was meant as "not found" would end as a fault of the server.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict, UnreadablePostError

NUL = "\x00"


class StorableOnly:
    """After the token of the form was looked at, before the view: 404 for an address, 400 for a query or a form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], view_args: Any, view_kwargs: Any
    ) -> None:
        if NUL in request.path_info:
            raise Http404
        if _holds_nul(request.GET) or _holds_nul(_form_of(request)):
            raise BadRequest("NUL")


def _form_of(request: HttpRequest) -> QueryDict:
    """Nothing where the sender went away in the middle: the view finds that out itself."""
    try:
        return request.POST
    except UnreadablePostError:
        return QueryDict()


def _holds_nul(words: QueryDict) -> bool:
    return any(NUL in name or any(NUL in value for value in values) for name, values in words.lists())
