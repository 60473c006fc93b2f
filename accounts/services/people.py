"""People: roles granted and withdrawn, accounts stopped and opened again, the person's own data."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import ROLE_TITLES, Membership, Unit, User
from accounts.roles import Role
from accounts.services.log import record


class LastAdministrator(Exception):
    """A union would be left with nobody who can look after it."""

    def __init__(self, person: User, union: Unit) -> None:
        super().__init__(
            _("%(person)s is the last administrator of “%(union)s”. Make somebody else administrator there first.")
            % {"person": person, "union": union}
        )


class AlreadyHolds(Exception):
    """The person has this role at this unit."""

    def __init__(self, person: User, unit: Unit, role: Role) -> None:
        super().__init__(
            _("%(person)s is already %(role)s of “%(unit)s”.")
            % {"person": person, "role": ROLE_TITLES[role], "unit": unit}
        )


@transaction.atomic
def grant_role(*, person: User, unit: Unit, role: Role, by: User, now: datetime) -> Membership:
    User.objects.select_for_update().get(pk=person.pk)
    membership, is_new = Membership.objects.get_or_create(user=person, unit=unit, role=role)
    if not is_new:
        raise AlreadyHolds(person, unit, role)
    record(verb="accounts.grant_role", subject=person, by=by, now=now, unit=unit, person=person.name, role=role)
    return membership


@transaction.atomic
def withdraw_role(*, membership: Membership, by: User, now: datetime) -> None:
    """Take a role away; a union keeps at least one administrator who may log in."""
    person, unit, role = membership.user, membership.unit, membership.role
    if role == Role.ADMINISTRATOR and unit.parent_id is None:
        _refuse_last(person, unit)
    membership.delete()
    record(verb="accounts.withdraw_role", subject=person, by=by, now=now, unit=unit, person=person.name, role=role)


@transaction.atomic
def stop_account(*, person: User, by: User, now: datetime) -> None:
    """The person can no longer log in; open sessions end with the next page."""
    for unit in Unit.objects.filter(parent=None, memberships__user=person, memberships__role=Role.ADMINISTRATOR):
        _refuse_last(person, unit)
    _set_active(person, False, "accounts.stop_account", by, now)


@transaction.atomic
def reopen_account(*, person: User, by: User, now: datetime) -> None:
    _set_active(person, True, "accounts.reopen_account", by, now)


@transaction.atomic
def save_profile(*, person: User, name: str, phone: str, language: str, now: datetime) -> None:
    locked = User.objects.select_for_update().get(pk=person.pk)
    before = locked.name
    locked.name, locked.phone, locked.language = name, phone, language
    locked.save(update_fields=["name", "phone", "language"])
    if before != name:
        record(verb="accounts.change_name", subject=locked, by=locked, now=now, before=before, name=name)


@transaction.atomic
def change_password(*, person: User, password: str, by: User, now: datetime) -> None:
    locked = User.objects.select_for_update().get(pk=person.pk)
    locked.set_password(password)
    locked.save(update_fields=["password"])
    person.password = locked.password  # the session is renewed from this
    record(verb="accounts.change_password", subject=locked, by=by, now=now)


def _set_active(person: User, active: bool, verb: str, by: User, now: datetime) -> None:
    locked = User.objects.select_for_update().get(pk=person.pk)
    if locked.is_active == active:
        return
    locked.is_active = active
    locked.save(update_fields=["is_active"])
    membership = locked.memberships.select_related("unit").order_by("pk").first()
    record(verb=verb, subject=locked, by=by, now=now, unit=membership.unit if membership else None, person=locked.name)


def _refuse_last(person: User, union: Unit) -> None:
    """The union's row is locked, so that two administrators cannot remove each other at once."""
    Unit.objects.select_for_update().get(pk=union.pk)
    others = Membership.objects.filter(unit=union, role=Role.ADMINISTRATOR, user__is_active=True).exclude(user=person)
    if not others.exists():
        raise LastAdministrator(person, union)
