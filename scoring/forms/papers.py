"""Typing a paper sheet in: a row for everybody on it, a field for every box that was printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from scoring.forms.chief import plain_value, slot_field
from scoring.sync.layout import Layout
from scoring.sync.operation import Value


class TypingForm(forms.Form):
    """`people` are those of the group, as a sheet's document names them; `prefix_of_slots` is that of a stage."""

    def __init__(
        self, data: Any = None, *, layout: Layout, people: Sequence[Mapping[str, Any]], prefix_of_slots: str = ""
    ) -> None:
        super().__init__(data)
        self.layout, self.people, self.start = layout, people, prefix_of_slots
        for person in people:
            for slot in layout.slots:
                field = slot_field(layout, slot, None)
                field.label = f"{person['number']} {person['name']} · {field.label}"
                self.fields[self._name(person, slot)] = field

    def _name(self, person: Mapping[str, Any], slot: str) -> str:
        return f"{person['code']}:{slot}"

    def rows(self) -> list[dict[str, Any]]:
        """Person by person, their fields in the order of the paper."""
        return [
            {"person": person, "cells": [self[self._name(person, slot)] for slot in self.layout.slots]}
            for person in self.people
        ]

    def values(self) -> dict[str, dict[str, Value]]:
        """What was typed, by entry and slot."""
        return {
            person["code"]: {
                self.start + slot: value
                for slot in self.layout.slots
                if (value := plain_value(self.cleaned_data.get(self._name(person, slot)))) is not None
            }
            for person in self.people
        }
