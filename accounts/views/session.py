"""Logging in and out."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponse

from accounts.forms.own import LogInForm
from unionevents.lib.access import public, signed_in


class LogInPage(LoginView):
    """Django's log-in; whoever chose a language for the account meets it on every machine."""

    template_name = "accounts/log_in.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        remember_language(response, form.get_user().language)
        return response


def remember_language(response: HttpResponse, language: str) -> None:
    """The same cookie as the switch in the top bar sets."""
    if language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )


log_in = public(LogInPage.as_view())
log_out = signed_in(LogoutView.as_view())
