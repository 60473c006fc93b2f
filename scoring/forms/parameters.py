"""Form fields drawn from a rule's parameters: adding a rule file adds its form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from scoring.rulebook.paths import ROOT
from scoring.rulebook.rule import Parameter, Rule
from scoring.rulebook.sentences import Problem
from unionevents.lib.phrase import Phrase

SPARE_ROWS = 2
LISTS = ("numbers", "codes")
YES = ("1", "true", "yes", "是")
MOST_ROWS = 50


def said(phrase: Phrase | None) -> str:
    """The phrase in the language of the page."""
    return phrase.said(get_language() or "") if phrase else ""


class TableWidget(forms.Widget):
    """A few rows of whole numbers, with empty rows waiting at the end; an emptied row is left out."""

    template_name = "scoring/widgets/table.html"

    def __init__(self, columns: Sequence[Parameter]) -> None:
        super().__init__()
        self.columns = columns

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [row for row in value or [] if any(row.values())]
        filled = [[_written(row.get(column.code)) for column in self.columns] for row in rows]
        filled += [["" for _column in self.columns]] * SPARE_ROWS
        context["columns"] = [said(column.title) for column in self.columns]
        context["digits"] = all(column.kind == "whole" for column in self.columns)
        context["rows"] = [
            [
                {
                    "name": f"{name}-{number}-{column.code}",
                    "value": cell,
                    "label": _("%(column)s, row %(row)s") % {"column": said(column.title), "row": number + 1},
                }
                for column, cell in zip(self.columns, row, strict=True)
            ]
            for number, row in enumerate(filled)
        ]
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[dict[str, Any]]:
        rows = [
            {column.code: data.get(f"{name}-{number}-{column.code}", "").strip() for column in self.columns}
            for number in range(MOST_ROWS)
        ]
        return [row for row in rows if any(row.values())]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return False

    def id_for_label(self, id_: str) -> str:
        return ""


class TableField(forms.Field):
    """Rows of settings, as the rule book reads them."""

    def __init__(self, parameter: Parameter, **options: Any) -> None:
        self.parameter = parameter
        super().__init__(widget=TableWidget(parameter.columns), **options)

    def clean(self, value: Any) -> Any:
        rows = [
            {column.code: typed(column, text) for column in self.parameter.columns if (text := row[column.code])}
            for row in value
        ]
        problems: list[Problem] = []
        read = self.parameter.shape().read(rows, ROOT, problems)
        if problems:
            raise ValidationError([_("Look at the rows again: %(what)s") % {"what": _what(p)} for p in problems])
        return read

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True


class TypedField(forms.CharField):
    """An exact number, or a list with blanks, commas or dashes between, as the rule book reads it."""

    def __init__(self, parameter: Parameter, **options: Any) -> None:
        self.parameter = parameter
        super().__init__(max_length=1000, widget=forms.TextInput(attrs={"class": "form-control"}), **options)

    def prepare_value(self, value: Any) -> Any:
        return _written(value)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return [] if self.parameter.kind in LISTS and not self.parameter.optional else None
        problems: list[Problem] = []
        read = self.parameter.shape().read(typed(self.parameter, text), ROOT, problems)
        if problems:
            raise ValidationError([_what(problem) for problem in problems])
        return read


def typed(parameter: Parameter, text: str) -> Any:
    """What somebody typed, as JSON of the parameter's kind; what cannot be read stays text and is complained about."""
    match parameter.kind:
        case "whole" | "number":
            return _whole(text)
        case "numbers":
            return [_whole(part) for part in re.split(r"[\s,，、;；—-]+", text.strip()) if part]
        case "codes":
            return [part for part in re.split(r"[\s,，、;；]+", text.strip()) if part]
        case "yes_no":
            return text.lower() in YES
        case _:
            return text


def _whole(text: str) -> int | str:
    return int(text) if re.fullmatch(r"-?[0-9]{1,18}", text) else text


def _written(value: Any) -> Any:
    if isinstance(value, list):
        return " ".join(map(str, value))
    return "" if value is None else value


def _what(problem: Problem) -> str:
    return said(problem.sentence.phrase)


def field_of(parameter: Parameter) -> forms.Field:
    """One form field for one parameter."""
    options: dict[str, Any] = {"label": said(parameter.title), "help_text": said(parameter.help), "required": False}
    match parameter.kind:
        case "whole":
            number = forms.IntegerField(min_value=parameter.lowest, max_value=parameter.highest, **options)
            number.widget.attrs |= {"class": "form-control field-short", "inputmode": "numeric"}
            return number
        case "choice":
            choices = [(str(choice.code), said(choice.title) or "—") for choice in parameter.choices]
            widget = forms.Select(attrs={"class": "form-select"})
            return forms.ChoiceField(choices=choices, widget=widget, **options)
        case "yes_no":
            return forms.BooleanField(widget=forms.CheckboxInput(attrs={"class": "form-check-input"}), **options)
        case "rows":
            return TableField(parameter, **options)
        case "number" | "numbers" | "codes":
            return TypedField(parameter, **options)
        case "text" | "code":
            return forms.CharField(max_length=200, widget=forms.TextInput(attrs={"class": "form-control"}), **options)


def fields_of(rule: type[Rule], prefix: str) -> dict[str, forms.Field]:
    """Every parameter of a rule as a field; names begin with the prefix."""
    return {f"{prefix}-{parameter.code}": field_of(parameter) for parameter in rule.parameters}


def initial_of(rule: type[Rule], prefix: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields begin with: the settings, else the parameters' defaults."""
    return {f"{prefix}-{each.code}": settings.get(each.code, each.default) for each in rule.parameters}


def settings_of(rule: type[Rule], prefix: str, cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """The settings as the rule book wants them; what was left empty keeps its default."""
    return {each.code: _setting(each, cleaned.get(f"{prefix}-{each.code}")) for each in rule.parameters}


def _setting(parameter: Parameter, value: Any) -> Any:
    if parameter.kind == "choice":
        return next((choice.code for choice in parameter.choices if str(choice.code) == value), parameter.default)
    if parameter.kind in ("whole", "number") and value is None:
        return None if parameter.optional else parameter.default
    return value
