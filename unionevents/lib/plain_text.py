"""Text that people can read: characters that no keyboard writes are refused before they reach a list or a file."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Line ends and tabs are control characters too; a text of several lines may have them. Excel writes them as _x0007_.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|_x00(?:[01][0-9A-Fa-f]|7[Ff])_")
_LINE_END = re.compile(r"[\t\n\r]")


def has_control_characters(text: str) -> bool:
    """Anything that cannot be printed, apart from blanks and ends of lines."""
    return _CONTROL.search(text) is not None


def refuse_control_characters(form: forms.BaseForm) -> None:
    """Every text field of the form says so when it is given one; a field of one line refuses ends of lines too."""
    for field in form.fields.values():
        if isinstance(field, forms.CharField):
            is_long = isinstance(field.widget, forms.Textarea)
            field.validators = [*field.validators, _readable if is_long else _readable_line]


def _readable(value: Any) -> None:
    if any(map(has_control_characters, _texts(value))):
        raise ValidationError(UNREADABLE, code="control_character")


def _readable_line(value: Any) -> None:
    _readable(value)
    if any(map(_LINE_END.search, _texts(value))):
        raise ValidationError(UNREADABLE, code="control_character")


def _texts(value: Any) -> list[str]:
    """The texts in what a field made of its input: itself, or those in its rows."""
    if isinstance(value, str):
        return [value]
    return [text for each in value for text in _texts(each)] if isinstance(value, list | tuple) else []


UNREADABLE = _("There is an invisible control character in it. Type the text anew instead of pasting it.")
