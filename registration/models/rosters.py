"""The terms of registration, and the list of each unit."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User, under_any
from accounts.roles import Role
from events.models import Activity
from events.querysets import OWNERS, OfActivityQuerySet


class Terms(models.Model):
    """The conditions of registration of one activity. `limits` is a list for `registration.limits` to read."""

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="terms")
    limits = models.JSONField(default=list)
    health_statement = models.TextField(_("health statement"), blank=True)
    # Until then a unit's contact may put in substitutes; without it only the organiser and the chief referee do.
    units_substitute_until = models.DateTimeField(_("units substitute by themselves until"), null=True, blank=True)

    objects = OfActivityQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.activity_id}"


class RosterQuerySet(models.QuerySet["Roster"]):
    def visible_to(self, user: User) -> RosterQuerySet:
        """A contact sees the own unit's roster alone; the staff of the activity see all of it."""
        readable = Q(activity__in=user.appointments.filter(role__in=ROSTER_READERS).values("activity"))
        if own := user.standing.paths(Role.CONTACT):
            readable |= Q(unit__path__in=own)
        if staffed := user.standing.paths(*ROSTER_READERS):
            readable |= under_any(staffed, "activity__host__path")
        return self.filter(readable, activity__in=Activity.objects.visible_to(user)).whole()

    def whole(self) -> RosterQuerySet:
        """With what every question about a roster asks for."""
        return self.select_related("unit", "activity__host")


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
    # The version in which people, entries or teams changed last: accepting and returning change none of them.
    content_version = models.PositiveIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True)
    submitted_by_name = models.CharField(max_length=60, blank=True)
    receipt = models.CharField(max_length=12, blank=True)
    changed_at = models.DateTimeField(null=True)
    changed_by_name = models.CharField(max_length=60, blank=True)
    # Asked for only where a limit needs it.
    size = models.PositiveIntegerField(_("members of the unit"), null=True, blank=True)
    partners = models.JSONField(_("units entering together"), default=list, blank=True)
    fee_paid = models.PositiveIntegerField(_("fee paid"), null=True, blank=True)

    objects = RosterQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "unit"], name="one_roster_per_unit")]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.unit_id}"


class OfRosterQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> OfRosterQuerySet:
        return self.filter(roster__in=Roster.objects.visible_to(user))
