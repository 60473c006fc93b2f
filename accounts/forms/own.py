"""Forms for oneself: logging in, own data, own password, accepting an invitation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm, UserCreationForm
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class LogInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("Log-in name or password is wrong. Watch upper and lower case."),
        "inactive": _("Log-in name or password is wrong. Watch upper and lower case."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Log-in name")
        self.fields["password"].label = _("Password")


class ProfileForm(forms.ModelForm):
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Comes back with you wherever you log in.")
    )

    class Meta:
        model = User
        fields = ["name", "phone", "language"]
        labels = {"name": _("Name"), "phone": _("Phone")}
        help_texts = {
            "name": _("As it shall stand beside what you do."),
            "phone": _("Seen by the administrators of your units."),
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "class": "field-short"}),
        }


class OwnPasswordForm(PasswordChangeForm):
    field_order = ["old_password", "new_password1", "new_password2"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Password so far")
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password2"].label = _("New password once more")
        self.fields["new_password2"].help_text = ""


class NewPasswordForm(SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password2"].label = _("New password once more")
        self.fields["new_password2"].help_text = ""


class AcceptForm(UserCreationForm):
    """A new account from an invitation."""

    class Meta(UserCreationForm.Meta):
        model = User
        fields = ("name", "username")
        labels = {"name": _("Your name"), "username": _("Log-in name")}
        help_texts = {
            "name": _("As others know you."),
            "username": _("What you type when you log in: your phone number or a word, without spaces."),
        }
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The form's own field begins with the focus on the log-in name; here the name comes first.
        self.fields["username"].widget.attrs.pop("autofocus", None)
        self.fields["username"].widget.attrs["autocomplete"] = "username"
        self.fields["password1"].label = _("Password")
        self.fields["password2"].label = _("Password once more")
        self.fields["password2"].help_text = ""
