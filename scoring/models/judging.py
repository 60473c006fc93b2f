"""How a contest is judged: its scoresheet, its start list, the prizes of the activity."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

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
    lots = models.JSONField(default=list)

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
