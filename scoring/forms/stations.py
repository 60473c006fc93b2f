"""The forms of the field: a station with its contests, a PIN, an outbox file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Activity, Venue
from scoring.models import Scoresheet, Station
from scoring.services.stations import Task

HEATS = re.compile(r"\d{1,3}(-\d{1,3})?")
MOST_HEATS = 500


class HeatsField(forms.CharField):
    """Heats as people write them, `1-3, 5`; empty for all."""

    def clean(self, value: Any) -> list[int]:
        text = super().clean(value)
        heats: set[int] = set()
        for part in re.split(r"[,，、\s]+", text.strip()):
            if not part:
                continue
            if not HEATS.fullmatch(part):
                raise forms.ValidationError(_("Write heats like 1-3, 5, or leave it empty for all."))
            first, _dash, last = part.partition("-")
            heats |= set(range(int(first), int(last or first) + 1))
        if len(heats) > MOST_HEATS or 0 in heats:
            raise forms.ValidationError(_("Write heats like 1-3, 5, or leave it empty for all."))
        return sorted(heats)


class StationForm(forms.Form):
    """Name, venue, and a row for every contest: ticked, with heats and a judge's seat."""

    name = forms.CharField(
        label=gettext_lazy("Name of the station"),
        max_length=40,
        help_text=gettext_lazy("As it stands on the sign, such as “Finish, track 1”."),
    )
    venue = forms.ModelChoiceField(label=gettext_lazy("Venue"), queryset=Venue.objects.none(), required=False)

    def __init__(
        self, data: Any = None, *, activity: Activity, sheets: Sequence[Scoresheet], station: Station | None
    ) -> None:
        super().__init__(data, initial={"name": station.name, "venue": station.venue_id} if station else {})
        self.sheets = sheets
        venue: Any = self.fields["venue"]
        venue.queryset = Venue.objects.filter(activity=activity).order_by("position", "pk")
        venue.empty_label = _("none")
        tasks = {task.sheet_id: task for task in station.tasks.all()} if station else {}
        for sheet in sheets:
            task = tasks.get(sheet.pk)
            self.fields[f"on-{sheet.pk}"] = forms.BooleanField(
                label=sheet.contest.title, required=False, initial=task is not None
            )
            self.fields[f"heats-{sheet.pk}"] = HeatsField(
                label=_("heats of %(title)s") % {"title": sheet.contest.title},
                required=False,
                initial=written(task.heats) if task else "",
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )
            self.fields[f"seat-{sheet.pk}"] = forms.IntegerField(
                label=_("judge's seat in %(title)s") % {"title": sheet.contest.title},
                required=False,
                min_value=1,
                max_value=99,
                widget=forms.NumberInput(attrs={"class": "form-control"}),
                initial=task.seat if task else None,
            )

    def rows(self) -> list[dict[str, forms.BoundField]]:
        """The fields contest by contest."""
        return [
            {"on": self[f"on-{sheet.pk}"], "heats": self[f"heats-{sheet.pk}"], "seat": self[f"seat-{sheet.pk}"]}
            for sheet in self.sheets
        ]

    def tasks(self) -> list[Task]:
        said = self.cleaned_data
        return [
            Task(sheet, said[f"heats-{sheet.pk}"], said[f"seat-{sheet.pk}"])
            for sheet in self.sheets
            if said[f"on-{sheet.pk}"]
        ]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not any(said.get(f"on-{sheet.pk}") for sheet in self.sheets):
            raise forms.ValidationError(_("Tick at least one contest for this station."))
        return said


class PinForm(forms.Form):
    """A PIN that a referee chooses, typed twice."""

    pin = forms.CharField(
        label=gettext_lazy("New PIN"),
        max_length=6,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "new-password"}),
        help_text=gettext_lazy(
            "Six digits that nobody guesses. It opens the tablets of this activity and nothing else."
        ),
    )
    again = forms.CharField(
        label=gettext_lazy("The same PIN again"),
        max_length=6,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("pin") and said.get("again") and said["pin"] != said["again"]:
            self.add_error("again", _("The two differ. Type the PIN once more."))
        return said


class OutboxForm(forms.Form):
    """The file that a tablet wrote because it found no network."""

    file = forms.FileField(
        label=gettext_lazy("Outbox file of a tablet"),
        help_text=gettext_lazy(
            "Its name ends in .json. Handing it in twice does no harm: every entry is known by its own number."
        ),
    )


def written(heats: Sequence[int]) -> str:
    """`1-3, 5`."""
    runs: list[list[int]] = []
    for heat in sorted(heats):
        if runs and heat == runs[-1][1] + 1:
            runs[-1][1] = heat
        else:
            runs.append([heat, heat])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
