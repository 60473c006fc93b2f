"""What no database can hold is refused at the door: the character NUL, in an address, a query or a form.

Nobody types it. PostgreSQL refuses it as text, and what was meant as "not found" would end as a fault of the server.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict, UnreadablePostError

NUL = "\x00"
PLAIN_FORM = "application/x-www-form-urlencoded"


class StorableOnly:
    """Before the view: 404 for an address, 400 for a query or a form. A form with files is left to the view, for it can
    be read only once; what the database then refuses is answered by 400 too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], view_args: Any, view_kwargs: Any
    ) -> None:
        if NUL in request.path_info:
            raise Http404
        if _holds_nul(request.GET) or (request.content_type == PLAIN_FORM and _holds_nul(_form_of(request))):
            raise BadRequest("NUL")

    def process_exception(self, request: HttpRequest, problem: Exception) -> None:
        if isinstance(problem, DataError) and "NUL" in str(problem):
            raise BadRequest("NUL") from problem


def _form_of(request: HttpRequest) -> QueryDict:
    """Nothing where the sender went away in the middle: the view finds that out itself."""
    try:
        request.body  # noqa: B018  # kept by being read, so that a view may read it again
        return request.POST
    except UnreadablePostError:
        return QueryDict()


def _holds_nul(words: QueryDict) -> bool:
    return any(NUL in name or any(NUL in value for value in values) for name, values in words.lists())
