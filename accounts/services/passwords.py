"""A new password by a one-time link.

Django's token is signed over the password so far and the last log-in, so it dies with the first use, with a log-in
and after PASSWORD_RESET_TIMEOUT; nothing of it is stored.
"""

from __future__ import annotations

from datetime import datetime

from axes.utils import reset
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.log import record
from accounts.services.people import change_password


class PasswordLinkUnusable(Exception):
    """Used, too old, mistyped, or of a stopped account."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This link has been used, or is older than 3 days, or is not complete. "
                "Ask your administrator for a new one."
            )
        )


@transaction.atomic
def create_password_link(*, person: User, by: User, now: datetime) -> str:
    """The token of a link for this person."""
    record(verb="accounts.create_password_link", subject=person, by=by, now=now, person=person.name)
    return default_token_generator.make_token(person)


def user_of_link(*, pk: int, token: str) -> User:
    person = User.objects.filter(pk=pk, is_active=True).first()
    if person is None or not default_token_generator.check_token(person, token):
        raise PasswordLinkUnusable
    return person


@transaction.atomic
def replace_password(*, pk: int, token: str, password: str, now: datetime) -> None:
    """The token is checked again under the lock; misses counted against the old password are forgotten."""
    User.objects.select_for_update().filter(pk=pk).first()
    person = user_of_link(pk=pk, token=token)
    change_password(person=person, password=password, by=person, now=now)
    reset(username=person.username)
