"""Who takes part, and who may be one person."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from events.models import Activity
from events.querysets import OfActivityQuerySet
from registration.models.rosters import OfRosterQuerySet, Roster


class Person(models.Model):
    """人员: somebody on a roster. `number` is the start number, once in the activity; nobody is known by name alone.

    `key` is made where the line was first typed, so that a form sent twice is the same person.
    """

    class Gender(models.TextChoices):
        FEMALE = "female", _("female")
        MALE = "male", _("male")

    class Post(models.TextChoices):
        LEADER = "leader", _("unit leader")
        CHAIR = "chair", _("union chair")
        CADRE = "cadre", _("union cadre")
        MEMBER = "member", _("union member")

    class Kind(models.TextChoices):
        STAFF = "staff", _("staff")
        FAMILY = "family", _("family member")
        GUEST = "guest", _("guest")

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="people")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="people")
    key = models.UUIDField(default=uuid4, editable=False)
    number = models.PositiveIntegerField(_("start number"))
    name = models.CharField(_("name"), max_length=40)
    gender = models.CharField(_("gender"), max_length=6, choices=Gender)
    post = models.CharField(_("post"), max_length=10, choices=Post, default=Post.MEMBER)
    healthy = models.BooleanField(_("declared healthy"), default=False)
    withdrawn_at = models.DateTimeField(null=True)
    stands_in_for = models.ForeignKey("self", models.SET_NULL, null=True, related_name="substitutes")
    # Asked for only where a limit needs it: personal data that nobody uses is not collected.
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    service_since = models.DateField(_("in service since"), null=True, blank=True)
    kind = models.CharField(_("takes part as"), max_length=8, choices=Kind, default=Kind.STAFF)
    functions = models.JSONField(_("functions"), default=list, blank=True)
    traits = models.JSONField(_("known as"), default=list, blank=True)

    objects = OfRosterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "number"], name="start_number_once"),
            models.UniqueConstraint(fields=["roster", "key"], name="person_key_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Likeness(models.Model):
    """Two people of one activity who may be the same, and what the organiser answered."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="likenesses")
    one = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    is_same = models.BooleanField()
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="likeness_answered_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="likeness_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"
