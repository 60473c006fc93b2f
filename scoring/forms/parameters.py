"""Form fields drawn from a rule's parameters: adding a rule file adds its form."""

from __future__ import annotations

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
        filled = [[row.get(column.code, "") for column in self.columns] for row in rows]
        filled += [["" for _column in self.columns]] * SPARE_ROWS
        context["columns"] = [said(column.title) for column in self.columns]
        context["rows"] = [
            [
                {
                    "name": f"{name}-{number}-{column.code}",
                    "value": "" if cell is None else cell,
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
    """Rows of whole numbers, as the rule book reads them."""

    def __init__(self, parameter: Parameter, **options: Any) -> None:
        self.parameter = parameter
        super().__init__(widget=TableWidget(parameter.columns), **options)

    def clean(self, value: Any) -> Any:
        rows = [{code: _whole(text) for code, text in row.items()} for row in value]
        problems: list[Problem] = []
        read = self.parameter.shape().read(rows, ROOT, problems)
        if problems:
            raise ValidationError([_("Every row needs whole numbers: %(what)s") % {"what": _what(p)} for p in problems])
        return read

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True


def _whole(text: str) -> int | str:
    return int(text) if text.isdecimal() else text


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
        case "text":
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
    if parameter.kind == "whole" and value is None:
        return None if parameter.optional else parameter.default
    return value
