"""Who asks: `@requires` lets only people with an account in, and the services want to be told so."""

from __future__ import annotations

from django.http import HttpRequest

from accounts.models import User


def user_of(request: HttpRequest) -> User:
    """The person behind the request."""
    assert isinstance(request.user, User)
    return request.user
