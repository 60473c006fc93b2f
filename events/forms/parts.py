"""The lines of each table of a plan: which columns they have, and what is checked in them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import ROLE_TITLES
from accounts.roles import Role
from events.forms.fields import ClockField, DivisionsField, RowField, YuanField, day_input, local_moment
from events.forms.tables import RowForm, RowFormSet, refuse_twice
from events.models import Activity, Appointment, BudgetLine, Contest, Duty, Host, Prize, Section, Session, Venue
from events.queries import line_of, people_to_appoint

APPOINTED = (Role.CHIEF_REFEREE, Role.REFEREE, Role.JUDGE, Role.FINANCE, Role.VIEWER)


class HostForm(RowForm):
    class Meta:
        model = Host
        fields = ["part", "name"]


class SectionForm(RowForm):
    class Meta:
        model = Section
        fields = ["heading", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}


class VenueForm(RowForm):
    class Meta:
        model = Venue
        fields = ["name", "address", "note"]


class DutyForm(RowForm):
    class Meta:
        model = Duty
        fields = ["group", "task", "person_name", "phone"]
        widgets = {"phone": forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})}


class PrizeForm(RowForm):
    value = YuanField(label=_("value of one (yuan)"), required=False)

    class Meta:
        model = Prize
        fields = ["title", "item", "value", "per"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["per"].required = False

    def clean_per(self) -> str:
        return self.cleaned_data["per"] or Prize.Per.ENTRY


class BudgetForm(RowForm):
    planned_price = YuanField(label=_("unit price (yuan)"))

    class Meta:
        model = BudgetLine
        fields = ["title", "source", "planned_quantity", "planned_price", "note"]
        labels = {"planned_quantity": _("quantity")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["planned_quantity"].widget.attrs |= {"data-quantity": "", "min": "0"}
        self.fields["planned_price"].widget.attrs |= {"data-price": ""}

    @property
    def planned(self) -> int:
        return line_of(self.instance).planned


class WithVenueSet(RowFormSet):
    """Reads the activity's venues once for all lines."""

    def __init__(self, data: Any = None, *, instance: Activity, **options: Any) -> None:
        venues = list(instance.venues.order_by("position", "pk"))
        options["form_kwargs"] = {"venues": [(venue, venue.name) for venue in venues], "activity": instance}
        super().__init__(data, instance=instance, **options)


class WithVenueForm(RowForm):
    def __init__(self, *args: Any, venues: list[Any], activity: Activity, **options: Any) -> None:
        self.plan = activity
        super().__init__(*args, **options)
        self.fields["venue"].offer(venues)  # type: ignore[attr-defined]  # a RowField


class SessionForm(WithVenueForm):
    """Day and two times; only what runs over several days needs the second day."""

    day = forms.DateField(label=_("day"), widget=day_input())
    begins = ClockField(label=_("from"))
    ends = ClockField(label=_("to"), required=False)
    last_day = forms.DateField(label=_("until day"), required=False, widget=day_input())
    venue = RowField(label=_("venue"), required=False)

    class Meta:
        model = Session
        fields = ["title", "venue", "note"]

    field_order = ["day", "begins", "ends", "title", "venue", "note", "last_day"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["day"].initial = self.plan.first_day
        if not self.instance.pk:
            return
        session: Session = self.instance
        begins = timezone.localtime(session.starts_at)
        self.initial.update(day=begins.date(), begins=begins.time())
        if session.ends_at is not None:
            ends = timezone.localtime(session.ends_at)
            self.initial.update(ends=ends.time(), last_day=ends.date() if ends.date() != begins.date() else None)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        day, begins, ends, last = (values.get(name) for name in ("day", "begins", "ends", "last_day"))
        if last and not ends and "ends" not in self.errors:
            self.add_error("ends", _("An end day is given: at what time does it end?"))
        if day is None or begins is None:
            return values
        self.instance.starts_at = local_moment(day, begins)
        self.instance.ends_at = local_moment(last or day, ends) if ends else None
        if self.instance.ends_at is not None and self.instance.ends_at < self.instance.starts_at:
            self.add_error("ends", _("The end lies before the start."))
        return values


class SessionSet(WithVenueSet):
    """In the order of time, whatever the order of typing."""

    row_order = ("starts_at", "position", "pk")


class ContestForm(WithVenueForm):
    venue = RowField(label=_("venue"), required=False)
    divisions = DivisionsField(label=_("divisions"), required=False)

    class Meta:
        model = Contest
        fields = ["title", "starred", "venue", "rules_text"]
        labels = {"starred": "★"}
        widgets = {"rules_text": forms.Textarea(attrs={"rows": 4})}

    field_order = ["title", "starred", "venue", "divisions", "rules_text"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["starred"].widget.attrs["aria-label"] = _("carries a star")
        self.fields["divisions"].widget.attrs["placeholder"] = _("e.g. Women, Men; empty: everybody together")
        if self.instance.pk is not None:
            divisions = sorted(self.instance.divisions.all(), key=lambda division: (division.position, division.pk))
            self.initial["divisions"] = [(division.title, division.gender) for division in divisions]


class ContestSet(WithVenueSet):
    def get_queryset(self) -> Any:
        """With divisions, so that a table of twenty contests asks once for them."""
        if not hasattr(self, "_queryset"):
            self._queryset = super().get_queryset().prefetch_related("divisions")
        return self._queryset

    def clean(self) -> None:
        super().clean()
        refuse_twice(self, lambda form: form.cleaned_data["title"], _("Two contests have the same title."))

    def divisions(self) -> dict[int, list[tuple[str, str]]]:
        return {index: form.cleaned_data["divisions"] for index, form in enumerate(self.filled())}


class AppointmentForm(RowForm):
    user = RowField(label=_("person"), nothing=_("choose a person"))
    role = forms.ChoiceField(label=_("role"), choices=[(role.value, ROLE_TITLES[role]) for role in APPOINTED])

    class Meta:
        model = Appointment
        fields = ["user", "role"]

    def __init__(self, *args: Any, people: list[tuple[Any, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        known = list(people)
        if self.instance.pk is not None and self.instance.user_id not in {user.pk for user, _label in people}:
            known.append((self.instance.user, self.instance.user.name))
        self.fields["user"].offer(known)  # type: ignore[attr-defined]  # a RowField
        self.fields["role"].initial = Role.REFEREE


class AppointmentSet(RowFormSet):
    """Offers the people of the host's union, each with the unit."""

    row_order = ("pk",)

    def __init__(self, data: Any = None, *, instance: Activity, **options: Any) -> None:
        people = [(user, f"{user.name} · {unit}") for user, unit in people_to_appoint(instance)]
        super().__init__(data, instance=instance, form_kwargs={"people": people}, **options)

    def get_queryset(self) -> Any:
        if not hasattr(self, "_queryset"):
            self._queryset = super().get_queryset().filter(role__in=APPOINTED).select_related("user")
        return self._queryset


class ActualForm(RowForm):
    """Both figures or none: a price without a quantity says nothing."""

    actual_price = YuanField(label=_("actual unit price (yuan)"), required=False)

    class Meta:
        model = BudgetLine
        fields = ["actual_quantity", "actual_price"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["actual_quantity"].widget.attrs |= {"data-quantity": "", "min": "0"}
        self.fields["actual_price"].widget.attrs |= {"data-price": ""}

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        quantity, price = values.get("actual_quantity"), values.get("actual_price")
        if quantity is None and price is not None and "actual_quantity" not in self.errors:
            self.add_error("actual_quantity", _("How many were bought at this price?"))
        if price is None and quantity is not None and "actual_price" not in self.errors:
            self.add_error("actual_price", _("What did one cost?"))
        return values


ACTUALS: Any = forms.inlineformset_factory(
    Activity,
    BudgetLine,
    form=ActualForm,
    formset=RowFormSet,
    fk_name="activity",
    extra=0,
    can_delete=False,
    edit_only=True,
)
