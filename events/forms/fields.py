"""Fields that read what people type: yuan, a time of day, divisions, a choice among rows already read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events.models import Division
from unionevents.lib import money
from unionevents.lib.clock import say_time

LONGEST_DIVISION = Division._meta.get_field("title").max_length or 0
LARGEST_FEN = 2_147_483_647  # what a whole-number column holds on PostgreSQL
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.点时]?(?P<minute>\d{2})分?|[点时])?")
_BETWEEN = re.compile(r"[、,，;；\n]+")
_WOMEN = re.compile(r"女|\bwom[ae]n\b|\bfemale\b", re.IGNORECASE)
_MEN = re.compile(r"男|\bm[ae]n\b|\bmale\b", re.IGNORECASE)


class YuanField(forms.CharField):
    """Typed in yuan (`6750`, `6,750.00`, `6750元`), kept in fen."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        return money.plain_yuan(value).removesuffix(".00")

    def to_python(self, value: Any) -> Any:
        if isinstance(value, int):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            fen = money.parse_yuan(text)
        except money.NotAnAmount as problem:
            raise forms.ValidationError(problem.phrase.said(get_language() or "")) from problem
        if not 0 <= fen <= LARGEST_FEN:
            raise forms.ValidationError(_("The amount must lie between ¥0 and ¥20,000,000."))
        return fen


class ClockField(forms.CharField):
    """A time of day as people type it: `8:30`, `830`, `8点`, `8点30分`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "widget", forms.TextInput(attrs={"autocomplete": "off", "placeholder": "8:30", "maxlength": "8"})
        )
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return say_time(value) if isinstance(value, time) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, time):
            return value
        text = re.sub(r"\s", "", unicodedata.normalize("NFKC", super().to_python(value) or ""))
        if not text:
            return None
        found = _CLOCK.fullmatch(text)
        if found is not None:
            try:
                return time(int(found["hour"]), int(found["minute"] or 0))
            except ValueError:
                pass
        raise forms.ValidationError(
            _("“%(text)s” is not a time of day. Write it like 8:30 or 14:00."), params={"text": value}
        )


class DivisionsField(forms.CharField):
    """`女子组、男子组` → [("女子组", "female"), ("男子组", "male")]: 男 or 女 in the name says who may enter."""

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "、".join(title for title, _gender in value)

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value or []
        titles = [title.strip() for title in _BETWEEN.split(super().to_python(value) or "") if title.strip()]
        if len(set(titles)) < len(titles):
            raise forms.ValidationError(_("A division is named twice."))
        if any(len(title) > LONGEST_DIVISION for title in titles):
            raise forms.ValidationError(_("The name of a division is too long."))
        return [(title, gender_of(title)) for title in titles]

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool((initial or []) != (self.to_python(data) or []))
        except forms.ValidationError:
            return True


def gender_of(title: str) -> str:
    """Whom a division is for, by its name; both or neither means everybody."""
    women, men = _WOMEN.search(title), _MEN.search(title)
    if bool(women) == bool(men):
        return str(Division.Gender.ANY)
    return str(Division.Gender.WOMEN if women else Division.Gender.MEN)


class RowField(forms.TypedChoiceField):
    """A choice among rows that were read once for the whole table, not once for each of its lines."""

    def __init__(self, *, rows: Iterable[tuple[Any, str]] = (), nothing: Any = "—", **options: Any) -> None:
        self.by_key: dict[str, Any] = {}
        super().__init__(coerce=lambda key: self.by_key[str(key)], empty_value=None, **options)
        self.nothing = nothing
        self.offer(rows)

    def offer(self, rows: Iterable[tuple[Any, str]]) -> None:
        pairs: Sequence[tuple[Any, str]] = list(rows)
        self.by_key = {str(row.pk): row for row, _label in pairs}
        self.choices = [("", self.nothing), *((str(row.pk), label) for row, label in pairs)]

    def __deepcopy__(self, memo: dict[int, Any]) -> RowField:
        copied: RowField = super().__deepcopy__(memo)
        copied.coerce = lambda key: copied.by_key[str(key)]
        return copied


def local_moment(day: Any, clock: time) -> datetime:
    """The moment at which that day's clock shows this time."""
    return timezone.make_aware(datetime.combine(day, clock))


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
