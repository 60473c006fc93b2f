"""A forgotten password: the administrator makes a one-time link, the person chooses a new one.

Nothing is sent by mail: many unions have none for every contact, a chat everybody has.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.forms.own import NewPasswordForm
from accounts.models import User
from accounts.services.passwords import PasswordLinkUnusable, create_password_link, replace_password, user_of_link
from unionevents.lib.access import SignedInRequest, public, requires
from unionevents.lib.own_address import address_for_others
from unionevents.lib.parts import page


@never_cache
@require_POST
@requires("accounts.administer", User)
def make_link(request: SignedInRequest, person: User) -> HttpResponse:
    """The answer is the page with the link: there is no second place where it could be read."""
    token = create_password_link(person=person, by=request.user, now=timezone.now())
    link = address_for_others(request, reverse("accounts:new_password", args=[person.pk, token]))
    with translation.override(person.language or settings.LANGUAGE_CODE):
        message = render_to_string("accounts/password_link.txt", {"person": person, "link": link}).strip()
    return page(request, "accounts/password_link.html", person=person, message=message)


@never_cache
@sensitive_post_parameters()
@public
def choose(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    try:
        person = user_of_link(pk=pk, token=token)
        form = NewPasswordForm(person, request.POST or None)
        if form.is_valid():
            replace_password(pk=pk, token=token, password=form.cleaned_data["new_password1"], now=timezone.now())
            messages.success(request, _("Your new password is saved. Log in with it."))
            return redirect("accounts:login")
    except PasswordLinkUnusable as refusal:
        return page(request, "accounts/link_unusable.html", status=410, refusal=refusal)
    return page(request, "accounts/new_password.html", form=form, person=person)
