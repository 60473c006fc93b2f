"""The request as the views of this app know it."""

from __future__ import annotations

from django.http import HttpRequest

from accounts.models import User


class Request(HttpRequest):
    """Somebody is logged in: the middleware has seen to it."""

    user: User
