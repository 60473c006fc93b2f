"""Forms of the chief referee's table: how results are released, protests and their decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from scoring.models import Protest, Scoresheet
from scoring.queries.entries import title_of

LONGEST_PROTEST = 24 * 60


class ConductForm(forms.Form):
    """Two people or one; protests for so many minutes, or none."""

    USUAL = 30
    second_person = forms.BooleanField(
        label=_("Two people release a result"),
        help_text=_("One asks, another one looks at the same table and agrees. The same for opening a contest again."),
        required=False,
    )
    takes_protests = forms.BooleanField(label=_("Units may protest against a released result"), required=False)
    protest_minutes = forms.IntegerField(
        label=_("For how many minutes after the release"), min_value=1, max_value=LONGEST_PROTEST, required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("takes_protests") and not cleaned.get("protest_minutes") and not self.errors:
            self.add_error("protest_minutes", _("Say for how many minutes, or take no protests."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """What `conducting.set_conduct` wants."""
        takes = self.cleaned_data["takes_protests"]
        return {
            "second_person": self.cleaned_data["second_person"],
            "protest_minutes": self.cleaned_data["protest_minutes"] if takes else None,
        }


class ProtestForm(forms.Form):
    """What a unit objects to. `units` are those that the person may speak for."""

    unit = forms.ChoiceField(label=_("Unit"))
    entry = forms.ChoiceField(label=_("Whom it is about"), required=False)
    text = forms.CharField(
        label=_("What is objected to, and why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5})
    )
    accepted_late = forms.CharField(
        label=_("Why it is taken after the deadline"),
        help_text=_("Only when the time for protests is over."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, sheet: Scoresheet, rosters: list[Any], by_chief: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(roster.unit_id, roster.unit.name) for roster in rosters]  # type: ignore[attr-defined]
        units = {roster.unit_id for roster in rosters}
        entries = sheet.contest.entries.filter(person__roster__unit__in=units, withdrawn_at=None)
        named = entries.select_related("person__roster__unit", "team").order_by("number")
        self.fields["entry"].choices = [  # type: ignore[attr-defined]
            ("", _("The whole contest")),
            *((entry.pk, f"{entry.person.number} {title_of(entry)}") for entry in named),
        ]
        if not by_chief:
            del self.fields["accepted_late"]


class DecisionForm(forms.Form):
    """How a protest was decided."""

    state = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (Protest.State.UPHELD.value, Protest.State.UPHELD.label),
            (Protest.State.DISMISSED.value, Protest.State.DISMISSED.label),
        ],
        widget=forms.RadioSelect,
    )
    decision = forms.CharField(
        label=_("In words: what was found and why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
