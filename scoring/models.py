"""How judged, who won: scoresheets, start lists, operations, rulings, publications."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from events.models import Activity, Contest
from events.querysets import OfActivityQuerySet, OfContestQuerySet
from registration.models import Entry


class OfSheetQuerySet(OfActivityQuerySet):
    activity_path = "sheet__contest__activity"


class PrizePlan(models.Model):
    """How prizes are given out over all contests of one activity, in the rule book's own words (`docs/case.md`)."""

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="prize_plan")
    prize_rules = models.JSONField(default=dict)
    awards = models.JSONField(default=dict)
    tables = models.JSONField(default=list)

    objects = OfActivityQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.activity_id}"


class Scoresheet(models.Model):
    """记录表: a contest's way of being judged. The JSON fields are the rule book's configuration."""

    contest = models.OneToOneField(Contest, models.CASCADE, related_name="scoresheet")
    game = models.CharField(_("way of judging"), max_length=40)
    settings = models.JSONField(default=dict)
    aggregation = models.JSONField(default=list)
    adjustments = models.JSONField(default=list)
    tie_breaks = models.JSONField(default=list)
    stages = models.JSONField(default=list)
    rankings = models.JSONField(null=True, default=None)
    undecided = models.CharField(_("what no rule decides"), max_length=10, default="shared")
    prize_rules = models.JSONField(null=True, default=None)
    heat_size = models.PositiveSmallIntegerField(_("starters in one heat"), default=1)
    draw_seed = models.CharField(_("seed of the draw"), max_length=40, blank=True)
    drawn_at = models.DateTimeField(null=True)

    objects = OfContestQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.contest_id} {self.game}"

    @property
    def activity(self) -> Activity:
        return self.contest.activity


class Start(models.Model):
    """出场: the place of an entry in the start list."""

    sheet = models.ForeignKey(Scoresheet, models.CASCADE, related_name="starts")
    entry = models.OneToOneField(Entry, models.CASCADE, related_name="start")
    heat = models.PositiveSmallIntegerField()
    lane = models.PositiveSmallIntegerField()

    objects = OfSheetQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "heat", "lane"], name="one_entry_a_lane")]

    def __str__(self) -> str:
        return f"{self.heat}-{self.lane}"


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
