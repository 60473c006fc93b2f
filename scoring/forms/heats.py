"""A whole heat of a stage on one form: every entrant a row, every slot of the stage a field, as the table writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from scoring.forms.chief import plain_value, slot_field
from scoring.forms.words import said
from scoring.queries.stage_heats import StageStart
from scoring.sync.layout import Layout
from scoring.sync.operation import Value

Standing = Mapping[str, Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One line of the form."""

    start: StageStart
    fields: list[BoundField]


class HeatForm(forms.Form):
    """`standing` is what is in force, by entry code and slot without the stage in front."""

    def __init__(self, data: Any = None, *, layout: Layout, starts: Sequence[StageStart], standing: Standing) -> None:
        super().__init__(data)
        self.layout, self.starts, self.standing = layout, starts, standing
        for start in starts:
            for slot in layout.slots:
                field = slot_field(layout, slot, standing.get(start.entry, {}).get(slot))
                self.fields[_name(start, slot)] = field
        if any(standing.values()):
            self.fields["reason"] = forms.CharField(
                label=_("Why it is changed"),
                max_length=200,
                required=False,
                widget=forms.TextInput(attrs={"class": "form-control"}),
                help_text=_("Needed where something that was stored before becomes different."),
            )

    @property
    def heads(self) -> list[str]:
        """What each column is called."""
        return [said(self.layout.title_of(slot)) for slot in self.layout.slots]

    @property
    def rows(self) -> list[HeatRow]:
        return [HeatRow(start, [self[_name(start, slot)] for slot in self.layout.slots]) for start in self.starts]

    def clean(self) -> dict[str, Any]:
        """Whoever changes what stands says why."""
        cleaned = super().clean() or {}
        corrected = any(
            standing is not None and standing != value
            for (entry, slot), value in self.values().items()
            for standing in [self.standing.get(entry, {}).get(slot)]
        )
        if corrected and not cleaned.get("reason"):
            self.add_error("reason", _("There is a record already. Say why it has to be changed, then store again."))
        return cleaned

    def values(self) -> dict[tuple[str, str], Value]:
        """What is typed, by entry code and slot."""
        found: dict[tuple[str, str], Value] = {}
        for start in self.starts:
            for slot in self.layout.slots:
                if _name(start, slot) in self.cleaned_data:
                    found[start.entry, slot] = plain_value(self.cleaned_data[_name(start, slot)])
        return found


def _name(start: StageStart, slot: str) -> str:
    return f"{start.entry.rpartition('/')[2]}-{slot}"
