"""Forms of administrators: units, roles, invitations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import ROLE_CHOICES, ROLE_TITLES, Unit, User
from accounts.permissions import roles_to_invite
from accounts.queries import units_administered
from unionevents.lib.plain_text import refuse_control_characters


class UnitForm(forms.ModelForm):
    class Meta:
        model = Unit
        fields = ["name"]
        labels = {"name": _("Name of the unit")}
        help_texts = {"name": _("As it shall stand on rosters and award lists.")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        refuse_control_characters(self)


class GrantForm(forms.Form):
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), empty_label=None)
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose")), *ROLE_CHOICES])

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_administered(user)
        field = self.fields["unit"]
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])  # type: ignore[attr-defined]  # a choice of rows
        field.widget.choices = [(unit.pk, unit.name) for unit in units]


class InviteForm(forms.Form):
    name = forms.CharField(
        label=_("For whom"),
        max_length=40,
        required=False,
        help_text=_("Their name, so that you know later whose link it was."),
    )
    role = forms.ChoiceField(label=_("As what"))

    def __init__(self, *args: Any, user: User, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = roles_to_invite(user, unit)
        self.fields["role"].choices = [(role.value, ROLE_TITLES[role]) for role in roles]  # type: ignore[attr-defined]  # a choice
        self.fields["role"].initial = "contact"
