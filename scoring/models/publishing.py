"""What was made public: frozen, signed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.models import User
from events.models import Activity
from events.querysets import OfActivityQuerySet
from scoring.models.judging import Scoresheet


class Publication(models.Model):
    """公布: a frozen, signed outcome. With a sheet: that contest's placings; without: the award list of the activity.

    `case` is the rule book's input and `outcome` its answer, so that anyone can compute it again; a correction is a
    new publication with the next number and a reason.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="publications")
    sheet = models.ForeignKey(Scoresheet, models.CASCADE, null=True, related_name="publications")
    number = models.PositiveSmallIntegerField()
    case = models.JSONField()
    outcome = models.JSONField()
    sha256 = models.CharField(max_length=64)
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=60)
    second_name = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="sheet_publication_once"),
            models.UniqueConstraint(
                fields=["activity", "number"], condition=Q(sheet=None), name="award_list_publication_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}/{self.sheet_id} #{self.number}"
