"""Lucky draws and special awards on one form: by machine or as they fell, and who gets what for which reason."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scoring.queries.receivers import Receivers, number_in, pieces

WAIT, MACHINE, HAND = "", "machine", "hand"
SPARE = 2
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DrawPart:
    """One lucky draw on the page."""

    title: str
    says: str
    how: BoundField
    order: BoundField
    seed: str


class GivenForm(forms.Form):
    """`draw-<n>-how`, `draw-<n>-order`; `special-<n>-prize`, `-who`, `-reason`."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is changed"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        help_text=gettext_lazy("Stands in the record and is published with a correction."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        draws: Sequence[Row],
        says: Sequence[str],
        specials: Sequence[Row],
        prizes: Sequence[tuple[str, str]],
        known: Receivers,
        must_explain: bool,
    ) -> None:
        super().__init__(data)
        self.draws, self.says, self.known, self.titles = draws, says, known, dict(prizes)
        if not must_explain:
            del self.fields["reason"]
        for number, line in enumerate(draws):
            self._draw_fields(number, line)
        self.lines = len(specials) + SPARE
        for number in range(self.lines):
            self._special_fields(number, specials[number] if number < len(specials) else {}, prizes)

    @property
    def draw_parts(self) -> list[DrawPart]:
        return [
            DrawPart(
                self.titles.get(str(line.get("prize")), str(line.get("prize"))),
                self.says[number],
                self[f"draw-{number}-how"],
                self[f"draw-{number}-order"],
                str(line.get("seed") or ""),
            )
            for number, line in enumerate(self.draws)
        ]

    @property
    def special_rows(self) -> list[list[BoundField]]:
        return [[self[f"special-{n}-{key}"] for key in ("prize", "who", "reason")] for n in range(self.lines)]

    def drawn(self) -> list[dict[str, Any]]:
        """Of every draw its seed or its order; a draw by machine keeps the seed that it had."""
        found: list[dict[str, Any]] = []
        for number, line in enumerate(self.draws):
            how = self.cleaned_data[f"draw-{number}-how"]
            order = self.cleaned_data[f"draw-{number}-order"] if how == HAND else []
            seed = (line.get("seed") or secrets.token_hex(8)) if how == MACHINE else None
            found.append({"seed": seed, "order": order})
        return found

    def specials(self) -> list[dict[str, Any]]:
        found = []
        for number in range(self.lines):
            if prize := self.cleaned_data.get(f"special-{number}-prize"):
                who = self.cleaned_data[f"special-{number}-who"]
                said = self.cleaned_data[f"special-{number}-reason"]
                found.append({"prize": prize, **{key: codes for key, codes in who.items() if codes}, "reason": said})
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in range(len(self.draws)):
            name = f"draw-{number}-order"
            if cleaned.get(f"draw-{number}-how") == HAND:
                who = self._read(name)
                if not any(who.values()) and name not in self.errors:
                    self.add_error(name, _("Write who was drawn, by start number or name, in the order drawn."))
                elif who["entries"] or who["units"]:
                    self.add_error(name, _("People are drawn: write them by start number or name."))
                cleaned[name] = who["people"]
        for number in range(self.lines):
            self._clean_special(number, cleaned)
        return cleaned

    def _clean_special(self, number: int, cleaned: dict[str, Any]) -> None:
        prize, who = f"special-{number}-prize", f"special-{number}-who"
        said = cleaned.get(who) or cleaned.get(f"special-{number}-reason")
        if said and not cleaned.get(prize) and prize not in self.errors:
            self.add_error(prize, _("Choose the prize that is given."))
        if cleaned.get(prize) and not cleaned.get(who):
            self.add_error(who, _("Write who gets it: start numbers, names, teams or units."))
        cleaned[who] = self._read(who) if cleaned.get(prize) else {}

    def _read(self, name: str) -> dict[str, list[str]]:
        """The codes of those who were typed; every name that nobody or several have is said."""
        found: dict[str, list[str]] = {"people": [], "entries": [], "units": []}
        for piece in pieces(unicodedata.normalize("NFKC", str(self.cleaned_data.get(name) or "")).replace(",", "、")):
            number, there = number_in(piece), self.known.by_name.get(piece, [])
            if number is not None and number in self.known.people:
                found["people"].append(f"p{number}")
            elif len(there) == 1:
                found["people"].append(f"p{there[0]}")
            elif there:
                numbers = _(", ").join(map(str, there))
                said = _("There are several people called “%(name)s”: write the start number (%(numbers)s).")
                self.add_error(name, said % {"name": piece, "numbers": numbers})
            elif piece in self.known.teams:
                found["entries"].append(self.known.teams[piece])
            elif piece in self.known.units:
                found["units"].append(self.known.units[piece])
            else:
                self.add_error(name, _("Nobody here is called “%(name)s”.") % {"name": piece})
        return found

    def _draw_fields(self, number: int, line: Row) -> None:
        choices = [
            (WAIT, _("not drawn yet")),
            (MACHINE, _("drawn here; the seed is kept, so that anybody can check it")),
            (HAND, _("drawn in the hall: written down in the order drawn")),
        ]
        now = HAND if line.get("order") else MACHINE if line.get("seed") else WAIT
        self.fields[f"draw-{number}-how"] = forms.ChoiceField(
            label=_("How it is drawn"),
            choices=choices,
            required=False,
            initial=now,
            widget=forms.Select(attrs={"class": "form-select"}),
        )
        self.fields[f"draw-{number}-order"] = forms.CharField(
            label=_("Drawn in the hall, in this order"),
            required=False,
            max_length=4000,
            initial="、".join(self.known.named("people", code) for code in line.get("order") or ()),
            widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
        )

    def _special_fields(self, number: int, row: Row, prizes: Sequence[tuple[str, str]]) -> None:
        names = [
            self.known.named(kind, code) for kind in ("people", "entries", "units") for code in row.get(kind) or ()
        ]
        self.fields[f"special-{number}-prize"] = forms.ChoiceField(
            label=_("Prize"),
            choices=[("", _("— choose —")), *prizes],
            required=False,
            initial=row.get("prize", ""),
            widget=forms.Select(attrs={"class": "form-select"}),
        )
        self.fields[f"special-{number}-who"] = forms.CharField(
            label=_("Who gets it"),
            required=False,
            max_length=4000,
            initial="、".join(names),
            widget=forms.Textarea(attrs={"class": "form-control", "rows": 1}),
        )
        self.fields[f"special-{number}-reason"] = forms.CharField(
            label=_("Reason"),
            required=False,
            max_length=200,
            initial=row.get("reason", ""),
            widget=forms.TextInput(attrs={"class": "form-control"}),
        )
