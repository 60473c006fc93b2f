"""The chief referee's forms: correcting an entry, and reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scoring.forms.marks import time_of_text
from scoring.forms.words import said
from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.fields import ABSENCE_SLOT, Field
from scoring.rulebook.marks.game import Game
from scoring.sync.operation import Value

NO_RECORD = ""


class TimeField(forms.CharField):
    """A time with its decimal point; the chief referee writes it as it is printed."""

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        milliseconds = time_of_text(text) if set(text) & set(".:．：。") else None
        if milliseconds is None:
            raise forms.ValidationError(_("Write the time with its decimal point, such as 12.34 or 1:05.20."))
        return milliseconds


class CorrectionForm(forms.Form):
    """Every slot of the game with what stands in it, the absence, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        help_text=gettext_lazy("Stands in the record and is published with a correction."),
    )

    def __init__(self, data: Any = None, *, game: Game, standing: Mapping[str, Value]) -> None:
        super().__init__(data)
        self.game, self.standing = game, standing
        made: dict[str, forms.Field] = {}
        for field in game.fields:
            for slot in field.slots:
                made[slot] = _field(field, slot, standing.get(slot))
        absences = [(NO_RECORD, _("none")), *((each.value, said(each.title)) for each in Absence)]
        made[ABSENCE_SLOT] = forms.ChoiceField(
            label=_("Absence or foul"),
            choices=absences,
            required=False,
            initial=standing.get(ABSENCE_SLOT) or NO_RECORD,
            widget=forms.Select(attrs={"class": "form-select field-short"}),
        )
        self.fields = {**made, **self.fields}

    def mark_fields(self) -> list[forms.BoundField]:
        return [self[slot] for field in self.game.fields for slot in field.slots]

    @property
    def is_sequence(self) -> bool:
        """Are there many small values, such as shots?"""
        return any(field.is_list for field in self.game.fields)

    def values(self) -> dict[str, Value]:
        """The slots that are to stand otherwise than they do."""
        found: dict[str, Value] = {}
        for slot in self.game.slots:
            value = self.cleaned_data.get(slot)
            if slot == ABSENCE_SLOT:
                value = value or None
            elif value == NO_RECORD:
                value = None
            elif isinstance(value, str):
                value = int(value)
            if value != self.standing.get(slot):
                found[slot] = value
        return found


def _field(field: Field, slot: str, standing: Value) -> forms.Field:
    label = said(field.slot_title(slot))
    if field.kind == "time":
        return TimeField(
            label=label,
            required=False,
            initial=_written(standing),
            widget=forms.TextInput(attrs={"class": "form-control field-short", "inputmode": "decimal"}),
        )
    if field.kind == "shots":
        choices = [(NO_RECORD, "—"), ("1", _("hit")), ("0", _("miss"))]
        initial = NO_RECORD if standing is None else str(standing)
        widget = forms.Select(attrs={"class": "form-select"})
        return forms.ChoiceField(label=label, choices=choices, required=False, initial=initial, widget=widget)
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=field.lowest,
        max_value=field.highest,
        initial=standing,
        widget=forms.NumberInput(attrs={"class": "form-control field-short"}),
    )


def _written(milliseconds: Value) -> str:
    if not isinstance(milliseconds, int):
        return ""
    minutes, rest = divmod(milliseconds, 60_000)
    fraction = f"{rest % 1000:03d}"
    fraction = fraction[:2] if fraction.endswith("0") else fraction
    return f"{minutes}:{rest // 1000:02d}.{fraction}" if minutes else f"{rest // 1000}.{fraction}"


class ReasonForm(forms.Form):
    """Publishing: what was seen, and why it is corrected."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Why the correction is made"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        help_text=gettext_lazy("Everybody who sees the result can read it."),
    )
