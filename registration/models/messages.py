"""Asking units for their rosters: who has looked, what was written to whom, whose stamped paper came in."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User, under_any
from accounts.roles import Role
from events.models import Activity
from events.querysets import OWNERS, OfActivityQuerySet
from registration.models.rosters import ROSTER_READERS, OfRosterQuerySet, Roster


class Opening(models.Model):
    """That somebody of a unit has opened the registration of an activity."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="openings")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "unit"], name="opening_once_a_unit")]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.unit_id}"


class StampedPaper(models.Model):
    """That the printed roster came back with stamp and signature, and of which version it was."""

    roster = models.OneToOneField(Roster, models.CASCADE, related_name="stamped_paper")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=60)

    objects = OfRosterQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.roster_id}"


class MailboxQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> MailboxQuerySet:
        """Those who run activities above the unit, and the unit itself."""
        own = Q(unit__path__in=user.standing.paths(Role.CONTACT))
        return self.filter(under_any(user.standing.paths(*OWNERS), "unit__path") | own)


class Mailbox(models.Model):
    """Where a unit gets its e-mail: the office's address, not a person's."""

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="mailbox")
    address = models.EmailField(_("e-mail of the unit"), max_length=120)

    objects = MailboxQuerySet.as_manager()

    def __str__(self) -> str:
        return self.address


class MessageQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> MessageQuerySet:
        """Whoever sees the board of units: a message names what is wrong in a unit's roster."""
        seen = Activity.objects.visible_to(user).staffed_by(user, *ROSTER_READERS)
        return self.filter(activity__in=seen)


class Message(models.Model):
    """An e-mail to one unit. Nothing leaves before a person releases it, and each leaves once.

    `sending` is written before the mail server is asked: what stays there after a crash may have left or not, and a
    person decides whether it goes again.
    """

    class State(models.TextChoices):
        DRAFTED = "drafted", _("Drafted")
        RELEASED = "released", _("Released")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not sent")

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="mails")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    to = models.EmailField(max_length=120)
    subject = models.CharField(_("subject"), max_length=160)
    body = models.TextField(_("text"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFTED)
    drafted_at = models.DateTimeField()
    drafted_by_name = models.CharField(max_length=60)
    released_at = models.DateTimeField(null=True)
    released_by_name = models.CharField(max_length=60, blank=True)
    tried_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=200, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="drafted") | Q(released_at__isnull=False), name="message_left_only_released"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.unit_id}"
