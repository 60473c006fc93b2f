"""A person's own page and password."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from accounts.forms.own import OwnPasswordForm, ProfileForm
from accounts.models import User
from accounts.services.people import change_password, save_profile
from accounts.views.session import remember_language
from unionevents.lib.access import SignedInRequest, signed_in
from unionevents.lib.parts import page


@signed_in
def profile(request: SignedInRequest) -> HttpResponse:
    # A row of its own: a refused form must not change the name in the top bar.
    person = User.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=person, initial={"language": request.LANGUAGE_CODE})
    if form.is_valid():
        save_profile(person=person, now=timezone.now(), **form.cleaned_data)
        response = redirect("accounts:profile")
        with translation.override(person.language):
            messages.success(request, _("Your data has been saved."))
        remember_language(response, person.language)
        return response
    roles = person.memberships.select_related("unit").order_by("unit__path", "role")
    return page(request, "accounts/profile.html", form=form, roles=roles)


@sensitive_post_parameters()
@signed_in
def password(request: SignedInRequest) -> HttpResponse:
    form = OwnPasswordForm(request.user, request.POST or None)
    if form.is_valid():
        change_password(
            person=request.user, password=form.cleaned_data["new_password1"], by=request.user, now=timezone.now()
        )
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password has been changed. Other devices have to log in again."))
        return redirect("accounts:profile")
    return page(request, "accounts/password.html", form=form)
