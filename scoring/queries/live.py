"""What changed: marks that tell, in one query each, whether what spectators see has to be made again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Model, OuterRef, Q, Subquery

from events.models import Activity
from registration.models import Entry, Erasure
from scoring.models import Delay, Hold, Operation, Publication, Reopening, Ruling, Start

Mark = tuple[Any, ...]
OF_SHEET = "sheet__contest__activity"


def release_mark(activity: int) -> Mark:
    """Differs after anything was released, held, opened again or erased, or the activity went on; () without one."""
    found = Activity.objects.filter(pk=activity).values_list(
        "state",
        "title",
        _of(Publication, "activity", Count("pk")),
        _of(Reopening, OF_SHEET, Count("pk")),
        _of(Hold, OF_SHEET, Count("pk")),
        _of(Hold, OF_SHEET, Count("pk"), lifted_at=None),
        _of(Erasure, "activity", Count("pk")),
    )
    return tuple(found.first() or ())


def field_mark(activity: int) -> Mark:
    """Differs after anything was entered, decided, drawn or delayed."""
    found = Activity.objects.filter(pk=activity).values_list(
        _of(Operation, OF_SHEET, Count("pk")),
        _of(Ruling, OF_SHEET, Count("pk")),
        _of(Start, OF_SHEET, Count("pk")),
        _of(Start, OF_SHEET, Max("pk")),
        _of(Delay, "activity", Max("at")),
    )
    return tuple(found.first() or ())


def sheet_marks(activity: Activity, *, until: datetime | None) -> Mapping[int, Mark]:
    """By scoresheet: what its standings and its calls depend on, up to this moment."""
    found: dict[int, list[Any]] = {}
    for rows, moment, sheet in (
        (Operation.objects.filter(sheet__contest__activity=activity), "received_at", "sheet"),
        (Ruling.objects.filter(sheet__contest__activity=activity), "at", "sheet"),
        (Start.objects.filter(sheet__contest__activity=activity), None, "sheet"),
        (Entry.objects.filter(contest__activity=activity, withdrawn_at=None), None, "contest__scoresheet"),
    ):
        counted = rows.filter(Q(**{f"{moment}__lte": until})) if until and moment else rows
        marks = counted.order_by().values_list(sheet).annotate(number=Count("pk"), last=Max("pk"))
        for pk, number, last in marks:
            found.setdefault(pk, []).append((rows.model, number, last))
    return {pk: tuple(mark) for pk, mark in found.items()}


def shown_publications(activity: Activity, *, until: datetime | None) -> dict[int | None, Publication]:
    """The latest of each sheet, and of the award list under None, up to this moment."""
    rows = Publication.objects.filter(activity=activity)
    if until:
        rows = rows.filter(at__lte=until)
    newest: dict[int | None, int] = {}
    for sheet, pk in rows.order_by("number").values_list("sheet", "pk"):
        newest[sheet] = pk
    return {row.sheet_id: row for row in Publication.objects.filter(pk__in=newest.values())}


def latest_entries(activity: Activity, *, until: datetime | None) -> dict[int, datetime]:
    """By scoresheet: when something was last entered."""
    rows = Operation.objects.filter(sheet__contest__activity=activity)
    if until:
        rows = rows.filter(received_at__lte=until)
    return dict(rows.order_by().values_list("sheet").annotate(last=Max("received_at")))


def _of(model: type[Model], path: str, what: Count | Max, **more: Any) -> Subquery:
    rows = model._default_manager.filter(**{path: OuterRef("pk")}, **more)
    return Subquery(rows.order_by().values(path).annotate(found=what).values("found"))
