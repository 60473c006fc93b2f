"""The pad without a script where a person has several attempts, or fouls are counted: all boxes of one person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.utils.translation import gettext as _

from scoring.forms.chief import plain_value, slot_field
from scoring.forms.pad import DEVICE
from scoring.sync.layout import Layout
from scoring.sync.operation import Value


def needs_boxes(layout: Layout) -> bool:
    """Is there more to write than one mark after the other, and an absence?"""
    return bool(layout.levels) or any(layout.faults.values())


class BoxesForm(forms.Form):
    """What differs from what its writer saw becomes operations that replace exactly that: what another referee
    stored meanwhile stays, and is a difference for the chief referee."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    entry = forms.CharField(max_length=60, widget=forms.HiddenInput)
    # Not required: for a form of Django an empty object is nothing; that they are objects is asked in clean().
    seen = forms.JSONField(required=False, widget=forms.HiddenInput)
    standing = forms.JSONField(required=False, widget=forms.HiddenInput)
    reason_choice = forms.CharField(required=False)
    reason = forms.CharField(required=False, max_length=200)

    def __init__(self, data: Any = None, *, layout: Layout, standing: Mapping[str, Value]) -> None:
        super().__init__(data)
        self.layout = layout
        for slot in layout.slots:
            self.fields[f"box-{slot}"] = slot_field(layout, slot, standing.get(slot))

    @property
    def boxes(self) -> list[forms.BoundField]:
        return [self[f"box-{slot}"] for slot in self.layout.slots]

    @property
    def problem(self) -> str:
        """The first thing that is wrong, with the name of its box."""
        for box in self.boxes:
            if box.errors:
                return f"{box.label}{_(': ')}{box.errors[0]}"
        return next((str(error) for errors in self.errors.values() for error in errors), "")

    def clean(self) -> dict[str, Any]:
        """Whoever changes what stands says why."""
        cleaned = super().clean() or {}
        if any(not isinstance(cleaned.get(name), dict) for name in ("seen", "standing")):
            raise forms.ValidationError(_("The page was incomplete. Load it again and type the mark once more."))
        if any(cleaned["standing"].get(slot) is not None for slot in self.values()) and not self.reason_given:
            raise forms.ValidationError(_("There is a record already. Say why it has to be changed, then store again."))
        if not self.errors and not self.values():
            raise forms.ValidationError(_("Nothing was typed. Type the mark, or press one of the keys for an absence."))
        return cleaned

    @property
    def reason_given(self) -> str:
        reason: str = self.cleaned_data.get("reason") or self.cleaned_data.get("reason_choice") or ""
        return reason.strip()

    def values(self) -> dict[str, Value]:
        """The slots that are to stand otherwise than their writer saw them."""
        before = self.cleaned_data["standing"]
        typed = {slot: plain_value(self.cleaned_data.get(f"box-{slot}")) for slot in self.layout.slots}
        return {slot: value for slot, value in typed.items() if value != before.get(slot)}

    def operations(self, now: datetime) -> tuple[list[object], dict[str, str]]:
        """In wire format v1, with the reasons. The same page sent twice makes the same operations."""
        page: UUID = self.cleaned_data["uuid"]
        made: list[object] = []
        reasons: dict[str, str] = {}
        for slot, value in self.values().items():
            uuid = str(uuid5(page, slot))
            made.append(
                {
                    "uuid": uuid,
                    "entry": self.cleaned_data["entry"],
                    "device": DEVICE,
                    "seq": 0,
                    "slot": slot,
                    "value": value,
                    "replaces": self.cleaned_data["seen"].get(slot, []),
                    "captured_at": now.isoformat(),
                }
            )
            if self.reason_given:
                reasons[uuid] = self.reason_given
        return made, reasons
