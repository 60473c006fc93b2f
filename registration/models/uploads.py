"""Sheets that were read and checked but not yet applied; none is kept for longer than a day."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from events.models import Activity
from events.querysets import OfActivityQuerySet
from registration.models.rosters import OfRosterQuerySet, Roster


class SheetUpload(models.Model):
    """What stood in a sheet, the file itself, and what was found when it was held against the rosters."""

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        CHECKED = "checked", _("Checked")
        REFUSED = "refused", _("Refused")
        WRITING = "writing", _("Being written")
        WRITTEN = "written", _("Written")

    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    filename = models.CharField(max_length=120)
    content = models.BinaryField(default=b"")
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    # When the work last gave a sign: a server that was stopped gives none any more.
    sign_at = models.DateTimeField(null=True)
    refusal = models.TextField(blank=True)
    sheets = models.JSONField(default=list)
    fixes = models.JSONField(default=dict)
    result = models.JSONField(default=dict)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.filename


class Upload(SheetUpload):
    """A sheet for one roster."""

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="uploads")

    objects = OfRosterQuerySet.as_manager()


class UnitsUpload(SheetUpload):
    """A workbook of the organiser for several units of an activity; what stands in it only the organiser may open."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="uploads")

    objects = OfActivityQuerySet.as_manager()
