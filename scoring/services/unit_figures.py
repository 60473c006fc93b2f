"""What is known of units for tables, written by the organiser."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.services import log
from events.models import Activity
from events.services.locking import lock_to
from scoring.models import UnitData


@transaction.atomic
def keep_unit_figures(*, activity: Activity, figures: Mapping[int, Mapping[str, Any]], by: User, now: datetime) -> None:
    """`figures` by unit: only the keys that were asked for change; values of other tables stay as they are."""
    locked = lock_to("scoring.keep_unit_figures", activity, by)
    rows = {row.unit_id: row for row in UnitData.objects.filter(activity=locked)}
    changed: dict[str, Any] = {}
    for unit, typed in figures.items():
        row = rows.get(unit) or UnitData(activity=locked, unit_id=unit)
        before = (row.size, list(row.tags), dict(row.values))
        row.size, row.tags, row.values = (typed.get(key, getattr(row, key)) for key in ("size", "tags", "values"))
        if before != (row.size, row.tags, row.values):
            row.save()
            changed[row.unit.name] = {"size": row.size, "tags": row.tags, "values": row.values}
    if changed:
        log.record(verb="scoring.keep_unit_figures", subject=locked, by=by, now=now, units=changed)
