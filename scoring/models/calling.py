"""The call room: how late a venue runs."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from events.models import Activity, Venue
from events.querysets import OfActivityQuerySet


class Delay(models.Model):
    """推迟: everything still to come at a venue (none: at no named venue) starts so many minutes later."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="delays")
    venue = models.ForeignKey(Venue, models.CASCADE, null=True, related_name="delays")
    minutes = models.SmallIntegerField(default=0)
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "venue"], name="one_delay_a_venue"),
            models.UniqueConstraint(fields=["activity"], condition=Q(venue=None), name="one_delay_without_venue"),
        ]

    def __str__(self) -> str:
        return f"{self.venue_id} {self.minutes}"
