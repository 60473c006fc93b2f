"""Forms of what spectators see: the public page, and a named screen."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from scoring.models import Screen, Showing


class ShowingForm(forms.ModelForm):
    class Meta:
        model = Showing
        fields = ("names", "provisional", "calls", "board_names")
        widgets = {"names": forms.RadioSelect, "board_names": forms.RadioSelect}


class ScreenForm(forms.ModelForm):
    class Meta:
        model = Screen
        fields = ("name", "theme")
        widgets = {"theme": forms.RadioSelect}
        help_texts = {"name": _("Where it hangs, such as “left in the hall”.")}
