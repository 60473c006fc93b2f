"""Invitations: a one-time link that makes an account, or gives an existing one a role."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Invitation, Membership, Unit, User
from accounts.roles import Role
from accounts.services.log import record

GOOD_FOR = timedelta(days=7)
TOKEN_BYTES = 24


class LinkUnusable(Exception):
    """Why a link does not work: unknown, used, revoked or expired. Carries the sentence for the visitor."""

    SAID = {
        "unknown": gettext_lazy(
            "This link is not complete, or it never existed. Copy all of it from the message, without spaces."
        ),
        "used": gettext_lazy("This link has been used already. If that was you, simply log in."),
        "revoked": gettext_lazy("This link has been withdrawn. Ask whoever sent it to you for a new one."),
        "expired": gettext_lazy(
            "This link was good for 7 days and has run out. Ask whoever sent it to you for a new one."
        ),
    }

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(str(self.SAID[why]))


class LogInNameTaken(Exception):
    """Somebody else took the name between the check of the form and the saving."""

    def __init__(self) -> None:
        super().__init__(_("This log-in name is taken."))


@transaction.atomic
def create_invitation(*, unit: Unit, role: Role, name: str, by: User | None, now: datetime) -> tuple[Invitation, str]:
    """The invitation and its token. The token is not kept: whoever reads the database cannot use a link."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation.objects.create(
        unit=unit,
        role=role,
        name=name,
        token_hash=hash_of(token),
        invited_by=by,
        created_at=now,
        expires_at=now + GOOD_FOR,
    )
    record(verb="accounts.create_invitation", subject=invitation, by=by, now=now, unit=unit, person=name, role=role)
    return invitation, token


def usable_invitation(*, token: str, now: datetime) -> Invitation:
    """The invitation of a token; raises LinkUnusable. Looking does not use it up: chat programs look at links too."""
    invitation = Invitation.objects.select_related("unit", "invited_by").filter(token_hash=hash_of(token)).first()
    return _refuse_unusable(invitation, now)


@transaction.atomic
def accept_as_new(*, token: str, username: str, name: str, password: str, now: datetime) -> User:
    """Make the account that the link was for."""
    invitation = _locked(token, now)
    try:
        with transaction.atomic():
            person: User = User.objects.create_user(username, password, name=name)
    except IntegrityError as error:
        raise LogInNameTaken from error
    _use_up(invitation, person, now)
    return person


@transaction.atomic
def accept_as_known(*, token: str, person: User, now: datetime) -> None:
    """Give the role to somebody who has an account already."""
    _use_up(_locked(token, now), person, now)


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User, now: datetime) -> None:
    """The link stops working; one that has been used stays as it is."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.used_at is not None:
        raise LinkUnusable("used")
    if locked.revoked_at is not None:
        return
    locked.revoked_at = now
    locked.save(update_fields=["revoked_at"])
    record(
        verb="accounts.revoke_invitation", subject=locked, by=by, now=now, unit=locked.unit, person=locked.name,
        role=locked.role,
    )  # fmt: skip


def hash_of(token: str) -> str:
    """No salt and no slow hash: the token has 192 random bits, so there is nothing to guess."""
    return hashlib.sha256(token.encode()).hexdigest()


def _locked(token: str, now: datetime) -> Invitation:
    invitation = Invitation.objects.select_for_update().filter(token_hash=hash_of(token)).first()
    return _refuse_unusable(invitation, now)


def _refuse_unusable(invitation: Invitation | None, now: datetime) -> Invitation:
    if invitation is None:
        raise LinkUnusable("unknown")
    if invitation.used_at is not None:
        raise LinkUnusable("used")
    if invitation.revoked_at is not None:
        raise LinkUnusable("revoked")
    if invitation.expires_at <= now:
        raise LinkUnusable("expired")
    return invitation


def _use_up(invitation: Invitation, person: User, now: datetime) -> None:
    Membership.objects.get_or_create(user=person, unit=invitation.unit, role=invitation.role)
    invitation.used_at, invitation.used_by = now, person
    invitation.save(update_fields=["used_at", "used_by"])
    record(
        verb="accounts.accept_invitation", subject=person, by=person, now=now, unit=invitation.unit, person=person.name,
        role=invitation.role, invited_by=str(invitation.invited_by or ""),
    )  # fmt: skip
