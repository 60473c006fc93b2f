"""Seeds and lots drawn by hand: a row for every entry, and in it what the draw of the contest understands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration.models import Entry
from scoring.queries.entries import title_of

MOST = 1024
HEADS = {
    "seed": gettext_lazy("Seed number"),
    "group": gettext_lazy("Group"),
    "line": gettext_lazy("Place drawn"),
    "heat": gettext_lazy("Heat"),
    "lane": gettext_lazy("Lane"),
}
# Two entries may not have the same: seeds over all; a place within its group or heat.
WITHIN = {"seed": None, "line": "group", "lane": "heat"}


class LotsForm(forms.Form):
    """A field named `<entry number>-<column>`; everything may stay empty."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is drawn again"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        entries: Sequence[Entry],
        columns: Sequence[str],
        stored: Sequence[Mapping[str, Any]],
        must_explain: bool,
    ) -> None:
        super().__init__(data)
        self.entries, self.columns = entries, columns
        if not must_explain:
            del self.fields["reason"]
        known = {row["entry"]: row for row in stored}
        for entry in entries:
            for column in columns:
                self.fields[f"{entry.number}-{column}"] = self._field(column, known.get(entry.number, {}).get(column))

    @property
    def heads(self) -> list[str]:
        return [str(HEADS[column]) for column in self.columns]

    @property
    def rows(self) -> list[tuple[Entry, str, list[BoundField]]]:
        return [
            (entry, title_of(entry), [self[f"{entry.number}-{column}"] for column in self.columns])
            for entry in self.entries
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for column, within in WITHIN.items():
            taken: dict[Any, list[Entry]] = defaultdict(list)
            for entry in self.entries:
                if value := cleaned.get(f"{entry.number}-{column}"):
                    taken[cleaned.get(f"{entry.number}-{within}"), value].append(entry)
            for (_where, value), those in taken.items():
                if len(those) > 1:
                    names = _(", ").join(title_of(entry) for entry in those)
                    said = _("%(head)s %(value)s stands more than once: %(names)s.") % {
                        "head": HEADS[column],
                        "value": value,
                        "names": names,
                    }
                    self.add_error(f"{those[-1].number}-{column}", said)
        return cleaned

    def lots(self) -> list[dict[str, Any]]:
        """The rows that say something."""
        rows = []
        for entry in self.entries:
            said = {column: self.cleaned_data.get(f"{entry.number}-{column}") for column in self.columns}
            if kept := {column: value for column, value in said.items() if value}:
                rows.append({"entry": entry.number, **kept})
        return rows

    @staticmethod
    def _field(column: str, initial: Any) -> forms.Field:
        attrs = {"class": "form-control field-short", "autocomplete": "off"}
        if column == "group":
            return forms.RegexField(
                r"^[A-Z]{1,2}$",
                label=HEADS[column],
                required=False,
                initial=initial,
                error_messages={"invalid": _("Write the group as a letter: A, B, C …")},
                widget=forms.TextInput(attrs=attrs),
            )
        return forms.IntegerField(
            label=HEADS[column],
            required=False,
            min_value=1,
            max_value=MOST,
            initial=initial,
            widget=forms.NumberInput(attrs=attrs),
        )
