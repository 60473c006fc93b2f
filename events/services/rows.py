"""The tables of a plan: a whole part is saved at once, as it was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import log
from events.models import Activity, BudgetLine, Contest, Division
from events.queries import fingerprint
from events.services.locking import lock_to


class RowInUse(Exception):
    """Something that people have already entered for cannot be deleted."""

    def __init__(self, row: models.Model) -> None:
        super().__init__(
            _("“%(row)s” cannot be deleted: people are already entered for it. Withdraw their entries first.")
            % {"row": row}
        )


class ChangedMeanwhile(Exception):
    """Somebody else saved the same table after this page was opened."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this table while you were typing. Your rows are still here: "
                "compare them with the plan, then save again to keep yours."
            )
        )


@transaction.atomic
def save_rows(
    *, activity: Activity, permission: str, manager: str, kept: Sequence[Any], dropped: Sequence[Any], seen: str,
    by: User, now: datetime,
) -> Activity:  # fmt: skip
    """Deletes `dropped`, stores `kept` in that order; `seen` is the fingerprint of the rows that the person saw."""
    locked = lock_to(permission, activity, by)
    rows = getattr(locked, manager)
    if fingerprint(rows.all()) != seen:
        raise ChangedMeanwhile
    for row in dropped:
        delete_row(row)
    codes = set(rows.values_list("code", flat=True)) if has_field(rows.model, "code") else set()
    for position, row in enumerate(kept, start=1):
        row.activity = locked
        if has_field(rows.model, "position"):
            row.position = position
        if has_field(rows.model, "code") and not row.code:
            row.code = new_code(row.title, prefix=rows.model.__name__[0].lower(), taken=codes)
            codes.add(row.code)
        row.save()
    log.record(
        verb=f"events.change_{manager}", subject=locked, by=by, now=now, unit=locked.host,
        rows=len(kept), removed=[str(row) for row in dropped],
    )  # fmt: skip
    return locked


@transaction.atomic
def save_contests(*, divisions: Mapping[int, Sequence[tuple[str, str]]], kept: Sequence[Contest], **table: Any) -> None:
    """Contests with their divisions; `divisions` maps the index in `kept` to titles and genders in order."""
    save_rows(kept=kept, **table)
    for index, contest in enumerate(kept):
        save_divisions(contest, divisions.get(index, ()))


def save_divisions(contest: Contest, wanted: Sequence[tuple[str, str]]) -> None:
    """A division is known by its title: the same title keeps its code, a new one gets a new code."""
    present = {division.title: division for division in contest.divisions.all()}
    codes = {division.code for division in present.values()}
    titles = {title for title, _gender in wanted}
    for title, division in present.items():
        if title not in titles:
            delete_row(division)
    for position, (title, gender) in enumerate(wanted, start=1):
        kept = present.get(title)
        if kept is None:
            code = new_code(title, prefix="d", taken=codes)
            codes.add(code)
            kept = Division(contest=contest, code=code, title=title)
        kept.gender, kept.position = gender, position
        kept.save()


@transaction.atomic
def record_actuals(*, activity: Activity, lines: Sequence[BudgetLine], seen: str, by: User, now: datetime) -> None:
    """What was bought and paid, line by line; the planned figures stay as they were approved."""
    locked = lock_to("events.record_actuals", activity, by)
    if fingerprint(locked.budget_lines.all()) != seen:
        raise ChangedMeanwhile
    for line in lines:
        line.save(update_fields=["actual_quantity", "actual_price"])
    log.record(
        verb="events.record_actuals", subject=locked, by=by, now=now, unit=locked.host,
        lines=[[line.title, line.actual_quantity, line.actual_price] for line in lines],
    )  # fmt: skip


def delete_row(row: models.Model) -> None:
    """Deletes; RowInUse when entries hold on to it."""
    try:
        row.delete()
    except ProtectedError as problem:
        raise RowInUse(row) from problem


def new_code(title: str, *, prefix: str, taken: set[str]) -> str:
    """A code made once from the title: `ball-run`, or `c1`, `c2` where the title has no Latin letters."""
    wanted = slugify(title)[:30].strip("-")
    if wanted and wanted[0].isalpha() and wanted not in taken:
        return wanted
    number = 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"


def has_field(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)
