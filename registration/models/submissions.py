"""What was handed in, and the photos of the stamped paper."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from registration.models.rosters import OfRosterQuerySet, Roster


class Submission(models.Model):
    """提交记录: what the roster said when it was handed in or confirmed; later changes are held against it."""

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="submissions")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=60)
    content = models.JSONField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by_name = models.CharField(max_length=60, blank=True)

    objects = OfRosterQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.roster_id} {self.version}"


class StampedScan(models.Model):
    """盖章件: a page of the stamped roster as photo or scan. The file lies in a folder that nothing serves.

    `version` is the roster's own when the page came: after a change it shows a roster that is no more.
    """

    class Kind(models.TextChoices):
        JPG = "jpg", _("photo")
        PNG = "png", _("picture")
        PDF = "pdf", _("PDF")

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="stamped_scans")
    key = models.UUIDField(default=uuid4, editable=False, unique=True)
    kind = models.CharField(max_length=3, choices=Kind)
    size = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=60)

    objects = OfRosterQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.roster_id} {self.key}"

    @property
    def filename(self) -> str:
        """In the folder: made here, nothing of it comes from whoever uploads."""
        return f"{self.key}.{self.kind}"
