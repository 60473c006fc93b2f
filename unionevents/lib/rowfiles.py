"""Rows of the database as records of a document, and back: days and times become text, free JSON gets sorted keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models

from unionevents.lib.documents import read_moment, with_sorted_keys, write_moment


def record_of(row: models.Model, names: Sequence[str]) -> dict[str, Any]:
    """These fields of a row, in this order."""
    return {name: _written(row._meta.get_field(name), getattr(row, name)) for name in names}


def values_of(model: type[models.Model], record: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """The same fields for a new row of the model."""
    return {name: _read(model._meta.get_field(name), record[name]) for name in names}


def _written(field: Any, value: Any) -> Any:
    match field:
        case models.DateTimeField():
            return write_moment(value)
        case models.DateField():
            return value.isoformat() if value else None
        case models.JSONField():
            return with_sorted_keys(value)
        case models.UUIDField():
            return str(value)
        case _:
            return value


def _read(field: Any, value: Any) -> Any:
    match field:
        case models.DateTimeField():
            return read_moment(value)
        case models.DateField():
            return date.fromisoformat(value) if value else None
        case models.UUIDField():
            return UUID(value)
        case _:
            return value
