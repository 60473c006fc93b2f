"""Paper that stands in for a tablet: numbered sheets, and who typed them in."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from accounts.models import User
from events.models import Activity
from events.querysets import OfActivityQuerySet
from scoring.models.judging import Scoresheet


class PaperSheet(models.Model):
    """纸质记录表: a blank sheet for one group of a contest, by its running number in the activity."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="papers", editable=False)
    sheet = models.ForeignKey(Scoresheet, models.CASCADE, related_name="papers", editable=False)
    number = models.PositiveIntegerField()
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    stage = models.CharField(max_length=40, blank=True)
    group = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "number"], name="paper_number_once")]

    def __str__(self) -> str:
        return f"{self.activity_id} #{self.number}"


class Typing(models.Model):
    """One person typed a paper sheet in; the second one does it without seeing the first.

    `differences` lists what the second typed otherwise: entry, slot, first value, second value.
    """

    paper = models.ForeignKey(PaperSheet, models.CASCADE, related_name="typings")
    round = models.PositiveSmallIntegerField()
    values = models.JSONField(default=dict)
    differences = models.JSONField(default=list)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "round"], name="typed_once_a_round")]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.round}"
