"""Who takes part: the terms of registration, rosters, people, entries."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from accounts.roles import Role
from events.models import Activity, Contest, Division
from events.querysets import OWNERS, OfActivityQuerySet, OfContestQuerySet


class Terms(models.Model):
    """The conditions of registration of one activity. `limits` is a list for `registration.limits` to read."""

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="terms")
    limits = models.JSONField(default=list)
    health_statement = models.TextField(_("health statement"), blank=True)

    objects = OfActivityQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.activity_id}"


class RosterQuerySet(models.QuerySet["Roster"]):
    def visible_to(self, user: User) -> RosterQuerySet:
        """A contact sees the own unit's roster alone; the staff of the activity see all of it."""
        activities = Activity.objects.visible_to(user)
        contact_at = user.standing.paths(Role.CONTACT)
        own = Q(activity__in=activities, unit__path__in=contact_at)
        return self.filter(own | Q(activity__in=activities.staffed_by(user, *ROSTER_READERS)))


ROSTER_READERS = (*OWNERS, Role.CHAIR, Role.CHIEF_REFEREE, Role.FINANCE, Role.VIEWER)


class Roster(models.Model):
    """报名表: the list of one unit for one activity."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Accepted")

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="rosters")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="rosters")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    comment = models.TextField(_("comment"), blank=True)
    version = models.PositiveIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True)
    submitted_by_name = models.CharField(max_length=60, blank=True)
    receipt = models.CharField(max_length=12, blank=True)
    changed_at = models.DateTimeField(null=True)
    changed_by_name = models.CharField(max_length=60, blank=True)

    objects = RosterQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "unit"], name="one_roster_per_unit")]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.unit_id}"


class OfRosterQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> OfRosterQuerySet:
        return self.filter(roster__in=Roster.objects.visible_to(user))


class Person(models.Model):
    """人员: somebody on a roster. `number` is the start number, once in the activity; nobody is known by name alone.

    `key` is made where the line was first typed, so that a form sent twice is the same person.
    """

    class Gender(models.TextChoices):
        FEMALE = "female", _("female")
        MALE = "male", _("male")

    class Post(models.TextChoices):
        CHAIR = "chair", _("union chair")
        CADRE = "cadre", _("union cadre")
        MEMBER = "member", _("union member")

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

    objects = OfRosterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "number"], name="start_number_once"),
            models.UniqueConstraint(fields=["roster", "key"], name="person_key_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """参赛项: one start in one contest. Withdrawn entries stay, so that a number never changes its meaning."""

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="entries")
    division = models.ForeignKey(Division, models.PROTECT, null=True, related_name="entries")
    person = models.ForeignKey(Person, models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = OfContestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contest", "number"], name="entry_number_once"),
            models.UniqueConstraint(fields=["contest", "person"], name="person_once_in_contest"),
        ]

    def __str__(self) -> str:
        return f"{self.contest_id}/{self.number}"

    @property
    def code(self) -> str:
        """`ball-run/12`: how cases, tablets and files name the entry."""
        return f"{self.contest.code}/{self.number}"


class Upload(models.Model):
    """A sheet that was read and checked but not yet applied: what stood in it, for one person to look at."""

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="uploads")
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    filename = models.CharField(max_length=120)
    rows = models.JSONField()

    objects = OfRosterQuerySet.as_manager()

    def __str__(self) -> str:
        return self.filename
