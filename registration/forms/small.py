"""The short forms: returning a roster, a substitution, a sheet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from registration.models import Person
from registration.queries import entries_now
from unionevents.lib.plain_text import refuse_control_characters
from unionevents.lib.upload import MAX_BYTES


class ReturnForm(forms.Form):
    comment = forms.CharField(
        label=_("What should the unit correct?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class UploadForm(forms.Form):
    """A file, or rows copied out of a spreadsheet; the file counts where both are given."""

    sheet = forms.FileField(
        label=_("Excel file or CSV"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt,.tsv"}),
        help_text=_("Nothing is changed before you have seen what would change."),
        allow_empty_file=True,
    )
    pasted = forms.CharField(
        label=_("Or paste the rows here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text=_("Copy them in Excel or WPS together with the header, and paste."),
    )

    def clean_sheet(self) -> Any:
        sheet = self.cleaned_data["sheet"]
        if sheet and sheet.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        return sheet

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors and not given.get("sheet") and not given["pasted"].strip():
            self.add_error("sheet", _("Choose a file, or paste the rows below."))
        return given

    @property
    def given(self) -> tuple[str, bytes]:
        """A name for it, and what it holds."""
        if sheet := self.cleaned_data["sheet"]:
            return sheet.name, sheet.read()
        return str(_("Pasted rows")), self.cleaned_data["pasted"].encode()


class SubstituteForm(forms.Form):
    """Out is known from the address; in is somebody of the unit or new; for which contests, and why."""

    contests = forms.MultipleChoiceField(label=_("Takes over"), widget=forms.CheckboxSelectMultiple)
    comes = forms.IntegerField(required=False, min_value=1, max_value=999_999_999)
    name = forms.CharField(label=_("Name of the substitute"), max_length=40, required=False)
    gender = forms.ChoiceField(
        label=_("Gender"), choices=Person.Gender.choices, widget=forms.RadioSelect, required=False
    )
    post = forms.ChoiceField(label=_("Post"), choices=Person.Post.choices, required=False)
    healthy = forms.BooleanField(label=_("Has declared to be in good health"), required=False)
    reason = forms.CharField(
        label=_("Reason for the change"), max_length=200, help_text=_("Kept in the history of the roster.")
    )

    def __init__(self, *args: Any, out: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = entries_now(out)
        field = self.fields["contests"]
        assert isinstance(field, forms.MultipleChoiceField)
        playing = out.memberships.filter(team__withdrawn_at=None).select_related("team__contest")
        contests = {entry.contest.code: entry.contest.title for entry in standing}
        contests |= {member.team.contest.code: f"{member.team.contest.title} {member.team}" for member in playing}
        field.choices = list(contests.items())
        field.initial = list(contests)
        self.fields["post"].initial = out.post
        self.fields["gender"].initial = out.gender
        self.fields["reason"].initial = gettext("cannot come")
        refuse_control_characters(self)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("comes"):
            for name in ("name", "gender"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, gettext("Choose somebody of the unit, or write who comes."))
            given["post"] = given.get("post") or str(Person.Post.MEMBER.value)
        return given


class MailboxForm(forms.Form):
    address = forms.EmailField(label=_("E-mail of the unit"), max_length=120, required=False)


class MessageForm(forms.Form):
    to = forms.EmailField(label=_("To"), max_length=120)
    subject = forms.CharField(label=_("Subject"), max_length=160)
    body = forms.CharField(label=_("Text"), max_length=8000, widget=forms.Textarea(attrs={"rows": 12}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        refuse_control_characters(self)
