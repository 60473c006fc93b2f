"""A new activity, its basic facts, and the confirmation of a step."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from events.forms.fields import ClockField, RowField, day_input, local_moment
from events.models import Activity
from events.states import Step
from unionevents.lib.plain_text import refuse_control_characters

END_OF_WORK = time(17, 0)


class BasicsForm(forms.ModelForm):
    """Everything about an activity that is one value."""

    deadline_day = forms.DateField(label=_("Registration closes on"), required=False, widget=day_input())
    deadline_time = ClockField(
        label=_("at"), required=False, help_text=_("By the server's clock; 17:00 when left empty.")
    )

    class Meta:
        model = Activity
        fields = ["title", "theme", "purpose", "audience", "first_day", "last_day"]
        widgets = {
            "first_day": day_input(),
            "last_day": day_input(),
            "purpose": forms.Textarea(attrs={"rows": 5}),
            "audience": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "title": _("As it shall stand on notices and award lists."),
            "purpose": _("One reason a line reads best."),
            "audience": _("Who may come, how many from each unit, what they must fulfil."),
            "last_day": _("Empty when it is over on the first day."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        deadline = self.instance.registration_deadline
        if deadline is not None:
            local = timezone.localtime(deadline)
            self.initial.update(deadline_day=local.date(), deadline_time=local.time())
        refuse_control_characters(self)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = values.get("first_day"), values.get("last_day")
        if last and not first:
            self.add_error("first_day", _("The last day is given: on which day does it begin?"))
        elif first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first day."))
        day, clock = values.get("deadline_day"), values.get("deadline_time")
        if clock and not day and "deadline_day" not in self.errors:
            self.add_error("deadline_day", _("A time is given: on which day does registration close?"))
        return values

    def values(self) -> dict[str, Any]:
        """What the service stores."""
        day, clock = self.cleaned_data["deadline_day"], self.cleaned_data["deadline_time"]
        names = ("title", "theme", "purpose", "audience", "first_day", "last_day")
        deadline = local_moment(day, clock or END_OF_WORK) if day else None
        return {name: self.cleaned_data[name] for name in names} | {"registration_deadline": deadline}


class BlankForm(forms.ModelForm):
    """Enough to begin: whose activity it is, its title, its day."""

    host = RowField(label=_("Held by"), nothing="")

    class Meta:
        model = Activity
        fields = ["title", "theme", "first_day"]
        widgets = {"first_day": day_input()}
        help_texts = {
            "title": _("As it shall stand on notices and award lists."),
            "theme": _("May stay empty."),
            "first_day": _("May be set later."),
        }

    field_order = ["host", "title", "theme", "first_day"]

    def __init__(self, *args: Any, units: list[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        host = self.fields["host"]
        assert isinstance(host, RowField)
        host.offer((unit, unit.name) for unit in units)
        host.initial = str(units[0].pk)
        if len(units) == 1:
            host.widget = forms.HiddenInput()
        refuse_control_characters(self)


class StepForm(forms.Form):
    """The comment that goes with a step; a duty where somebody else has to act on it."""

    comment = forms.CharField(
        label=_("Comment"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, step: Step, **options: Any) -> None:
        super().__init__(*args, **options)
        comment = self.fields["comment"]
        comment.required = step.needs_comment
        if step.needs_comment:
            comment.help_text = _("The others need to know why. It stays in the history of the activity.")
            comment.error_messages["required"] = _("Write a sentence: the others need to know why.")
        else:
            comment.help_text = _("May stay empty. It stays in the history of the activity.")
        refuse_control_characters(self)
