"""The form that seats the judges of every panel of an activity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from accounts.models import User
from scoring.models import PanelSeat, Scoresheet
from scoring.queries.layouts import layout_of
from scoring.sync.panels import seats_in

FREE = ""


class SeatsForm(forms.Form):
    """A choice for each seat of each panel; `people` are who may sit there."""

    def __init__(
        self,
        data: Any = None,
        *,
        sheets: Sequence[Scoresheet],
        people: Sequence[User],
        taken: Mapping[int, Sequence[PanelSeat]],
    ) -> None:
        super().__init__(data)
        self.people = {str(user.pk): user for user in people}
        self.panels = [(sheet, seats_in(layout_of(sheet))) for sheet in sheets]
        for sheet, count in self.panels:
            now = {seat.number: seat.user for seat in taken.get(sheet.pk, ())}
            for number in range(1, max([count, *now]) + 1):
                # Whoever sits there stays to be seen, also when no longer appointed.
                known = self.people | ({str(now[number].pk): now[number]} if number in now else {})
                self.fields[_name(sheet, number)] = forms.ChoiceField(
                    label=_("Judge %(number)s") % {"number": number},
                    choices=[(FREE, _("nobody yet")), *((key, user.name) for key, user in known.items())],
                    required=False,
                    initial=str(now[number].pk) if number in now else FREE,
                    widget=forms.Select(attrs={"class": "form-select"}),
                )
            self.people |= {str(user.pk): user for user in now.values()}

    def rows(self) -> list[tuple[Scoresheet, list[forms.BoundField]]]:
        """The seats contest by contest."""
        return [(sheet, [self[name] for name in self._names(sheet)]) for sheet, _count in self.panels]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for sheet, _count in self.panels:
            seen: set[str] = set()
            for name in self._names(sheet):
                if (key := said.get(name, FREE)) and key in seen:
                    self.add_error(name, _("Sits on this panel already: one seat for each."))
                seen.add(key)
        return said

    def judges(self) -> list[tuple[Scoresheet, dict[int, User]]]:
        """Contest by contest, seat → whose it is."""
        return [
            (
                sheet,
                {
                    int(name.rpartition("-")[2]): self.people[key]
                    for name in self._names(sheet)
                    if (key := self.cleaned_data[name])
                },
            )
            for sheet, _count in self.panels
        ]

    def _names(self, sheet: Scoresheet) -> list[str]:
        start = _name(sheet, "")
        return [name for name in self.fields if name.startswith(start)]


def _name(sheet: Scoresheet, number: object) -> str:
    return f"seat-{sheet.pk}-{number}"
