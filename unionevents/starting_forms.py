"""What a new activity needs to know when it is made from a starter, from an earlier one, or from a file."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from events.forms.fields import RowField, day_input
from events.models import Activity
from unionevents.lib.plain_text import refuse_control_characters

PARTS = [
    ("sections", _("Sections of text")),
    ("sessions", _("Sessions (moved to the new days)")),
    ("duties", _("Duties with persons and phones")),
    ("contests", _("Contests, rules of play and ways of judging")),
    ("prizes", _("Prizes and how they are dealt out")),
    ("budget", _("Budget (planned figures; actual ones stay behind)")),
    ("terms", _("Terms of registration")),
    ("invited", _("Invited units")),
    ("staff", _("Staff appointed for the activity")),
]


MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE


def offer_hosts(host: forms.Field, units: list[Unit]) -> None:
    """The units to choose from; a choice of one is no question."""
    assert isinstance(host, RowField)
    host.offer((unit, unit.name) for unit in units)
    host.initial = str(units[0].pk)
    if len(units) == 1:
        host.widget = forms.HiddenInput()


class StarterForm(forms.Form):
    """Whose activity it is, its title and its first day."""

    host = RowField(label=_("Held by"), nothing="")
    title = forms.CharField(
        label=_("Title"), max_length=80, help_text=_("As it shall stand on notices and award lists.")
    )
    first_day = forms.DateField(
        label=_("First day"),
        widget=day_input(),
        help_text=_("Sessions and the closing of registration move along with it."),
    )

    def __init__(self, *args: Any, units: list[Unit], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        offer_hosts(self.fields["host"], units)
        refuse_control_characters(self)

    def clean_first_day(self) -> date:
        first_day: date = self.cleaned_data["first_day"]
        if first_day < self.today:
            raise forms.ValidationError(_("This day is over. Choose a day from today on."))
        return first_day


class FileForm(forms.Form):
    """An activity file, and whose activity it becomes."""

    host = RowField(label=_("Held by"), nothing="")
    file = forms.FileField(
        label=_("Activity file (.json)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
        help_text=_("Nothing is made when anything in the file is wrong; you then see every problem with its place."),
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, units: list[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        offer_hosts(self.fields["host"], units)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                _("The file is larger than %(n)d MB: no activity is.") % {"n": LARGEST_FILE // MEGABYTE}
            )
        return file


class CopyForm(StarterForm):
    """The same, and what to take along."""

    carry = forms.MultipleChoiceField(
        label=_("What to take along"),
        choices=PARTS,
        required=False,
        initial=[code for code, _title in PARTS],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Rosters, results and publications always stay with the earlier activity."),
    )

    def __init__(self, *args: Any, source: Activity, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["title"].initial = source.title
        host = self.fields["host"]
        assert isinstance(host, RowField)
        if str(source.host_id) in host.by_key:
            host.initial = str(source.host_id)
