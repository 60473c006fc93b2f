"""The people of a unit, their roles and accounts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.forms.others import GrantForm
from accounts.models import Membership, Unit, User
from accounts.queries import account_of, member_rows, open_invitations, recent_acts
from accounts.roles import Role
from accounts.services.people import (
    AlreadyHolds,
    LastAdministrator,
    grant_role,
    reopen_account,
    stop_account,
    withdraw_role,
)
from unionevents.lib.access import SignedInRequest, requires
from unionevents.lib.parts import page


@requires("accounts.invite", Unit)
def members(request: SignedInRequest, unit: Unit) -> HttpResponse:
    administered = request.user.has_perm("accounts.administer", unit)
    return page(
        request,
        "accounts/members.html",
        unit=unit,
        rows=member_rows(unit),
        invitations=open_invitations(unit, request.user, timezone.now()),
        administered=administered,
        acts=recent_acts(unit) if administered else [],
    )


@requires("accounts.view_account", User)
def account(request: SignedInRequest, person: User) -> HttpResponse:
    """One person's roles; granting one more is the form on it."""
    form = GrantForm(request.POST or None, user=request.user)
    if form.is_valid():
        unit, role = form.cleaned_data["unit"], Role(form.cleaned_data["role"])
        try:
            grant_role(person=person, unit=unit, role=role, by=request.user, now=timezone.now())
        except AlreadyHolds as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(person)s has the role now.") % {"person": person})
            return redirect("accounts:account", person.pk)
    whole = request.user.has_perm("accounts.administer", person)
    return page(request, "accounts/account.html", person=account_of(person, request.user), form=form, whole=whole)


@require_POST
@requires("accounts.administer", Membership)
def withdraw(request: SignedInRequest, membership: Membership) -> HttpResponse:
    person, unit = membership.user, membership.unit
    try:
        withdraw_role(membership=membership, by=request.user, now=timezone.now())
    except LastAdministrator as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts:account", person.pk)
    messages.success(request, _("The role has been withdrawn from %(person)s.") % {"person": person})
    return redirect("accounts:members", unit.pk)


@require_POST
@requires("accounts.administer", User)
def stop(request: SignedInRequest, person: User) -> HttpResponse:
    try:
        stop_account(person=person, by=request.user, now=timezone.now())
    except LastAdministrator as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(person)s can no longer log in.") % {"person": person})
    return redirect("accounts:account", person.pk)


@require_POST
@requires("accounts.administer", User)
def reopen(request: SignedInRequest, person: User) -> HttpResponse:
    reopen_account(person=person, by=request.user, now=timezone.now())
    messages.success(request, _("%(person)s can log in again.") % {"person": person})
    return redirect("accounts:account", person.pk)
