"""Editing tables: a whole part of the plan typed in one go, with an empty line always waiting at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.utils.translation import gettext_lazy as _

from events.models import Activity
from events.queries import fingerprint
from unionevents.lib.plain_text import refuse_control_characters

MOST_ROWS = 200


class RowForm(forms.ModelForm):
    """One line of a table; every control bears its column's name."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            widget = field.widget
            widget.attrs["class"] = css_class(widget)
            widget.attrs["aria-label"] = field.label
            field.help_text = ""
        refuse_control_characters(self)

    def has_changed(self) -> bool:
        """A line that was only moved or marked is not a typed line."""
        return any(name not in {ORDERING_FIELD_NAME, DELETION_FIELD_NAME} for name in self.changed_data)

    def cells(self) -> Iterator[Any]:
        """The columns, without the order and the mark for deletion."""
        hidden = {ORDERING_FIELD_NAME, DELETION_FIELD_NAME}
        return (bound for bound in self.visible_fields() if bound.name not in hidden)


def css_class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


class RowFormSet(forms.BaseInlineFormSet):
    """The lines of one part; `seen` proves which rows the person had before them."""

    row_order: tuple[str, ...] = ("position", "pk")

    def __init__(self, data: Any = None, *, instance: Activity, **options: Any) -> None:
        rows: Any = self.model._default_manager  # type: ignore[union-attr]  # set by the factory.filter(**{self.fk.name: instance})
        self.seen = fingerprint(rows)
        self.seen_by_person = data.get("seen", "") if data is not None else self.seen
        super().__init__(data, instance=instance, queryset=rows.order_by(*self.row_order), **options)

    @property
    def columns(self) -> list[Any]:
        """The bound fields of an empty line, for the head of the table."""
        return list(self.empty_form.cells())  # type: ignore[attr-defined]  # a RowForm

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if ORDERING_FIELD_NAME in form.fields:
            form.fields[ORDERING_FIELD_NAME].widget.attrs |= {
                "class": "form-control",
                "aria-label": _("Order"),
                "min": "1",
            }
        if DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].widget.attrs |= {
                "class": "sheet-drop-box",
                "aria-label": _("Delete on saving"),
            }

    def is_marked(self, form: Any) -> bool:
        """Is this line to be deleted? May be asked before everything has been checked."""
        return bool(self._should_delete_form(form))  # type: ignore[attr-defined]  # missing in the stubs

    def filled(self) -> list[Any]:
        """The forms that are to be stored, in the order asked for."""
        chosen = self.ordered_forms if self.can_order else self.forms
        return [
            form
            for form in chosen
            if form not in self.deleted_forms and (form.instance.pk is not None or form.has_changed())
        ]

    def kept(self) -> list[Any]:
        return [form.instance for form in self.filled()]

    def dropped(self) -> list[Any]:
        return [form.instance for form in self.deleted_forms if form.instance.pk is not None]

    def problems(self) -> list[tuple[str, str, str]]:
        """(anchor, place, sentence) of everything that is wrong, for the summary on top."""
        found = [("", "", str(error)) for error in self.non_form_errors()]
        for number, form in enumerate(self.forms, start=1):
            for name, errors in form.errors.items():
                bound = form[name] if name in form.fields else None
                place = _("Row %(number)s") % {"number": number}
                label = f"{place} · {bound.label}" if bound is not None and not bound.is_hidden else str(place)
                found += [(bound.auto_id if bound is not None else "", label, str(error)) for error in errors]
        return found

    def get_unique_error_message(self, unique_check: Any) -> str:
        return str(_("The same row stands here twice."))


def refuse_twice(formset: RowFormSet, key: Callable[[Any], Any], message: Any) -> None:
    """Marks every line whose key was met before."""
    met = set()
    for form in formset.forms:
        if formset.is_marked(form) or not form.is_valid() or not (form.instance.pk or form.has_changed()):
            continue
        value = key(form)
        if value in met:
            form.add_error(None, message)
        met.add(value)


def formset_of(
    model: type[Any], form: type[RowForm], *, base: type[RowFormSet] = RowFormSet, can_order: bool = True
) -> Any:
    return forms.inlineformset_factory(
        Activity, model, form=form, formset=base, fk_name="activity", extra=1,
        can_order=can_order, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 1, validate_max=True,
    )  # fmt: skip
