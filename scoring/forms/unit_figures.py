"""What the tables ask of each unit, on one form: members, numbers on record, tags."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from scoring.forms.setting_typed import number_of, written
from scoring.queries.tagging import UnitNeeds
from scoring.queries.units import KnownUnit

MOST_MEMBERS = 10_000_000
_EXACT = re.compile(r"-?[0-9]{1,24}(/[1-9][0-9]{0,14})?")


class ExactField(forms.CharField):
    """A number kept exactly: `12`, `91.5`, `2/3`."""

    def clean(self, value: Any) -> int | str | None:
        text = super().clean(value)
        if not text:
            return None
        read = number_of(text)
        if _EXACT.fullmatch(str(read)) is None:
            raise forms.ValidationError(_("Write a number, such as 12, 91.5 or 2/3."))
        return read


class UnitFiguresForm(forms.Form):
    """A row for every unit, and in it a field for each thing asked."""

    def __init__(self, data: Any = None, *, units: Sequence[KnownUnit], needs: UnitNeeds) -> None:
        super().__init__(data)
        self.units, self.needs = units, needs
        for known in units:
            if needs.size:
                self.fields[f"{known.code}-size"] = forms.IntegerField(
                    label=_("Members"),
                    required=False,
                    min_value=1,
                    max_value=MOST_MEMBERS,
                    initial=known.known_size,
                    widget=forms.NumberInput(attrs={"class": "form-control field-short"}),
                )
            for number, name in enumerate(needs.values):
                self.fields[f"{known.code}-value-{number}"] = ExactField(
                    label=name,
                    required=False,
                    max_length=30,
                    initial=written(known.values.get(name)),
                    widget=forms.TextInput(
                        attrs={"class": "form-control field-short", "inputmode": "decimal", "autocomplete": "off"}
                    ),
                )
            for number, tag in enumerate(needs.tags):
                self.fields[f"{known.code}-tag-{number}"] = forms.BooleanField(
                    label=tag, required=False, initial=tag in known.tags
                )

    @property
    def heads(self) -> list[str]:
        return [*([str(_("Members"))] if self.needs.size else []), *self.needs.values, *self.needs.tags]

    @property
    def rows(self) -> list[tuple[KnownUnit, list[BoundField]]]:
        return [
            (known, [self[name] for name in self.fields if name.startswith(f"{known.code}-")]) for known in self.units
        ]

    def figures(self) -> Mapping[int, dict[str, Any]]:
        """By unit (its primary key): what the page asked for, and nothing else."""
        found: dict[int, dict[str, Any]] = {}
        typed = self.cleaned_data
        for known in self.units:
            row: dict[str, Any] = {}
            if self.needs.size:
                size = typed[f"{known.code}-size"]
                row["size"] = None if size == known.own_size else size
            if self.needs.values:
                values = {name: typed[f"{known.code}-value-{number}"] for number, name in enumerate(self.needs.values)}
                row["values"] = {name: value for name, value in values.items() if value is not None}
            if self.needs.tags:
                row["tags"] = [tag for number, tag in enumerate(self.needs.tags) if typed[f"{known.code}-tag-{number}"]]
            found[known.unit.pk] = row
        return found
