"""How results of an activity are released: by one person or two, held back, opened again, protested against."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from events.models import Activity
from events.querysets import OfActivityQuerySet
from registration.models import Entry
from scoring.models.judging import OfSheetQuerySet, Scoresheet
from scoring.models.publishing import Publication


class Conduct(models.Model):
    """What an activity asks for when results are released. No row: one person does it, protests within half an hour."""

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="conduct")
    second_person = models.BooleanField(_("two people release a result"), default=False)
    protest_minutes = models.PositiveSmallIntegerField(_("minutes for protests"), null=True, blank=True, default=30)

    objects = OfActivityQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.activity_id}"


class Hold(models.Model):
    """待核: a contest is looked into. Nothing of it is released until the hold is lifted."""

    sheet = models.ForeignKey(Scoresheet, models.CASCADE, related_name="holds")
    reason = models.CharField(max_length=200)
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by_name = models.CharField(max_length=60, blank=True)
    lifted_reason = models.CharField(max_length=200, blank=True)

    objects = OfSheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet"], condition=Q(lifted_at=None), name="one_hold_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.reason}"


class Reopening(models.Model):
    """重新开放: after publication `number` of a contest, entries count again until the next publication."""

    sheet = models.ForeignKey(Scoresheet, models.CASCADE, related_name="reopenings")
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=200)
    by_name = models.CharField(max_length=60)
    second_name = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    objects = OfSheetQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "number"], name="reopened_once_a_publication")]

    def __str__(self) -> str:
        return f"{self.sheet_id} #{self.number}"


class Request(models.Model):
    """What one person asked for and a second person has to agree to: releasing a contest, or opening it again.

    `seen` names exactly what the first person looked at; should it change, the request is void.
    """

    class Act(models.TextChoices):
        PUBLISH = "publish", _("release the result")
        REOPEN = "reopen", _("open the contest again")

    sheet = models.ForeignKey(Scoresheet, models.CASCADE, related_name="requests")
    act = models.CharField(max_length=10, choices=Act)
    seen = models.CharField(max_length=64)
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=60, blank=True)
    agreed = models.BooleanField(null=True)
    answer = models.CharField(max_length=200, blank=True)

    objects = OfSheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet"], condition=Q(answered_at=None), name="one_request_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.act}"


class Protest(models.Model):
    """申诉: a unit objects to a released result. `against` is the publication; its deadline is kept as it was."""

    class State(models.TextChoices):
        OPEN = "open", _("waits for a decision")
        UPHELD = "upheld", _("upheld")
        DISMISSED = "dismissed", _("dismissed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    key = models.UUIDField(default=uuid4, editable=False)
    sheet = models.ForeignKey(Scoresheet, models.CASCADE, related_name="protests")
    against = models.ForeignKey(Publication, models.CASCADE, related_name="protests")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, models.SET_NULL, null=True, related_name="protests")
    text = models.TextField(max_length=1000)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()
    due = models.DateTimeField(null=True)
    accepted_late = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decision = models.TextField(max_length=1000, blank=True)
    decided_by_name = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True)

    objects = OfSheetQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "key"], name="protest_key_once")]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.unit_id} {self.state}"
