"""What is known of a unit for tables: its size, its tags, numbers on record."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from events.models import Activity
from events.querysets import OfActivityQuerySet


class UnitData(models.Model):
    """单位数据: only what a table of the activity asks for; a number is whole, or text such as `91/2`."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="unit_data")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    size = models.PositiveIntegerField(_("members of the unit"), null=True, blank=True)
    tags = models.JSONField(_("tags"), default=list, blank=True)
    values = models.JSONField(_("numbers on record"), default=dict, blank=True)

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "unit"], name="unit_data_once")]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.unit_id}"
