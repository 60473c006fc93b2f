"""Units: add one below another, give one another name."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.services.log import record


class NameTaken(Exception):
    """Another unit beside this one has the name."""

    def __init__(self, name: str) -> None:
        super().__init__(_("There is already a unit called “%(name)s” here.") % {"name": name})


@transaction.atomic
def create_unit(*, name: str, parent: Unit | None, by: User | None, now: datetime) -> Unit:
    """Add a unit below `parent`; without one it is the root of a new union."""
    if parent is not None:
        parent = Unit.objects.select_for_update().get(pk=parent.pk)
    _refuse_taken(name, parent)
    unit = Unit.objects.create(name=name, parent=parent)
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])
    record(verb="accounts.create_unit", subject=unit, by=by, now=now, unit=unit, name=name)
    return unit


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, by: User, now: datetime) -> None:
    if unit.parent_id:
        Unit.objects.select_for_update().get(pk=unit.parent_id)
    locked = Unit.objects.select_for_update().get(pk=unit.pk)
    if locked.name == name:
        return
    _refuse_taken(name, locked.parent)
    before, locked.name = locked.name, name
    locked.save(update_fields=["name"])
    record(verb="accounts.rename_unit", subject=locked, by=by, now=now, unit=locked, before=before, name=name)


def _refuse_taken(name: str, parent: Unit | None) -> None:
    # The row of the parent is locked, so nobody adds the same name meanwhile; roots are made by a command alone.
    if Unit.objects.filter(parent=parent, name=name).exists():
        raise NameTaken(name)
