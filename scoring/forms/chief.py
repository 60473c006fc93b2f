"""The chief referee's forms: correcting an entry, and reasons."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scoring.forms.marks import time_of_text
from scoring.forms.words import said
from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.fields import ABSENCE_SLOT, Field
from scoring.sync.layout import Layout, is_absence, stage_of
from scoring.sync.operation import Value

NO_RECORD = ""
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")


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
        label=gettext_lazy("Reason"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        help_text=gettext_lazy("Stands in the record and is published with a correction."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        layout: Layout,
        standing: Mapping[str, Value],
        slots: Sequence[str],
        named: Mapping[str, str],
    ) -> None:
        """`slots` are the layout's, or those of the stages that somebody is in; `named` says which stage that is."""
        super().__init__(data)
        self.layout, self.standing, self.slots = layout, standing, slots
        made = {}
        for slot in slots:
            stage, rest = stage_of(slot)
            within = layout.stages.get(stage, layout)
            assert isinstance(within, Layout), "matches have a page of their own"
            made[slot] = slot_field(within, rest, standing.get(slot))
            if rest == ABSENCE_SLOT:
                made[slot].label = _("Absence or foul")
            if slot in named:
                made[slot].label = f"{named[slot]} · {made[slot].label}"
        self.fields = {**made, **self.fields}

    def mark_fields(self) -> list[forms.BoundField]:
        return [self[slot] for slot in self.slots if stage_of(slot)[1] != ABSENCE_SLOT]

    def absence_fields(self) -> list[forms.BoundField]:
        """One; of a contest in stages, one for each."""
        return [self[slot] for slot in self.slots if stage_of(slot)[1] == ABSENCE_SLOT]

    @property
    def is_sequence(self) -> bool:
        """Are there many small values, such as shots?"""
        return not self.layout.levels and any(field.is_list for field in self.layout.game.fields)

    def values(self) -> dict[str, Value]:
        """The slots that are to stand otherwise than they do."""
        found: dict[str, Value] = {}
        for slot in self.slots:
            value = plain_value(self.cleaned_data.get(slot))
            if value != self.standing.get(slot):
                found[slot] = value
        return found


class ScaledField(forms.CharField):
    """A number with its decimals as printed, kept without the point: 8.52 is 852; or tries at a bar."""

    def __init__(self, field: Field, **options: Any) -> None:
        self.field = field
        super().__init__(**options)

    def clean(self, value: Any) -> int | str | None:
        text = unicodedata.normalize("NFKC", super().clean(value)).lower()
        if not text:
            return None
        read: int | str = text
        if self.field.kind != "heights" and _NUMBER.fullmatch(text):
            scaled = Fraction(text) * 10**self.field.decimals
            read = scaled.numerator if scaled.denominator == 1 else text
        if not self.field.fits(read):
            raise forms.ValidationError(_("This cannot be: look at the number and its decimals."))
        return read


def plain_value(value: Any) -> Value:
    """What a slot's field gave, as operations write it."""
    if value == NO_RECORD:
        return None
    read: Value = int(value) if isinstance(value, str) and value.isdecimal() else value
    return read


def slot_field(layout: Layout, slot: str, standing: Value) -> forms.Field:
    """The field for one slot, with what stands in it."""
    place = layout.read(slot)
    assert place is not None, "the layout offers only slots that it reads"
    label = said(layout.title_of(slot))
    field = layout.field_of(place.word)
    if is_absence(slot):
        absences = [(NO_RECORD, _("none")), *((each.value, said(each.title)) for each in Absence)]
        return forms.ChoiceField(
            label=label,
            choices=absences,
            required=False,
            initial=standing or NO_RECORD,
            widget=forms.Select(attrs={"class": "form-select field-short"}),
        )
    if place.fault or field is None:
        widget = forms.NumberInput(attrs={"class": "form-control field-short"})
        return forms.IntegerField(label=label, required=False, min_value=0, initial=standing, widget=widget)
    made = _field(field, place.word, standing)
    made.label = label
    return made


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
    if field.kind == "heights" or field.decimals:
        widget_of = forms.TextInput(attrs={"class": "form-control field-short", "autocomplete": "off"})
        return ScaledField(field, label=label, required=False, initial=_scaled(field, standing), widget=widget_of)
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=field.lowest,
        max_value=field.highest,
        initial=standing,
        widget=forms.NumberInput(attrs={"class": "form-control field-short"}),
    )


def _scaled(field: Field, value: Value) -> str:
    """As printed: 852 with two decimals is 8.52."""
    if not isinstance(value, int) or not field.decimals:
        return "" if value is None else str(value)
    whole, rest = divmod(abs(value), 10**field.decimals)
    return f"{'-' if value < 0 else ''}{whole}.{rest:0{field.decimals}d}"


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
