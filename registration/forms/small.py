"""The short forms: returning a roster, a substitution, a sheet."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from registration.models import Person
from registration.queries import entries_now
from unionevents.lib import scanning
from unionevents.lib.plain_text import refuse_control_characters
from unionevents.lib.upload import MAX_BYTES

MOST_AT_ONCE = 10


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


class Pictures(forms.ClearableFileInput):
    """A phone offers its camera for this, a computer its files; several at once."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any]) -> None:
        super().__init__(attrs)
        if "capture" not in attrs:  # a camera takes one at a time
            self.attrs["multiple"] = True


class PicturesField(forms.FileField):
    widget = Pictures

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every file by itself."""
        given = data if isinstance(data, list) else [data]
        found = [super(PicturesField, self).clean(each, initial) for each in given]
        return [each for each in found if each]


class ScanForm(forms.Form):
    """Photos or scans of the stamped roster; what they are is found by looking into them."""

    photo = PicturesField(
        label=_("Photograph the stamped page"),
        widget=Pictures(attrs={"accept": "image/*", "capture": "environment"}),
        help_text=_("Opens the camera of a phone; keep the whole page with its stamp in the picture."),
        required=False,
        allow_empty_file=True,
    )
    pages = PicturesField(
        label=_("Or choose photos or a scan"),
        widget=Pictures(attrs={"accept": scanning.ACCEPTED}),
        help_text=_("JPG, PNG or PDF, up to 10 MB a file; several pages at once."),
        required=False,
        allow_empty_file=True,
    )
    replace = forms.ChoiceField(
        label=_("Pages that are there already"),
        choices=[("", _("stay")), ("all", _("are replaced"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        if not self.pages_given:
            self.add_error("pages", _("Take a photo, or choose a file."))
        elif len(self.pages_given) > MOST_AT_ONCE:
            self.add_error("pages", gettext("At most %(n)d files at once.") % {"n": MOST_AT_ONCE})
        elif any(each.size > scanning.MAX_BYTES for each in self.pages_given):
            self.add_error("pages", scanning.too_large(get_language() or ""))
        return given

    @property
    def pages_given(self) -> list[Any]:
        return [*self.cleaned_data["photo"], *self.cleaned_data["pages"]]


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


class SubstitutingForm(forms.Form):
    """Whether units may put in substitutes by themselves, and until when; empty means that they may not."""

    units_substitute_until = forms.DateTimeField(
        label=_("Units substitute by themselves until"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Empty: only the organiser and the chief referee substitute, at the call table."),
    )


class WalkInForm(forms.Form):
    """Somebody who stands there: whom for, who, and in what; facts only where a condition asks for them."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), empty_label=_("Choose the unit"))
    name = forms.CharField(label=_("Name"), max_length=40)
    gender = forms.ChoiceField(label=_("Gender"), choices=Person.Gender.choices, widget=forms.RadioSelect)
    contests = forms.MultipleChoiceField(label=_("Contests"), widget=forms.CheckboxSelectMultiple)
    healthy = forms.BooleanField(label=_("Has declared to be in good health"), required=False)
    post = forms.ChoiceField(label=_("Post"), choices=Person.Post.choices, initial=Person.Post.MEMBER)
    birth_date = forms.DateField(label=_("Birth date"), widget=forms.DateInput(attrs={"type": "date"}))
    service_since = forms.DateField(label=_("In service since"), widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(label=_("Takes part as"), choices=Person.Kind.choices, initial=Person.Kind.STAFF)

    FACTS = ("birth_date", "service_since", "kind")

    def __init__(self, *args: Any, units: Any, contests: list[tuple[str, str]], needs: frozenset[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["unit"]).queryset = units
        cast(forms.MultipleChoiceField, self.fields["contests"]).choices = contests
        for fact in self.FACTS:
            if fact not in needs:
                del self.fields[fact]
        refuse_control_characters(self)

    @property
    def given(self) -> dict[str, Any]:
        facts = {name: self.cleaned_data[name] for name in self.FACTS if name in self.cleaned_data}
        return {key: value for key, value in self.cleaned_data.items() if key not in facts} | {"facts": facts}


class MailboxForm(forms.Form):
    address = forms.EmailField(label=_("E-mail of the unit"), max_length=120, required=False)


class MessageForm(forms.Form):
    to = forms.EmailField(label=_("To"), max_length=120)
    subject = forms.CharField(label=_("Subject"), max_length=160)
    body = forms.CharField(label=_("Text"), max_length=8000, widget=forms.Textarea(attrs={"rows": 12}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        refuse_control_characters(self)
