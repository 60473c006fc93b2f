"""What referees enter and the chief referee decides: append-only."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from accounts.models import User
from registration.models import Entry
from scoring.models.judging import OfSheetQuerySet, Scoresheet


class Operation(models.Model):
    """录入: one append-only act of a referee, named by a UUID made where it was entered. Never edited.

    The UUID is unique within its sheet, not in the installation: the same activity file may be imported twice.
    """

    sheet = models.ForeignKey(Scoresheet, models.CASCADE, related_name="operations")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="operations")
    uuid = models.UUIDField()
    slot = models.CharField(max_length=80)
    value = models.JSONField(null=True)
    replaces = models.JSONField(default=list)
    device = models.CharField(max_length=60, blank=True)
    seq = models.PositiveIntegerField(default=0)
    captured_at = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=60)
    flags = models.JSONField(default=list)
    reason = models.CharField(max_length=200, blank=True)

    objects = OfSheetQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "uuid"], name="operation_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.slot}"


class Ruling(models.Model):
    """裁决: a chief referee's decision on one slot of one entry, over everything entered before.

    `settles` names by UUID the operations and earlier rulings that were weighed.
    """

    sheet = models.ForeignKey(Scoresheet, models.CASCADE, related_name="rulings")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="rulings")
    uuid = models.UUIDField(default=uuid4)
    slot = models.CharField(max_length=80)
    value = models.JSONField(null=True)
    settles = models.JSONField(default=list)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()

    objects = OfSheetQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "uuid"], name="ruling_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.slot}"
