"""The request as the views of this app get it: log-in is required before them, so there is a user."""

from __future__ import annotations

from django.http import HttpRequest

from accounts.models import User


class Request(HttpRequest):
    """For type checkers: nobody anonymous comes this far."""

    user: User
