"""Invitations: made and revoked by whoever may, accepted by whoever has the link."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.forms.others import InviteForm
from accounts.forms.own import AcceptForm
from accounts.models import Invitation, Unit, User
from accounts.roles import Role
from accounts.services.invitations import (
    LinkUnusable,
    LogInNameTaken,
    accept_as_known,
    accept_as_new,
    create_invitation,
    revoke_invitation,
    usable_invitation,
)
from unionevents.lib.access import SignedInRequest, public, requires
from unionevents.lib.own_address import address_for_others
from unionevents.lib.parts import page

BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@requires("accounts.invite", Unit)
def invite(request: SignedInRequest, unit: Unit) -> HttpResponse:
    """The answer to the form is the page with the link: there is no second place where it could be read."""
    form = InviteForm(request.POST or None, user=request.user, unit=unit)
    if form.is_valid():
        invitation, token = create_invitation(
            unit=unit,
            role=Role(form.cleaned_data["role"]),
            name=form.cleaned_data["name"],
            by=request.user,
            now=timezone.now(),
        )
        link = address_for_others(request, reverse("accounts:accept", args=[token]))
        # Whoever is invited has chosen no language yet.
        with translation.override(settings.LANGUAGE_CODE):
            message = render_to_string("accounts/invitation.txt", {"invitation": invitation, "link": link}).strip()
        return page(request, "accounts/invitation_made.html", invitation=invitation, link=link, message=message)
    return page(request, "accounts/invite.html", form=form, unit=unit)


@require_POST
@requires("accounts.invite", Invitation)
def revoke(request: SignedInRequest, invitation: Invitation) -> HttpResponse:
    try:
        revoke_invitation(invitation=invitation, by=request.user, now=timezone.now())
    except LinkUnusable as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The link no longer works."))
    return redirect("accounts:members", invitation.unit_id)


@never_cache
@sensitive_post_parameters()
@public
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """A new account, or one more role for whoever is logged in."""
    now = timezone.now()
    try:
        invitation = usable_invitation(token=token, now=now)
        if isinstance(request.user, User):
            return _accept_as_known(request, request.user, token, invitation)
        form = AcceptForm(request.POST or None, initial={"name": invitation.name})
        if form.is_valid():
            person = accept_as_new(
                token=token,
                username=form.cleaned_data["username"],
                name=form.cleaned_data["name"],
                password=form.cleaned_data["password1"],
                now=now,
            )
            login(request, person, backend=BACKEND)
            messages.success(request, _("Welcome, %(person)s. Your account is ready.") % {"person": person})
            return redirect("home")
    except LogInNameTaken as refusal:
        form.add_error("username", str(refusal))
    except LinkUnusable as refusal:
        return page(request, "accounts/link_unusable.html", status=410, refusal=refusal)
    return page(request, "accounts/accept.html", form=form, invitation=invitation)


def _accept_as_known(request: HttpRequest, person: User, token: str, invitation: Invitation) -> HttpResponse:
    if request.method != "POST":
        return page(request, "accounts/accept_known.html", invitation=invitation)
    accept_as_known(token=token, person=person, now=timezone.now())
    messages.success(request, _("You have the new role now."))
    return redirect("home")
