"""Every place where a text about an activity may stand: found by the tables themselves, so that none is forgotten.

A table is inside an activity when foreign keys lead from it to one. The log names its subjects by key instead.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import CharField, Field, ForeignKey, JSONField, Model, OneToOneField, Q, TextField

from accounts.models import LogEntry
from accounts.services import sealing
from events.models import Activity

OURS = ("accounts", "events", "registration", "scoring")
# Written by hand elsewhere: a name there is a person's own row, and a frozen case is erased by its structure.
BY_STRUCTURE = {
    "registration.person": {"name"},
    "registration.submission": {"content"},
    "scoring.publication": {"case", "outcome", "sha256"},
}
# Of a person beyond the name: on the roster, and in every kept version of it.
PERSONAL = ("birth_date", "service_since")
# Tables outside every activity, and why nobody's name as a participant stands in them.
OUTSIDE = {
    "accounts.unit": "names of unions",
    "accounts.user": "accounts: erased by themselves",
    "accounts.membership": "roles of accounts",
    "accounts.invitation": "for whom an account was meant",
    "accounts.logentry": "searched by the keys of its subjects",
    "accounts.sealhead": "a checksum",
    "accounts.seal": "checksums",
    "registration.mailbox": "the address of an office",
    "scoring.pairingguard": "how often codes were guessed",
}


@dataclass(frozen=True)
class Cell:
    """One text in one row."""

    model: type[Model]
    row: int
    field: str
    value: Any

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def code(self) -> str:
        """`scoring.ruling:12:reason`: how a form names the place."""
        return f"{self.label}:{self.row}:{self.field}"

    @property
    def is_act(self) -> bool:
        """The name of somebody who did something: the account's, which may only by chance read like a participant's."""
        return self.field.endswith("by_name") or self.field == "second_name"


@cache
def routes() -> dict[type[Model], str]:
    """Tables inside an activity, with the way there: `sheet__contest__activity`; the activity itself by `pk`."""
    found: dict[type[Model], str] = {Activity: "pk"}
    for model in _ours():
        if model is not Activity and (way := _way(model)):
            found[model] = way
    return found


@cache
def outside() -> frozenset[str]:
    return frozenset(model._meta.label_lower for model in _ours() if model not in routes())


def _ours() -> list[type[Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in OURS]


def _way(model: type[Model]) -> str:
    """The shortest chain of foreign keys."""
    waiting: deque[tuple[type[Model], str]] = deque([(model, "")])
    seen = {model}
    while waiting:
        at, so_far = waiting.popleft()
        for field in at._meta.concrete_fields:
            if not isinstance(field, ForeignKey | OneToOneField):
                continue
            to: Any = field.related_model
            way = f"{so_far}{field.name}"
            if to is Activity:
                return way
            if to not in seen:
                seen.add(to)
                waiting.append((to, f"{way}__"))
    return ""


@cache
def text_fields(model: type[Model]) -> tuple[str, ...]:
    """Columns in which somebody can have written a name; what a seal holds for ever is none of them."""
    label = model._meta.label_lower
    never = BY_STRUCTURE.get(label, set()) | sealing.fixed_columns(label)
    return tuple(field.name for field in model._meta.concrete_fields if _holds_text(field) and field.name not in never)


def _holds_text(field: Field[Any, Any]) -> bool:
    return isinstance(field, CharField | TextField | JSONField) and not field.choices


def cells_in(activity: Activity) -> Iterator[Cell]:
    """Every text of the activity, and of the log about anything in it."""
    for model, way in routes().items():
        if fields := text_fields(model):
            rows = model._default_manager.filter(**{way: activity.pk}).order_by("pk")
            yield from _cells(model, rows.values("pk", *fields), fields)
    yield from _cells(LogEntry, _log_about(activity), ("by_name", "details"))


def _cells(model: type[Model], rows: Any, fields: tuple[str, ...]) -> Iterator[Cell]:
    for row in rows:
        for field in fields:
            if row[field]:
                yield Cell(model, row["pk"], field, row[field])


def _log_about(activity: Activity) -> Iterator[dict[str, Any]]:
    """By subject; what is gone by now is looked for in the log of the union that held it."""
    inside: dict[str, set[int]] = {}
    for model, way in routes().items():
        keys = model._default_manager.filter(**{way: activity.pk}).values_list("pk", flat=True)
        inside[model._meta.label_lower] = set(keys)
    gone = _gone(inside)
    of_union = Q(unit__path__startswith=activity.host.root_path)
    log = LogEntry.objects.filter(of_union | Q(unit=None)).order_by("pk")
    for row in log.values("pk", "subject", "by_name", "details").iterator(chunk_size=500):
        label, _colon, key = row["subject"].partition(":")
        if label in inside and key.isdecimal() and (int(key) in inside[label] or int(key) in gone[label]):
            yield dict(row)


def _gone(inside: dict[str, set[int]]) -> dict[str, set[int]]:
    """Subjects of the log that no longer exist in any activity, by table."""
    named: dict[str, set[int]] = defaultdict(set)
    for subject in LogEntry.objects.values_list("subject", flat=True).distinct():
        label, _colon, key = subject.partition(":")
        if label in inside and key.isdecimal():
            named[label].add(int(key))
    found: dict[str, set[int]] = defaultdict(set)
    for label, keys in named.items():
        left = keys - inside[label]
        there = apps.get_model(label)._default_manager.filter(pk__in=left).values_list("pk", flat=True)
        found[label] = left - set(there)
    return found
