"""Forms about personal data: the notice of an activity, a reason for looking, a purpose for taking along."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registration.models import Privacy
from unionevents.lib.plain_text import refuse_control_characters

MOST_DAYS = 3650


class PrivacyForm(forms.ModelForm):
    class Meta:
        model = Privacy
        fields = (
            "purpose", "id_number_reason", "details_days", "id_number_days", "names_days", "contact", "notice",
        )  # fmt: skip
        widgets = {"notice": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "purpose": _("Empty: registration, start lists, results and prizes of this activity."),
            "id_number_reason": _("Empty: no ID number is asked for. Insurance is the usual reason."),
            "details_days": _("Birth dates, days of service, messages. Counted from the last day of the activity."),
            "names_days": _("Names in rosters and results; marks, ranks and counts stay."),
            "contact": _("Empty: the host."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("details_days", "id_number_days", "names_days"):
            field = self.fields[name]
            assert isinstance(field, forms.IntegerField)
            field.max_value = MOST_DAYS
            field.validators.append(_not_for_ever)
            field.widget.attrs["max"] = MOST_DAYS
        refuse_control_characters(self)


def _not_for_ever(days: int) -> None:
    if days > MOST_DAYS:
        raise forms.ValidationError(_("Ten years at most: 3650 days."))


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why?"), max_length=200, help_text=_("Kept in the log with your name."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        refuse_control_characters(self)


class PurposeForm(forms.Form):
    """Which columns, what for, and who gets it; without these nothing is taken along."""

    purpose = forms.CharField(label=_("What is it for?"), max_length=200)
    recipient = forms.CharField(label=_("Who gets it?"), max_length=100)
    columns = forms.MultipleChoiceField(
        label=_("Which data?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Start number, name, gender and unit are always in it."),
    )  # fmt: skip

    def __init__(self, *args: Any, columns: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["columns"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = columns
        if not columns:
            del self.fields["columns"]
        refuse_control_characters(self)
